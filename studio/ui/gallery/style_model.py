"""StyleModel: the cards of the gallery in their sections, and which of them are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Slot,
)
from PySide6.QtGui import QImage

from studio.styles.style import Style
from studio.ui.gallery.style_facts import said_of, tip_of
from studio.ui.gallery.style_rows import Heading, Row, rows_of
from studio.ui.session import Session
from studio.ui.style_names import group_name, name_of

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The style's id, "" for the original, None for a heading."""
IMAGE_ROLE = ID_ROLE + 1
FAVOURITE_ROLE = ID_ROLE + 2
APPLIED_ROLE = ID_ROLE + 3
STYLE_ROLE = ID_ROLE + 4
Index = QModelIndex | QPersistentModelIndex

ORIGINAL = ""  # the id of the card without a style


class StyleModel(QAbstractListModel):
    """The original first, then the session's styles under headings, each as it looks on the photo; without a
    photo, or before the engine is there, as it looks of itself."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: tuple[Row, ...] = rows_of(session.styles, session.favourites)
        self._images: dict[str, QImage] = {}
        session.styles_changed.connect(self._arrange)
        session.photo_opened.connect(self._forget)
        session.recipe_changed.connect(self._refresh)
        session.preferences.changed.connect(self._arrange)
        session.style_thumbnail_ready.connect(self._take)
        session.style_list.previews.ready.connect(self._show)
        session.engine_ready.connect(self._refresh)
        self._want_previews()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, row: int) -> Row:
        """A heading, a style, or None for Original."""
        return self._rows[row]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, Heading):
            names = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row.title if role in names else None
        style_id = row.id if row is not None else ORIGINAL
        if role == ID_ROLE:
            return style_id
        if role == STYLE_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(row) if row is not None else self.tr("Original")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(row) if row is not None else self.tr("The photo without a style")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(index, row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return said_of(row) if row is not None else None
        if role == IMAGE_ROLE:
            return self._image(row)
        if role == FAVOURITE_ROLE:
            return style_id in self._session.favourites
        if role == APPLIED_ROLE:
            use = self._session.recipe.style
            return self._session.photo is not None and style_id == (use.id if use is not None else ORIGINAL)
        return None

    def retranslate(self) -> None:
        self._refresh()

    def _said(self, index: Index, style: Style | None) -> str:
        name = str(self.data(index))
        if style is not None and style.learned:
            name = self.tr("{name}, learned").format(name=name)
        if self.data(index, APPLIED_ROLE):
            name = self.tr("{name}, applied").format(name=name)
        if self.data(index, FAVOURITE_ROLE):
            name = self.tr("{name}, favourite").format(name=name)
        return name

    def _image(self, style: Style | None) -> QImage | None:
        found = self._images.get(style.id if style is not None else ORIGINAL)
        if found is None and (self._session.photo is None or self._session.engine_state is None):
            return self._session.style_list.previews.image(style)
        return found

    @Slot()
    def _arrange(self) -> None:
        """Put the cards where they belong now; what is chosen and what is in sight stays so."""
        rows = rows_of(self._session.styles, self._session.favourites)
        if rows != self._rows:
            places = {_key(row): place for place, row in enumerate(rows)}
            if places.keys() == {_key(row) for row in self._rows}:
                self._move(rows, places)
            else:
                self.beginResetModel()
                self._rows = rows
                self.endResetModel()
            self._want_previews()
        self._refresh()

    def _move(self, rows: tuple[Row, ...], places: dict[str | Heading, int]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        after = [self.createIndex(places[_key(self._rows[index.row()])], 0) for index in before]
        self._rows = rows
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    @Slot()
    def _forget(self) -> None:
        """Another photo: its pictures come soon."""
        self._images.clear()
        self._want_previews()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    @Slot(str, object)
    def _take(self, style_id: str, image: QImage) -> None:
        self._images[style_id] = image
        self._show(style_id)

    @Slot(str)
    def _show(self, style_id: str) -> None:
        for place, row in enumerate(self._rows):
            if _key(row) == style_id:
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0), [IMAGE_ROLE])

    def _want_previews(self) -> None:
        """Of tables only while there is no photo: with one, the engine is faster than they are of use."""
        wanted = [row for row in self._rows if isinstance(row, Style)]
        if self._session.photo is not None:
            wanted = [style for style in wanted if style.learned]
        self._session.style_list.previews.want(wanted)


def _key(row: Row) -> str | Heading:
    return row if isinstance(row, Heading) else row.id if row is not None else ORIGINAL


@dataclass(frozen=True)
class Filter:
    """Which cards are shown: names that hold all words of ``text``, of one group or all, only the user's own,
    only favourites."""

    text: str = ""
    group: str | None = None
    own: bool = False
    favourites: bool = False


class FilteredStyles(QSortFilterProxyModel):
    """The cards that a filter lets through, and the headings that have some; Original always, unless a name
    is searched."""

    def __init__(self, model: StyleModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._filter = Filter()
        self.setSourceModel(model)
        # A star that is taken away under the favourites filter takes the card away.
        self.setDynamicSortFilter(True)

    def set_filter(self, wanted: Filter) -> None:
        self.beginFilterChange()
        self._filter = wanted
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self._model.row_at(source_row)
        if isinstance(row, Heading):
            return self._has_cards(source_row)
        return self._accepts(source_row, row)

    def _has_cards(self, heading: int) -> bool:
        for place in range(heading + 1, self._model.rowCount()):
            row = self._model.row_at(place)
            if isinstance(row, Heading):
                return False
            if self._accepts(place, row):
                return True
        return False

    def _accepts(self, place: int, style: Style | None) -> bool:
        index = self._model.index(place, 0)
        words = self._filter.text.casefold().split()
        if style is None:
            return all(word in str(self._model.data(index)).casefold() for word in words)
        if self._filter.group is not None and style.group != self._filter.group:
            return False
        if self._filter.own and style.builtin:
            return False
        if self._filter.favourites and not self._model.data(index, FAVOURITE_ROLE):
            return False
        # The English name too: tutorials use it.
        text = f"{self._model.data(index)} {style.name} {group_name(style.group)}".casefold()
        return all(word in text for word in words)
