"""Asking for pictures: what the canvas lacks, never twice, never more than it shows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from studio.engine.request import PreviewReady, Region
from studio.ui.canvas.pictures import WHOLE, Pictures, covers
from studio.ui.canvas.viewport import Viewport

if TYPE_CHECKING:
    from studio.ui.session import Session

# A view that moves asks for more than it shows, so that the next steps of the hand find it there already.
SPARE = 0.15
# A new recipe shows within this time, if need be as a draft of fewer pixels; the sharp one follows when the
# hand rests. A draft has at least a fourth of the pixels on each axis.
DRAFT_ABOVE_SECONDS = 0.1
DRAFT_SECONDS = 0.06
SMALLEST_DRAFT = 0.25


class Asking:
    """Remembers what was asked for the photo on the canvas, and which of it a new recipe made stale."""

    def __init__(self, session: Session, pictures: Pictures) -> None:
        self._session = session
        self._pictures = pictures
        self._stale: set[str] = set()
        self._asked: dict[str, tuple[Region, float]] = {}
        self._seconds_a_pixel = 0.0

    def make_stale(self, *slots: str) -> None:
        """The recipe behind these slots is another one now."""
        for slot in slots:
            self._stale.update((slot, slot + WHOLE))

    def arrived(self, ready: PreviewReady, whole: Region) -> None:
        """A result is here: it says how fast the engine is, and a tile of the whole photo serves beneath
        later tiles too."""
        _, scale = self._asked.get(ready.slot, (None, 0.0))
        # Drafts say little: of their time much is the same for every size.
        if scale and not ready.slot.startswith("before"):
            height, width = ready.pixels.shape[:2]
            self._seconds_a_pixel = ready.seconds / (width * height)
        if ready.region == whole and ready.slot not in self._stale:
            self._stale.discard(ready.slot + WHOLE)

    def failed(self, slot: str) -> None:
        """What was asked for the slot will not come; the next change may ask again."""
        self._asked.pop(slot, None)

    def ask_tiles(self, viewport: Viewport, slots: Iterable[str], *, drafts: bool = False) -> None:
        """Ask for the visible region of each slot, unless it is there or on its way.

        With ``drafts`` a slow engine is asked for fewer pixels where the recipe is new.
        """
        for slot in slots:
            visible = viewport.visible()
            stale = slot in self._stale
            if not stale and (self._is_here(slot, viewport, visible) or self._comes(slot, viewport, visible)):
                continue
            # While a slider moves, what is visible comes soonest on its own.
            share = self._draft_share(viewport.size_of(visible)) if stale and drafts else 1.0
            self._ask(slot, viewport, visible if stale else viewport.visible(SPARE), share)

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

    def _draft_share(self, size: tuple[int, int]) -> float:
        """How much of the width and height is rendered in time; 1 when all is."""
        seconds = self._seconds_a_pixel * size[0] * size[1]
        if seconds <= DRAFT_ABOVE_SECONDS:
            return 1.0
        return max(math.sqrt(DRAFT_SECONDS / seconds), SMALLEST_DRAFT)

    def _ask(self, slot: str, viewport: Viewport, region: Region, share: float = 1.0) -> None:
        self._stale.discard(slot)
        # A draft is not what is needed: the next question is not answered by it.
        self._asked[slot] = (region, _needed(viewport) if share == 1.0 else 0.0)
        width, height = viewport.size_of(region)
        size = (max(round(width * share), 1), max(round(height * share), 1))
        self._session.request_preview(slot, region, size)


def _needed(viewport: Viewport) -> float:
    """Above 100 % the same pixels serve every scale."""
    return min(viewport.scale, 1.0)
