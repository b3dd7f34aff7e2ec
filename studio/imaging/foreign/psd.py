"""Photoshop files: the composite that they carry for other programs."""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator
from typing import Literal

import numpy as np

from studio.imaging.image import Stored
from studio.imaging.limits import check_size
from studio.imaging.photo import Metadata
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP

_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_NO_HEADER = QT_TRANSLATE_NOOP("errors", "its header is incomplete")
_KIND = QT_TRANSLATE_NOOP("errors", "Photoshop with {what}")
_NO_COMPOSITE = QT_TRANSLATE_NOOP(
    "errors", "Photoshop without a composite; save it with “Maximise Compatibility”"
)
_TRUNCATED = QT_TRANSLATE_NOOP("errors", "the file ends too early")
_RLE, _ZIP = 64, 1032
_GRAY, _RGB, _CMYK = 1, 3, 4
_NAMES = {0: "a bitmap", 2: "indexed colour", 7: "multichannel colour", 8: "duotone", 9: "Lab colour"}
_IPTC, _ICC, _EXIF, _XMP = 1028, 1039, 1058, 1060


class PsdFile:
    """8 and 16 bits; gray, RGB and CMYK. Channels beyond the transparency are saved selections: left out."""

    def __init__(self, source: SourceFile, longest: int | None, quick: bool) -> None:
        import psd_tools
        from psd_tools.api.utils import get_transparency_index, has_transparency

        self._source = source
        if len(source.data) < 26:
            raise source.damaged(_NO_HEADER)
        channels, height, width, depth, mode = struct.unpack_from(">HIIHH", source.data, 12)
        check_size(source.name, width, height, 48)
        if mode not in (_GRAY, _RGB, _CMYK):
            raise source.unsupported(_KIND, what=_NAMES.get(mode, f"colour mode {mode}"))
        if depth not in (8, 16):
            raise source.unsupported(_KIND, what=f"{depth} bits")
        if width * height * channels * depth // 8 > len(source.data) * _longest_ratio(source.data):
            raise source.damaged(_TRUNCATED)
        self._width, self._height, self._mode, self._depth = width, height, mode, depth
        with self._only_damage():
            # Size, file and the helper's own limits bound it better than a number for all.
            self._file = psd_tools.PSDImage.open(io.BytesIO(source.data), max_alloc_bytes="unlimited")
            if not self._file.has_preview():
                raise source.unsupported(_NO_COMPOSITE)
            own = _colour(mode)[1]
            self._taken = list(range(own))
            if channels > own and has_transparency(self._file):
                self._taken.append(get_transparency_index(self._file) % channels)
        if channels < own:
            raise source.damaged(_CORRUPT, f"{channels} channels")

    def facts(self) -> Raster:
        colour, own = _colour(self._mode)
        return Raster(
            "psd", self._width, self._height, colour, self._depth, len(self._taken) > own,
            icc=self._block(_ICC),
            metadata=Metadata(self._block(_EXIF), self._block(_IPTC), self._block(_XMP)),
        )  # fmt: skip

    def pixels(self) -> Stored:
        """uint8 or uint16, full range."""
        with self._only_damage():
            found = self._file.numpy()
        if found is None:
            raise self._source.unsupported(_NO_COMPOSITE)
        if found.shape[:2] != (self._height, self._width) or found.shape[2] <= max(self._taken):
            raise self._source.damaged(_CORRUPT, str(found.shape))
        values = found[..., self._taken]
        own = _colour(self._mode)[1]
        if self._mode == _CMYK:  # the file counts what is left white
            values = np.concatenate([1 - values[..., :own], values[..., own:]], axis=2)
        kind = np.uint16 if self._depth == 16 else np.uint8
        scaled: Stored = np.rint(np.clip(values, 0, 1) * np.float64(np.iinfo(kind).max)).astype(kind)
        return scaled

    @contextlib.contextmanager
    def _only_damage(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, TypeError, KeyError, IndexError, AssertionError, EOFError, struct.error) as error:
            raise self._source.damaged(_CORRUPT, str(error)) from error

    def _block(self, number: int) -> bytes | None:
        found = self._file.image_resources.get(number)
        data = getattr(found, "data", None)
        return bytes(data) if isinstance(data, bytes | bytearray) and data else None


def _colour(mode: int) -> tuple[Literal["gray", "rgb", "cmyk"], int]:
    return ("gray", 1) if mode == _GRAY else ("rgb", 3) if mode == _RGB else ("cmyk", 4)


def _longest_ratio(data: bytes) -> int:
    """How many bytes of the composite a byte of the file can stand for at most, by its compression."""
    place, wide = 26, data[4:6] == b"\0\2"
    for form in (">I", ">I", ">Q" if wide else ">I"):
        if place + struct.calcsize(form) > len(data):
            return _RLE
        (size,) = struct.unpack_from(form, data, place)
        place += struct.calcsize(form) + size
    return _RLE if data[place : place + 2] in (b"\0\0", b"\0\1") else _ZIP
