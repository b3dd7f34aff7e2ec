"""The first look at a whole shoot: each photo in small, before any is worked on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from studio.batch.budget import MemoryBudget, bytes_for, usual_budget
from studio.batch.light import cloud, exposed_share
from studio.batch.plan import BatchPlan, PlannedPhoto
from studio.batch.scenes import Frame
from studio.batch.skin import log_skin
from studio.engine.cancel import CancelToken
from studio.engine.small_photo import small_photo
from studio.errors import PhotoError
from studio.generators.device import cpu_threads
from studio.generators.parameters import SharedLook
from studio.imaging.cmyk import assuming
from studio.imaging.decode import decode_small
from studio.imaging.fingerprint import fingerprint
from studio.imaging.image import Float32
from studio.imaging.quantise import rounded
from studio.imaging.scenes import captured_seconds
from studio.portrait.maps import Want

if TYPE_CHECKING:
    from studio.editing.recipe import Recipe
    from studio.engine.render import Renderer

SKIN: tuple[Want, ...] = ("skin",)
LONGEST = 512
"""Longest side of what is looked at: as much as faces are looked for in."""


@dataclass(frozen=True, eq=False)
class Glance:
    """A photo at first sight, as the camera gave it.

    ``cloud``: its colours (:mod:`studio.batch.light`); ``exposed``: how much of it is not clipped. ``skin``:
    logarithms of the linear red, green and blue of its skin (3,), None where none was found. ``shared``: what
    its recipe's styles make of it as a whole.
    """

    frame: Frame
    cloud: Float32
    exposed: float
    skin: Float32 | None
    shared: SharedLook


def survey(
    plan: BatchPlan,
    make_renderer: Callable[[int], Renderer],
    *,
    jobs: int | None = None,
    token: CancelToken | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Glance | None]:
    """A glance at each photo of a plan, None where it cannot be opened: working on it says why.

    ``make_renderer`` as in BatchRunner. ``progress`` is told how many of how many are seen, in the caller's
    thread. Raises Cancelled, StyleError.
    """
    workers = max(1, min(jobs or cpu_threads(), len(plan.photos)))
    budget, mine = MemoryBudget(usual_budget()), threading.local()
    token = token or CancelToken()

    def look(photo: PlannedPhoto) -> Glance | None:
        token.check()
        if photo.error is not None:
            return None
        renderer: Renderer | None = getattr(mine, "renderer", None)
        if renderer is None:
            renderer = mine.renderer = make_renderer(max(1, cpu_threads() // workers))
        with budget.share(bytes_for(photo)):
            try:
                with assuming(plan.order.inks):
                    return _glance(photo, plan.recipe(photo), renderer)
            except (PhotoError, MemoryError):
                return None
            finally:
                renderer.clear()

    found: list[Glance | None] = []
    with ThreadPoolExecutor(workers, thread_name_prefix="survey") as pool:
        futures = [pool.submit(look, photo) for photo in plan.photos]
        try:
            for future in futures:
                found.append(future.result())
                if progress is not None:
                    progress(len(found), len(futures))
        except BaseException:
            token.cancel()
            raise
    return found


def _glance(photo: PlannedPhoto, recipe: Recipe, renderer: Renderer) -> Glance:
    small = decode_small(photo.source, LONGEST)
    whole = small_photo(photo.source, small.image)
    # Scenes do not ask for the detail, most of a fingerprint's memory: there may be ten thousand.
    seen = fingerprint(rounded(np.clip(small.image.rgb, 0.0, 1.0), np.uint8))
    seen = replace(seen, detail=np.zeros(0, np.float32))
    frame = Frame(captured_seconds(small.captured), seen, str(photo.source.parent))
    plain = recipe.framing_only()
    framed = renderer.framed(whole, plain).reference().rgb
    maps = renderer.portrait(whole, plain.geometry, SKIN)
    return Glance(
        frame,
        cloud(framed),
        exposed_share(framed),
        log_skin(framed, maps.skin),
        renderer.summaries(whole, recipe),
    )


def frames_of(glances: Sequence[Glance | None]) -> tuple[list[int], list[Frame]]:
    """The places of the photos that were seen, and their frames."""
    seen = [(place, glance.frame) for place, glance in enumerate(glances) if glance is not None]
    return [place for place, _ in seen], [frame for _, frame in seen]
