"""A word on the desktop when a batch is over and the window is not looked at."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

STAYS_MS = 10_000


def notify(window: QWidget, title: str, text: str) -> bool:
    """Tell it by the system's tray, or by the desktop's own service; whether there was a way."""
    if window.isActiveWindow():
        return False
    if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
        tray = QSystemTrayIcon(window.windowIcon(), window)
        tray.show()
        tray.showMessage(title, text, window.windowIcon(), STAYS_MS)
        tray.messageClicked.connect(window.activateWindow)
        QTimer.singleShot(STAYS_MS, tray, tray.deleteLater)
        return True
    return _by_bus(title, text)


def _by_bus(title: str, text: str) -> bool:
    """By the desktop's portal, whose call Qt's Python has the types for. The answer is not waited for."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Notification",
        "AddNotification",
    )
    call.setArguments(["batch", {"title": title, "body": text}])
    return bool(bus.send(call))
