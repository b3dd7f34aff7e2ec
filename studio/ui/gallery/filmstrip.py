"""Filmstrip: the photos of the folder in a row."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.ui.canvas.marks import SURROUND
from studio.ui.cards import whole_in
from studio.ui.gallery.filmstrip_model import (
    BROKEN_ROLE,
    CURRENT_ROLE,
    EDITED_ROLE,
    IMAGE_ROLE,
    PATH_ROLE,
    FilmstripModel,
)
from studio.ui.lists import FETCH_AFTER_MS
from studio.ui.session import Session
from studio.ui.theme.colours import colours_of
from studio.ui.theme.icons import coloured

HEIGHT = 92
_WIDTH = 112
_MARGIN = 4
_BADGE = 14


class Frame(QStyledItemDelegate):
    """Paints a photo of the strip: picture, border when current, a pencil-like dot when edited, a warning
    when it cannot be opened."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_WIDTH, HEIGHT - 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        painter.save()
        image: QImage | None = index.data(IMAGE_ROLE)
        broken = bool(index.data(BROKEN_ROLE))
        shown = rect
        if image is not None:
            shown = whole_in(rect, image.size())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(shown, image)
        else:
            ground = QColor(SURROUND)
            ground.setAlpha(90)
            painter.fillRect(rect, ground)
        if broken:
            self._paint_broken(painter, rect, palette, str(index.data()) if image is None else "")
        if index.data(EDITED_ROLE):
            self._paint_edited(painter, shown, palette)
        current = bool(index.data(CURRENT_ROLE))
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if current or hovered or state & QStyle.StateFlag.State_HasFocus:
            role = QPalette.ColorRole.Highlight if current else QPalette.ColorRole.WindowText
            painter.setPen(QPen(palette.color(role), 2 if current else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(shown.adjusted(-1, -1, 0, 0))
        painter.restore()

    def _paint_broken(self, painter: QPainter, rect: QRect, palette: QPalette, name: str) -> None:
        side = 24
        at = QRect(rect.center().x() - side // 2, rect.top() + 12, side, side)
        if not name:  # over a picture, on a ground of its own
            ground = QPainterPath()
            ground.addRoundedRect(QRectF(at.adjusted(-5, -5, 5, 5)), 6, 6)
            painter.fillPath(ground, palette.color(QPalette.ColorRole.Window))
        coloured("warning", colours_of(palette).warning).paint(painter, at)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        below = QRect(rect.left() + 4, at.bottom() + 4, rect.width() - 8, rect.bottom() - at.bottom() - 4)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, below.width())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), text)

    def _paint_edited(self, painter: QPainter, rect: QRect, palette: QPalette) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        badge = QRect(rect.right() - _BADGE - 2, rect.bottom() - _BADGE - 2, _BADGE, _BADGE)
        painter.setPen(QPen(QColor(0, 0, 0, 160), 1.5))
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(badge.adjusted(2, 2, -2, -2))


class Filmstrip(QListView):
    """A click or the arrow keys show a photo; the wheel scrolls along."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._photos = FilmstripModel(session, self)
        self._timer = QTimer(self, singleShot=True, interval=FETCH_AFTER_MS)
        self.setModel(self._photos)
        self.setItemDelegate(Frame(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT + 12)
        self._photos.longest = round(_WIDTH * max(self.devicePixelRatioF(), 1.0)) + 32
        self.clicked.connect(self._show)
        self._timer.timeout.connect(self._fetch)
        self.horizontalScrollBar().valueChanged.connect(self._fetch_soon)
        self._photos.dataChanged.connect(self._fetch_soon)
        self._photos.modelReset.connect(self._fetch_soon)
        session.photo_opening.connect(self._follow)
        session.folder_changed.connect(self._follow)
        self._translate()
        self._follow()

    def visible_rows(self) -> list[int]:
        """The rows in view, from left to right."""
        area = self.viewport().rect()
        first = self.indexAt(QPoint(1, area.center().y()))
        start = first.row() if first.isValid() else 0
        rows = []
        for row in range(start, self._photos.rowCount()):
            if self.visualRect(self._photos.index(row, 0)).left() > area.right():
                break
            rows.append(row)
        return rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._show(self.currentIndex())
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self._show(self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        bar.setValue(bar.value() - (delta.x() or delta.y()))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Photos of the folder"))

    @Slot(QModelIndex)
    def _show(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() != self._photos.current_row:
            self._session.show_photo(index.data(PATH_ROLE))

    @Slot()
    def _follow(self) -> None:
        """Keep the photo of the canvas in sight."""
        row = self._photos.current_row
        if row is not None:
            index = self._photos.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._timer.start()

    @Slot()
    def _fetch_soon(self) -> None:
        # Not connected to the timer itself, which would take a signal's number for an interval.
        self._timer.start()

    @Slot()
    def _fetch(self) -> None:
        if self.isVisible():
            self._photos.fetch(self.visible_rows())
