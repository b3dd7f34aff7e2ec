"""Asking for pictures: what the canvas lacks, never twice, never more than it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from studio.engine.request import Region
from studio.ui.canvas.pictures import WHOLE, Pictures, covers
from studio.ui.canvas.viewport import Viewport

if TYPE_CHECKING:
    from studio.ui.session import Session

# A view that moves asks for more than it shows, so that the next steps of the hand find it there already.
SPARE = 0.15


class Asking:
    """Remembers what was asked for the photo on the canvas, and which of it a new recipe made stale."""

    def __init__(self, session: Session, pictures: Pictures) -> None:
        self._session = session
        self._pictures = pictures
        self._stale: set[str] = set()
        self._asked: dict[str, tuple[Region, float]] = {}

    def start(self) -> None:
        """Another photo: nothing was asked."""
        self._stale.clear()
        self._asked.clear()

    def make_stale(self, *slots: str) -> None:
        """The recipe behind these slots is another one now."""
        for slot in slots:
            self._stale.update((slot, slot + WHOLE))

    def arrived(self, slot: str, region: Region, whole: Region) -> None:
        """A tile of the whole photo serves beneath later tiles too."""
        if region == whole and slot not in self._stale:
            self._stale.discard(slot + WHOLE)

    def ask_tiles(self, viewport: Viewport, slots: Iterable[str]) -> None:
        """Ask for the visible region of each slot, unless it is there or on its way."""
        for slot in slots:
            visible = viewport.visible()
            stale = slot in self._stale
            if not stale and (self._is_here(slot, viewport, visible) or self._comes(slot, viewport, visible)):
                continue
            # While a slider moves, what is visible comes soonest on its own.
            self._ask(slot, viewport, visible if stale else viewport.visible(SPARE))

    def ask_wholes(self, viewport: Viewport, slots: Iterable[str]) -> None:
        """Ask for small pictures of the whole photo to lie beneath the tiles; for quiet moments."""
        fitted = viewport.refit()
        for side in slots:
            slot = side + WHOLE
            visible = viewport.visible()
            if visible == fitted.visible():
                continue  # the tile itself is the whole photo
            if slot in self._stale or not (self._pictures.get(slot) or slot in self._asked):
                self._ask(slot, fitted, fitted.visible())

    def _is_here(self, slot: str, viewport: Viewport, visible: Region) -> bool:
        tile = self._pictures.get(slot)
        return tile is not None and covers(tile.region, visible) and tile.sharp_at(viewport)

    def _comes(self, slot: str, viewport: Viewport, visible: Region) -> bool:
        if slot not in self._asked:
            return False
        region, scale = self._asked[slot]
        return scale == _needed(viewport) and covers(region, visible)

    def _ask(self, slot: str, viewport: Viewport, region: Region) -> None:
        self._stale.discard(slot)
        self._asked[slot] = (region, _needed(viewport))
        self._session.request_preview(slot, region, viewport.size_of(region))


def _needed(viewport: Viewport) -> float:
    """Above 100 % the same pixels serve every scale."""
    return min(viewport.scale, 1.0)
