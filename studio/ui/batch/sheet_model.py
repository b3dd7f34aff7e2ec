"""The model of the contact sheet: photos by doubt, their pictures fetched when they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QImage, QPixmap

from studio.batch.impression import Impression
from studio.ui.batch.said_of_shoot import doubt_of, told_of
from studio.ui.batch.shoot_desk import ShootDesk
from studio.ui.lists import Kept
from studio.ui.plain import tip

KEPT_PICTURES, AT_ONCE = 400, 24
PORTION, FAR = 500, 3000
"""Rows that are shown at first, and more at a time; how far down one may be that is chosen elsewhere."""
REASON_ROLE = Qt.ItemDataRole.UserRole + 1
OUT_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractListModel):
    """Reads the desk of the shoot; what is chosen stays chosen when more is known."""

    def __init__(self, desk: ShootDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._photos: list[int] = []
        self._most = PORTION
        self._rows: dict[int, int] = {}
        self._images: Kept[int, QPixmap | None] = Kept(KEPT_PICTURES)
        self._asked: set[int] = set()
        self._seen: dict[int, Impression] = {}
        desk.changed.connect(self._arrange)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else min(self._most, len(self._photos))

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._most < len(self._photos)

    def fetchMore(self, parent: Index) -> None:
        """A view lays out all rows that there are: thousands would take it too long at once."""
        self._grow(self._most + PORTION)

    def photo(self, row: int) -> int:
        """The photo's place in the plan."""
        return self._photos[row]

    def row(self, photo: int) -> int | None:
        """Where it stands, None where it is too far down to be shown in a moment."""
        row = self._rows.get(photo)
        if row is not None and self._most <= row < FAR:
            self._grow(row + PORTION)
        return row if row is not None and row < self._most else None

    def can_align(self, photos: Sequence[int]) -> bool:
        return self._desk.may_align and any(map(self._desk.can_align, photos))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        photo = self._photos[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._desk.name(photo)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._images.get(photo)
        if role == REASON_ROLE:
            return doubt_of(self._desk, photo)
        if role == OUT_ROLE:
            place = self._desk.shoot.places.get(photo)
            return place is not None and self._desk.shoot.stretches[place].why is not None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = told_of(self._desk, photo)
            return tip(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None

    def fetch(self, rows: Iterable[int]) -> None:
        """Ask for the pictures of rows that are seen, a few at once; call again when some came."""
        wanted: list[int] = []
        for row in rows:
            photo = self._photos[row]
            if photo in self._images:
                self._images.move_to_end(photo)
            elif photo not in self._asked and len(wanted) < AT_ONCE:
                wanted.append(photo)
        if wanted and not self._asked:
            self._asked.update(wanted)
            self._desk.fetch(wanted, self._take)

    def retranslate(self) -> None:
        if self._photos:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def _grow(self, most: int) -> None:
        before, after = self.rowCount(), min(most, len(self._photos))
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._most = most
            self.endInsertRows()

    def _take(self, found: list[tuple[int, QImage | None]]) -> None:
        self._asked.clear()
        for photo, image in found:
            self._images.keep(photo, None if image is None else QPixmap.fromImage(image))
        rows = [row for photo, _ in found if (row := self._rows.get(photo, FAR)) < self.rowCount()]
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))

    @Slot()
    def _arrange(self) -> None:
        shoot = self._desk.shoot
        if not shoot.sheet:
            self._most = PORTION
        self.layoutAboutToBeChanged.emit()
        before = [(index, self._photos[index.row()]) for index in self.persistentIndexList()]
        self._photos = [shoot.photo(place) for place in shoot.sheet]
        self._rows = {photo: row for row, photo in enumerate(self._photos)}
        # What was done again looks different now.
        seen = {stretch.impression.photo: stretch.impression for stretch in shoot.stretches}
        for photo in [photo for photo in self._images if seen.get(photo) is not self._seen.get(photo)]:
            del self._images[photo]
        self._seen = seen
        for index, photo in before:
            # Beyond what is shown, an index of no row.
            self.changePersistentIndex(index, self.index(self._rows.get(photo, -1), 0))
        self.layoutChanged.emit()
