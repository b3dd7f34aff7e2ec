"""ContactSheet: the photos of a batch as they came out, those that are most worth a look first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyle, QStyleOptionViewItem, QWidget

from studio.ui.batch.sheet_model import OUT_ROLE, REASON_ROLE, SheetModel
from studio.ui.cards import Card, CardList, whole_in
from studio.ui.lists import Soon, pop_up
from studio.ui.theme.colours import colours_of

_PICTURE, _MARGIN = 128, 8


class SheetCard(Card):
    """The picture, its name, and in words why it is worth a look."""

    smallest, high = 176, 2 * _MARGIN + _PICTURE + 8

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        colours, out = colours_of(palette), bool(index.data(OUT_ROLE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(option.rect.adjusted(2, 2, -3, -3))
        area = QRect(rect.left(), rect.top(), rect.width(), _PICTURE)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QPixmap):
            painter.drawPixmap(whole_in(area, image.size()), image)
        else:
            painter.fillRect(area, palette.window())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        at, colour = QPoint(rect.left(), area.bottom() + 5), colours.warning if out else colours.faint
        self.paint_words(painter, at, rect.width(), str(index.data()), str(index.data(REASON_ROLE)), colour)
        painter.restore()


class ContactSheet(CardList):
    """A double click or Enter opens the finished file."""

    opened = Signal(int)
    """(place in the plan)"""
    source_wanted = Signal(int)
    """(place in the plan) Open the photo itself."""
    align_wanted = Signal()
    """Bring what is chosen to its scene."""

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(model, SheetCard, parent)
        self._sheet, self._soon = model, Soon(self._fetch, self)
        self.setObjectName("contact_sheet")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: pop_up(self.menu(), self, at))
        self.doubleClicked.connect(lambda index: self.opened.emit(model.photo(index.row())))
        self.verticalScrollBar().valueChanged.connect(self._soon.ask)
        for signal in (model.modelReset, model.layoutChanged, model.dataChanged):
            signal.connect(self._soon.ask)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Photos of the batch, the most doubtful first"))
        self.set_empty_text(self.tr("Photos are put here as they come out."))
        self._sheet.retranslate()

    def stop(self) -> None:
        """No picture is asked for any more."""
        self._soon.stop()

    def chosen(self) -> list[int]:
        """The places in the plan of what is selected."""
        return [self._sheet.photo(index.row()) for index in self.selectionModel().selectedIndexes()]

    def menu(self) -> QMenu:
        """What can be done with what is chosen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.currentIndex().row()
        if row >= 0:
            photo = self._sheet.photo(row)
            menu.addAction(self.tr("Open the Finished File"), lambda: self.opened.emit(photo))
            menu.addAction(self.tr("Open in Edit"), lambda: self.source_wanted.emit(photo))
            align = menu.addAction(self.tr("Align with Scene"), self.align_wanted.emit)
            align.setEnabled(self._sheet.can_align(self.chosen()))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._sheet.photo(self.currentIndex().row()))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    @Slot()
    def _fetch(self) -> None:
        """Cards are of one size: which are in sight is a matter of counting."""
        card = self._card.card
        if not self.isVisible() or not card.height():
            return
        across = max(1, (self.viewport().width() - 1) // max(1, card.width()))
        top = self.verticalScrollBar().value()
        first = top // card.height() * across
        last = ((top + self.viewport().height()) // card.height() + 1) * across
        self._sheet.fetch(range(first, min(last, self._sheet.rowCount())))
