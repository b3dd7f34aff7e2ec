"""TimeMachine: a photo at every checkpoint of a run, scrubbed by a slider; the one that is liked is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.runs.events import Event
from studio.styles.style import Style
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.train.adoption import Texts, adopt
from studio.ui.train.course import CHARTS, Course
from studio.ui.train.picture_box import PictureBox
from studio.ui.train.remembered import Remembered
from studio.ui.train.sample_pictures import Samples, by_step
from studio.ui.train.watch import RunWatch

_SCORE = CHARTS[0].lines[0]


class TimeMachine(Live, QWidget):
    """The slider has a place for each measured step. Before stands beside, or the photographer's own edit."""

    tried = Signal(object)
    """(Style) The user wants to see the kept style on a photo."""

    def __init__(self, session: Session, pictures: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("time_machine")
        self._session = session
        self._pictures = pictures
        self._watch: RunWatch | None = None
        self._samples: dict[int, Samples] = {}
        self._course = Course()
        self._asked: int | None = None
        self._kept: dict[int, Style] = {}
        self.photo = QComboBox(self)
        self.photo.setObjectName("time_photo")
        self.beside = QComboBox(self)
        self.beside.setObjectName("time_beside")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("time_slider")
        self.slider.setPageStep(1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.said = Label(self)
        self.said.setObjectName("time_said")
        self.keep, self.try_it = QPushButton(self), QPushButton(self)
        self.keep.setObjectName("time_keep")
        self.keep.setProperty("part", "primary")
        self.try_it.setObjectName("time_try")
        self.now, self.other = PictureBox(self), PictureBox(self)
        self._captions = Label(self), Label(self)
        self._empty = Label(self)
        self._empty.setProperty("part", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.slider.valueChanged.connect(self._show)
        self.photo.currentIndexChanged.connect(self._show)
        self.beside.currentIndexChanged.connect(self._show)
        self.keep.clicked.connect(self._keep)
        self.try_it.clicked.connect(self._try)
        self.retranslate()

    def begin(self, watch: RunWatch) -> None:
        """Show another run."""
        self._watch, self._samples, self._course = watch, {}, Course()
        self._asked, self._kept = None, {}
        self.photo.clear()
        for box in (self.now, self.other):
            box.show_image(None)
        self.slider.blockSignals(True)
        self.slider.setMaximum(0)
        self.slider.blockSignals(False)
        self.take(watch.events)

    def take(self, events: list[Event]) -> None:
        """More checkpoints came; who stands at the last one goes along."""
        self._course.take(events)
        found = by_step(events)
        if found:
            at_end = self.slider.value() == self.slider.maximum()
            self._samples = dict(sorted((self._samples | found).items()))
            self.slider.blockSignals(True)
            self.slider.setMaximum(max(0, len(self._samples) - 1))
            if at_end:
                self.slider.setValue(self.slider.maximum())
            self.slider.blockSignals(False)
            count = max(len(each.now) for each in self._samples.values())
            if self.photo.count() != count:
                self._name_photos(count)
        self._show()

    @property
    def step(self) -> int | None:
        """The step that is shown; None while there is none."""
        steps = list(self._samples)
        return steps[self.slider.value()] if self.slider.value() < len(steps) else None

    def retranslate(self) -> None:
        self._empty.setText(self.tr("As it learns, each checkpoint leaves pictures here to look back at."))
        self.photo.setAccessibleName(self.tr("Photo"))
        self.beside.setAccessibleName(self.tr("Beside it"))
        self.slider.setAccessibleName(self.tr("Checkpoint"))
        self.slider.setToolTip(self.tr("Left and right go from checkpoint to checkpoint"))
        self._name_photos(self.photo.count())
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
        self.keep.setText(self.tr("Keep This One"))
        self.keep.setToolTip(self.tr("Add the style as it was at this step to your gallery"))
        self.try_it.setText(self.tr("Try It on a Photo"))
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    @Slot()
    def _show(self) -> None:
        step, number = self.step, max(0, self.photo.currentIndex())
        self._stack.setCurrentIndex(0 if step is None else 1)
        if step is None:
            return
        point = self._course.curve(_SCORE).at(step)
        text = self.tr("step {step}").format(step=step)
        if point is not None and point[0] == step:
            text = self.tr("step {step}, score {score}").format(step=step, score=f"{point[1]:.3f}")
        self.said.setText(text)
        self._captions[0].setText(text)
        self._captions[1].setText(self.beside.currentText())
        kept = step in self._kept
        self.keep.setEnabled(not kept and self._asked is None and bool(self._samples[step].style))
        self.try_it.setVisible(kept)
        if not self.isVisible():
            return
        found = self._pictures.get(step, number)
        if found is None:
            self._pictures.want(self._samples[step], number, self._show)
            return  # what is seen stays until then
        self.now.show_image(found.get("now"))
        self.other.show_image(found.get(self.beside.currentData()))
        for near in (self.slider.value() + 1, self.slider.value() - 1):
            if 0 <= near < len(self._samples):
                self._pictures.want(list(self._samples.values())[near], number)

    def _name_photos(self, count: int) -> None:
        chosen = max(0, self.photo.currentIndex())
        self.photo.blockSignals(True)
        self.photo.clear()
        for number in range(count):
            self.photo.addItem(self.tr("Photo {number}").format(number=number + 1))
        self.photo.setCurrentIndex(min(chosen, count - 1))
        self.photo.blockSignals(False)

    @Slot()
    def _keep(self) -> None:
        step, watch = self.step, self._watch
        if step is None or watch is None:
            return
        self._asked = step
        config = watch.run.config
        name = self.tr("{name}, step {step}").format(name=config.name, step=step)
        path = watch.run.samples / self._samples[step].style
        texts = Texts(name, config.group, config.licence)
        adopt(self._session, path, texts, lambda style: self._take(watch, step, style))
        self._show()

    def _take(self, watch: RunWatch, step: int, style: Style | None) -> None:
        if watch is self._watch:
            self._asked = None
            if style is not None:
                self._kept[step] = style
            self._show()

    @Slot()
    def _try(self) -> None:
        style = self._kept.get(self.step) if self.step is not None else None
        if style is not None:
            self.tried.emit(style)

    def _lay_out(self) -> None:
        pictures = QHBoxLayout()
        for box, caption in zip((self.other, self.now), reversed(self._captions), strict=True):
            caption.setProperty("part", "faint")
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            side = QVBoxLayout()
            side.addWidget(box, 1)
            side.addWidget(caption)
            pictures.addLayout(side, 1)
        row = QHBoxLayout()
        row.addWidget(self.photo)
        row.addWidget(self.beside)
        row.addStretch(1)
        row.addWidget(self.said)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.try_it)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(pictures, 1)
        column.addWidget(self.slider)
        column.addLayout(row)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
