"""Impressions: each photo as it came out, in small, with the colour of its skin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from studio.batch.scenes import Frame
from studio.batch.skin import skin_lab
from studio.engine.request import Region
from studio.engine.sampling import fitted
from studio.imaging.colour import delta_e_2000, rgb_to_lab
from studio.imaging.fingerprint import fingerprint
from studio.imaging.image import Float32
from studio.imaging.jpeg_write import write_jpeg
from studio.imaging.metadata import read_facts
from studio.imaging.photo import Metadata, Photo
from studio.imaging.quantise import rounded
from studio.imaging.scenes import captured_seconds
from studio.portrait.face import Face
from studio.portrait.maps import Want

if TYPE_CHECKING:
    from studio.editing.recipe import Recipe
    from studio.engine.render import Renderer
    from studio.generators.parameters import SharedLook

LONGEST = 192
"""Longest side of an impression, in pixels."""
QUALITY = 80
_WANTED: tuple[Want, ...] = ("skin",)
_INNER = 0.45
"""Half the side of a face's box within which its skin is taken."""

Lab = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Impression:
    """``skin``: mean CIE L*a*b* of all skin, None without any; ``people``: that of each face, left to right.

    ``change``: how far the photo was moved (mean CIEDE2000). ``picture``: a JPEG, sRGB. ``frame``: what tells
    its scene, of the photo as the camera gave it. Nothing in it says who somebody is.
    """

    photo: int
    frame: Frame
    skin: Lab | None
    people: tuple[Lab, ...]
    change: float
    picture: bytes


def impression_of(
    number: int, renderer: Renderer, photo: Photo, recipe: Recipe, shared: SharedLook | None
) -> Impression:
    """Of a photo that was just rendered, while it is at hand. Raises StyleError, DeviceOutOfMemory."""
    framed = renderer.framed(photo, recipe)
    whole, size = Region(0, 0, framed.width, framed.height), fitted((framed.width, framed.height), LONGEST)
    before = renderer.render_region(photo, recipe.framing_only(), whole, size).rgb
    after = np.clip(renderer.render_region(photo, recipe, whole, size, shared=shared).rgb, 0.0, 1.0)
    maps = renderer.portrait(photo, recipe.geometry, _WANTED)
    left, top, right, bottom = recipe.geometry.crop
    width, height = right - left, bottom - top
    people = []
    for face in sorted(maps.faces, key=lambda each: each.centre[0]):
        # Faces are looked for before the crop.
        inside = replace(face, x=(face.x - left) / width, y=(face.y - top) / height,
                         width=face.width / width, height=face.height / height)  # fmt: skip
        lab = _face_lab(after, maps.skin, inside)
        if lab is not None:
            people.append(lab)
    pixels = rounded(after, np.uint8)
    labs = [rgb_to_lab(np.clip(each, 0.0, 1.0).astype(np.float64)) for each in (before, after)]
    facts, _ = read_facts(photo.metadata)
    return Impression(
        photo=number,
        frame=Frame(
            captured_seconds(facts.captured),
            fingerprint(rounded(np.clip(before, 0.0, 1.0), np.uint8)),
            str(photo.path.parent),
        ),
        skin=skin_lab(after, maps.skin),
        people=tuple(people),
        change=float(delta_e_2000(*labs).mean()),
        picture=write_jpeg(np.ascontiguousarray(pixels), QUALITY, Metadata(), None),
    )


def _face_lab(picture: Float32, skin: Float32 | None, face: Face) -> Lab | None:
    """The skin of one face alone."""
    x, y = face.coordinates(picture.shape)
    inner = (np.abs(x) < _INNER) & (np.abs(y) < _INNER)
    if not inner.any():
        return None
    rows, columns = np.flatnonzero(inner.any(axis=1)), np.flatnonzero(inner.any(axis=0))
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    where = None if skin is None else _at(skin, picture.shape)[part]
    return skin_lab(picture[part], where)


def _at(skin: Float32, shape: tuple[int, ...]) -> Float32:
    from studio.portrait.small import resized

    return resized(skin, shape[:2])
