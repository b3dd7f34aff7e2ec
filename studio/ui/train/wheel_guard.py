"""WheelGuard: fields on a page that scrolls, which the wheel goes past."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


class WheelGuard(QObject):
    """Takes the wheel from the choices and numbers in ``page``; the page itself scrolls."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        for field in (*page.findChildren(QComboBox), *page.findChildren(QAbstractSpinBox)):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own lets the wheel give the keyboard too
            field.installEventFilter(self)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        # A value that changes on the way would not be noticed. Ignored, the event goes to the page.
        event.ignore()
        return True
