"""The light of photos of one scene against each other: told by the colours that they have in common.

Each photo is a cloud of colours: the logarithms of red over green and blue over green, and of brightness.
Light of another colour moves the whole cloud. Clouds are laid over each other by the nearest colours of the
others (iterative closest points, by medians): it does not matter where in the picture a colour lies, nor that
another crop has more of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from studio.imaging.colour import srgb_decode
from studio.imaging.image import Float32

SIDE = 12
_BRIGHTNESS = 0.35
"""Weight of brightness against colour where colours are compared."""
_ROUNDS, _NEAR = 12, 80.0
_DARKEST, _BRIGHTEST = 0.002, 0.95
_CLIPPED = 0.98
_FEWEST = 16
_UNSURE = 0.075
"""Distance of nearest colours at which half of what is found is believed."""
_MOST_POOLED = 8


@dataclass(frozen=True, eq=False)
class Offsets:
    """How photos are lit against what they were compared with, as logarithms of linear light.

    ``red`` and ``blue`` against green, and ``light`` (0.69 is one EV): float32 (n,). ``trust``: 0 to 1.
    """

    red: Float32
    blue: Float32
    light: Float32
    trust: Float32


def cloud(picture: Float32) -> Float32:
    """The colours (n, 3) of a picture, float32 (h, w, 3), extended sRGB; n = 0 where nothing is exposed."""
    linear = srgb_decode(np.clip(np.nan_to_num(picture), 0.0, 1.0))
    small = np.asarray(cv2.resize(linear, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)
    cells = small.reshape(-1, 3)
    kept = cells[(cells.min(axis=1) > _DARKEST) & (cells.max(axis=1) < _BRIGHTEST)]
    return as_cloud(np.log(kept))


def exposed_share(picture: Float32) -> float:
    """How much of a picture is not clipped, 0 to 1: white that is blown out would take on any correction."""
    return float(1.0 - (picture.max(axis=2) >= _CLIPPED).mean())


def as_cloud(logarithms: Float32) -> Float32:
    """(n, 3): logarithms of linear red, green and blue as a cloud has them."""
    red, green, blue = logarithms[:, 0], logarithms[:, 1], logarithms[:, 2]
    brightness = _BRIGHTNESS * logarithms.mean(axis=1)
    return np.stack([red - green, blue - green, brightness], axis=1).astype(np.float32)


def around(count: int) -> list[list[int]]:
    """For each of photos in a row those next to it, at most eight."""
    half = _MOST_POOLED // 2
    return [
        [n for n in range(max(0, at - half), min(count, at + half + 1)) if n != at] for at in range(count)
    ]


def spread_with(count: int, one: int) -> list[list[int]]:
    """For each photo the same few, spread evenly, and that ``one``."""
    some = {one, *(round(place) for place in np.linspace(0, count - 1, min(count, _MOST_POOLED)))}
    return [sorted(some - {at}) for at in range(count)]


def against_neighbours(clouds: Sequence[Float32]) -> Offsets:
    """Photos in a row against the usual light around each: slow changes, as of the sun, are no offset."""
    neighbours = around(len(clouds))

    def centre(found: Float32) -> Float32:
        usual = [np.median(found[[at, *near]], axis=0) for at, near in enumerate(neighbours)]
        return np.asarray(found - np.stack(usual), np.float32)

    return _offsets(clouds, neighbours, centre)


def against_one(clouds: Sequence[Float32], one: int) -> Offsets:
    """Photos against one of them."""
    return _offsets(clouds, spread_with(len(clouds), one), lambda found: found - found[one])


def _offsets(
    clouds: Sequence[Float32], neighbours: Sequence[Sequence[int]], centre: Callable[[Float32], Float32]
) -> Offsets:
    count = len(clouds)
    found, apart = np.zeros((count, 3), np.float32), np.full(count, np.inf, np.float32)
    for _ in range(_ROUNDS):
        after = found.copy()
        for at in range(count):
            pool = [clouds[n] - found[n] for n in neighbours[at] if len(clouds[n])]
            if len(clouds[at]) < _FEWEST or not pool:
                continue
            step, apart[at] = _step(clouds[at] - found[at], np.concatenate(pool))
            after[at] = found[at] + step
        # All in one frame of reference while they are laid over each other.
        found = np.asarray(after - np.median(after, axis=0), np.float32)
    found = centre(found)
    trust = np.where(np.isfinite(apart), 1.0 / (1.0 + (apart / _UNSURE) ** 4), 0.0).astype(np.float32)
    return Offsets(found[:, 0], found[:, 1], found[:, 2] / np.float32(_BRIGHTNESS), trust)


def _step(mine: Float32, pool: Float32) -> tuple[Float32, float]:
    """How far the cloud lies from the nearest colours of the others, and how near those are at best."""
    squared = (mine**2).sum(axis=1)[:, None] + (pool**2).sum(axis=1)[None] - 2.0 * mine @ pool.T
    nearest = squared.argmin(axis=1)
    distance = squared[np.arange(len(mine)), nearest].clip(min=0.0)
    near = distance <= np.percentile(distance, _NEAR)
    step: Float32 = np.median((mine - pool[nearest])[near], axis=0).astype(np.float32)
    return step, float(np.sqrt(np.median(distance)))
