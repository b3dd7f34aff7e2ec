"""What lists and tables have in common: pictures that are kept or fetched soon, and menus."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QMenu

FETCH_AFTER_MS = 20
"""Fetching follows scrolling, a moment later."""

K = TypeVar("K")
V = TypeVar("V")


class Kept(OrderedDict[K, V]):
    """At most so many; those that were put in or moved to the end last."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> None:
        self[key] = value
        self.move_to_end(key)
        while len(self) > self._most:
            self.popitem(last=False)


class Soon(QTimer):
    """Calls ``work`` a moment after it was first asked to, however often it is asked until then."""

    def __init__(self, work: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=FETCH_AFTER_MS)
        self.timeout.connect(work)

    @Slot()
    def ask(self) -> None:
        """Signals may bring what they like."""
        if not self.isActive():
            self.start()


def pop_up(menu: QMenu, view: QAbstractScrollArea, at: QPoint) -> None:
    """Show a menu at a place in the view; an empty one goes."""
    if menu.isEmpty():
        menu.deleteLater()
    else:
        menu.popup(view.viewport().mapToGlobal(at))
