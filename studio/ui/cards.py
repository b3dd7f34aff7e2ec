"""Cards: lists of pictures with a few words each, as many in a line as have room."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.ui.live import Live


def as_cards(view: QListView) -> None:
    """Have it lay its rows out as cards that stay where they are."""
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setMovement(QListView.Movement.Static)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.setFrameShape(QListView.Shape.NoFrame)


def room_for(view: QListView, smallest: int) -> tuple[int, int]:
    """The width of all its cards, and of one: at least ``smallest``, as many beside each other as fit."""
    room = max(view.viewport().width() - 1, smallest)
    return room, room // max(room // smallest, 1)


def say_empty(view: QListView, text: str, area: QRect, alignment: Qt.AlignmentFlag) -> None:
    """Where it has no row, paint a text into its viewport; to be called when it has painted."""
    if view.model().rowCount() == 0 and text:
        painter = QPainter(view.viewport())
        painter.setPen(view.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(area, int(alignment | Qt.TextFlag.TextWordWrap), text)
        painter.end()


def whole_in(area: QRect, size: QSize) -> QRect:
    """Where a picture of that size is seen whole in the middle of ``area``, as large as it can be."""
    size = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = area.center() - QPoint(size.width() // 2 - 1, size.height() // 2 - 1)
    return QRect(corner, size).intersected(area)


class Card(QStyledItemDelegate):
    """A card of one size; the list sets it."""

    smallest, high = 132, 100
    """Its least width, and its height without the three lines of its words, in pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = QSize(self.smallest, self.high + 50)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.card

    @staticmethod
    def paint_words(painter: QPainter, at: QPoint, width: int, name: str, reason: str, colour: str) -> None:
        """Below each other, in the middle: a name, in the painter's colour, and two lines of a reason."""
        metrics = painter.fontMetrics()
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        line = metrics.lineSpacing()
        below = QRect(at, QSize(width, line))
        painter.drawText(below, flags, metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width))
        painter.setPen(QColor(colour))
        lines = "\n".join(two_lines(reason, metrics, width))
        painter.drawText(below.translated(0, line).adjusted(0, 0, 0, line), flags, lines)


class CardList(Live, QListView):
    """Cards of one size each; without any it says why."""

    def __init__(self, model: QAbstractItemModel, card: type[Card], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card(self)
        self._empty_text = ""
        self.setModel(model)
        self.setItemDelegate(self._card)
        as_cards(self)
        self.setUniformItemSizes(True)

    def set_empty_text(self, text: str) -> None:
        """What is said when there is no card."""
        self._empty_text = text
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        _, width = room_for(self, self._card.smallest)
        size = QSize(width, self._card.high + 3 * self.fontMetrics().lineSpacing())
        if size != self._card.card:
            self._card.card = size
            self.setGridSize(size)
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        area = self.viewport().rect().adjusted(24, 16, -24, -16)
        say_empty(self, self._empty_text, area, Qt.AlignmentFlag.AlignCenter)


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Text broken between words into at most two lines, the last elided."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    words = text.split(" ")
    first = words[0]
    count = 1
    while count < len(words) and metrics.horizontalAdvance(f"{first} {words[count]}") <= width:
        first = f"{first} {words[count]}"
        count += 1
    rest = " ".join(words[count:])
    if not rest and metrics.horizontalAdvance(first) > width:
        # One long word, or a script without spaces: break where it is full.
        count = len(first)
        while count > 1 and metrics.horizontalAdvance(first[:count]) > width:
            count -= 1
        first, rest = first[:count], first[count:]
    lines = [first, rest] if rest else [first]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
