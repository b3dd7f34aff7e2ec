"""RowPictures: the small pictures of the rows that were in sight last."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from PySide6.QtGui import QImage, QPixmap

from studio.batch.journal import PhotoState
from studio.batch.plan import PlannedPhoto
from studio.ui.lists import Kept
from studio.ui.train.small_pictures import SmallPictures

LONGEST = 96
KEPT_PICTURES = 400
Mark: TypeAlias = tuple[int, int]
"""Size and time of a photo's file, by which one that was replaced is known."""


class RowPictures:
    """A picture of a photo that was replaced since is shown until the new one is there."""

    def __init__(self, pictures: SmallPictures) -> None:
        self._small = pictures
        self._kept: Kept[Path, tuple[Mark, QPixmap | None]] = Kept(KEPT_PICTURES)
        self._asked: dict[Path, Mark] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, path: Path) -> QPixmap | None:
        return self._kept.get(path, (None, None))[1]

    def want(self, path: Path, mark: Mark) -> bool:
        """Ask for it unless it is there; whether there was room."""
        if path in self._kept and self._kept[path][0] == mark:
            self._kept.move_to_end(path)
            return True
        if not self._small.want(path, LONGEST):
            return False
        self._asked.setdefault(path, mark)
        return True

    def take(self, path: Path, image: QImage | None) -> None:
        """It came; None: there is none."""
        mark = self._asked.pop(path, None)
        if mark is None:
            return
        self._kept.keep(path, (mark, None if image is None else QPixmap.fromImage(image)))


def mark_of(photo: PlannedPhoto, state: PhotoState) -> Mark:
    """Of the file as it was worked on, else as it was planned."""
    seen = state.made_of(photo)
    return seen.size, seen.mtime
