"""LivePage: a training while it learns: its curves, its photos, and what its watchers say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from studio.messages import Message
from studio.runs.events import Event
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.train.large_view import LargeView
from studio.ui.train.plots import Plots
from studio.ui.train.remembered import Remembered
from studio.ui.train.sample_pictures import samples_of
from studio.ui.train.samples_area import SamplesArea
from studio.ui.train.samples_view import MOST, SamplesView
from studio.ui.train.watch import RunWatch
from studio.ui.translate import translated

_MOST_SAID = 3


class LivePage(Live, QWidget):
    """Curves at the left, photos at the right; a photo that is clicked takes the photos' place."""

    def __init__(self, session: Session, pictures: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live_page")
        self._said: list[Message | str] = []
        self._large_photo = 0
        self._watch: RunWatch | None = None
        self.messages = Label(self)
        self.messages.setObjectName("watch_messages")
        self.messages.setProperty("part", "warning")
        self.messages.setWordWrap(True)
        self.plots = Plots(session, self)
        self.samples = SamplesView(pictures, self)
        self._photos = SamplesArea(self.samples, self)
        self.large = LargeView(self)
        self._empty = Label(self)
        self._empty.setProperty("part", "faint")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sides = QStackedWidget(self)
        for widget in (self._empty, self._photos, self.large):
            self.sides.addWidget(widget)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(3)
        across.addWidget(self.plots)
        across.addWidget(self.sides)
        across.setStretchFactor(0, 5)
        across.setStretchFactor(1, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.messages)
        column.addWidget(across, 1)
        self.samples.chosen.connect(self._show_large)
        self.samples.arrived.connect(self._renew_large)
        self.large.closed.connect(self._close_large)
        self.large.photo_wanted.connect(self._step_photo)
        self.retranslate()

    def begin(self, watch: RunWatch) -> None:
        """Show another run from its beginning."""
        self._said, self._watch = [], watch
        self.plots.begin(watch.run.config.name, ())
        self.samples.begin(watch.run)
        self.sides.setCurrentWidget(self._empty)
        self.take(watch.events)

    def take(self, events: list[Event]) -> None:
        """Show what came."""
        self.plots.take(events)
        for event in events:
            if event.kind == "watch":
                message = event.get("message") or event.get("what")
                if isinstance(message, Message | str) and message not in self._said[-1:]:
                    self._said.append(message)
        found = [one for event in events if (one := samples_of(event)) is not None]
        if found:
            self.samples.show_samples(found[-1])
            if self.sides.currentWidget() is self._empty:
                self.sides.setCurrentWidget(self._photos)
        self._tell()
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Say what is being done while there are no curves yet."""
        watch = self._watch
        said = ""
        # What it waits for is said above the charts.
        works = watch is not None and watch.at_work and watch.state != "waiting"
        if watch is not None and works and not watch.progress.paused and self.plots.course.empty:
            said = {
                "": self.tr("It begins: the photos are read, and those that it is judged by are set aside."),
                "gathering": self.tr("It reads the photos, and sets those aside that it is judged by."),
                "estimate": self.tr(
                    "It estimates the style from all photos at once, and teaches the estimate to a network."
                    " The curves begin after that, when it plays against the discriminators."
                ),
            }.get(watch.progress.stage, "")
        elif watch is not None and watch.state == "queued" and self.plots.course.empty:
            said = self.tr("It begins by itself when the trainings before it have ended.")
        self.plots.say_waiting(said)

    def retranslate(self) -> None:
        self._empty.setText(self.tr("Photos that show what it has learned come here once it has begun."))
        self.large.name_kinds(self.samples.names(short=True))
        self._tell()
        self.follow()

    def _tell(self) -> None:
        said = [translated(one) if isinstance(one, Message) else one for one in self._said]
        self.messages.setText("\n".join(said[-_MOST_SAID:]))
        self.messages.setVisible(bool(said))

    @Slot(int, str)
    def _show_large(self, number: int, kind: str) -> None:
        self._large_photo = number
        self.large.show_images(self.samples.images.get(number, {}), kind)
        self.sides.setCurrentWidget(self.large)
        self.large.setFocus()

    @Slot(int)
    def _renew_large(self, number: int) -> None:
        if number == self._large_photo and self.sides.currentWidget() is self.large:
            self.large.show_images(self.samples.images[number])

    @Slot()
    def _close_large(self) -> None:
        self.sides.setCurrentWidget(self._photos)
        box = self.samples.boxes.get((self._large_photo, self.large.kind))
        if box is not None:
            box.setFocus()

    @Slot(int)
    def _step_photo(self, by: int) -> None:
        count = min(MOST, len(self.samples.samples.now)) if self.samples.samples else 0
        if count:
            self._large_photo = (self._large_photo + by) % count
            self.large.show_images(self.samples.images.get(self._large_photo, {}))
