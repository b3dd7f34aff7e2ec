"""One table for several photos, on which a style does not do the same.

A colour that only one photo has would take on that photo's look, and the table would fit no other photo. So
what is common is told from what is a photo's own: a first table is fitted to all; what it misses of each
photo becomes that photo's own smooth deviation, a small table that also says what the photo's look would be
for colours it does not have; the deviations' mean belongs to all. Then the table is fitted anew to photos
freed of their deviations.

Whether that helps depends on the style. With one made for a test (looks mixed by brightness, darker
corners) photos that the table was not made from were met better by 5 %; with a network of random weights,
worse by 1 %. So it is asked of the photos themselves (:mod:`studio.engine.passport`). Further rounds gained
a hundredth and lost on the photos that the table was made from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from studio.engine.passport_bins import ColourChanges, together
from studio.engine.passport_fit import MOST_NODES, OF_A_TABLE, Stiffness, fit_excess, fit_lut
from studio.imaging.image import Float32
from studio.styles.lut import Lut

FEWEST = 4
"""Photos below which there is no telling what is common: the table then simply fits them best."""
DEVIATION_NODES = 5
OF_A_DEVIATION = Stiffness(smooth=1e-3, gray=0.0, still=1e-3)


def fit_photos(
    photos: Sequence[ColourChanges], size: int, *, freed: bool, check: Callable[[], None] | None = None
) -> Lut:
    """The table of ``size`` nodes an axis over 0 to 1 for the changes of these photos.

    ``freed``: fitted to what they have in common, else to each photo as it is. ``check`` is called often and
    may raise. Raises ValueError for no photos.
    """
    if freed and len(photos) >= FEWEST:
        photos = _freed(photos, min(size, MOST_NODES), check)
    return fit_lut(together(photos), size, check=check)


def _freed(
    photos: Sequence[ColourChanges], size: int, check: Callable[[], None] | None
) -> list[ColourChanges]:
    """The photos' changes, less what is a photo's own."""
    common = fit_excess(together(photos), size, OF_A_TABLE, check)
    missed = [_less(photo, common) for photo in photos]
    own = [fit_excess(changes, DEVIATION_NODES, OF_A_DEVIATION, check) for changes in missed]
    mean = np.mean(own, axis=0, dtype=np.float32)
    return [_less(photo, deviation - mean) for photo, deviation in zip(photos, own, strict=True)]


def _less(photo: ColourChanges, excess: Float32) -> ColourChanges:
    return replace(photo, changes=photo.changes - Lut("", excess).evaluate(photo.colours.astype(np.float32)))
