"""TIFF in (TIFF 6.0, BigTIFF): which picture, what its tags say, and nothing missing. See tiff_pixels."""

from __future__ import annotations

import io
import logging
from typing import Any, Literal

from studio.imaging.exif_build import exif_from_tiff
from studio.imaging.ifd import IfdBroken
from studio.imaging.limits import check_size
from studio.imaging.metadata import UNREADABLE
from studio.imaging.photo import Metadata
from studio.imaging.sniff import FORMAT_OF_SUFFIX
from studio.imaging.source import Raster, SourceFile
from studio.imaging.tiff_pixels import decode
from studio.imaging.tiff_tables import MOST_TABLES, check_tables
from studio.messages import QT_TRANSLATE_NOOP, Message

_TRUNCATED = QT_TRANSLATE_NOOP("errors", "the file ends too early")
_NO_HEADER = QT_TRANSLATE_NOOP("errors", "its header is incomplete")
_KIND = QT_TRANSLATE_NOOP("errors", "TIFF with {what}")
_EXTRA = Message(
    "notes", QT_TRANSLATE_NOOP("notes", "Additional channels of this TIFF were left out (saved selections).")
)

_XMP, _IPTC, _ICC, _DNG_VERSION = 700, 33723, 34675, 50706
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _SEPARATED, _YCBCR = 0, 1, 2, 3, 5, 6
# Colour filter array, and linear RAW.
_RAW = frozenset({32803, 34892})
_JPEG = (6, 7)
_REDUCED_OR_MASK = 5
_MOST_SAMPLES = 64
# How much smaller a compression can make a file, at best. Others are not judged.
_LARGEST_RATIO = {1: 1, 8: 1032, 32946: 1032, 32773: 64, 5: 2048}


def read_tiff(source: SourceFile, *, facts_only: bool = False) -> Raster:
    """The first full picture. Raises DamagedPhoto, UnsupportedPhoto, PhotoTooLarge."""
    import tifffile

    logging.getLogger("tifffile").setLevel(logging.CRITICAL)  # what it would log becomes our error
    try:
        check_tables(source.data)
        with tifffile.TiffFile(io.BytesIO(source.data)) as file:
            page, frames = _first_picture(file)
            if page is None:
                raise source.damaged(_NO_HEADER)
            return _read(source, page, frames, facts_only)
    except (tifffile.TiffFileError, IfdBroken, AttributeError, TypeError) as error:
        raise source.damaged(_NO_HEADER, str(error)) from error


def _first_picture(file: Any) -> tuple[Any, int]:
    """The first page that is no thumbnail, and how many such pages there are."""
    count = len(file.pages)
    pages = [file.pages.get(index) for index in range(min(count, MOST_TABLES))]
    full = [page for page in pages if not int(page.subfiletype) & _REDUCED_OR_MASK]
    chosen = (full or pages or [None])[0]
    return chosen, max(1, len(full) + count - len(pages))


def is_raw(source: SourceFile) -> bool:
    """Whether a TIFF holds a sensor's data: by what it says, or where it may by its name."""
    import tifffile

    if FORMAT_OF_SUFFIX.get(source.path.suffix.lower()) == "raw":
        return True
    logging.getLogger("tifffile").setLevel(logging.CRITICAL)
    try:
        check_tables(source.data)
        with tifffile.TiffFile(io.BytesIO(source.data)) as file:
            first = file.pages.first
            kinds = {int(first.photometric)} if first.photometric is not None else set()
            return bool(kinds & _RAW) or _DNG_VERSION in first.tags or _has_raw_inside(first)
    except Exception:  # noqa: BLE001 - the reader will say what is wrong
        return False


def _has_raw_inside(first: Any) -> bool:
    """RAW files of most makers: a preview first, the sensor's data in a table below it."""
    if 330 not in first.tags or 271 not in first.tags:  # SubIFDs, Make
        return False
    return any(int(sub.photometric) in _RAW for sub in (first.pages or ()))


def _read(source: SourceFile, page: Any, frames: int, facts_only: bool) -> Raster:
    width, height, samples = int(page.imagewidth), int(page.imagelength), int(page.samplesperpixel)
    if width <= 0 or height <= 0 or int(page.imagedepth) != 1 or not 0 < samples <= _MOST_SAMPLES:
        raise source.damaged(_NO_HEADER)
    bits, kind = page.bitspersample, int(page.sampleformat or 1)
    if not isinstance(bits, int) or kind not in (1, 3) or (bits > 32 and kind == 1) or page.dtype is None:
        raise source.unsupported(_KIND, what=f"{bits} bits, sample format {kind}")
    photometric = int(page.photometric)
    colour, own = _colour(source, photometric, samples, int(page.compression))
    check_size(source.name, width, height, 2 * samples * max(1, bits // 8) + 16)
    if not facts_only:
        _check_segments(source, page, width * height * samples * bits // 8)
    extra = tuple(int(value) for value in page.extrasamples)
    alpha = samples > own and bool(extra) and extra[0] in (1, 2)
    notes = [] if samples == own + alpha else [_EXTRA]
    metadata, icc = _metadata(source.data, page, notes)
    depth = 32 if kind == 3 or bits > 16 else 16 if bits > 8 else 8
    raster = Raster(
        "tiff", width, height, colour, depth, alpha, icc=icc, metadata=metadata, frames=frames, notes=notes
    )
    if not facts_only:
        raster.pixels = decode(source, page, raster, own + alpha, bits, extra[:1] == (1,))
    return raster


def _colour(
    source: SourceFile, photometric: int, samples: int, compression: int
) -> tuple[Literal["gray", "rgb", "cmyk"], int]:
    """The colour and its number of samples in the file."""
    if photometric in (_WHITE_IS_ZERO, _BLACK_IS_ZERO):
        return "gray", 1
    if photometric == _PALETTE and samples == 1:
        return "rgb", 1
    if (photometric == _RGB or (photometric == _YCBCR and compression in _JPEG)) and samples >= 3:
        return "rgb", 3
    if photometric == _SEPARATED and samples >= 4:
        return "cmyk", 4
    raise source.unsupported(_KIND, what=f"photometric interpretation {photometric}")


def _check_segments(source: SourceFile, page: Any, raw_size: int) -> None:
    """All strips or tiles are there: readers fill missing ones with black."""
    offsets, counts = page.dataoffsets, page.databytecounts
    compression = int(page.compression)
    if not offsets or len(offsets) != len(counts):
        raise source.damaged(_TRUNCATED)
    for offset, count in zip(offsets, counts, strict=True):
        if offset <= 0 or count <= 0 or offset + count > len(source.data):
            raise source.damaged(_TRUNCATED)
        if compression == 7 and b"\xff\xd9" not in source.data[offset + max(0, count - 64) : offset + count]:
            raise source.damaged(_TRUNCATED)
    ratio = _LARGEST_RATIO.get(compression)
    if ratio is not None and sum(counts) * ratio < raw_size:
        raise source.damaged(_TRUNCATED)


def _metadata(data: bytes, page: Any, notes: list[Message]) -> tuple[Metadata, bytes | None]:
    def block(tag: int) -> bytes | None:
        found = page.tags.get(tag)
        if found is None:
            return None
        size = found.count * {3: 2, 4: 4, 9: 4}.get(int(found.dtype), 1)
        return data[found.valueoffset : found.valueoffset + size]

    try:
        tags = exif_from_tiff(data)
    except IfdBroken:
        tags = None
        notes.append(UNREADABLE)
    return Metadata(exif=tags, iptc=block(_IPTC), xmp=block(_XMP)), block(_ICC)
