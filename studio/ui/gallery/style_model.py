"""StyleModel: the cards of the gallery, and which of them are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Slot,
)
from PySide6.QtGui import QImage

from studio.styles.style import Style
from studio.ui.session import Session
from studio.ui.style_names import name_of

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
IMAGE_ROLE = ID_ROLE + 1
FAVOURITE_ROLE = ID_ROLE + 2
APPLIED_ROLE = ID_ROLE + 3
STYLE_ROLE = ID_ROLE + 4
Index = QModelIndex | QPersistentModelIndex

ORIGINAL = ""  # the id of the card without a style


class StyleModel(QAbstractListModel):
    """The original first, then the session's styles, each as it looks on the photo."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._styles: tuple[Style, ...] = session.styles
        self._images: dict[str, QImage] = {}
        session.styles_changed.connect(self._reset)
        session.photo_opened.connect(self._forget)
        session.recipe_changed.connect(self._refresh)
        session.preferences.changed.connect(self._refresh)
        session.style_thumbnail_ready.connect(self._take)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._styles) + 1

    def style_at(self, row: int) -> Style | None:
        """The style of a row; None for Original."""
        return self._styles[row - 1] if row > 0 else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        style = self.style_at(index.row())
        style_id = style.id if style is not None else ORIGINAL
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(style) if style is not None else self.tr("Original")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(style)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(index, style)
        if role == ID_ROLE:
            return style_id
        if role == IMAGE_ROLE:
            return self._images.get(style_id)
        if role == FAVOURITE_ROLE:
            return style_id in self._session.favourites
        if role == APPLIED_ROLE:
            use = self._session.recipe.style
            return self._session.photo is not None and style_id == (use.id if use is not None else ORIGINAL)
        return style if role == STYLE_ROLE else None

    def retranslate(self) -> None:
        self._refresh()

    def _tip(self, style: Style | None) -> str:
        if style is None:
            return self.tr("The photo without a style")
        lines = [name_of(style)]
        if style.description:
            translated = QCoreApplication.translate("Style", style.description)
            lines.append(translated if style.builtin else style.description)
        if style.author and not style.builtin:
            lines.append(self.tr("By {author}").format(author=style.author))
        return "\n".join(lines)

    def _said(self, index: Index, style: Style | None) -> str:
        name = str(self.data(index))
        if self.data(index, APPLIED_ROLE):
            name = self.tr("{name}, applied").format(name=name)
        if self.data(index, FAVOURITE_ROLE):
            name = self.tr("{name}, favourite").format(name=name)
        return name

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        self._styles = self._session.styles
        self.endResetModel()

    @Slot()
    def _forget(self) -> None:
        """Another photo: its pictures come soon."""
        self._images.clear()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    @Slot(str, object)
    def _take(self, style_id: str, image: QImage) -> None:
        self._images[style_id] = image
        for row in range(self.rowCount()):
            style = self.style_at(row)
            if (style.id if style is not None else ORIGINAL) == style_id:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [IMAGE_ROLE])


@dataclass(frozen=True)
class Filter:
    """Which cards are shown: names that hold all words of ``text``, of one group or all, only the user's own,
    only favourites."""

    text: str = ""
    group: str | None = None
    own: bool = False
    favourites: bool = False


class FilteredStyles(QSortFilterProxyModel):
    """The cards that a filter lets through; Original always, unless a name is searched."""

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
        style = self._model.style_at(source_row)
        index = self._model.index(source_row, 0)
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


def group_name(group: str) -> str:
    """A group's translated name; a user's own group stays as it is."""
    return QCoreApplication.translate("Style", group) if group else ""
