"""SamplesView: the run's few photos before, by the bar, as learned now, and where the difference lies."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from studio.runs.folder import RunFolder
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.train.picture_box import PictureBox
from studio.ui.train.remembered import Remembered
from studio.ui.train.sample_pictures import HOTTEST, KINDS, Samples

MOST = 6
_GAP = 4
_LEAST_HIGH, _MOST_HIGH = 60, 190


class SamplesView(Live, QWidget):
    """A row for each photo; pictures that a newer step has overtaken are not shown any more.

    It is as high as its pictures at the width of :meth:`fit`, and does not scroll by itself: one area that
    scrolls within another is hard to use, and Qt paints it wrongly when both scroll at once.
    """

    chosen = Signal(int, str)
    """(photo, kind) One was clicked, to be seen large."""
    arrived = Signal(int)
    """(photo) Its newest pictures are there."""

    def __init__(self, pictures: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._run: RunFolder | None = None
        self.samples: Samples | None = None
        self.images: dict[int, dict[str, QImage]] = {}
        self._columns = 1
        self._asked = False
        self._width = 0
        self.setObjectName("samples_view")
        self._heads = {kind: Label(self) for kind in KINDS}
        self.boxes = {
            (number, kind): PictureBox(self, clickable=True) for number in range(MOST) for kind in KINDS
        }
        self._grid = grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for place, (kind, head) in enumerate(self._heads.items()):
            head.setProperty("part", "faint")
            head.setWordWrap(True)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, place)
            for number in range(MOST):
                box = self.boxes[number, kind]
                box.setFixedHeight(_LEAST_HIGH)
                box.setObjectName(f"sample_{number}_{kind}")
                box.clicked.connect(lambda number=number, kind=kind: self.chosen.emit(number, kind))
                grid.addWidget(box, number + 1, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addStretch(1)
        self.retranslate()
        self._arrange()

    def begin(self, run: RunFolder | None) -> None:
        """Another run: nothing to see yet."""
        self._run, self.samples, self.images = run, None, {}
        for box in self.boxes.values():
            box.show_image(None)
        self._arrange()

    def show_samples(self, samples: Samples) -> None:
        """Show these; the pictures come one photo after the other."""
        if self._run is None or samples == self.samples:
            return
        self.samples = samples
        self._arrange()
        self._asked = False
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        """Ask for the pictures, once they can be seen."""
        run, samples = self._run, self.samples
        if run is None or samples is None or self._asked:
            return
        self._asked = True
        for number in range(min(MOST, len(samples.now))):
            self._want(run, samples, number)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Photos that it does not learn from"))
        for kind, text in self.names().items():
            self._heads[kind].setText(text)
            for number in range(MOST):
                said = self.tr("Photo {number}: {kind}").format(number=number + 1, kind=text)
                self.boxes[number, kind].setAccessibleName(said)
                self.boxes[number, kind].setToolTip(self.tr("Click to see it large"))

    def names(self, *, short: bool = False) -> dict[str, str]:
        """What each kind of picture is called. ``short``: without an explanation."""
        difference = self.tr("Difference")
        if not short:
            difference = self.tr("Difference: pale is {top} ΔE and more").format(top=round(HOTTEST))
        return {
            "before": self.tr("Before"),
            "baseline": self.tr("One colour table"),
            "now": self.tr("Now"),
            "difference": difference,
            "truth": self.tr("Your own edit"),
        }

    def _want(self, run: RunFolder, samples: Samples, number: int) -> None:
        def take() -> None:
            found = self._pictures.get(samples.step, number)
            if found is None or run is not self._run or samples is not self.samples:
                return
            self.images[number] = found
            self._fit(number)
            for kind in KINDS:
                if kind in found:
                    self.boxes[number, kind].show_image(found[kind])
            self.arrived.emit(number)

        if self._pictures.get(samples.step, number) is not None:
            take()
        else:
            self._pictures.want(samples, number, take)

    def fit(self, width: int) -> None:
        """The width in pixels that rows are as high for. It must not hang on whether a scroll bar is shown:
        rows that it narrows are lower and need none, without end."""
        self._width = width
        for number in self.images:
            self._fit(number)

    def _fit(self, number: int) -> None:
        """Make a row as high as its pictures are at the columns' width."""
        image = self.images[number].get("now")
        if image is not None:
            width = (self._width - _GAP * (self._columns - 1)) / self._columns
            high = round(width * image.height() / max(1, image.width()))
            for kind in KINDS:
                self.boxes[number, kind].setFixedHeight(min(max(high, _LEAST_HIGH), _MOST_HIGH))

    def _arrange(self) -> None:
        """Show only the rows and columns that there is something for."""
        samples = self.samples
        rows = len(samples.now) if samples else 0
        there = {
            "before": bool(samples and samples.before),
            "baseline": bool(samples and samples.baseline),
            "now": rows > 0,
            "difference": bool(samples and (samples.truth or samples.before)),
            "truth": bool(samples and samples.truth),
        }
        for place, (kind, head) in enumerate(self._heads.items()):
            head.setVisible(there[kind])
            self._grid.setColumnStretch(place, 1 if there[kind] else 0)
        self._columns = max(1, sum(there.values()))
        for (number, kind), box in self.boxes.items():
            box.setVisible(number < rows and there[kind])
