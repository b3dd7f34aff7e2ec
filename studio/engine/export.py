"""Exporting a photo: render, encode, write. The same for the window's jobs and the command line."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from studio.editing.recipe import Recipe
from studio.engine.request import ENCODING, RENDERING, WRITING, CancelToken
from studio.files import refuse_early, write_atomically
from studio.imaging.encode import EncodedPhoto, ExportOptions
from studio.imaging.limits import check_size
from studio.imaging.photo import Photo
from studio.messages import Message

if TYPE_CHECKING:
    from studio.engine.render import Renderer
    from studio.generators.parameters import SharedLook

OnStage: TypeAlias = Callable[[float, Message], None]

# Shares of the whole, about as long as they take.
RENDERED, ENCODED = 0.7, 0.9
# A pixel's share beyond the photo itself: the quantised picture, the encoded file, a straightened copy.
EXPORT_BYTES = 6 + 2 + 12


def export_photo(
    renderer: Renderer,
    photo: Photo,
    recipe: Recipe,
    options: ExportOptions,
    target: Path,
    *,
    replace: bool = False,
    originals: Collection[Path] = (),
    progress: OnStage | None = None,
    token: CancelToken | None = None,
) -> tuple[Message, ...]:
    """Render ``photo`` by ``recipe`` at full size and write it to ``target``; notes on what was lost.

    ``progress`` is told a fraction (0 to 1, never falling) and what is being done. ``token`` is checked
    between strips and before encoding and writing; cancelled, nothing is left behind. Neither the photo's own
    file nor ``originals`` are ever replaced. Raises Cancelled, StyleError, DeviceOutOfMemory,
    PhotoNeedsMemory, OutputError.
    """
    originals = (photo.path, *originals)
    refuse_early(target, replace=replace, originals=originals)
    encoded = encode_export(renderer, photo, recipe, options, progress=progress, token=token)
    if progress is not None:
        progress(ENCODED, WRITING)
    if token is not None:
        token.check()
    write_atomically(target, encoded.data, replace=replace, originals=originals)
    if progress is not None:
        progress(1.0, WRITING)
    return encoded.notes


def encode_export(
    renderer: Renderer,
    photo: Photo,
    recipe: Recipe,
    options: ExportOptions,
    *,
    shared: SharedLook | None = None,
    progress: OnStage | None = None,
    token: CancelToken | None = None,
) -> EncodedPhoto:
    """The file that :func:`export_photo` writes, and its notes; ``shared`` as in Renderer.encode.

    Raises as that, but no errors of writing.
    """

    def tell(fraction: float, stage: Message) -> None:
        if progress is not None:
            progress(fraction, stage)

    # A system that overcommits would end the program rather than refuse.
    check_size(photo.name, photo.image.width, photo.image.height, EXPORT_BYTES)
    tell(0.0, RENDERING)
    encode = renderer.encode(
        photo,
        recipe,
        options,
        shared=shared,
        progress=lambda part: tell(RENDERED * part, RENDERING),
        token=token,
    )
    if token is not None:
        token.check()
    tell(RENDERED, ENCODING)
    encoded = encode()
    return EncodedPhoto(encoded.data, (*encoded.notes, *_area_notes(renderer, photo, recipe)))


def _area_notes(renderer: Renderer, photo: Photo, recipe: Recipe) -> tuple[Message, ...]:
    """That the style acts on the whole picture, where the recipe's area needs a face and there is none."""
    if recipe.where.is_everywhere or recipe.style is None:
        return ()
    maps = renderer.portrait(photo, recipe.geometry)
    return () if maps.found else (maps.note,)
