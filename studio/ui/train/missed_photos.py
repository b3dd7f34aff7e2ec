"""MissedPhotos: photos on which a learned style does not match, before and as it makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.errors import StudioError
from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.ui.background import Background
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.train.picture_box import PictureBox
from studio.ui.train.sample_pictures import plain_names, read_picture

MOST = 4
_HIGH = 92


@dataclass(frozen=True)
class Missed:
    """``name`` of the photo; ``before`` and ``now``, files in the run's ``samples``."""

    name: str
    before: str
    now: str


def missed_in(verdict: Event | None) -> tuple[Missed, ...]:
    """The photos that a "verdict" event names; those told wrongly are left out."""
    told = verdict.get("missed") if verdict is not None else None
    found = (_missed(each) for each in told) if isinstance(told, list) else ()
    return tuple(each for each in found if each is not None)[:MOST]


class MissedPhotos(Live, QWidget):
    """One below the other; empty, it takes no room."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self.shown: tuple[Missed, ...] = ()
        self._run: RunFolder | None = None
        self.boxes = [(PictureBox(self), PictureBox(self)) for _ in range(MOST)]
        self._names = [Label(self) for _ in range(MOST)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for row, ((before, now), name) in enumerate(zip(self.boxes, self._names, strict=True)):
            name.setProperty("part", "faint")
            for box in (before, now):
                box.setFixedHeight(_HIGH)
            grid.addWidget(before, row, 0)
            grid.addWidget(now, row, 1)
            grid.addWidget(name, row, 2)
        for column, stretch in enumerate((1, 1, 2)):
            grid.setColumnStretch(column, stretch)
        self.show_photos(None, ())

    def show_photos(self, run: RunFolder | None, missed: tuple[Missed, ...]) -> None:
        """Show these of a run; their pictures come by and by."""
        if run is self._run and missed == self.shown:
            return
        self._run, self.shown = run, missed
        self.setVisible(bool(missed))
        for row, (boxes, name) in enumerate(zip(self.boxes, self._names, strict=True)):
            there = row < len(missed)
            for widget in (*boxes, name):
                widget.setVisible(there)
            for box in boxes:
                box.show_image(None)
            if there and run is not None:
                name.setText(missed[row].name)
                name.setToolTip(tip(missed[row].name))
                for box, file in zip(boxes, (missed[row].before, missed[row].now), strict=True):
                    self._want(run, file, box)
        self.retranslate()

    def retranslate(self) -> None:
        for each, (before, now) in zip(self.shown, self.boxes, strict=False):
            before.setAccessibleName(self.tr("{name}, before").format(name=each.name))
            now.setAccessibleName(self.tr("{name} in the style").format(name=each.name))

    def _want(self, run: RunFolder, file: str, box: PictureBox) -> None:
        shown = self.shown

        def take(image: QImage | None) -> None:
            if shown is self.shown:
                box.show_image(image)

        def failed(_: StudioError) -> None:
            take(None)

        self._background.run(lambda: read_picture(run.samples / file), take, failed)


def _missed(value: Any) -> Missed | None:
    if not isinstance(value, Mapping):
        return None
    name, files = value.get("name"), plain_names([value.get("before"), value.get("now")])
    return Missed(name, *files) if isinstance(name, str) and len(files) == 2 and all(files) else None
