"""PhotoModel: the photos to learn from, with what gathering found about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QImage

from studio.messages import Message
from studio.ui.lists import Kept
from studio.ui.plain import tip
from studio.ui.train.choices import Side, Status
from studio.ui.train.small_pictures import SmallPictures
from studio.ui.translate import translated

PHOTO_ROLE = int(Qt.ItemDataRole.UserRole) + 1
IMAGE_ROLE = PHOTO_ROLE + 1
REASON_ROLE = PHOTO_ROLE + 2
Index = QModelIndex | QPersistentModelIndex

KEEPABLE: Final = frozenset({"tiny", "duplicate", "black_and_white", "in_colour", "already_styled"})
"""Kinds of findings that the user may overrule, as in gathering."""
KEPT_PICTURES = 600
_MANY = 20


@dataclass(frozen=True)
class Found:
    """A photo of a side. ``kind`` and ``reason`` are of the gravest finding; ``excluded``: a check leaves it
    out."""

    path: Path
    side: Side
    kind: str = ""
    reason: Message | None = None
    excluded: bool = False

    @property
    def keepable(self) -> bool:
        """Whether the user may have it all the same."""
        return self.kind in KEEPABLE


Filter: TypeAlias = Literal["all", "in", "out"] | Side
FILTERS: Final[tuple[Filter, ...]] = ("all", "in", "out", "style", "ordinary", "before", "after")


class PhotoModel(QAbstractListModel):
    """A row a photo that passes the filter."""

    def __init__(self, pictures: SmallPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._all: tuple[Found, ...] = ()
        self._rows: tuple[Found, ...] = ()
        self._places: dict[Path, list[int]] = {}
        self._left_out: frozenset[str] = frozenset()
        self._kept: frozenset[str] = frozenset()
        self._filter: Filter = "all"
        self._checked = False
        self._counts: dict[Filter, int] = dict.fromkeys(FILTERS, 0)
        self._images: Kept[Path, QImage | None] = Kept(KEPT_PICTURES)
        self.longest = 160
        pictures.ready.connect(self._take)

    @property
    def photos(self) -> tuple[Found, ...]:
        """All photos, whatever the filter."""
        return self._all

    @property
    def checked(self) -> bool:
        """Whether it is known of each photo if it is fit to learn from."""
        return self._checked

    def known(self) -> tuple[Found, ...]:
        """What is known of each photo so far, for as long as a new look takes."""
        return tuple(found for found in self._all if found.kind)

    def show_photos(
        self,
        listed: Mapping[Side, Sequence[Path]],
        findings: Sequence[Found],
        left_out: frozenset[str],
        kept: frozenset[str],
        *,
        checked: bool,
    ) -> None:
        """Show these. Findings about photos that were not listed (of other formats) add a row.

        ``checked``: the findings are of the photos as they are now.
        """
        fresh, self._checked = checked != self._checked, checked
        gravest: dict[tuple[Side, Path], Found] = {}
        for found in findings:
            key = (found.side, found.path)
            if key not in gravest or (found.excluded and not gravest[key].excluded):
                gravest[key] = found
        rows = []
        for side, paths in listed.items():
            names = set(paths)
            rows += [gravest.get((side, path)) or Found(path, side) for path in paths]
            rows += [each for (of, path), each in gravest.items() if of == side and path not in names]
        before = [(each, self.status(each)) for each in self._rows]
        self._all, self._left_out, self._kept = tuple(rows), left_out, kept
        self._counts = dict.fromkeys(FILTERS, 0)
        for found in rows:
            for each in ("all", found.side, "in" if self._taken(found) else "out"):
                self._counts[each] += 1
        if self._arrange():
            return
        # What is in sight stays where it is.
        changed = [row for row, each in enumerate(self._rows) if (each, self.status(each)) != before[row]]
        if fresh or len(changed) > _MANY:
            self.retranslate()
        else:
            for row in changed:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def set_filter(self, wanted: Filter) -> None:
        self._filter = wanted
        self._arrange()

    def status(self, found: Found) -> Status:
        path = str(found.path)
        if path in self._left_out:
            return "unwanted"
        if found.excluded:
            return "wanted" if path in self._kept and found.keepable else "out"
        return "wanted" if path in self._kept else "in"

    def counts(self) -> Mapping[Filter, int]:
        """How many photos each filter lets through."""
        return self._counts

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.path.name
        if role == PHOTO_ROLE:
            return found
        if role == IMAGE_ROLE:
            return self._images.get(found.path)
        if role == REASON_ROLE:
            return self.reason(found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (str(found.path), self.reason(found), self._offer(found)))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (found.path.name, self._word(found), self.reason(found))))
        return None

    def reason(self, found: Found) -> str:
        """Why it is not learned from, or what else there is to say of it; "" if nothing."""
        status = self.status(found)
        if status == "unwanted":
            return self.tr("You left it out.")
        if status == "wanted":
            return self.tr("You keep it.")
        return translated(found.reason) if found.reason is not None else ""

    def fetch(self, rows: Sequence[int]) -> None:
        """Ask for pictures that are missing, a few at once; call again when one came."""
        for row in rows:
            path = self._rows[row].path
            if path in self._images:
                self._images.move_to_end(path)
            elif not self._pictures.want(path, self.longest):
                return

    def retranslate(self) -> None:
        """Everything is to be read again."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def _offer(self, found: Found) -> str:
        """What a click does."""
        status = self.status(found)
        if status == "in":
            return self.tr("Click to leave it out.")
        if status == "unwanted":
            return self.tr("Click to take it in again.")
        if status == "wanted":
            return self.tr("Click to leave it to the checks again.")
        return self.tr("Click to keep it all the same.") if found.keepable else ""

    def _word(self, found: Found) -> str:
        taken = self._taken(found)
        if taken and not self._checked:
            return ""
        return self.tr("included") if taken else self.tr("left out")

    def _taken(self, found: Found) -> bool:
        return self.status(found) in ("in", "wanted")

    def _passes(self, found: Found, wanted: Filter) -> bool:
        if wanted in ("in", "out"):
            return self._taken(found) == (wanted == "in")
        return wanted in ("all", found.side)

    def _arrange(self) -> bool:
        """Whether other photos are shown than before, or in another order."""
        rows = tuple(found for found in self._all if self._passes(found, self._filter))
        if [(each.side, each.path) for each in rows] == [(each.side, each.path) for each in self._rows]:
            self._rows = rows
            return False
        self.beginResetModel()
        self._rows = rows
        self._places = {}
        for row, found in enumerate(self._rows):
            self._places.setdefault(found.path, []).append(row)
        self.endResetModel()
        return True

    @Slot(Path, object)
    def _take(self, path: Path, image: QImage | None) -> None:
        self._images.keep(path, image)
        for row in self._places.get(path, ()):
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
