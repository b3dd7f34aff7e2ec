"""Planning for the window: the plan, and what is worth knowing before it starts. All of it off its thread."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from studio import paths
from studio.batch.batches import owned_by
from studio.batch.consistency import check_match
from studio.batch.errors import NotEnoughSpace
from studio.batch.places import is_folder, is_there, name_key
from studio.batch.plan import BatchPlan, estimated_bytes, make_plan
from studio.errors import PhotoError
from studio.files import system_path
from studio.imaging.probe import probe_head
from studio.messages import Message
from studio.styles.catalogue import Catalogue
from studio.ui.batch.wishes import Wishes

_NUMBERED = re.compile(r"(.+)-\d+")


@dataclass(frozen=True)
class Planned:
    """``problems``: why a photo will not or may not be done, by its place. ``untouched``: so many photos have
    no edits, where their own were asked for. ``free``: bytes on the disk, None where it does not say.
    ``review`` and ``watch`` as in Wishes."""

    plan: BatchPlan
    problems: Mapping[int, Message]
    files: int
    skipped: int
    replaced: int
    numbered: int
    untouched: int
    bytes: int
    free: int | None
    full: NotEnoughSpace | None
    review: bool = True
    watch: bool = False

    @property
    def may_start(self) -> bool:
        """A folder may be watched that is empty yet."""
        return (bool(self.files) or self.watch) and self.full is None


@dataclass(frozen=True)
class FirstNames:
    """How many photos there are, and what the first would be called, below the output folder.

    ``error``: why that cannot be said.
    """

    photos: int
    names: tuple[str, ...]
    error: Message | None = None


def plan_of(wishes: Wishes, catalogue: Catalogue) -> Planned:
    """Raises StyleUnknown, MatchNotThere."""
    plan = make_plan(
        wishes.order(catalogue), recipe_for=wishes.own_recipe, owned=owned_by(paths.user_batches())
    )
    if wishes.watch:  # that a folder is empty, or not there at the moment, is nothing wrong
        plan = replace(plan, photos=tuple(p for p in plan.photos if p.source not in wishes.inputs))
    check_match(plan)
    outputs = [output for photo in plan.photos for output in photo.outputs]
    todo = [(photo, output) for photo in plan.photos for output in photo.outputs if output.is_to_do]
    full: NotEnoughSpace | None = None
    try:
        plan.check_space()
    except NotEnoughSpace as error:
        full = error
    alone = wishes.consistency == "as is"
    targets = {name_key(str(output.target)) for output in outputs}
    return Planned(
        plan,
        _problems(plan),
        files=len(todo),
        skipped=sum(output.skip for output in outputs),
        replaced=sum(bool(output.replaces) for output in outputs),
        numbered=sum(_is_numbered(output.target, targets) for _, output in todo),
        untouched=sum(alone and plan.recipe(photo).changes_nothing for photo in plan.photos),
        bytes=sum(estimated_bytes(photo, output.options) for photo, output in todo),
        free=_free(wishes.out),
        full=full,
        review=wishes.review,
        watch=wishes.watch,
    )


def first_names(wishes: Wishes, catalogue: Catalogue | None, most: int = 3) -> FirstNames:
    """By the plan of the first photos alone. Raises StyleUnknown."""
    seen = count(1)
    asked = 0

    def wanted(_: Path) -> bool:
        nonlocal asked
        asked = next(seen)
        return asked <= most

    if catalogue is None:  # the folders of styles are still being read
        return FirstNames(0, ())
    plan = make_plan(wishes.order(catalogue), wanted=wanted, recipe_for=wishes.own_recipe)
    names = [
        output.target.relative_to(wishes.out).as_posix() for photo in plan.photos for output in photo.outputs
    ]
    return FirstNames(asked, tuple(names[:most]))


def _problems(plan: BatchPlan) -> dict[int, Message]:
    """What is known already: damaged files, names that cannot be given."""
    found: dict[int, Message] = {}
    for number, photo in enumerate(plan.photos):
        error = photo.error or next((output.error for output in photo.outputs if output.error), None)
        if error is None and not photo.megapixels:  # its size could not be read
            try:
                probe_head(photo.source)
            except PhotoError as unreadable:
                error = unreadable.message
        if error is not None:
            found[number] = error
    return found


def _is_numbered(target: Path, targets: set[str]) -> bool:
    """Whether the name had to make way for another."""
    match = _NUMBERED.fullmatch(target.stem)
    plain = target.with_stem(match[1]) if match else target
    return plain != target and (name_key(str(plain)) in targets or is_there(plain))


def _free(out: Path) -> int | None:
    while not is_folder(out) and out != out.parent:
        out = out.parent
    try:
        return shutil.disk_usage(system_path(out)).free
    except OSError:
        return None
