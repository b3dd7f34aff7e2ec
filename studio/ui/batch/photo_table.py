"""PhotoTable: the table of a batch's photos; pictures are fetched for what is in sight."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio.ui.batch.columns import NAME, PICTURE, REASON, STATE, TIME
from studio.ui.batch.photo_table_model import PhotoTableModel
from studio.ui.cards import whole_in
from studio.ui.lists import Soon, pop_up
from studio.ui.live import Live
from studio.ui.theme.icons import picture

ROW = 44
_WIDTHS = {PICTURE: 66, NAME: 220, STATE: 110, TIME: 76}
_SIGN, _WIDEST = 56, 560


class SmallPicture(QStyledItemDelegate):
    """The picture, whole, in the middle of its cell; a pale place where it has not come yet."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        state: QStyle.StateFlag = option.state
        palette: QPalette = option.palette
        rect: QRect = option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.highlight())
        area = rect.adjusted(4, 3, -4, -3)
        found = index.data(Qt.ItemDataRole.DecorationRole)
        if not isinstance(found, QPixmap):
            painter.fillRect(area, palette.window())
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(whole_in(area, found.size()), found)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_WIDTHS[PICTURE], ROW)


class PhotoTable(Live, QTableView):
    """A double click or Enter opens a photo; the menu key or a right click says what else can be done."""

    opened = Signal(int)
    """(row)"""
    result_wanted = Signal(int)
    """(place in the plan) Open its first file."""
    show_wanted = Signal(int)
    """(place in the plan) Show its files."""
    match_wanted = Signal(int)
    """(row) Have the shoot match this photo."""
    align_wanted = Signal()
    """Bring what is chosen to its scene."""
    again_wanted = Signal(object)
    """(list of places in the plan) Try these again."""

    def __init__(self, model: PhotoTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = model
        self._empty_text = self._empty_title = ""
        self.may_try_again = self.may_match = self.may_align = False
        self.setObjectName("batch_table")
        self.setModel(model)
        self.setItemDelegateForColumn(PICTURE, SmallPicture(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(PICTURE, QHeaderView.ResizeMode.Fixed)
        header.setSortIndicator(PICTURE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._soon = Soon(self._fetch, self)
        self.verticalScrollBar().valueChanged.connect(self._soon.ask)
        for signal in (model.modelReset, model.layoutChanged, model.rowsInserted, model.dataChanged):
            signal.connect(self._soon.ask)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(lambda at: pop_up(self.menu(), self, at))
        self.retranslate()

    def set_empty_text(self, text: str, title: str = "") -> None:
        """What is said where there is no photo to show."""
        if (text, title) != (self._empty_text, self._empty_title):
            self._empty_text, self._empty_title = text, title
            self.viewport().update()

    def stop(self) -> None:
        """No picture is asked for any more."""
        self._soon.stop()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Photos of the batch"))
        self._photos.retranslate()

    def chosen(self) -> list[int]:
        """The places in the plan of the rows that are chosen."""
        return [self._photos.number(index.row()) for index in self.selectionModel().selectedRows()]

    def menu(self) -> QMenu:
        """What can be done with the rows that are chosen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.currentIndex().row()
        if row >= 0:
            menu.addAction(self.tr("Open in Edit"), lambda: self.opened.emit(row))
            number = self._photos.number(row)
            if self.may_match:
                menu.addAction(self.tr("Match the Shoot to This Photo"), lambda: self.match_wanted.emit(row))
            done = self._photos.state(number) in ("done", "skipped")
            menu.addAction(
                self.tr("Open the Finished File"), lambda: self.result_wanted.emit(number)
            ).setEnabled(done)
            menu.addAction(
                self.tr("Show Its Files in the Folder"), lambda: self.show_wanted.emit(number)
            ).setEnabled(done)
            if self.may_align:
                menu.addAction(self.tr("Align with Scene"), self.align_wanted.emit)
            failed = [each for each in self.chosen() if self._photos.state(each) == "failed"]
            again = menu.addAction(self.tr("Try Again"), lambda: self.again_wanted.emit(failed))
            again.setEnabled(bool(failed) and self.may_try_again)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._photos.rowCount() == 0 and self._empty_text:
            painter = QPainter(self.viewport())
            self._paint_empty(painter, self.viewport().rect())
            painter.end()

    def _paint_empty(self, painter: QPainter, area: QRect) -> None:
        faint = self.palette().color(QPalette.ColorRole.PlaceholderText)
        line, middle = self.fontMetrics().lineSpacing(), area.height() * 2 // 5
        if self._empty_title:
            sign = picture("batch", faint.name(), _SIGN, self.devicePixelRatioF())
            painter.drawPixmap((area.width() - _SIGN) // 2, middle - _SIGN - 3 * line, sign)
            font = self.font()
            font.setPixelSize(20)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            above = QRect(0, middle - 2 * line, area.width(), 2 * line)
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), self._empty_title)
            painter.setFont(self.font())
        painter.setPen(faint)
        width = min(area.width() - 48, _WIDEST)
        below = QRect((area.width() - width) // 2, middle + line // 2, width, 8 * line)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(flags), self._empty_text)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    @Slot()
    def _fetch(self) -> None:
        if not self.isVisible() or self._photos.rowCount() == 0:
            return
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        self._photos.fetch(range(first, (last if last >= 0 else self._photos.rowCount() - 1) + 1))
