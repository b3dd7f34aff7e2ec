"""PhotoGrid: the photos to learn from as a grid; a click leaves one out, or keeps it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from studio.ui.canvas.marks import SURROUND
from studio.ui.cards import Card, CardList, whole_in
from studio.ui.lists import FETCH_AFTER_MS
from studio.ui.theme.colours import colours_of
from studio.ui.theme.icons import coloured
from studio.ui.train.choices import Status
from studio.ui.train.photo_model import IMAGE_ROLE, PHOTO_ROLE, REASON_ROLE, Found, PhotoModel

_PICTURE = 88
_MARGIN = 6
_MARK = 18


class PhotoCard(Card):
    """The picture, pale where it is not learned from, a mark in its corner, its name and the reason."""

    smallest, high = 132, 2 * _MARGIN + _PICTURE + 6

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model, found = index.model(), index.data(PHOTO_ROLE)
        if not isinstance(model, PhotoModel) or not isinstance(found, Found):
            return
        rect: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        status = model.status(found)
        taken = status in ("in", "wanted")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(rect.left(), rect.top(), rect.width(), _PICTURE)
        shown = self._paint_picture(painter, area, index, taken)
        if not taken or found.kind or model.checked:
            self._paint_mark(painter, shown, palette, found, status)
        if state & QStyle.StateFlag.State_MouseOver or state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        at, colours = QPoint(rect.left(), rect.top() + _PICTURE + 3), colours_of(palette)
        colour = colours.faint if taken else colours.warning
        self.paint_words(painter, at, rect.width(), str(index.data()), str(index.data(REASON_ROLE)), colour)
        painter.restore()

    def _paint_mark(
        self, painter: QPainter, shown: QRect, palette: QPalette, found: Found, status: Status
    ) -> None:
        colours = colours_of(palette)
        taken = status in ("in", "wanted")
        mark = QRect(shown.right() - _MARK - 2, shown.top() + 3, _MARK, _MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.window())
        painter.drawEllipse(mark.adjusted(-2, -2, 2, 2))
        name, colour = ("note", colours.note) if taken else ("close", colours.error)
        if taken and found.kind:
            name, colour = ("warning", colours.warning) if status == "in" else ("star-filled", colours.note)
        coloured(name, colour).paint(painter, mark)

    def _paint_picture(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, taken: bool
    ) -> QRect:
        """Where it was painted."""
        image = index.data(IMAGE_ROLE)
        if image is None:
            ground = QColor(SURROUND)
            ground.setAlpha(90)
            painter.fillRect(area, ground)
            return area
        shown = whole_in(area, image.size())
        painter.setOpacity(1.0 if taken else 0.35)
        painter.drawImage(shown, image)
        painter.setOpacity(1.0)
        return shown


class PhotoGrid(CardList):
    """``toggled`` when a photo is to be left out or kept, by a click, Enter or the space bar."""

    toggled = Signal(object)
    """(Found)"""

    def __init__(self, model: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(model, PhotoCard, parent)
        self._photos = model
        self._place = (0, -1)
        self._timer = QTimer(self, singleShot=True, interval=FETCH_AFTER_MS)
        self.setObjectName("photo_grid")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.clicked.connect(self._toggle)
        self._timer.timeout.connect(self._fetch)
        self.verticalScrollBar().valueChanged.connect(self._fetch_soon)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        model.dataChanged.connect(self._fetch_soon)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Photos to learn from"))
        self._photos.retranslate()

    def stop(self) -> None:
        """No picture is asked for any more."""
        self._timer.stop()

    def visible_rows(self) -> list[int]:
        """The rows in view."""
        area = self.viewport().rect()
        rows = self._photos.rowCount()
        first = 0
        # Cards are laid out line by line: those above the view are skipped by halves.
        last = rows
        while first < last:
            middle = (first + last) // 2
            if self.visualRect(self._photos.index(middle, 0)).bottom() < area.top():
                first = middle + 1
            else:
                last = middle
        end = first
        while end < rows and self.visualRect(self._photos.index(end, 0)).top() <= area.bottom():
            end += 1
        return list(range(first, end))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        found = index.data(PHOTO_ROLE) if index.isValid() else None
        if isinstance(found, Found):
            self.toggled.emit(found)

    @Slot()
    def _remember(self) -> None:
        self._place = self.verticalScrollBar().value(), self.currentIndex().row()

    @Slot()
    def _recall(self) -> None:
        place, row = self._place
        if row >= 0:
            self.setCurrentIndex(self._photos.index(min(row, self._photos.rowCount() - 1), 0))
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)
        self._timer.start()

    @Slot()
    def _fetch_soon(self) -> None:
        self._timer.start()

    @Slot()
    def _fetch(self) -> None:
        if self.isVisible():
            self._photos.fetch(self.visible_rows())
