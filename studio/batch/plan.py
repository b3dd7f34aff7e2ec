"""What a batch will do, to the last name, before anything is done."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from studio.batch.errors import NotEnoughSpace
from studio.batch.fingerprint import Fingerprint, look_at
from studio.batch.names import NameFacts
from studio.batch.outputs import OutputNames, Owned, PlannedOutput
from studio.batch.places import is_folder
from studio.batch.presets import ExportPreset
from studio.batch.scope import Source, Wanted, collect, place_in
from studio.editing.recipe import Recipe
from studio.errors import PhotoError
from studio.files import system_path
from studio.generators.parameters import SharedLook
from studio.imaging.cmyk import read_cmyk_profile
from studio.imaging.encode import ExportOptions
from studio.imaging.photo import Profile
from studio.imaging.probe import PhotoInfo, probe_head
from studio.messages import Message

Consistency: TypeAlias = Literal["as is", "steady", "match"]
CONSISTENCY: tuple[Consistency, ...] = get_args(Consistency)
"""What makes the photos of a scene alike: nothing, a shared look, the look and light of one of them."""
OnCollision: TypeAlias = Literal["number", "skip", "overwrite"]
ON_COLLISION: tuple[OnCollision, ...] = get_args(OnCollision)
_GIGABYTE = 1_000_000_000
# Left free on a disk that is written to.
_SPARE = 64 << 20
# Bytes a pixel of files with a camera's detail, generously; a photo that keeps its format keeps its size.
_JPEG_BYTES, _DEEP_BYTES = 0.6, 6.0
_UNKNOWN_MEGAPIXELS = 24.0
PLAIN = Recipe()
UNSEEN = Fingerprint(0, 0)


@dataclass(frozen=True)
class StyleMark:
    """A style by id and name, the path of its file, and that file's hash: what is checked on resuming."""

    id: str
    name: str
    path: Path
    digest: str


@dataclass(frozen=True)
class Order:
    """What is asked for. ``recipe`` is for photos without one of their own; ``styles`` are all in use.

    ``reference``: the photo to match where ``consistency`` is "match". ``cmyk_profile``: for CMYK photos that
    have none; without it, that of the program.
    """

    inputs: tuple[Path, ...]
    out: Path
    presets: tuple[ExportPreset, ...]
    recipe: Recipe = PLAIN
    styles: tuple[StyleMark, ...] = ()
    on_collision: OnCollision = "number"
    consistency: Consistency = "as is"
    reference: Path | None = None
    cmyk_profile: Path | None = None

    @cached_property
    def inks(self) -> Profile | None:
        """What ``cmyk_profile`` holds. Raises CmykProfileUnusable."""
        return None if self.cmyk_profile is None else read_cmyk_profile(self.cmyk_profile)


@dataclass(frozen=True)
class Alignment:
    """What is added to white balance and exposure (mireds, tint, EV) to bring skin to its scene."""

    temperature: float = 0.0
    tint: float = 0.0
    exposure: float = 0.0

    def on(self, recipe: Recipe) -> Recipe:
        """Raises ValueError for what is not finite."""
        for key, change in (
            ("temperature", self.temperature),
            ("tint", self.tint),
            ("exposure", self.exposure),
        ):
            # Rounded as a person would set them: recipes are read by people too.
            recipe = recipe.with_value(key, round(recipe.value(key) + change, 2))
        return recipe


@dataclass(frozen=True)
class PlannedPhoto:
    """One photo, and what is made of it. ``megapixels`` is 0 where its file does not say.

    ``recipe`` None: the order's. ``error``: why nothing can be made of it, known already. ``shared``: what it
    shares with its scene, None where it is judged by itself. ``notes``: what is to be said of it at its end.
    ``alignment``: what the user had it aligned by, after it was done first.
    """

    source: Path
    outputs: tuple[PlannedOutput, ...] = ()
    input: Fingerprint = UNSEEN
    megapixels: float = 0.0
    recipe: Recipe | None = None
    error: Message | None = None
    shared: SharedLook | None = None
    notes: tuple[Message, ...] = ()
    alignment: Alignment | None = None


@dataclass(frozen=True)
class BatchPlan:
    """All photos of a batch, in their order, every name settled."""

    order: Order
    photos: tuple[PlannedPhoto, ...]

    def recipe(self, photo: PlannedPhoto) -> Recipe:
        recipe = self.order.recipe if photo.recipe is None else photo.recipe
        return recipe if photo.alignment is None else photo.alignment.on(recipe)

    def check_space(self) -> None:
        """Raises NotEnoughSpace where the outputs, by estimate, will not fit."""
        needed = _SPARE + sum(
            estimated_bytes(photo, output.options)
            for photo in self.photos
            for output in photo.outputs
            if output.is_to_do
        )
        place = self.order.out
        while not is_folder(place) and place != place.parent:
            place = place.parent
        try:
            free = shutil.disk_usage(system_path(place)).free
        except OSError:
            return  # not every system tells
        if needed > free:
            name = self.order.out.name or str(self.order.out)
            gigabytes = (round(count / _GIGABYTE, 1) for count in (needed, free))
            raise NotEnoughSpace(name=name, needed=next(gigabytes), free=next(gigabytes))


def make_plan(
    order: Order,
    *,
    wanted: Wanted | None = None,
    recipe_for: Callable[[Path], Recipe | None] | None = None,
    owned: Owned | None = None,
    sources: Sequence[Source] | None = None,
    after: BatchPlan | None = None,
) -> BatchPlan:
    """Settle everything that can be settled without decoding a photo.

    ``wanted`` says of a photo whether it is in; ``recipe_for`` gives a photo its own edits. ``owned`` says
    which files batches wrote: only those are overwritten. Where two outputs of the batch would get one name
    (upper and lower case and Unicode forms apart) the later is numbered, whatever the rule for files that
    are there. ``sources`` stand in place of the order's inputs, as photos that came later; then ``after`` is
    what was planned before: its names are taken, and numbers go on from it.
    """
    if sources is None:
        sources = collect(order.inputs, wanted=wanted, leave_out=[order.out])
    before = () if after is None else after.photos
    with ThreadPoolExecutor(4, thread_name_prefix="probe") as pool:
        infos = list(pool.map(_looked_at, sources))
    originals = [photo.source for photo in before if photo.error is None]
    originals += [source.path for source in sources if source.error is None]
    names = OutputNames(order.out, order.on_collision, originals, owned)
    names.reserve(output.target for photo in before for output in photo.outputs)
    photos: list[PlannedPhoto] = []
    for source, (fingerprint, info) in zip(sources, infos, strict=True):
        if source.error is not None:
            photos.append(PlannedPhoto(source.path, error=source.error.message))
            continue
        recipe = recipe_for(source.path) if recipe_for is not None else None
        facts = _facts(source, info, order, recipe, len(before) + len(photos) + 1)
        outputs = tuple(
            names.take(preset.names.fill(_of(facts, preset)), preset.options(source.path))
            for preset in order.presets
        )
        megapixels = info.width * info.height / 1e6 if info else 0.0
        photos.append(PlannedPhoto(source.path, outputs, fingerprint, megapixels, recipe))
    return BatchPlan(order, tuple(photos))


def estimated_bytes(photo: PlannedPhoto, options: ExportOptions) -> int:
    """About how large an output will be."""
    pixels = options.megapixels_of(photo.megapixels or _UNKNOWN_MEGAPIXELS) * 1e6
    if options.format in ("png", "tiff"):
        return int(pixels * (_DEEP_BYTES if options.bit_depth != 8 else _DEEP_BYTES / 2))
    return int(pixels * _JPEG_BYTES)


def _looked_at(source: Source) -> tuple[Fingerprint, PhotoInfo | None]:
    """What can be said of a photo now; what cannot, its decoding will say."""
    if source.error is not None:
        return UNSEEN, None
    try:
        seen = look_at(source.path)
    except (OSError, ValueError):
        return UNSEEN, None
    try:
        return seen, probe_head(source.path)
    except PhotoError:
        return seen, None


def _facts(
    source: Source, info: PhotoInfo | None, order: Order, recipe: Recipe | None, number: int
) -> NameFacts:
    use = (recipe or order.recipe).style
    names = {style.id: style.name for style in order.styles}
    return NameFacts(
        name=source.path.stem,
        number=number,
        captured=info.captured if info else "",
        style=names.get(use.id, use.id) if use else "",
        rating=info.rating if info else 0,
        camera=info.camera if info else "",
        folder=source.path.absolute().parent.name,
        subfolder=place_in(source.subfolder),
    )


def _of(facts: NameFacts, preset: ExportPreset) -> NameFacts:
    return replace(facts, preset=preset.name)
