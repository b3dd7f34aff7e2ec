"""RunHead: what a run is doing, in a sentence and a few numbers, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QPoint, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.messages import Message
from studio.runs.config import DEVICES
from studio.runs.events import Event
from studio.runs.progress import clock
from studio.ui.live import Live
from studio.ui.plain import Label, caption
from studio.ui.theme.icons import icon
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.durations import size
from studio.ui.train.said_state import AT_WORK, RESTS, STATES, last_of
from studio.ui.train.watch import RunWatch
from studio.ui.translate import translated

MORE_STEPS = (100, 300, 1000)
_DRAWINGS = {"resume": "play", "discard": "trash", "stop": "stop", "again": "redo"}


class RunHead(Live, QFrame):
    """Follows a :class:`RunWatch`; the buttons ask the desk, and others where it takes more than that."""

    discard_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, desk: TrainingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._watch: RunWatch | None = None
        self._last_step: Event | None = None
        self._asked_in = ""  # the state in which a pause or its end was asked for, until another follows
        self.setObjectName("run_head")
        self.setProperty("part", "bar")
        self.title, self.sentence, self.facts = Label(self), Label(self), Label(self)
        self.title.setProperty("part", "title")
        self.facts.setProperty("part", "faint")
        self.facts.setObjectName("run_facts")
        self.sentence.setObjectName("run_sentence")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.buttons = {
            name: QPushButton(self) for name in ("pause", "resume", "stop", "extend", "again", "discard")
        }
        for name, button in self.buttons.items():
            button.setObjectName(f"run_{name}")
        self._more = QMenu(self)
        for number in MORE_STEPS:
            self._more.addAction("").setData(number)
        self._more.triggered.connect(lambda action: self._ask(lambda w: desk.extend(w.run, action.data())))
        self.buttons["pause"].clicked.connect(self._pause)
        self.buttons["resume"].clicked.connect(self._resume)
        self.buttons["stop"].clicked.connect(lambda: self._ask(lambda w: desk.stop(w.run)))
        self.buttons["extend"].clicked.connect(self._show_more)
        self.buttons["again"].clicked.connect(self.again_wanted)
        self.buttons["discard"].clicked.connect(self.discard_wanted)
        self._lay_out()
        self.retranslate()
        self.recolour()

    def show_watch(self, watch: RunWatch | None) -> None:
        """Follow another run."""
        self._watch = watch
        self._last_step, self._asked_in = None, ""
        if watch is not None:
            self.take(watch.events)
        self.retranslate()

    def take(self, events: list[Event]) -> None:
        """What came of the run; call :meth:`follow` after."""
        for event in events:
            if event.kind == "step":
                self._last_step = event

    @Slot()
    def follow(self) -> None:
        """Show how it stands now."""
        watch = self._watch
        if watch is None:
            return
        state = watch.state
        name = watch.run.config.name
        self.title.setText(name)
        at_work = state in AT_WORK
        if state != self._asked_in:
            self._asked_in = ""
        said = translated(watch.progress.sentence if at_work else STATES[state])
        failure = last_of(watch.events, "failed", "sentence") if state == "failed" else None
        if isinstance(failure, Message):
            said = f"{said}: {translated(failure)}"
        elif state == "died":
            said += self.tr(". What it had learned until its last checkpoint is kept.")
        self.sentence.setText(said)
        self.facts.setText("   ·   ".join(self._numbers(watch)))
        self.bar.setVisible(at_work)
        progress = watch.progress
        fraction = progress.fraction
        if fraction is None and progress.step is not None and progress.steps:
            fraction = progress.step / progress.steps
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * min(max(fraction or 0.0, 0.0), 1.0)))
        self.bar.setAccessibleName(said)
        shown = {
            "pause": at_work,
            "resume": state in (*RESTS, "new"),
            "stop": at_work or state == "queued",
            "extend": state in ("running", "stopped", "done") and self._last_step is not None,
            "again": not at_work and state != "queued",
            "discard": True,
        }
        self._keep_keyboard(shown)
        for key, button in self.buttons.items():
            button.setVisible(shown[key])
        self.buttons["pause"].setText(self.tr("Go On") if state == "paused" else self.tr("Pause"))
        self.buttons["pause"].setEnabled(self._asked_in != state)
        self.buttons["pause"].setIcon(icon("play" if state == "paused" else "pause", self.palette()))
        self.buttons["stop"].setText(
            self.tr("Leave the Queue") if state == "queued" else self.tr("Stop and Keep")
        )
        self.buttons["stop"].setToolTip(
            self.tr("It does not start by itself then; it can be started later")
            if state == "queued"
            else self.tr("End now, judge what was learned and keep the best of it")
        )

    def retranslate(self) -> None:
        texts = {
            "pause": ("", self.tr("Wait after this step; the computer is free meanwhile")),
            "resume": (self.tr("Resume"), self.tr("Go on from the last checkpoint")),
            "extend": (self.tr("More Steps"), self.tr("Let it learn for longer than was planned")),
            "again": (self.tr("Train Again…"), self.tr("A new training with these photos and settings")),
            "discard": (self.tr("Throw Away…"), self.tr("Delete this training; photos stay as they are")),
        }
        for name, (text, told) in texts.items():
            self.buttons[name].setToolTip(told)
            if text:
                self.buttons[name].setText(text)
        for action in self._more.actions():
            action.setText(self.tr("{n} more").format(n=action.data()))
        self.follow()

    def recolour(self) -> None:
        for name, drawing in _DRAWINGS.items():
            self.buttons[name].setIcon(icon(drawing, self.palette()))
        self.follow()

    def _numbers(self, watch: RunWatch) -> list[str]:
        """Step, speed, time left where it is known, device, memory, time so far."""
        said: list[str] = []
        step, events = self._last_step, watch.events
        if step is not None:
            text = self.tr("step {step} of {steps}")
            said.append(text.format(step=step.get("step"), steps=step.get("steps")))
            speed = step.get("images_per_second")
            if isinstance(speed, int | float) and watch.state == "running":
                said.append(self.tr("{n} images a second").format(n=f"{speed:.1f}"))
        left = watch.progress.seconds_left
        if left is not None and watch.state == "running":
            said.append(self.tr("{time} left").format(time=clock(left)))
        device = last_of(events, "stage", "device") or last_of(events, "timed", "device")
        device = device or watch.run.config.device
        if device in DEVICES:
            said.append(device_name(device))
        memory = step.get("memory") if step is not None else None
        if isinstance(memory, int) and watch.state in AT_WORK:
            said.append(self.tr("{memory} of memory").format(memory=translated(size(memory))))
        # Looking at the photos and measuring came before; nobody waits for those.
        begun = next((event.at for event in events if event.kind == "started"), None)
        if begun is not None:
            text = self.tr("{time} in all") if watch.state == "done" else self.tr("{time} so far")
            said.append(text.format(time=clock(events[-1].at - begun)))
        return said

    def _keep_keyboard(self, shown: Mapping[str, bool]) -> None:
        """A button that goes hands the keyboard to what comes in its place, not to what throws away."""
        going = any(button.hasFocus() and not shown[key] for key, button in self.buttons.items())
        heir = next((key for key, there in shown.items() if there and key != "discard"), None)
        if going and heir is not None:
            self.buttons[heir].setVisible(True)
            self.buttons[heir].setFocus()

    def _ask(self, call: Callable[[RunWatch], None]) -> None:
        if self._watch is not None:
            call(self._watch)

    @Slot()
    def _pause(self) -> None:
        watch = self._watch
        if watch is not None:
            self._asked_in = watch.state
            (self._desk.go_on if watch.state == "paused" else self._desk.pause)(watch.run)
            self.follow()

    @Slot()
    def _resume(self) -> None:
        self._ask(lambda w: self._desk.resume(w.run))

    @Slot()
    def _show_more(self) -> None:
        button = self.buttons["extend"]
        self._more.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _lay_out(self) -> None:
        self.sentence.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        for button in self.buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.sentence)
        column.addWidget(self.bar)
        column.addWidget(self.facts)


def device_name(device: str) -> str:
    """What a device is called, plain for a button or a label."""
    names = {
        "auto": QCoreApplication.translate("RunHead", "device: automatic"),
        "cpu": QCoreApplication.translate("RunHead", "processor (CPU)"),
        "cuda": QCoreApplication.translate("RunHead", "graphics processor (CUDA)"),
        "mps": QCoreApplication.translate("RunHead", "graphics processor (MPS)"),
    }
    return caption(names[device])
