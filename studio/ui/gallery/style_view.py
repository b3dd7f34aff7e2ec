"""StyleView: the styles under mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from studio.ui.gallery.card_grid import CardGrid
from studio.ui.gallery.style_card import StyleCard
from studio.ui.gallery.style_model import ID_ROLE, FilteredStyles
from studio.ui.session import Session

HOVER_AFTER_MS = 80
_TALLEST = 1.25
_KEYS: dict[int, str] = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "remove"}


class StyleView(CardGrid):
    """The pointer on a card tries its style, a click or Enter applies it; so does moving by arrows try.

    The trial ends at once when the pointer leaves, and with Escape.
    """

    menu_wanted = Signal(str, QPoint)
    """(style id, global position)"""
    favourite_wanted = Signal(str)
    wanted = Signal(str, str)
    """("rename" or "remove", style id) By a key."""

    def __init__(self, session: Session, model: FilteredStyles, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._session = session
        self._timer = QTimer(self, singleShot=True, interval=HOVER_AFTER_MS)
        self._wanted: str | None = None
        self._by_keyboard = False
        self._timer.timeout.connect(self._try)
        self.fitted.connect(self._ask_size)
        session.photo_opened.connect(self._follow_photo)

    def apply(self, index: QModelIndex) -> None:
        """Apply the style of a card."""
        style_id = index.data(ID_ROLE)
        if style_id is not None:
            self._session.set_style(style_id or None)

    # Mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._want(self.indexAt(event.position().toPoint()).data(ID_ROLE))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or index.data(ID_ROLE) is None:
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

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _KEYS
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            # Should the window use them elsewhere, they are meant for the card while it has the keyboard.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self._by_keyboard:
            # Who clicks a style and goes on means the next photo.
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.apply(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self._session.hover_style is not None:
            self._end_trial()
        elif event.key() in _KEYS and self.currentIndex().data(ID_ROLE):
            self._end_trial()
            self.wanted.emit(_KEYS[event.key()], self.currentIndex().data(ID_ROLE))
        elif event.key() == Qt.Key.Key_Menu:
            self._ask_menu(self.currentIndex(), self.visualRect(self.currentIndex()).center())
        else:
            self._move(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end_trial()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            # Pressed wherever the pointer rests.
            self._ask_menu(self.currentIndex(), self.visualRect(self.currentIndex()).center())
        else:
            self._ask_menu(self.indexAt(event.pos()), event.pos())

    def _ask_menu(self, index: QModelIndex, at: QPoint) -> None:
        if index.data(ID_ROLE) is not None:
            self._end_trial()
            self.menu_wanted.emit(index.data(ID_ROLE), self.viewport().mapToGlobal(at))

    def _move(self, event: QKeyEvent) -> None:
        before = self.currentIndex().data(ID_ROLE)
        if event.key() == Qt.Key.Key_Home:
            self.go_to_first()
        else:
            super().keyPressEvent(event)
        if self.currentIndex().data(ID_ROLE) != before:
            self._want(self.currentIndex().data(ID_ROLE))

    # Size

    @Slot()
    def _follow_photo(self) -> None:
        """Cards have the photo's own proportions."""
        photo = self._session.photo
        if photo is not None:
            self.set_aspect(min(max(photo.image.height / photo.image.width, 0.6), _TALLEST))

    @Slot(QSize)
    def _ask_size(self, card: QSize) -> None:
        longest = max(card.width(), card.height()) * self.devicePixelRatioF()
        self._session.pictures.set_style_thumbnail_size(round(longest))

    # Trying

    def _want(self, style_id: str | None) -> None:
        if style_id != self._wanted:
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
