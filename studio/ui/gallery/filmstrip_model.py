"""FilmstripModel: the photos of the folder, with small pictures fetched when they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QImage

from studio.errors import CmykNeedsProfile, PhotoError, StudioError
from studio.imaging.photo import Photo
from studio.ui.lists import Kept
from studio.ui.plain import tip
from studio.ui.session import Session
from studio.ui.translate import translated

PATH_ROLE = int(Qt.ItemDataRole.UserRole) + 1
IMAGE_ROLE = PATH_ROLE + 1
EDITED_ROLE = PATH_ROLE + 2
CURRENT_ROLE = PATH_ROLE + 3
BROKEN_ROLE = PATH_ROLE + 4
Index = QModelIndex | QPersistentModelIndex

# Pictures are kept for as many photos (at 160 x 107 pixels 34 MB), and asked for in small bunches, so that
# what is scrolled past does not stand before what is looked at.
KEPT = 512
AT_ONCE = 4


class FilmstripModel(QAbstractListModel):
    """A row a photo of ``session.folder_photos``."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._photos: tuple[Path, ...] = session.folder_photos
        self._rows: dict[Path, int] = {}
        self._images: Kept[Path, QImage] = Kept(KEPT)
        self._broken: dict[Path, StudioError] = {}
        self._asked: set[Path] = set()
        self._current: Path | None = session.photo_path
        self.longest = 160
        session.folder_changed.connect(self._reset)
        session.photo_opening.connect(self._mark_current)
        session.photo_opened.connect(self._mark_sound)
        session.photo_failed.connect(self._mark_broken)
        session.recipe_changed.connect(self._edited)
        session.file_thumbnail_ready.connect(self._take)
        session.file_thumbnail_failed.connect(self._mark_broken)
        session.display_changed.connect(self._forget)
        self._reset()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._photos)

    def row_of(self, path: Path | None) -> int | None:
        return self._rows.get(path) if path is not None else None

    @property
    def current_row(self) -> int | None:
        """The row of the photo that is on the canvas, or on its way there."""
        return self.row_of(self._current)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        path = self._photos[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            error = self._broken.get(path)
            return tip(path.name if error is None else translated(error.message))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(path)
        if role == PATH_ROLE:
            return path
        if role == IMAGE_ROLE:
            return self._images.get(path)
        if role == EDITED_ROLE:
            return not self._session.edits.recipe_of(path).changes_nothing
        if role == CURRENT_ROLE:
            return path == self._current
        return path in self._broken if role == BROKEN_ROLE else None

    def fetch(self, rows: Sequence[int]) -> None:
        """Ask for pictures that are missing, a few at once; call again when one came."""
        for row in rows:
            if len(self._asked) >= AT_ONCE:
                return
            path = self._photos[row]
            if path in self._images:
                self._images.move_to_end(path)
            elif path not in self._asked and path not in self._broken:
                self._asked.add(path)
                self._session.request_file_thumbnail(path, self.longest)

    def _said(self, path: Path) -> str:
        said = path.name
        if path in self._broken:
            said = self.tr("{name}, cannot be opened").format(name=said)
        elif not self._session.edits.recipe_of(path).changes_nothing:
            said = self.tr("{name}, edited").format(name=said)
        return said

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        self._photos = self._session.folder_photos
        self._rows = {path: row for row, path in enumerate(self._photos)}
        self._broken = {path: error for path, error in self._broken.items() if path in self._rows}
        self._asked.clear()
        self.endResetModel()

    @Slot()
    def _forget(self) -> None:
        self._images.clear()
        self._asked.clear()
        broken = self._broken.items()
        self._broken = {path: error for path, error in broken if not isinstance(error, CmykNeedsProfile)}
        if self._photos:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._photos) - 1, 0))

    @Slot(Path)
    def _mark_current(self, path: Path) -> None:
        before, self._current = self._current, path
        self._changed(before)
        self._changed(path)

    @Slot(Path, object)
    def _mark_broken(self, path: Path, error: StudioError) -> None:
        self._asked.discard(path)
        # Out of memory, or an engine that does not start, says nothing about the file.
        if isinstance(error, PhotoError):
            self._broken[path] = error
        # The photo that was on the canvas stays there.
        if path == self._current:
            self._mark_current(self._session.photo_path or path)
        self._changed(path)

    @Slot(object)
    def _mark_sound(self, photo: Photo) -> None:
        self._broken.pop(photo.path, None)
        self._changed(photo.path)

    @Slot()
    def _edited(self) -> None:
        self._changed(self._session.photo_path)

    @Slot(Path, object)
    def _take(self, path: Path, image: QImage) -> None:
        # A damaged file may still have a picture this small; its mark stays.
        self._asked.discard(path)
        self._images.keep(path, image)
        self._changed(path)

    def _changed(self, path: Path | None) -> None:
        row = self.row_of(path)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
