"""Bringing the skin of single photos to that of their scene, by white balance and exposure.

The photo is rendered in small with its style and measured, as for the ribbon; what has to be added before the
style is found by the secant method (Broyden's), from how skin answers to each of the three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from studio.batch.impression import LONGEST as MEASURED
from studio.batch.impression import Lab
from studio.batch.plan import Alignment, BatchPlan
from studio.batch.skin import skin_lab
from studio.batch.survey import LONGEST, SKIN
from studio.engine.request import Region
from studio.engine.sampling import fitted
from studio.engine.small_photo import small_photo
from studio.imaging.cmyk import assuming
from studio.imaging.decode import decode_small

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.editing.recipe import Recipe
    from studio.engine.cancel import CancelToken
    from studio.engine.render import Renderer

Float64 = npt.NDArray[np.float64]
MOST = np.array([60.0, 60.0, 1.0])
"""How far temperature (mireds), tint and exposure (EV) are moved at most, from what was planned."""
_STEP = np.array([8.0, 8.0, 0.15])
_ROUNDS, _NEAR = 5, 0.4
_DAMPING = 0.02


@dataclass(frozen=True)
class Wish:
    """``share``: how much of the way from ``seen``, its skin, to ``usual``, that of its scene: 0 to 1."""

    share: float
    seen: Lab
    usual: Lab


def alignments(
    plan: BatchPlan,
    wishes: Mapping[int, Wish | None],
    make_renderer: Callable[[int], Renderer],
    *,
    token: CancelToken,
    progress: Callable[[int, int], None],
) -> dict[int, Alignment | None]:
    """For each photo what it is to be aligned by; None, as it was planned, where nothing is wished for.

    Raises Cancelled, PhotoError, StyleError, DeviceOutOfMemory.
    """
    found: dict[int, Alignment | None] = {}
    renderer = make_renderer(1) if any(wishes.values()) else None
    for number, wish in wishes.items():
        token.check()
        found[number] = None
        if wish is not None and renderer is not None:
            with assuming(plan.order.inks):
                found[number] = _solved(plan, number, wish, renderer)
            renderer.clear()
        progress(len(found), len(wishes))
    return found


def _solved(plan: BatchPlan, number: int, wish: Wish, renderer: Renderer) -> Alignment | None:
    photo = plan.photos[number]
    base = plan.order.recipe if photo.recipe is None else photo.recipe
    small = small_photo(photo.source, decode_small(photo.source, LONGEST).image)
    framed = renderer.framed(small, base)
    whole = Region(0, 0, framed.width, framed.height)
    size = fitted((framed.width, framed.height), MEASURED)
    skin = renderer.portrait(small, base.geometry, SKIN).skin

    def measured(values: Float64) -> Float64 | None:
        recipe: Recipe = _alignment(values).on(base)
        picture = renderer.render_region(small, recipe, whole, size, shared=photo.shared).rgb
        lab = skin_lab(np.clip(picture, 0.0, 1.0), skin)
        return None if lab is None else np.array(lab)

    now = photo.alignment or Alignment()
    start = np.array([now.temperature, now.tint, now.exposure])
    before = measured(start)
    if before is None:
        return photo.alignment
    # The photo in full size may show another skin than in small: the way is what counts.
    goal = before + wish.share * np.subtract(wish.usual, wish.seen)
    values = _towards(goal, start, before, measured)
    return _alignment(values) if values.any() else None


def _towards(
    goal: Float64, start: Float64, before: Float64, measured: Callable[[Float64], Float64 | None]
) -> Float64:
    """The values, within their bounds, under which what is measured comes nearest to the goal."""
    best, least = start, float(np.linalg.norm(before - goal))
    slopes = np.zeros((3, 3))
    for axis, step in enumerate(np.diag(np.where(start > MOST - _STEP, -_STEP, _STEP))):
        seen = measured(start + step)
        if seen is None:
            return start
        slopes[:, axis] = (seen - before) / np.sign(step[axis])
    at, here = start, before
    for _ in range(_ROUNDS):
        if least < _NEAR:
            break
        # Damped: a style that takes all colour out answers to light alone.
        normal = slopes.T @ slopes + _DAMPING * np.eye(3)
        wanted = np.linalg.solve(normal, slopes.T @ (goal - here)) * _STEP
        after = np.clip(at + wanted, -MOST, MOST)
        moved = (after - at) / _STEP
        if not moved.any():
            break
        seen = measured(after)
        if seen is None:
            break
        slopes += np.outer(seen - here - slopes @ moved, moved) / float(moved @ moved)
        at, here = after, seen
        far = float(np.linalg.norm(here - goal))
        if far < least:
            best, least = at, far
    return best


def _alignment(values: Float64) -> Alignment:
    temperature, tint, exposure = (round(float(value), 2) for value in values)
    return Alignment(temperature, tint, exposure)
