"""Photos in: a file to an upright picture in extended sRGB, with all that must reach its exports."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.errors import CmykNeedsProfile
from studio.imaging.cmyk import assumed
from studio.imaging.folders import READABLE_SUFFIXES, list_photos
from studio.imaging.image import ImageBuffer, Stored
from studio.imaging.metadata import patched, read_facts, turned_size, upright
from studio.imaging.photo import Photo, Profile
from studio.imaging.probe import PhotoInfo, probe
from studio.imaging.profiles import as_float, means_srgb, profile_file, profile_name, srgb_from_device
from studio.imaging.reading import only_photo_errors, read_raster, read_source
from studio.imaging.resample import downscale
from studio.imaging.sidecar import take_sidecars
from studio.imaging.source import Raster, SourceFile
from studio.imaging.strips import Pixels, for_each_strip
from studio.messages import QT_TRANSLATE_NOOP, Message

__all__ = [
    "READABLE_SUFFIXES",
    "PhotoInfo",
    "SmallPhoto",
    "decode_photo",
    "decode_small",
    "decode_thumbnail",
    "list_photos",
    "probe",
]

NO_PROFILE = Message(
    "notes", QT_TRANSLATE_NOOP("notes", "The photo has no colour profile: sRGB was assumed.")
)
BROKEN_PROFILE = Message(
    "notes", QT_TRANSLATE_NOOP("notes", "The photo's colour profile is broken: sRGB was assumed.")
)
CMYK = Message("notes", QT_TRANSLATE_NOOP("notes", "The photo is made for print (CMYK): it was converted."))
CMYK_ASSUMED = QT_TRANSLATE_NOOP(
    "notes", "The photo is made for print (CMYK) without a colour profile: “{profile}” was taken."
)


def decode_photo(path: Path, *, allow_damaged: bool = False) -> Photo:
    """Open a photo, by content: JPEG, PNG (1 to 16 bits), TIFF (1 to 16 bits, 32-bit, float), WebP, and what
    a helper process decodes: RAW, HEIF, AVIF, JPEG 2000, Photoshop, GIF, BMP.

    ``allow_damaged`` lets a JPEG in that is cut off or corrupt, with what there is of it. Raises only
    PhotoError and its kinds.
    """
    with only_photo_errors(path):
        source = read_source(path)
        raster = read_raster(source, allow_damaged=allow_damaged)
        take_sidecars(path, raster)
        facts, notes = read_facts(raster.metadata)
        raster.notes += notes
        image, profile = _convert(source, raster, _turn(raster, facts.orientation))
        digest, named = hashlib.blake2b(source.data, digest_size=16), None
        file_digest = digest.hexdigest()
        if raster.colour == "cmyk" and profile is None and (named := assumed()) is not None:
            digest.update(named.icc)
        return Photo(
            path=path,
            image=image,
            format=raster.format,
            bit_depth=raster.bit_depth,
            digest=digest.hexdigest(),
            profile=profile,
            metadata=patched(raster.metadata, image.width, image.height),
            notes=tuple(raster.notes),
            frames=raster.frames,
            gray=raster.colour == "gray",
            assumed_profile=named is not None,
            file_digest=file_digest,
        )


def decode_thumbnail(path: Path, longest: int) -> ImageBuffer:
    """A small picture for the filmstrip: upright, in extended sRGB, its longest side at most ``longest``.

    JPEGs are decoded at a fraction of their size, and damage in them is overlooked. Raises only PhotoError
    and its kinds.
    """
    with only_photo_errors(path):
        source = read_source(path)
        raster = read_raster(source, longest=longest)
        facts, _ = read_facts(raster.metadata)
        image, _ = _convert(source, raster, _turn(raster, facts.orientation))
        return downscale(image, longest)


@dataclass(frozen=True, eq=False)
class SmallPhoto:
    """A photo in small: ``image`` upright, in extended sRGB; ``width`` and ``height`` of the file, upright.

    ``captured`` is EXIF's ("2024:05:06 07:08:09"), "" where unknown.
    """

    image: ImageBuffer
    width: int
    height: int
    captured: str


def decode_small(path: Path, longest: int) -> SmallPhoto:
    """As :func:`decode_thumbnail`, with a few facts, and a JPEG that ends too early is refused.

    Raises only PhotoError and its kinds.
    """
    with only_photo_errors(path):
        source = read_source(path)
        raster = read_raster(source, facts_only=True)
        size = raster.width, raster.height
        raster = read_raster(source, longest=longest, whole=True)
        facts, _ = read_facts(raster.metadata)
        orientation = _turn(raster, facts.orientation)
        image, _ = _convert(source, raster, orientation)
        return SmallPhoto(downscale(image, longest), *turned_size(*size, orientation), facts.captured)


def _turn(raster: Raster, orientation: int | None) -> int:
    """What is left to turn, as EXIF's orientation."""
    return 1 if raster.upright else orientation or 1


def _convert(source: SourceFile, raster: Raster, orientation: int) -> tuple[ImageBuffer, Profile | None]:
    assert raster.pixels is not None
    values = np.ascontiguousarray(upright(raster.pixels, orientation))
    raster.pixels = None  # a turned copy was made; do not hold two
    profile = _profile(raster)
    icc = profile.icc if profile else None
    if raster.colour == "cmyk":
        icc = _cmyk_profile(source, raster, profile)
    if raster.colour == "gray" and icc is not None and profile_file(icc).space == "RGB":
        values = np.repeat(values, [3, 1][: values.shape[2]], axis=2)  # gray, told in the terms of RGB
    try:
        return ImageBuffer(_to_srgb(values, icc, raster.alpha)), profile
    except ValueError:
        # The profile is for another kind of colour, or LittleCMS cannot use it.
        if raster.colour == "cmyk":
            raise CmykNeedsProfile(name=source.name) from None
        raster.notes.append(BROKEN_PROFILE)
        return ImageBuffer(_to_srgb(values, None, raster.alpha)), None


def _profile(raster: Raster) -> Profile | None:
    if raster.icc is None:
        if raster.colour != "cmyk":
            raster.notes.append(NO_PROFILE)
        return None
    try:
        return Profile(raster.icc, profile_name(raster.icc))
    except ValueError:
        if raster.colour != "cmyk":
            raster.notes.append(BROKEN_PROFILE)
        return None


def _cmyk_profile(source: SourceFile, raster: Raster, profile: Profile | None) -> bytes:
    """The photo's own, else the one that the user named. Raises CmykNeedsProfile."""
    if profile is not None:
        raster.notes.append(CMYK)
        return profile.icc
    named = assumed()
    if named is None:
        raise CmykNeedsProfile(name=source.name)
    raster.notes.append(Message("notes", CMYK_ASSUMED, {"profile": named.name}))
    return named.icc


def _to_srgb(values: Pixels, icc: bytes | None, alpha: bool) -> Stored:
    """(H, W, C) with or without alpha to (H, W, 3 or 4). ValueError for an unusable profile.

    Whole numbers that are sRGB already stay whole numbers; all else becomes float32.
    """
    height, width, channels = values.shape
    colours = channels - alpha
    if values.dtype != np.float32 and colours != 4 and means_srgb(icc, colours):
        return values if colours == 3 else np.repeat(values, [3, 1][:channels], axis=2)
    convert = srgb_from_device(icc, values.dtype, colours)
    out = np.empty((height, width, 4 if alpha else 3), np.float32)

    def work(rows: slice) -> None:
        strip = values[rows]
        out[rows, :, :3] = convert(strip[..., :colours])
        if alpha:
            out[rows, :, 3] = np.clip(as_float(strip[..., colours]), 0, 1)

    for_each_strip(work, height, width)
    return out
