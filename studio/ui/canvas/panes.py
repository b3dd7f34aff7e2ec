"""Panes: how the canvas is divided in each view; pure geometry in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from studio.ui.canvas.viewport import Point, Rect
from studio.ui.view_mode import ViewMode

Side: TypeAlias = Literal["before", "after"]

GAP = 2  # between the panes of side by side
REACH = 7.0  # how far from the line a hand may take hold of it
LINE_STEP = 0.01


@dataclass(frozen=True)
class Pane:
    """A part of the canvas: which picture it shows, where it looks from and where it may draw.

    ``frame`` is what the viewport fills; ``clip`` lies within and is what this side shows of it.
    """

    side: Side
    frame: Rect
    clip: Rect

    def holds(self, point: Point) -> bool:
        x, y = point.x - self.clip.x, point.y - self.clip.y
        return 0 <= x < self.clip.width and 0 <= y < self.clip.height


@dataclass(frozen=True)
class Layout:
    """The canvas of ``size`` logical pixels in a view; ``split`` is the line's place, 0 to 1."""

    mode: ViewMode
    size: tuple[float, float]
    split: float = 0.5

    @property
    def pane_size(self) -> tuple[float, float]:
        """Of each viewport: side by side has two of the same size."""
        width, height = self.size
        return ((width - GAP) // 2, height) if self.mode is ViewMode.SIDE_BY_SIDE else self.size

    @property
    def line(self) -> float | None:
        """Where the line that divides before from after stands; None in other views."""
        return round(self.split * self.size[0]) if self.mode is ViewMode.SPLIT else None

    def panes(self, *, before: bool = False) -> tuple[Pane, ...]:
        """From left to right; with ``before`` the one picture before all edits."""
        width, height = self.size
        whole = Rect(0, 0, width, height)
        if self.mode is not ViewMode.SIDE_BY_SIDE and (before or self.line is None):
            return (Pane("before" if before else "after", whole, whole),)
        if (x := self.line) is not None:
            return (
                Pane("before", whole, Rect(0, 0, x, height)),
                Pane("after", whole, Rect(x, 0, width - x, height)),
            )
        pane = self.pane_size[0]
        left, right = Rect(0, 0, pane, height), Rect(width - pane, 0, pane, height)
        return (Pane("before", left, left), Pane("before" if before else "after", right, right))

    def on_line(self, point: Point) -> bool:
        """Whether a hand at the point takes hold of the line."""
        return self.line is not None and abs(point.x - self.line) <= REACH

    def pane_at(self, point: Point) -> Pane | None:
        return next((pane for pane in self.panes() if pane.holds(point)), None)
