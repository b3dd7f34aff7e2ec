"""Stage: the middle of the window: the canvas, or what stands there without a photo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QWidget

from studio.ui.canvas.canvas import Canvas
from studio.ui.canvas.empty_state import EmptyState
from studio.ui.session import Session

# What opens sooner is not announced: it would only flicker.
ANNOUNCE_AFTER_MS = 150


class Stage(QWidget):
    """``canvas`` and ``empty``; over the canvas the name of a photo that takes its time to open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.canvas = Canvas(session)
        self.empty = EmptyState(session)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.canvas)
        self._opening = _Announcement(self)
        self._name = ""
        self._timer = QTimer(self, singleShot=True, interval=ANNOUNCE_AFTER_MS)
        self._timer.timeout.connect(self._announce)
        session.photo_opening.connect(self._open)
        session.photo_opened.connect(self._opened)
        session.photo_failed.connect(self._end)
        if session.photo is not None:
            self._opened()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._opening.isVisible():
            self._announce()
        super().changeEvent(event)

    @Slot(Path)
    def _open(self, path: Path) -> None:
        self._name = path.name
        if self._pages.currentWidget() is self.canvas:
            self._timer.start()

    @Slot()
    def _opened(self) -> None:
        self._pages.setCurrentWidget(self.canvas)
        self._end()

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        self._opening.hide()

    @Slot()
    def _announce(self) -> None:
        self._opening.say(self.tr("Opening “{name}”…").format(name=self._name))
        self._place()
        self._opening.show()
        self._opening.raise_()

    def _place(self) -> None:
        self._opening.adjustSize()
        self._opening.move((self.width() - self._opening.width()) // 2, 16)


class _Announcement(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self._label = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self._label)
        self.hide()

    def say(self, text: str) -> None:
        self._label.setText(text)
        self.setAccessibleName(text)
