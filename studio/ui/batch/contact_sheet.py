"""ContactSheet: the photos of a batch as they came out, those that are most worth a look first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.ui.batch.sheet_model import OUT_ROLE, REASON_ROLE, SheetModel
from studio.ui.gallery.style_card import two_lines
from studio.ui.live import Live
from studio.ui.theme.colours import colours_of

_SMALLEST, _PICTURE, _MARGIN = 176, 128, 8
_FETCH_AFTER_MS = 20


class SheetCard(QStyledItemDelegate):
    """The picture, its name, and in words why it is worth a look."""

    card = QSize(_SMALLEST, 190)
    """The size of every card; the sheet sets it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.card

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
            size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            corner = area.center() - QPoint(size.width() // 2 - 1, size.height() // 2 - 1)
            painter.drawPixmap(QRect(corner, size).intersected(area), image)
        else:
            painter.fillRect(area, palette.window())
        metrics = painter.fontMetrics()
        line, flags = metrics.lineSpacing(), int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        below = QRect(rect.left(), area.bottom() + 5, rect.width(), line)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, below.width())
        painter.drawText(below, flags, name)
        painter.setPen(QColor(colours.warning if out else colours.faint))
        reason = "\n".join(two_lines(str(index.data(REASON_ROLE)), metrics, below.width()))
        painter.drawText(below.translated(0, line).adjusted(0, 0, 0, line), flags, reason)
        painter.restore()


class ContactSheet(Live, QListView):
    """A double click or Enter opens the finished file."""

    opened = Signal(int)
    """(place in the plan)"""
    source_wanted = Signal(int)
    """(place in the plan) Open the photo itself."""
    align_wanted = Signal()
    """Bring what is chosen to its scene."""

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._card = model, SheetCard(self)
        self._empty_text = ""
        self._timer = QTimer(self, singleShot=True, interval=_FETCH_AFTER_MS)
        self.setObjectName("contact_sheet")
        self.setModel(model)
        self.setItemDelegate(self._card)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.photo(index.row())))
        self._timer.timeout.connect(self._fetch)
        self.verticalScrollBar().valueChanged.connect(self._fetch_soon)
        for signal in (model.modelReset, model.layoutChanged, model.dataChanged):
            signal.connect(self._fetch_soon)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Photos of the batch, the most doubtful first"))
        self._empty_text = self.tr("Photos are put here as they come out.")
        self._sheet.retranslate()

    def stop(self) -> None:
        """No picture is asked for any more."""
        self._timer.stop()

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
        room = max(self.viewport().width() - 1, _SMALLEST)
        height = 2 * _MARGIN + _PICTURE + 8 + 3 * self.fontMetrics().lineSpacing()
        size = QSize(room // max(room // _SMALLEST, 1), height)
        if size != self._card.card:
            self._card.card = size
            self.setGridSize(size)
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sheet.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._empty_text)
            painter.end()

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(self.viewport().mapToGlobal(at))

    @Slot()
    def _fetch_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

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
