"""One shoot, one look: what makes the photos of a scene alike, settled in the plan before any work.

*Steady*: the styles see the scene rather than the frame (their summaries are averaged over neighbours), and
jumps of the white balance from frame to frame are taken out. Exposure stays what the photographer chose.

*Match*: all photos of one photo's scene get its look, and its light too: exposure and white balance are moved
until skin, or what else the photos have in common, has the colour that it has there.

Both end as values of recipes and as summaries in the plan: going on with a batch gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from studio.batch.errors import MatchNotThere
from studio.batch.light import Offsets, against_neighbours, against_one
from studio.batch.places import resolved
from studio.batch.plan import Alignment, BatchPlan, PlannedPhoto
from studio.batch.scenes import Frame, in_order, scenes_of
from studio.batch.survey import Glance, frames_of, survey
from studio.editing.recipe import Recipe
from studio.editing.white_balance import balance_for
from studio.generators.parameters import SharedLook
from studio.imaging.image import Float32
from studio.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from studio.engine.cancel import CancelToken
    from studio.engine.render import Renderer

NEAR = 6.0
"""How many frames away a photo counts e**-0.5 as much where looks are averaged."""
_REACH = int(4 * NEAR)
MOST_CAST, MOST_CAST_MATCHED = 0.12, 0.25
"""How far white balance is moved: logarithms of red and blue against green."""
MOST_LIGHT = math.log(2.0)
"""How far exposure is moved in matching: one EV."""
# Skin and surroundings must say nearly the same: another person's skin is another colour.
_AGREED_CAST, _AGREED_LIGHT = 0.1, 0.35
_NOT_IN_SCENE = QT_TRANSLATE_NOOP(
    "notes", "It is not of the same scene as “{name}”, and was not made to match it."
)


def make_consistent(
    plan: BatchPlan,
    make_renderer: Callable[[int], Renderer],
    *,
    jobs: int | None = None,
    token: CancelToken | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BatchPlan:
    """The plan with what its order asks for (``consistency``, ``reference``) settled for each photo.

    Looks at the whole shoot first, with the arguments of :func:`studio.batch.survey.survey`, and before all
    at the photo to match; nothing is done where nothing is asked for. Raises MatchNotThere, Cancelled,
    StyleError.
    """
    if plan.order.consistency == "as is":
        return plan
    if plan.order.consistency == "match":
        model = plan.photos[_model(plan)]
        # At once, and not after minutes with all the others.
        if survey(replace(plan, photos=(model,)), make_renderer, jobs=1, token=token) == [None]:
            raise MatchNotThere(name=model.source.name)
    return consistent(plan, survey(plan, make_renderer, jobs=jobs, token=token, progress=progress))


def check_match(plan: BatchPlan) -> None:
    """Raises MatchNotThere where a photo is to be matched that the plan does not have."""
    if plan.order.consistency == "match":
        _model(plan)


def consistent(plan: BatchPlan, glances: Sequence[Glance | None]) -> BatchPlan:
    """As :func:`make_consistent`, from glances at the plan's photos; nothing else. Raises MatchNotThere."""
    if plan.order.consistency == "as is":
        return plan
    photos, scenes = list(plan.photos), _scenes(*frames_of(glances))
    if plan.order.consistency == "steady":
        for members in scenes:
            _steady(plan, photos, members, glances)
    else:
        _match(plan, photos, scenes, glances)
    return replace(plan, photos=tuple(photos))


def _scenes(places: Sequence[int], frames: Sequence[Frame]) -> list[list[int]]:
    """The photos of each scene, in the order in which they were taken."""
    numbers = scenes_of(frames)
    members: dict[int, list[int]] = {}
    for place in in_order(frames):
        members.setdefault(numbers[place], []).append(places[place])
    return list(members.values())


def _steady(
    plan: BatchPlan, photos: list[PlannedPhoto], members: Sequence[int], glances: Sequence[Glance | None]
) -> None:
    seen = [_of(glances, place) for place in members]
    offsets = against_neighbours([glance.cloud for glance in seen])
    styles = [_style_of(plan, place) for place in members]
    for at, place in enumerate(members):
        # Beyond, a photo counts less than a thousandth.
        around = range(max(0, at - _REACH), min(len(members), at + _REACH + 1))
        near = np.exp(-0.5 * ((np.array(around) - at) / NEAR) ** 2)
        shared = _mean([seen[n].shared for n in around], near * [styles[n] == styles[at] for n in around])
        trust = float(offsets.trust[at]) * seen[at].exposed ** 2
        red, blue = float(offsets.red[at]) * trust, float(offsets.blue[at]) * trust
        recipe = _relit(plan.recipe(photos[place]), red, blue, 0.0, MOST_CAST)
        photos[place] = _with(plan, place, recipe, shared)


def _match(
    plan: BatchPlan,
    photos: list[PlannedPhoto],
    scenes: Sequence[Sequence[int]],
    glances: Sequence[Glance | None],
) -> None:
    model, name = _model(plan), plan.photos[_model(plan)].source.name
    if glances[model] is None:
        raise MatchNotThere(name=name)
    members = next(scene for scene in scenes if model in scene)
    seen = [_of(glances, place) for place in members]
    own = members.index(model)
    offsets = against_one([glance.cloud for glance in seen], own)
    for at, place in enumerate(members):
        red, blue, light = (
            part * seen[at].exposed ** 2 for part in _difference(seen[at].skin, seen[own].skin, offsets, at)
        )
        recipe = _relit(plan.recipe(photos[place]), red, blue, light, MOST_CAST_MATCHED)
        shared = seen[own].shared if _style_of(plan, place) == _style_of(plan, model) else None
        photos[place] = _with(plan, place, recipe, shared)
    note = Message("notes", _NOT_IN_SCENE, {"name": name})
    for place, photo in enumerate(photos):
        if place not in members and photo.error is None:
            photos[place] = replace(photo, notes=(*photo.notes, note))


def _model(plan: BatchPlan) -> int:
    """The place of the photo to match. Raises MatchNotThere."""
    reference = plan.order.reference
    if reference is not None:
        wanted = resolved(reference)
        for place, photo in enumerate(plan.photos):
            if photo.error is None and resolved(photo.source) == wanted:
                return place
    raise MatchNotThere(name="" if reference is None else reference.name)


def _difference(
    skin: Float32 | None, wanted: Float32 | None, offsets: Offsets, at: int
) -> tuple[float, float, float]:
    """How a photo is lit against the one to match: by what both have in common, and by skin if it agrees."""
    trust = float(offsets.trust[at])
    found = np.array([offsets.red[at], offsets.blue[at], offsets.light[at]], np.float64)
    best = found * trust
    if skin is not None and wanted is not None:
        apart = (skin - wanted).astype(np.float64)
        told = np.array([apart[0] - apart[1], apart[2] - apart[1], apart.mean()])
        if np.hypot(*(told - found)[:2]) < _AGREED_CAST:
            best[:2] = (told + found)[:2] / 2
        if abs(told[2] - found[2]) < _AGREED_LIGHT:
            best[2] = (told + found)[2] / 2
    return float(best[0]), float(best[1]), float(best[2])


def _relit(recipe: Recipe, red: float, blue: float, light: float, most: float) -> Recipe:
    """The recipe with so much of red, blue and light taken out of the photo."""
    temperature, tint = balance_for(float(np.clip(-red, -most, most)), float(np.clip(-blue, -most, most)))
    stops = float(np.clip(-light, -MOST_LIGHT, MOST_LIGHT)) / math.log(2.0)
    return Alignment(temperature, tint, stops).on(recipe)


def _with(plan: BatchPlan, place: int, recipe: Recipe, shared: SharedLook | None) -> PlannedPhoto:
    photo = plan.photos[place]
    if recipe != plan.recipe(photo):
        photo = replace(photo, recipe=recipe)
    return replace(photo, shared=shared if shared is not None and shared.summaries else None)


def _mean(looks: Sequence[SharedLook], weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> SharedLook:
    """The weighted mean of summaries; those of other styles weigh nothing."""
    found = []
    first = next(look for look, weight in zip(looks, weights, strict=True) if weight > 0)
    for style_id, _ in first.summaries:
        rows = [look.of(style_id) for look, weight in zip(looks, weights, strict=True) if weight > 0]
        total = np.average(np.array(rows, np.float64), axis=0, weights=weights[weights > 0])
        found.append((style_id, tuple(float(value) for value in total.astype(np.float32))))
    return SharedLook(tuple(found))


def _style_of(plan: BatchPlan, place: int) -> Hashable:
    """What summaries depend on besides the photo."""
    use = plan.recipe(plan.photos[place]).style
    return None if use is None else (use.id, use.blend_id, use.variation)


def _of(glances: Sequence[Glance | None], place: int) -> Glance:
    glance = glances[place]
    assert glance is not None
    return glance
