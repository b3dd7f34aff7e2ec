"""RibbonView: the skin ribbon: one strip for each photo, to look along, to choose from, and to align by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QToolTip, QWidget

from studio.ui.batch.ribbon_keys import led_to
from studio.ui.batch.ribbon_layout import RibbonLayout
from studio.ui.batch.ribbon_paint import (
    OVERVIEW,
    SPACE,
    RibbonPainter,
    measures_of,
    paint_overview,
    scale_of,
)
from studio.ui.batch.said_of_shoot import told_of
from studio.ui.batch.shoot_desk import ShootDesk
from studio.ui.live import Live
from studio.ui.plain import tip

_MOVED = 3
_EDGE = 12


class RibbonView(Live, QAbstractScrollArea):
    """A click chooses, with Ctrl or Shift several; a drag down brings what is chosen to its scene.

    By keys: left and right, with Ctrl from one that stands out to the next, with Shift several; down and up
    align by a tenth more and less, Enter opens.
    """

    opened = Signal(int)
    """(place in the plan)"""

    def __init__(self, desk: ShootDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._layout = RibbonLayout(desk.shoot, 0)
        self._pressed: QPoint | None = None
        self._anchor, self._from = -1, 0.0
        self._dragged = self._on_overview = False
        self.setObjectName("skin_ribbon")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        desk.changed.connect(self._arrange)
        desk.current_changed.connect(self._show_current)
        desk.selection_changed.connect(self.viewport().update)
        desk.alignments.changed.connect(self._retell)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Skin along the shoot"))
        self._retell()

    def sizeHint(self) -> QSize:
        scrolls = self._layout.length > self.viewport().width()
        return QSize(400, measures_of(self._desk.shoot, overview=scrolls).height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def place_at(self, position: QPoint) -> int:
        """The place in the shoot, -1 beside the strip."""
        x = position.x() + self.horizontalScrollBar().value() - _EDGE
        return self._layout.at(x) if -_EDGE <= x <= self._layout.length + _EDGE else -1

    def spot(self, place: int) -> QPoint:
        """The dot of a photo, where it is seen; what hands take hold of."""
        off = self._desk.shoot.off[place] or 0.0
        base = measures_of(self._desk.shoot, overview=False).base
        left = self._layout.left(place) + self._layout.width // 2 + _EDGE
        return QPoint(
            left - self.horizontalScrollBar().value(), round(base - off * scale_of(self._desk.shoot))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._desk.shoot.stretches:
            return
        painter = QPainter(self.viewport())
        start, width = self.horizontalScrollBar().value(), self.viewport().width()
        painter.translate(_EDGE - start, 0)
        ribbon = RibbonPainter(self._desk, self._layout, self.palette())
        ribbon.paint(painter, max(0, start - _EDGE), start + width, focus=self.hasFocus())
        painter.resetTransform()
        if self._scrolls:
            length = self._layout.length + 2 * _EDGE
            window = start / length, min(1.0, (start + width) / length)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            paint_overview(painter, self._desk, self._overview, window, self.palette())
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self.place_at(event.pos())
            text = told_of(self._desk, self._desk.shoot.photo(place)) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), tip(text), self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._on_overview = self._scrolls and self._overview.adjusted(0, -2, 0, 2).contains(position)
        if self._on_overview:
            self._go_to(position)
            return
        place = self.place_at(position)
        if place < 0:
            return
        photo, selected = self._desk.shoot.photo(place), self._desk.selected
        self._pressed, self._dragged = position, False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._desk.choose(photo, self._between(place))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._anchor = place
            self._desk.choose(photo, selected ^ {photo})
        else:
            self._anchor = place
            self._desk.choose(photo, selected if photo in selected else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._on_overview and event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(position)
        pressed, place = self._pressed, self._desk.shoot.places.get(self._desk.current)
        if pressed is None or place is None or not self._desk.may_align:
            return
        if not self._dragged and abs(position.y() - pressed.y()) < _MOVED:
            return
        off, photo = self._desk.shoot.off[place], self._desk.shoot.photo(place)
        if not off:
            return
        if not self._dragged:
            self._dragged = True
            self._from = self._desk.alignments.share(photo)
            self._desk.alignments.step()
        moved = (position.y() - pressed.y()) / (off * scale_of(self._desk.shoot))
        share = min(1.0, max(0.0, self._from + moved))
        chosen = [each for each in self._desk.selected if self._desk.can_align(each)]
        self._desk.alignments.put(chosen, round(share, 2))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if self._pressed is not None and not self._dragged and plain:
            self._desk.choose(self._desk.current)
        self._pressed, self._on_overview = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._desk.shoot.photo(place))

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the ribbon's while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shoot, desk, key = self._desk.shoot, self._desk, event.key()
        here = shoot.places.get(desk.current, -1)
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            (desk.alignments.undo if undo else desk.alignments.redo)()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            self.opened.emit(desk.current)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and here >= 0:
            step = 0.1 if key == Qt.Key.Key_Down else -0.1
            desk.align(round(min(1.0, max(0.0, desk.alignments.share(desk.current) + step)), 2))
        else:
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            there = led_to(shoot, here, Qt.Key(key), outliers=ctrl)
            if there is None:
                super().keyPressEvent(event)
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                desk.choose(shoot.photo(there), self._between(there))
            else:
                self._anchor = there
                desk.choose(shoot.photo(there))

    def _between(self, place: int) -> set[int]:
        first, last = sorted((place, self._anchor if self._anchor >= 0 else place))
        return {self._desk.shoot.photo(each) for each in range(first, last + 1)}

    @property
    def _scrolls(self) -> bool:
        return self._layout.length + 2 * _EDGE > self.viewport().width()

    @property
    def _overview(self) -> QRect:
        top = measures_of(self._desk.shoot, overview=False).below + SPACE
        return QRect(_EDGE, top, self.viewport().width() - 2 * _EDGE, OVERVIEW)

    def _go_to(self, position: QPoint) -> None:
        area = self._overview
        part = (position.x() - area.left()) / max(1, area.width())
        self.horizontalScrollBar().setValue(
            int(part * (self._layout.length + 2 * _EDGE) - self.viewport().width() / 2)
        )

    @Slot()
    def _arrange(self) -> None:
        room = self.viewport().width() - 2 * _EDGE
        self._layout = RibbonLayout(self._desk.shoot, room)
        self.horizontalScrollBar().setRange(0, max(0, self._layout.length - room))
        self.horizontalScrollBar().setPageStep(max(1, room))
        self.setFixedHeight(self.sizeHint().height())
        self.viewport().update()

    @Slot()
    def _show_current(self) -> None:
        """Bring it into sight."""
        place = self._desk.shoot.places.get(self._desk.current)
        if place is not None:
            bar, left = self.horizontalScrollBar(), self._layout.left(place)
            room = self.viewport().width() - 2 * _EDGE
            if not bar.value() <= left <= bar.value() + room - self._layout.width:
                bar.setValue(left - room // 2)
        self._retell()

    @Slot()
    def _retell(self) -> None:
        """For screen readers: what is said of the current photo."""
        text = told_of(self._desk, self._desk.current) if self._desk.current >= 0 else ""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.viewport().update()
