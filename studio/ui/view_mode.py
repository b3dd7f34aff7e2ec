"""ViewMode: how the canvas shows before and after."""

from __future__ import annotations

from enum import Enum


class ViewMode(Enum):
    """One picture; before and after on two sides of a line; or beside each other."""

    SINGLE = "single"
    SPLIT = "split"
    SIDE_BY_SIDE = "side-by-side"

    @property
    def divided(self) -> bool:
        """Whether before and after are seen at the same time."""
        return self is not ViewMode.SINGLE
