"""OpeningLabel: says over the canvas which photo is on its way, when that takes its time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.ui.canvas.marks import paint_label
from studio.ui.canvas.viewport import Rect
from studio.ui.session import Session

# What opens sooner is not announced: it would only flicker.
ANNOUNCE_AFTER_MS = 150
_HEIGHT = 56


class OpeningLabel(QWidget):
    """Lies along the top of ``parent`` and lets the mouse through."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        self._timer = QTimer(self, singleShot=True, interval=ANNOUNCE_AFTER_MS)
        self._timer.timeout.connect(self._announce)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        parent.installEventFilter(self)
        session.photo_opening.connect(self._begin)
        session.photo_opened.connect(self._end)
        session.photo_failed.connect(self._end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(0, 0, watched.width(), _HEIGHT)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = Rect(0, 0, self.width(), self.height())
        paint_label(painter, self._text(), area, Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self._text())
            self.update()
        super().changeEvent(event)

    def _text(self) -> str:
        return self.tr("Opening “{name}”…").format(name=self._name)

    @Slot(Path)
    def _begin(self, path: Path) -> None:
        self._name = path.name
        self._timer.start()

    @Slot()
    def _announce(self) -> None:
        self.setAccessibleName(self._text())
        self.show()
        self.raise_()

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        self.hide()
