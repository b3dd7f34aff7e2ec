"""StyleView: the grid of cards under mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from studio.styles.folders import STYLE_SUFFIXES
from studio.ui.gallery.style_card import MARGIN, StyleCard
from studio.ui.gallery.style_model import ID_ROLE, FilteredStyles
from studio.ui.session import Session

HOVER_AFTER_MS = 80
_SMALLEST = 108  # a card's width
_TALLEST = 1.25


class StyleView(QListView):
    """The pointer on a card tries its style, a click or Enter applies it; so does moving by arrows try.

    The trial ends at once when the pointer leaves, and with Escape.
    """

    menu_wanted = Signal(str, QPoint)
    """(style id, global position)"""
    favourite_wanted = Signal(str)
    files_dropped = Signal(object)
    """(list of Path)"""

    def __init__(self, session: Session, model: FilteredStyles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._card = StyleCard(self)
        self._aspect = 0.75  # of the photo: height to width
        self._empty_text = ""
        self._timer = QTimer(self, singleShot=True, interval=HOVER_AFTER_MS)
        self._wanted: str | None = None
        self._by_keyboard = False
        self.setModel(model)
        self.setItemDelegate(self._card)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self._timer.timeout.connect(self._try)
        session.photo_opened.connect(self._fit_cards)

    def set_empty_text(self, text: str) -> None:
        """What is said when no card is shown."""
        self._empty_text = text
        self.viewport().update()

    def apply(self, index: QModelIndex) -> None:
        """Apply the style of a card."""
        if index.isValid():
            self._session.set_style(index.data(ID_ROLE) or None)

    # Mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._want(self._id_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        star = StyleCard.star_rect(self.visualRect(index), self.fontMetrics())
        if index.data(ID_ROLE) and star.adjusted(-4, -4, 4, 4).contains(event.position().toPoint()):
            self.favourite_wanted.emit(index.data(ID_ROLE))
        else:
            self.apply(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click has applied the style already.
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._end_trial()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Other cards come under the pointer: wait until it moves.
        self._end_trial()
        super().wheelEvent(event)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self._by_keyboard:
            # Who clicks a style and goes on means the next photo.
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.apply(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self._session.hover_style is not None:
            self._end_trial()
        elif event.key() == Qt.Key.Key_Menu and self.currentIndex().isValid():
            self._ask_menu(self.currentIndex())
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self._want(self.currentIndex().data(ID_ROLE))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end_trial()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: object) -> None:
        position: QPoint = event.pos()  # type: ignore[attr-defined]
        index = self.indexAt(position)
        if index.isValid():
            self._end_trial()
            self.menu_wanted.emit(index.data(ID_ROLE), self.viewport().mapToGlobal(position))

    def _ask_menu(self, index: QModelIndex) -> None:
        self._end_trial()
        at = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_wanted.emit(index.data(ID_ROLE), at)

    # Files dropped here are imported

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if style_files(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if style_files(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        files = style_files(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    # Looks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0 and self._empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            area = self.viewport().rect().adjusted(12, 16, -12, -12)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(flags), self._empty_text)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_cards()
        super().resizeEvent(event)

    @Slot()
    def _fit_cards(self) -> None:
        """As many columns as have room, in the photo's own proportions."""
        photo = self._session.photo
        if photo is not None:
            self._aspect = min(max(photo.image.height / photo.image.width, 0.6), _TALLEST)
        room = max(self.viewport().width() - 1, _SMALLEST)
        width = room // max(room // _SMALLEST, 1)
        height = round((width - 2 * MARGIN) * self._aspect)
        height += 2 * MARGIN + StyleCard.text_height(self.fontMetrics())
        self._card.card = QSize(width, height)
        self.setGridSize(self._card.card)
        longest = max(width, height) * self.devicePixelRatioF()
        self._session.pictures.set_style_thumbnail_size(round(longest))

    # Trying

    def _id_at(self, position: QPoint) -> str | None:
        index = self.indexAt(position)
        return index.data(ID_ROLE) if index.isValid() else None

    def _want(self, style_id: str | None) -> None:
        if style_id == self._wanted:
            return
        self._wanted = style_id
        self._timer.start()

    @Slot()
    def _try(self) -> None:
        if self._session.photo is not None:
            self._session.hover(self._wanted)

    def _end_trial(self) -> None:
        self._timer.stop()
        self._wanted = None
        self._session.hover(None)


def style_files(event: QDropEvent | QDragEnterEvent | QDragMoveEvent) -> list[Path]:
    """The files of a drag that may be styles, by their names."""
    urls: Iterable[Path] = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in urls if path.suffix.lower() in STYLE_SUFFIXES]
