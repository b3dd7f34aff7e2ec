"""Photos out: a finished picture to a file's bytes. Only studio.files puts them on the disk."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from studio.errors import OutputFormatTooSmall
from studio.imaging import gray, privacy
from studio.imaging.credentials import sign_export
from studio.imaging.exif import SRGB, UNCALIBRATED
from studio.imaging.export_options import (
    SUFFIXES,
    ExportOptions,
    format_for_suffix,
    format_to_keep,
)
from studio.imaging.image import Float32, ImageBuffer, Stored
from studio.imaging.metadata import patched, read_facts
from studio.imaging.photo import Metadata, Photo, Profile
from studio.imaging.profiles import PROFILES, Convert, builtin_profile, is_srgb, srgb_to_device
from studio.imaging.provenance import Provenance, stamp
from studio.imaging.quantise import rounded, to_8_bits
from studio.imaging.sniff import NAMES
from studio.imaging.strips import for_each_strip
from studio.messages import QT_TRANSLATE_NOOP, Message

__all__ = [
    "PROFILES",
    "SUFFIXES",
    "EncodedPhoto",
    "ExportOptions",
    "PhotoEncoder",
    "encode_photo",
    "format_for_suffix",
    "format_to_keep",
]

_DEEP = ("png", "tiff")
_LARGEST_SIDE = {"jpeg": 65500, "webp": 16383, "avif": 32768}
WITHOUT_IPTC = ("webp", "avif")

DEPTH_LOST = QT_TRANSLATE_NOOP("notes", "{format} holds 8 bits a channel; the photo has more.")
ALPHA_LOST = QT_TRANSLATE_NOOP("notes", "{format} holds no transparency: the photo was laid over white.")
GRAY_LOST = QT_TRANSLATE_NOOP("notes", "{format} holds no gray: the photo was saved in colour.")
BLOCK_LOST = QT_TRANSLATE_NOOP("notes", "{format} cannot hold the photo's {block}; it was left out.")
PROFILE_LOST = QT_TRANSLATE_NOOP(
    "notes", "The photo's profile “{profile}” cannot describe the result, which was saved in sRGB."
)


@dataclass(frozen=True)
class EncodedPhoto:
    """A file's bytes, and notes on what its format could not hold."""

    data: bytes
    notes: tuple[Message, ...]


def encode_photo(image: ImageBuffer, source: Photo, options: ExportOptions) -> EncodedPhoto:
    """``image``, made from ``source``, as a file in its own size: see :class:`PhotoEncoder`.

    Raises OutputFormatTooSmall.
    """
    encoder = PhotoEncoder((image.width, image.height), image.has_alpha, source, options)

    def work(rows: slice) -> None:
        part = image.floats(rows)
        encoder.put(rows.start, part[..., :3], part[..., 3] if image.has_alpha else None)

    for_each_strip(work, image.height, image.width)
    return encoder.encoded()


class PhotoEncoder:
    """A file in the making, with the source's metadata and the profile asked for.

    Takes the finished picture row by row (:meth:`put`, from several threads at once for different rows), then
    gives the file's bytes. Colour is converted in float and quantised last, dithered at 8 bits; alpha is
    rounded. Raises OutputFormatTooSmall.
    """

    def __init__(
        self,
        size: tuple[int, int],
        has_alpha: bool,
        source: Photo,
        options: ExportOptions,
        made: Provenance | None = None,
    ) -> None:
        """``size``: width and height; ``has_alpha``: whether rows come with alpha; ``made``: for its XMP."""
        _check_size(size, source, options.format)
        self._source, self._options, self._made = source, options, made
        self._notes: list[Message] = []
        self._gray = _is_kept_gray(source, options, self._notes)
        self._profile, self._convert = (
            gray.gray_profile(source, options) if self._gray else _profile(source, options, self._notes)
        )
        self.depth = _depth(source, options, self._notes)
        self._flatten = has_alpha and options.format == "jpeg"
        if self._flatten:
            self._notes.append(Message("notes", ALPHA_LOST, {"format": NAMES[options.format]}))
        self._keep_alpha = has_alpha and not self._flatten
        channels = (1 if self._gray else 3) + self._keep_alpha
        self.pixels: Stored = np.empty(
            (size[1], size[0], channels), np.uint16 if self.depth == 16 else np.uint8
        )

    @property
    def takes_srgb(self) -> bool:
        """Whether ``pixels`` are sRGB: rows may be quantised straight into ``pixels[..., :3]``.

        Dithered by :func:`studio.imaging.quantise.thresholds` at 8 bits, rounded at 16; alpha, where there
        is any, still by :meth:`put_alpha`.
        """
        return is_srgb(self._profile.icc) and not self._flatten and not self._gray

    def put(self, top: int, colour: Float32, alpha: Float32 | None) -> None:
        """Rows from ``top`` on: ``colour`` (h, W, 3) in extended sRGB, ``alpha`` (h, W) or None."""
        rows = slice(top, top + colour.shape[0])
        if self._flatten and alpha is not None:
            colour = colour * alpha[..., None] + (1 - alpha[..., None])
        device = self._convert(colour)
        deep = self.depth == 16
        colours = self.pixels[rows, :, : device.shape[2]]
        colours[:] = rounded(device, np.uint16) if deep else to_8_bits(device, top)
        if alpha is not None:
            self.put_alpha(top, alpha)

    def put_alpha(self, top: int, alpha: Float32) -> None:
        """The alpha (h, W) of rows from ``top`` on, where the file keeps it."""
        if self._keep_alpha:
            self.pixels[top : top + alpha.shape[0], :, -1] = rounded(alpha, self.pixels.dtype)

    def encoded(self) -> EncodedPhoto:
        """The file, once all rows are there; signed last. Raises NotSigned."""
        options, source, notes = self._options, self._source, list(self._notes)
        height, width = self.pixels.shape[:2]
        metadata = Metadata()
        if options.metadata != "none":
            # The profile that the photo came with is what its EXIF speaks of already.
            kept = self._profile is source.profile
            space = None if kept else SRGB if is_srgb(self._profile.icc) else UNCALIBRATED
            blocks = privacy.kept(patched(source.metadata, width, height, space), options.metadata)
            if self._made is not None:
                blocks = replace(blocks, xmp=stamp(blocks.xmp, self._made))
            metadata = _holdable(blocks, options.format, notes)
        data = _write(self.pixels, options, metadata, self._profile)
        if options.credentials is not None:
            whole = options.metadata == "all"
            data = sign_export(data, options.format, options.credentials, source, self._made, whole=whole)
        return EncodedPhoto(data, tuple(notes))


def _check_size(size: tuple[int, int], source: Photo, kind: str) -> None:
    limit = _LARGEST_SIDE.get(kind)
    if limit is not None and max(size) > limit:
        raise OutputFormatTooSmall(
            name=source.name, width=size[0], height=size[1], format=NAMES[kind], limit=limit
        )


def _depth(source: Photo, options: ExportOptions, notes: list[Message]) -> int:
    wanted = options.bit_depth or (16 if source.bit_depth > 8 else 8)
    if wanted == 16 and options.format not in _DEEP:
        notes.append(Message("notes", DEPTH_LOST, {"format": NAMES[options.format]}))
        return 8
    return wanted


def _is_kept_gray(source: Photo, options: ExportOptions, notes: list[Message]) -> bool:
    if not (source.gray and options.keep_gray):
        return False
    if options.format not in gray.FORMATS:
        notes.append(Message("notes", GRAY_LOST, {"format": NAMES[options.format]}))
    return options.format in gray.FORMATS


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


def _holdable(metadata: Metadata, kind: str, notes: list[Message]) -> Metadata:
    """What the format can hold; notes tell of the rest."""
    from studio.imaging.jpeg_segments import exif_fits

    def lose(block: str) -> None:
        notes.append(Message("notes", BLOCK_LOST, {"format": NAMES[kind], "block": block}))

    if kind in WITHOUT_IPTC and metadata.iptc:
        lose("IPTC")
        metadata = replace(metadata, iptc=None)
    fits = kind != "jpeg" or metadata.exif is None or exif_fits(metadata.exif)
    if not fits or (kind == "avif" and read_facts(metadata)[0].damaged):
        lose("EXIF")
        metadata = replace(metadata, exif=None)
    return metadata


def _write(pixels: Stored, options: ExportOptions, metadata: Metadata, profile: Profile) -> bytes:
    from studio.imaging.avif_write import write_avif
    from studio.imaging.jpeg_write import write_jpeg
    from studio.imaging.png import write_png
    from studio.imaging.tiff_write import write_tiff
    from studio.imaging.webp import write_webp

    if options.format == "jpeg":
        return write_jpeg(
            pixels,
            options.quality,
            metadata,
            profile.icc,
            options.subsampling,
            progressive=options.progressive,
        )
    if options.format == "png":
        return write_png(pixels, metadata, profile.icc, profile.name)
    if options.format == "webp":
        return write_webp(pixels, options.quality, metadata, profile.icc)
    if options.format == "avif":
        return write_avif(pixels, options.quality, metadata, profile.icc)
    return write_tiff(pixels, metadata, profile.icc, options.compression)
