"""TimeMachine: any photo at every checkpoint of a run, scrubbed by a slider; what is liked is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.editing.recipe import Recipe
from studio.imaging.photo import Photo
from studio.runs.events import Event
from studio.ui.background import Background
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.train.any_photo import AnyPhoto
from studio.ui.train.ask import local_paths
from studio.ui.train.course import CHARTS, Course
from studio.ui.train.keep_one import KeepOne
from studio.ui.train.photo_choice import PhotoChoice
from studio.ui.train.remembered import Remembered
from studio.ui.train.sample_pictures import Samples, by_step
from studio.ui.train.side_by_side import SideBySide
from studio.ui.train.watch import RunWatch
from studio.ui.translate import translated

_SCORE = CHARTS[0].lines[0]


class TimeMachine(Live, QWidget):
    """The slider has a place for each measured step. Before stands beside, or the photographer's own edit.

    A photo from elsewhere is chosen, or dropped here; it is rendered by the style file of each step.
    """

    tried = Signal(object)
    """(Style) The user wants to see the kept style on a photo."""

    def __init__(
        self,
        session: Session,
        background: Background,
        pictures: Remembered,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("time_machine")
        self._session = session
        self._pictures = pictures
        self._watch: RunWatch | None = None
        self._samples: dict[int, Samples] = {}
        self._course = Course()
        self._any = AnyPhoto(session, background, self)
        self._any.arrived.connect(self._show_arrived)
        self._any.failed.connect(self._show)
        self.setAcceptDrops(True)
        self.choice = PhotoChoice(session, self)
        self.photo = self.choice.list
        self.beside = QComboBox(self)
        self.beside.setObjectName("time_beside")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("time_slider")
        self.slider.setPageStep(1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.said = Label(self)
        self.said.setObjectName("time_said")
        self.keeper = KeepOne(session, self)
        self.keep, self.try_it = self.keeper.keep, self.keeper.try_it
        self.pair = SideBySide(self)
        self.other, self.now = self.pair.left, self.pair.right
        self._empty = Label(self)
        self._empty.setProperty("part", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.slider.valueChanged.connect(self._show)
        self.choice.changed.connect(self._show_other)
        self.beside.currentIndexChanged.connect(self._show)
        self.keeper.tried.connect(self.tried)
        self.retranslate()

    def begin(self, watch: RunWatch) -> None:
        """Show another run."""
        self._watch, self._samples, self._course = watch, {}, Course()
        self.keeper.begin(watch)
        self.choice.set_count(0)
        self._any.forget_all()
        self._show_images({})
        self.slider.blockSignals(True)
        self.slider.setMaximum(0)
        self.slider.blockSignals(False)
        self.take(watch.events)

    def take(self, events: list[Event]) -> None:
        """More checkpoints came; who stands at the last one goes along."""
        self._course.take(events)
        found = by_step(events)
        if found:
            self.keeper.forget(found)
            self._any.forget(found)  # a run that goes on writes them anew
            at_end = self.slider.value() == self.slider.maximum()
            self._samples = dict(sorted((self._samples | found).items()))
            self.slider.blockSignals(True)
            self.slider.setMaximum(max(0, len(self._samples) - 1))
            if at_end:
                self.slider.setValue(self.slider.maximum())
            self.slider.blockSignals(False)
            self.choice.set_count(max(len(each.now) for each in self._samples.values()))
        self._show()

    @property
    def step(self) -> int | None:
        """The step that is shown; None while there is none."""
        steps = list(self._samples)
        return steps[self.slider.value()] if self.slider.value() < len(steps) else None

    def retranslate(self) -> None:
        self._empty.setText(self.tr("As it learns, each checkpoint leaves pictures here to look back at."))
        self.beside.setAccessibleName(self.tr("Beside it"))
        self.slider.setAccessibleName(self.tr("Checkpoint"))
        self.slider.setToolTip(self.tr("Left and right go from checkpoint to checkpoint"))
        chosen = max(0, self.beside.currentIndex())
        self.beside.blockSignals(True)
        self.beside.clear()
        for kind, text in (
            ("before", self.tr("Before")),
            ("baseline", self.tr("One colour table")),
            ("truth", self.tr("Your own edit")),
            ("difference", self.tr("Difference")),
        ):
            self.beside.addItem(text, kind)
        self.beside.setCurrentIndex(chosen)
        self.beside.blockSignals(False)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    @Slot()
    def _show(self) -> None:
        step = self.step
        self._stack.setCurrentIndex(0 if step is None else 1)
        if step is None:
            return
        point = self._course.curve(_SCORE).at(step)
        text = self.tr("step {step}").format(step=step)
        if point is not None and point[0] == step:
            text = self.tr("step {step}, score {score}").format(step=step, score=f"{point[1]:.3f}")
        self.said.setText(text)
        self.keeper.show_samples(self._samples[step])
        if not self.isVisible():
            return
        samples, place = list(self._samples.values()), self.slider.value()
        near = [samples[each] for each in (place, place + 1, place - 1) if 0 <= each < len(samples)]
        chosen, error = self.choice.chosen, ""
        if isinstance(chosen, int):
            found = self._pictures.get(step, chosen)
            self._pictures.want(near[0], chosen, self._show)
            if found is not None:
                for each in near[1:]:
                    self._pictures.want(each, chosen)
        else:
            self._any.show_photo(chosen, self._session.recipe if isinstance(chosen, Photo) else Recipe())
            found, error = self._any.get(step), self._why_not(step)
            self._any.want(self._files(near))
        self.pair.show_error(error)
        if found is not None and not error:  # what is seen stays until then
            self._show_images(found, text)

    def _files(self, samples: list[Samples]) -> list[tuple[int, Path]]:
        """The style files that these left, by their steps."""
        run = self._watch.run if self._watch is not None else None
        return [(one.step, run.samples / one.style) for one in samples if one.style and run is not None]

    def _why_not(self, step: int) -> str:
        """Why a photo from elsewhere is not to be seen at a step; empty if it is, or will be."""
        if not self._samples[step].style:
            return self.tr("This checkpoint left no style file: only the training's own photos are there.")
        error = self._any.error_at(step)
        return translated(error.message) if error is not None else ""

    def _show_images(self, found: Mapping[str, QImage], text: str = "") -> None:
        kind = self.beside.currentData()
        if kind not in found and isinstance(self.choice.chosen, Photo | Path):
            kind = "before"  # all that is known of a photo from elsewhere
        beside = self.beside.itemText(self.beside.findData(kind)) if found else ""
        self.pair.show_pair((found.get(kind), beside), (found.get("now"), text))

    @Slot()
    def _show_other(self) -> None:
        """Another photo: nothing of the one before."""
        self._show_images({})
        self._show()

    @Slot(int)
    def _show_arrived(self, step: int) -> None:
        """A picture came; who scrubs faster than they come sees it, though it is not that of the slider."""
        found = self._any.get(step)
        here = self.step
        if found is not None and here != step and here is not None and self._any.get(here) is None:
            self._show_images(found, self.tr("step {step}").format(step=step))
        self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.choice.show_file(paths[0])

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addWidget(self.beside)
        row.addStretch(1)
        row.addWidget(self.said)
        row.addStretch(1)
        row.addWidget(self.keeper)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.pair, 1)
        column.addWidget(self.slider)
        column.addLayout(row)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
