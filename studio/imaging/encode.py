"""Photos out: a finished picture to a file's bytes. Only studio.files puts them on the disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.errors import OutputFormatTooSmall
from studio.imaging.exif import SRGB, UNCALIBRATED
from studio.imaging.image import ImageBuffer
from studio.imaging.metadata import patched
from studio.imaging.photo import Metadata, Photo, Profile
from studio.imaging.profiles import PROFILES, Convert, builtin_profile, is_srgb, srgb_to_device
from studio.imaging.quantise import rounded, to_8_bits
from studio.imaging.sniff import FORMAT_OF_SUFFIX, NAMES
from studio.imaging.strips import for_each_strip
from studio.messages import QT_TRANSLATE_NOOP, Message

__all__ = ["PROFILES", "SUFFIXES", "EncodedPhoto", "ExportOptions", "encode_photo", "format_for_suffix"]

SUFFIXES = {"jpeg": ".jpg", "png": ".png", "tiff": ".tif", "webp": ".webp"}
_DEEP = ("png", "tiff")
_LARGEST_SIDE = {"jpeg": 65500, "webp": 16383}

DEPTH_LOST = QT_TRANSLATE_NOOP("notes", "{format} holds 8 bits a channel; the photo has more.")
ALPHA_LOST = QT_TRANSLATE_NOOP("notes", "{format} holds no transparency: the photo was laid over white.")
BLOCK_LOST = QT_TRANSLATE_NOOP("notes", "{format} cannot hold the photo's {block}; it was left out.")
PROFILE_LOST = QT_TRANSLATE_NOOP(
    "notes", "The photo's profile “{profile}” cannot describe the result, which was saved in sRGB."
)


@dataclass(frozen=True)
class ExportOptions:
    """How to write a photo.

    ``quality`` is 1 to 100 (JPEG, WebP). ``bit_depth`` is 8, 16 or None: that of the input where the format
    can, else 8. ``profile`` is one of ``PROFILES``; "input" is the input's, sRGB where it has none. Without
    ``keep_metadata`` EXIF, IPTC, XMP and the comment are left out, never the profile. Raises ValueError.
    """

    format: str = "jpeg"
    quality: int = 92
    bit_depth: int | None = None
    profile: str = "input"
    keep_metadata: bool = True

    def __post_init__(self) -> None:
        if self.format not in SUFFIXES or self.profile not in PROFILES:
            raise ValueError(f"unknown format {self.format!r} or profile {self.profile!r}")
        if not 1 <= self.quality <= 100 or self.bit_depth not in (None, 8, 16):
            raise ValueError(f"quality {self.quality}, bit depth {self.bit_depth}")


@dataclass(frozen=True)
class EncodedPhoto:
    """A file's bytes, and notes on what its format could not hold."""

    data: bytes
    notes: tuple[Message, ...]


def format_for_suffix(path: Path) -> str | None:
    """The format that a file's name asks for, None for another suffix."""
    return FORMAT_OF_SUFFIX.get(path.suffix.lower())


def encode_photo(image: ImageBuffer, source: Photo, options: ExportOptions) -> EncodedPhoto:
    """``image``, made from ``source``, as a file with the source's metadata and the profile asked for.

    Colour is converted in float and quantised last, dithered at 8 bits; alpha is rounded. Raises
    OutputFormatTooSmall.
    """
    _check_size(image, source, options.format)
    notes: list[Message] = []
    profile, convert = _profile(source, options, notes)
    pixels = _quantised(image, convert, _depth(source, options, notes), options.format, notes)
    metadata = Metadata()
    if options.keep_metadata:
        # The profile that the photo came with is what its EXIF speaks of already.
        space = None if profile is source.profile else SRGB if is_srgb(profile.icc) else UNCALIBRATED
        blocks = patched(source.metadata, image.width, image.height, space)
        metadata = _holdable(blocks, options.format, notes)
    return EncodedPhoto(_write(pixels, options, metadata, profile), tuple(notes))


def _check_size(image: ImageBuffer, source: Photo, kind: str) -> None:
    limit = _LARGEST_SIDE.get(kind)
    if limit is not None and max(image.width, image.height) > limit:
        raise OutputFormatTooSmall(
            name=source.name, width=image.width, height=image.height, format=NAMES[kind], limit=limit
        )


def _depth(source: Photo, options: ExportOptions, notes: list[Message]) -> int:
    wanted = options.bit_depth or (16 if source.bit_depth > 8 else 8)
    if wanted == 16 and options.format not in _DEEP:
        notes.append(Message("notes", DEPTH_LOST, {"format": NAMES[options.format]}))
        return 8
    return wanted


def _profile(source: Photo, options: ExportOptions, notes: list[Message]) -> tuple[Profile, Convert]:
    if options.profile != "input":
        profile = builtin_profile(options.profile)
        return profile, srgb_to_device(profile.icc)
    if source.profile is not None:
        try:
            convert = srgb_to_device(source.profile.icc)
            convert(np.zeros((1, 1, 3), np.float32))  # a profile with tables may have none for this way
            return source.profile, convert
        except ValueError:
            notes.append(Message("notes", PROFILE_LOST, {"profile": source.profile.name}))
    profile = builtin_profile("srgb")
    return profile, srgb_to_device(profile.icc)


def _quantised(
    image: ImageBuffer, convert: Convert, depth: int, kind: str, notes: list[Message]
) -> npt.NDArray[Any]:
    """(H, W, 3 or 4) of uint8 or uint16 in device colour."""
    dtype = np.uint16 if depth == 16 else np.uint8
    flatten = image.has_alpha and kind == "jpeg"
    if flatten:
        notes.append(Message("notes", ALPHA_LOST, {"format": NAMES[kind]}))
    keep_alpha = image.has_alpha and not flatten
    out = np.empty((image.height, image.width, 4 if keep_alpha else 3), dtype)

    def work(rows: slice) -> None:
        colour = image.rgb[rows]
        if flatten:
            alpha = image.pixels[rows, :, 3:]
            colour = colour * alpha + (1 - alpha)
        device = convert(colour)
        out[rows, :, :3] = rounded(device, dtype) if depth == 16 else to_8_bits(device, rows.start)
        if keep_alpha:
            out[rows, :, 3] = rounded(image.pixels[rows, :, 3], dtype)

    for_each_strip(work, image.height, image.width)
    return out


def _holdable(metadata: Metadata, kind: str, notes: list[Message]) -> Metadata:
    """What the format can hold; notes tell of the rest."""
    from studio.imaging.jpeg_segments import exif_fits

    def lose(block: str) -> None:
        notes.append(Message("notes", BLOCK_LOST, {"format": NAMES[kind], "block": block}))

    if kind == "webp" and metadata.iptc:
        lose("IPTC")
        metadata = replace(metadata, iptc=None)
    if kind == "jpeg" and metadata.exif and not exif_fits(metadata.exif):
        lose("EXIF")
        metadata = replace(metadata, exif=None)
    return metadata


def _write(pixels: npt.NDArray[Any], options: ExportOptions, metadata: Metadata, profile: Profile) -> bytes:
    from studio.imaging.jpeg import write_jpeg
    from studio.imaging.png import write_png
    from studio.imaging.tiff_write import write_tiff
    from studio.imaging.webp import write_webp

    if options.format == "jpeg":
        return write_jpeg(pixels, options.quality, metadata, profile.icc)
    if options.format == "png":
        return write_png(pixels, metadata, profile.icc, profile.name)
    if options.format == "webp":
        return write_webp(pixels, options.quality, metadata, profile.icc)
    return write_tiff(pixels, metadata, profile.icc)
