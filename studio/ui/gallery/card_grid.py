"""CardGrid: a list of cards in sections, as many in a line as have room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from studio.styles.content import STYLE_SUFFIXES
from studio.ui.cards import as_cards, room_for, say_empty
from studio.ui.gallery.style_card import MARGIN, StyleCard
from studio.ui.gallery.style_model import ID_ROLE, FilteredStyles

_SMALLEST = 108  # a card's width


class CardGrid(QListView):
    """Lays the cards out, keeps its place when they change, and takes files that are dropped."""

    files_dropped = Signal(object)
    """(list of Path) All of them, when one of them may be a style."""
    fitted = Signal(QSize)
    """The size of a card changed."""

    def __init__(self, model: FilteredStyles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = StyleCard(self)
        self._aspect = 0.75  # of a picture: height to width
        self._empty_text = ""
        self._kept: tuple[str | None, int] = (None, 0)
        self.setModel(model)
        self.setItemDelegate(self._card)
        as_cards(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)

    def set_empty_text(self, text: str) -> None:
        """What is said when no card is shown."""
        self._empty_text = text
        self.viewport().update()

    def set_aspect(self, aspect: float) -> None:
        """Height to width of the pictures."""
        self._aspect = aspect
        self.fit_cards()

    def go_to_first(self) -> None:
        """The first card, whatever heading stands before it."""
        for row in range(self.model().rowCount()):
            index = self.model().index(row, 0)
            if index.data(ID_ROLE) is not None:
                self.setCurrentIndex(index)
                self.scrollToTop()
                return

    def fit_cards(self) -> None:
        """As many columns as have room."""
        room, width = room_for(self, _SMALLEST)
        height = round((width - 2 * MARGIN) * self._aspect)
        height += 2 * MARGIN + StyleCard.text_height(self.fontMetrics())
        size = QSize(width, height)
        heading = QSize(room, self.fontMetrics().height() + 12)
        if (size, heading) != (self._card.card, self._card.heading):
            self._card.card, self._card.heading = size, heading
            self.scheduleDelayedItemsLayout()
        self.fitted.emit(size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit_cards()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        area = self.viewport().rect().adjusted(12, 16, -12, -12)
        say_empty(self, self._empty_text, area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    # Files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._consider(event):
            self.files_dropped.emit(_files(event))

    def _consider(self, event: QDropEvent) -> bool:
        """Accept a drag in which something may be a style; photos alone are the window's."""
        wanted = any(path.suffix.lower() in STYLE_SUFFIXES for path in _files(event))
        if wanted:
            event.acceptProposedAction()
        else:
            event.ignore()
        return wanted

    # Styles come and go: the keyboard stays where it was, and so does what is in sight

    @Slot()
    def _remember(self) -> None:
        self._kept = (self.currentIndex().data(ID_ROLE), self.verticalScrollBar().value())

    @Slot()
    def _recall(self) -> None:
        style_id, place = self._kept
        for row in range(self.model().rowCount() if style_id is not None else 0):
            index = self.model().index(row, 0)
            if index.data(ID_ROLE) == style_id:
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
