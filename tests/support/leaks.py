"""Detectors of what a test leaves behind: threads, running QThreads, active timers, windows.

Each detector takes a snapshot before and lists, as sentences, what is left after. The fixtures in
``tests/conftest.py`` fail a test for which any list is not empty.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

GRACE = 1.0  # seconds in which a thread that was told to end may end

# Windows that Qt itself makes and keeps: the tool tip's label.
QT_OWN_WINDOWS = frozenset({"QTipLabel"})


@dataclass(frozen=True)
class Snapshot:
    """What was there before a test; Qt objects by the address of their C++ part."""

    threads: frozenset[threading.Thread]
    qt_threads: frozenset[int] = field(default_factory=frozenset)
    timers: frozenset[int] = field(default_factory=frozenset)
    windows: frozenset[int] = field(default_factory=frozenset)


def snapshot() -> Snapshot:
    return Snapshot(
        frozenset(threading.enumerate()),
        frozenset(map(_address, _running_qt_threads())),
        frozenset(map(_address, _active_timers())),
        frozenset(map(_address, _windows())),
    )


def leaked_threads(before: Snapshot, grace: float = GRACE) -> list[str]:
    """Python threads that are alive and new. Threads started by Qt or C code are left to other eyes."""

    def left() -> list[threading.Thread]:
        # Python makes a dummy for every foreign thread that called it, and in 3.11 keeps it for ever.
        return [
            thread
            for thread in threading.enumerate()
            if thread not in before.threads and not isinstance(thread, threading._DummyThread)
        ]

    return [f"thread {thread.name!r} is alive" for thread in _after_grace(left, grace)]


def leaked_qt_threads(before: Snapshot, grace: float = GRACE) -> list[str]:
    def left() -> list[Any]:
        return [thread for thread in _running_qt_threads() if _address(thread) not in before.qt_threads]

    return [f"QThread {_describe(thread)} is running" for thread in _after_grace(left, grace)]


def leaked_timers(before: Snapshot) -> list[str]:
    def left() -> list[Any]:
        return [timer for timer in _active_timers() if _address(timer) not in before.timers]

    return [f"QTimer {_describe(timer)} of {_owner(timer)} is active" for timer in _after_collection(left)]


def leaked_windows(before: Snapshot) -> list[str]:
    def left() -> list[Any]:
        return [window for window in _windows() if _address(window) not in before.windows]

    return [f"window {_describe(window)} is alive" for window in _after_collection(left)]


def leaks(before: Snapshot) -> list[str]:
    """Everything that is left, windows first: they own timers and threads."""
    _delete_later()
    return [
        *leaked_windows(before),
        *leaked_timers(before),
        *leaked_qt_threads(before),
        *leaked_threads(before),
    ]


def clean_up(before: Snapshot) -> None:
    """End what leaked, so that only the test that leaked fails."""
    for timer in _active_timers():
        if _address(timer) not in before.timers:
            timer.stop()
    for thread in _running_qt_threads():
        if _address(thread) not in before.qt_threads:
            thread.requestInterruption()
            thread.quit()
            thread.wait(2000)
    for window in _windows():
        if _address(window) not in before.windows:
            window.hide()
            window.deleteLater()
    _delete_later()


def _application() -> Any:
    core = sys.modules.get("PySide6.QtCore")
    return core.QCoreApplication.instance() if core is not None else None


def _wrappers(kind: str) -> list[Any]:
    """The living Python wrappers of objects of a class in QtCore."""
    if _application() is None:
        return []
    from PySide6 import QtCore
    from shiboken6 import Shiboken

    wanted = getattr(QtCore, kind)
    # type() and not isinstance(): proxies of other libraries must not be woken.
    return [found for found in Shiboken.getAllValidWrappers() if issubclass(type(found), wanted)]


def _running_qt_threads() -> list[Any]:
    from PySide6.QtCore import QThread

    main = QThread.currentThread()
    return [
        thread
        for thread in _wrappers("QThread")
        if thread is not main and thread.isRunning() and _address(thread) != _address(main)
    ]


def _active_timers() -> list[Any]:
    return [timer for timer in _wrappers("QTimer") if timer.isActive()]


def _windows() -> list[Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or not isinstance(_application(), widgets.QApplication):
        return []
    return [
        window
        for window in widgets.QApplication.topLevelWidgets()
        if window.metaObject().className() not in QT_OWN_WINDOWS
    ]


def _address(thing: QObject) -> int:
    from shiboken6 import Shiboken

    return int(Shiboken.getCppPointer(thing)[0])


def _describe(thing: QObject) -> str:
    name = thing.objectName()
    return f"{type(thing).__name__}{f' {name!r}' if name else ''}"


def _owner(thing: QObject) -> str:
    parent = thing.parent()
    return _describe(parent) if parent is not None else "nobody"


def _delete_later() -> None:
    """Carry out deleteLater(), which otherwise waits for an event loop."""
    if _application() is not None:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _after_collection(left: Callable[[], list[Any]]) -> Iterable[Any]:
    """What is left once garbage in cycles is collected, which costs time and so is done on suspicion."""
    if left():
        gc.collect()
        _delete_later()
    return left()


def _after_grace(left: Callable[[], list[Any]], grace: float) -> Iterable[Any]:
    deadline = time.monotonic() + grace
    while (found := left()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found
