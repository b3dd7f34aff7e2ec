"""The message bar: one notice at a time, over the canvas, without stopping anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.messages import Message
from studio.ui.live import Live
from studio.ui.messages import Notice, Severity
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.theme.colours import colours_of
from studio.ui.theme.icons import coloured, icon
from studio.ui.translate import translated

NOTE_STAYS_MS = 5000
WIDEST = 640
MARGIN = 12
TOP = 52  # below the view bar
MOST_WAITING = 20


class MessageBar(Live, QFrame):
    """Lies near the top of ``host``, or its bottom, and follows its size. The newest notice is shown, as it
    answers what the user did last; those before it come back when it is gone. Notes leave by themselves and
    do not come back, the rest when closed; the same sentence never waits twice."""

    def __init__(self, session: Session, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._from_bottom: int | None = None
        self._waiting: deque[Notice] = deque()
        self._notice: Notice | None = None
        self.setProperty("part", "notice")
        self.setObjectName("message_bar")
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTE_STAYS_MS)
        self._timer.timeout.connect(self.dismiss)
        host.installEventFilter(self)
        session.notice.connect(self.tell)
        self.hide()
        self.retranslate()
        self.recolour()

    def move_to(self, host: QWidget, from_bottom: int | None = None) -> None:
        """Lie over another widget from now on; so many pixels above its lower edge, else near the upper."""
        self._from_bottom = from_bottom
        if host is not self._host:
            self._host.removeEventFilter(self)
            self._host = host
            shown = self._notice is not None
            self.setParent(host)
            host.installEventFilter(self)
            if shown:
                self.show()
                self.raise_()
                self._place()

    @property
    def notice(self) -> Notice | None:
        """The notice on the screen."""
        return self._notice

    @Slot(object)
    def tell(self, notice: Notice) -> None:
        """Show a notice; the one that is there waits, unless it is a note."""
        shown = self._notice
        if shown is not None and shown.message == notice.message:
            return
        if shown is not None and shown.severity is not Severity.NOTE:
            self._waiting.append(shown)
        others = (other for other in self._waiting if other.message != notice.message)
        self._waiting = deque(others, maxlen=MOST_WAITING)
        self._show(notice)

    def withdraw(self, messages: Collection[Message]) -> None:
        """What these said is seen elsewhere now."""
        kept = (other for other in self._waiting if other.message not in messages)
        self._waiting = deque(kept, maxlen=MOST_WAITING)
        if self._notice is not None and self._notice.message in messages:
            self.dismiss()

    @Slot()
    def dismiss(self) -> None:
        """Close this notice; the one before it comes back."""
        self._timer.stop()
        self._notice = None
        if self._waiting:
            self._show(self._waiting.pop())
        else:
            self.hide()

    def retranslate(self) -> None:
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close"))
        self._details_button.setText(self.tr("Details"))
        self._details.setAccessibleName(self.tr("Details"))
        if self._notice is not None:
            self._write(self._notice)

    def recolour(self) -> None:
        self._close.setIcon(icon("close", self.palette()))
        if self._notice is not None:
            severity = self._notice.severity
            colours = colours_of(self.palette())
            colour = {
                Severity.NOTE: colours.note,
                Severity.WARNING: colours.warning,
                Severity.ERROR: colours.error,
            }[severity]
            self._sign.setPixmap(coloured(severity.value, colour).pixmap(QSize(20, 20)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._sign = Label(self)
        self._sign.setFixedSize(20, 20)
        self._text = Label(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = Label(self)
        self._more.setProperty("part", "faint")
        self._offer = QPushButton(self)
        self._offer.clicked.connect(self._accept)
        self._details_button = QPushButton(self)
        self._details_button.setCheckable(True)
        self._details_button.toggled.connect(self._show_details)
        self._close = QToolButton(self)
        self._close.clicked.connect(self.dismiss)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setFixedHeight(140)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        for widget in (self._more, self._offer, self._details_button, self._close):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.addLayout(row)
        column.addWidget(self._details)

    def _show(self, notice: Notice) -> None:
        self._timer.stop()
        self._notice = notice
        self.setProperty("severity", notice.severity.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._details_button.setChecked(False)
        self._details.hide()
        self._details_button.setVisible(bool(notice.details))
        self._details.setPlainText(notice.details)
        self._offer.setVisible(notice.offer is not None)
        self._write(notice)
        self.recolour()
        self.show()
        self.raise_()
        self._place()
        if notice.severity is Severity.NOTE:
            self._timer.start()

    def _write(self, notice: Notice) -> None:
        sentence = translated(notice.message)
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        if notice.offer is not None:
            self._offer.setText(translated(notice.offer.title))
        self._count()

    def _count(self) -> None:
        self._more.setVisible(bool(self._waiting))
        self._more.setText(self.tr("{n} more").format(n=len(self._waiting)))

    @Slot()
    def _accept(self) -> None:
        offer = self._notice.offer if self._notice else None
        self.dismiss()
        if offer is not None:
            offer.accept()

    @Slot(bool)
    def _show_details(self, on: bool) -> None:
        self._timer.stop()
        self._details.setVisible(on)
        self._place()

    def _place(self) -> None:
        width = min(WIDEST, self._host.width() - 2 * MARGIN)
        self.setFixedWidth(max(width, 200))
        self._column.activate()
        height = max(self._column.heightForWidth(self.width()), self._column.minimumSize().height())
        self.setFixedHeight(height)
        self._column.activate()
        # The layout's guess is short where buttons take a part of the row that it gave to the text.
        missing = self._text.heightForWidth(self._text.width()) - self._text.height()
        if missing > 0:
            self.setFixedHeight(height + missing)
        top = TOP
        if self._from_bottom is not None:
            top = max(TOP, self._host.height() - self._from_bottom - self.height())
        self.move((self._host.width() - self.width()) // 2, top)
