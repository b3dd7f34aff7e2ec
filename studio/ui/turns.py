"""Turns: what takes long to make is made a step at a time, and the window lives in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

_APART_MS = 5
_AT_ONCE = 12
"""Widgets that are polished in one turn, which takes 2 to 5 ms."""


class Turns(QObject):
    """Takes the steps of one iterator after the other, each in a turn of the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[Iterator[None], Callable[[], None]]] = []
        self._timer = QTimer(self, interval=_APART_MS)
        self._timer.timeout.connect(self._take)

    def begin(self, steps: Iterator[None], then: Callable[[], None] = lambda: None) -> None:
        """Take these steps, after those that wait, and call ``then`` in the turn after the last."""
        self._waiting.append((steps, then))
        self._timer.start()

    def stop(self) -> None:
        """Take no more; what waits is forgotten."""
        self._waiting.clear()
        self._timer.stop()

    @Slot()
    def _take(self) -> None:
        steps, then = self._waiting[0]
        if next(steps, _ENDED) is not _ENDED:
            return
        self._waiting.pop(0)
        if not self._waiting:
            self._timer.stop()
        then()


_ENDED = object()


class MadeInTurns:
    """A mixin for a widget whose parts are made by an iterator; before it is ``made`` only :meth:`finish`
    may be asked of it."""

    made = False
    making: Iterator[None]

    def make(self, steps: Iterator[None], *, in_turns: bool) -> None:
        """Keep the steps for :class:`Turns` to take, or take all at once. The last sets :attr:`made`."""
        self.making = steps
        if not in_turns:
            self.finish()

    def finish(self) -> None:
        """Make at once what is not made yet."""
        take_all(self.making)


def take_all(steps: Iterator[None]) -> None:
    """Take the steps that are left at once."""
    for _ in steps:
        pass


def polishing(widget: QWidget) -> Iterator[None]:
    """Steps that do what a widget's first showing would do all at once: give every part its style."""
    parts = [widget, *widget.findChildren(QWidget)]
    for place, part in enumerate(parts):
        part.ensurePolished()
        if place % _AT_ONCE == _AT_ONCE - 1:
            yield
