"""The pixels of a TIFF page, of any sample type, in the forms that Raster knows."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP, Message

Pixels = npt.NDArray[Any]

_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_KIND = QT_TRANSLATE_NOOP("errors", "TIFF with {what}")
NOT_FINITE = QT_TRANSLATE_NOOP(
    "notes", "{count} values of this picture are not numbers or infinite; they were set to black or white."
)
_WHITE_IS_ZERO, _PALETTE = 0, 3
_MOST = 1e4


def decode(
    source: SourceFile, page: Any, raster: Raster, samples: int, bits: int, premultiplied: bool
) -> Pixels:
    """(H, W, C) of uint8 or uint16 (full range) or float32, ``samples`` of the file's kept.

    Not-a-number becomes 0, infinity 0 or 1, and a note counts them. Raises DamagedPhoto, UnsupportedPhoto.
    """
    try:
        values = np.asarray(page.asarray(maxworkers=1))
    except Exception as error:
        if "imagecodecs" in str(error) or "not supported" in str(error):
            raise source.unsupported(_KIND, what=f"compression {int(page.compression)}") from error
        raise source.damaged(_CORRUPT, f"{type(error).__name__}: {error}") from error
    values = _height_width_samples(source, page, values)
    if values.shape[:2] != (raster.height, raster.width) or values.shape[2] < samples:
        raise source.damaged(_CORRUPT, f"{values.shape}")
    values = values[..., :samples]
    if int(page.photometric) == _PALETTE:
        return _expand_palette(source, page, values[..., 0])
    if values.dtype.kind == "f":
        values, count = _finite(values)
        if count:
            raster.notes.append(Message("notes", NOT_FINITE, {"count": count}))
    else:
        values = _full_range(values, bits)
    if int(page.photometric) == _WHITE_IS_ZERO:
        top = 1.0 if values.dtype.kind == "f" else np.iinfo(values.dtype).max
        values = np.asarray(top - values, values.dtype)
    return _unmultiplied(values) if premultiplied and raster.alpha else values


def _height_width_samples(source: SourceFile, page: Any, values: Pixels) -> Pixels:
    axes = str(page.axes)
    if sorted(axes) == ["X", "Y"]:
        return values[..., None] if axes == "YX" else values.T[..., None]
    if sorted(axes) != ["S", "X", "Y"]:
        raise source.unsupported(_KIND, what=f"axes {axes}")
    return values.transpose([axes.index(axis) for axis in "YXS"])


def _full_range(values: Pixels, bits: int) -> Pixels:
    """Whole numbers of ``bits`` to the full range of uint8 or uint16, 32 bits to float32."""
    if values.dtype == np.bool_:
        return values.astype(np.uint8) * np.uint8(255)
    if bits in (8, 16) and values.dtype.itemsize * 8 == bits:
        return values
    top = (1 << bits) - 1
    if bits > 16:
        return (values / top).astype(np.float32)
    full, kind = (255, np.uint8) if bits <= 8 else (65535, np.uint16)
    table = (np.arange(top + 1, dtype=np.uint64) * full * 2 + top) // (2 * top)
    return np.asarray(table.astype(kind)[np.minimum(values, top)])


def _finite(values: Pixels) -> tuple[Pixels, int]:
    bad = ~np.isfinite(values)
    count = int(np.count_nonzero(bad))
    with np.errstate(over="ignore"):
        values = values.astype(np.float32)
    if count:
        values = np.nan_to_num(values, nan=0.0, posinf=1.0, neginf=0.0)
    return np.clip(values, -_MOST, _MOST, out=values), count


def _expand_palette(source: SourceFile, page: Any, indices: Pixels) -> Pixels:
    """(H, W, 3): uint8 where the palette holds 8-bit colours (as nearly all do), else uint16."""
    palette = page.colormap
    if palette is None or palette.ndim != 2 or palette.shape[0] != 3:
        raise source.damaged(_CORRUPT, "no palette")
    colours = np.ascontiguousarray(palette.T)
    if indices.size and int(indices.max()) >= len(colours):
        raise source.damaged(_CORRUPT, "palette too short")
    if int(colours.max()) < 256:  # written by old programs without scaling
        colours = colours.astype(np.uint8)
    elif bool(np.all((colours >> 8) == (colours & 255))) or not np.any(colours & 255):
        colours = (colours >> 8).astype(np.uint8)
    return np.asarray(colours[indices.astype(np.intp)])


def _unmultiplied(values: Pixels) -> Pixels:
    """Straight colour, as float32, from colour that was multiplied by alpha."""
    top = 1.0 if values.dtype.kind == "f" else np.iinfo(values.dtype).max
    out = (values / np.float32(top)).astype(np.float32)
    alpha = out[..., -1:]
    np.divide(out[..., :-1], alpha, out=out[..., :-1], where=alpha > 0)
    return out
