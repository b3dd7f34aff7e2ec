"""Looking: has the photos looked at by a process of its own, anew after every change, and starts the run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio import paths
from studio.errors import StudioError
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.config import TrainingConfig
from studio.runs.events import Event, number
from studio.runs.folder import RunFolder
from studio.ui.train.choices import Choices
from studio.ui.train.findings import Looked, Timed
from studio.ui.translate import language_in_force

if TYPE_CHECKING:
    from studio.ui.train.desk import TrainingDesk
    from studio.ui.train.watch import RunWatch

AFTER_MS = 700
"""Several changes in a row are one."""
_ENDED = QT_TRANSLATE_NOOP("Training", "The look at the photos ended before it was done.")


class Looking(QObject):
    """The draft of a run: its folder is made once there are photos, and thrown away if it is not started.

    ``looked`` is of the photos as chosen now, None while nobody knows; ``latest`` is that, or what was known
    before a photo was left out or kept. ``fraction``: how far looking is. ``problem``: why it failed.
    """

    changed = Signal()
    started = Signal(object)
    """(RunFolder)"""

    def __init__(self, desk: TrainingDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._choices: Choices | None = None
        self._watch: RunWatch | None = None
        self._begun = self._own = False
        self.run: RunFolder | None = None
        self.looked: Looked | None = None
        self.latest: Looked | None = None
        self.timed: Timed | None = None
        self.fraction: float | None = None
        self.problem: Message | None = None
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self._look)
        self._times = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._times.timeout.connect(self._time)
        desk.failed.connect(self._fail)
        desk.changed.connect(self._miss)

    @property
    def at_work(self) -> bool:
        """Whether a look runs, or is about to."""
        looking = self._watch is not None and self._watch.looking
        return self._timer.isActive() or self._times.isActive() or self._begun or looking

    def want(self, choices: Choices, *, same: bool = False) -> None:
        """Look at these photos, a moment later. ``same``: they are those of before, some left out or kept."""
        self._choices = choices
        self.looked = self.problem = self.fraction = None
        if not same:
            self.latest = None
        self._times.stop()
        if choices.missing:
            self._timer.stop()
            self._begun = False
        else:
            self._timer.start()
        self.changed.emit()

    def want_time(self, choices: Choices) -> None:
        """Measure anew how long learning takes, a moment later: the device or the like was changed."""
        self._choices, self.timed = choices, None
        if self.looked is not None:
            self._times.start()
        elif self.at_work:
            self.want(choices, same=True)
        self.changed.emit()

    def adopt(self, run: RunFolder) -> None:
        """Go on with a draft that lies there from before."""
        self.forget()
        self._take_run(run)
        self._own = False

    def start(self, choices: Choices) -> None:
        """Train with these; what is still being measured is given up."""
        self.stop()
        try:
            run = self._written(choices)
        except StudioError as error:
            self._begun = True
            self._fail(error)
            return
        self.forget()
        self._desk.start(run)
        self.started.emit(run)

    def leave(self) -> None:
        """Be as new. A draft that was made here goes; one that was gone on with may be wanted yet."""
        if self._own:
            self.discard()
        else:
            self.forget()

    def discard(self) -> None:
        """Throw the draft away."""
        run = self.run
        self.forget()
        if run is not None:
            self._desk.discard(run)

    def forget(self) -> None:
        """Be as new; the draft stays where it is."""
        self.stop()
        if self._watch is not None:
            self._watch.came.disconnect(self._take)
            self._watch.looking_changed.disconnect(self._follow)
        self._watch = self.run = self._choices = None
        self.looked = self.latest = self.timed = self.fraction = self.problem = None
        self._begun = self._own = False

    def stop(self) -> None:
        """No look begins any more."""
        self._timer.stop()
        self._times.stop()

    def _take_run(self, run: RunFolder) -> None:
        self.run = run
        self._watch = watch = self._desk.watch(run)
        watch.came.connect(self._take)
        watch.looking_changed.connect(self._follow)

    def _written(self, choices: Choices) -> RunFolder:
        """The draft with these choices. Raises TrainingConfigInvalid."""
        if self.run is None:
            self._take_run(self._desk.draft(_config(choices, paths.user_runs())))
            self._own = True
        run = self.run
        assert run is not None
        config = _config(choices, run.path)
        if config != run.config:
            self._desk.rewrite(run, config)
        return run

    @Slot()
    def _look(self) -> None:
        choices = self._choices
        if choices is None or choices.missing:
            return
        self._begun = True
        try:
            self._desk.look(self._written(choices))
        except StudioError as error:
            self._fail(error)
        self.changed.emit()

    @Slot()
    def _time(self) -> None:
        if self._choices is None or self._choices.missing:
            return
        self._begun = True
        try:
            self._desk.time(self._written(self._choices))
        except StudioError as error:
            self._fail(error)
        self.changed.emit()

    @Slot(list)
    def _take(self, events: list[Event]) -> None:
        for event in events:
            if event.kind == "gathering":
                self.fraction = number(event.get("fraction"), least=0.0)
            elif event.kind == "looked" and not self._timer.isActive():  # otherwise of photos before a change
                self.looked = self.latest = Looked.of_event(event)
                self.problem = self.fraction = None
                self._begun = False
            elif event.kind == "timed" and not self._times.isActive():
                self.timed = Timed.of_event(event)
                self._begun = False
            elif event.kind == "failed":
                sentence = event.get("sentence")
                self.problem = sentence if isinstance(sentence, Message) else Message("Training", _ENDED)
                self._begun = False
        self.changed.emit()

    @Slot(bool)
    def _follow(self, looking: bool) -> None:
        if not looking:
            self._begun = False
        self.changed.emit()

    @Slot()
    def _miss(self) -> None:
        """A draft that was thrown away elsewhere is gone; what was chosen stays."""
        run = self.run
        if run is not None and all(each.path != run.path for each in self._desk.runs()):
            choices = self._choices
            self.forget()
            self._choices = choices
            self.changed.emit()

    @Slot(object)
    def _fail(self, error: StudioError) -> None:
        """The desk tells of all that fails; what fails while nothing is looked at is not ours."""
        if self._begun:
            self._begun = False
            self.problem = error.message
            self.changed.emit()


def _config(choices: Choices, folder: Path) -> TrainingConfig:
    """Of choices that lack no photos. Raises TrainingConfigInvalid."""
    config = choices.config(folder)
    assert config is not None
    return replace(config, language=language_in_force())
