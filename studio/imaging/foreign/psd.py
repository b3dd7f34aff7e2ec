"""Photoshop files: the composite that they carry for other programs."""

from __future__ import annotations

import io
import struct
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
_GRAY, _RGB, _CMYK = 1, 3, 4
_NAMES = {0: "a bitmap", 2: "indexed colour", 7: "multichannel colour", 8: "duotone", 9: "Lab colour"}
_IPTC, _ICC, _EXIF, _XMP = 1028, 1039, 1058, 1060


class PsdFile:
    """8 and 16 bits; gray, RGB and CMYK."""

    def __init__(self, source: SourceFile, longest: int | None, quick: bool) -> None:
        import psd_tools

        self._source = source
        if len(source.data) < 26:
            raise source.damaged(_NO_HEADER)
        height, width, depth, mode = struct.unpack_from(">IIHH", source.data, 14)
        check_size(source.name, width, height, 48)
        if mode not in (_GRAY, _RGB, _CMYK):
            raise source.unsupported(_KIND, what=_NAMES.get(mode, f"colour mode {mode}"))
        if depth not in (8, 16):
            raise source.unsupported(_KIND, what=f"{depth} bits")
        self._mode, self._depth = mode, depth
        try:
            self._file = psd_tools.PSDImage.open(io.BytesIO(source.data))
            if not self._file.has_preview():
                raise source.unsupported(_NO_COMPOSITE)
            found = self._file.numpy()
        except (ValueError, TypeError, KeyError, IndexError, AssertionError, EOFError, struct.error) as error:
            raise source.damaged(_CORRUPT, str(error)) from error
        if found is None:
            raise source.unsupported(_NO_COMPOSITE)
        self._pixels = found

    def facts(self) -> Raster:
        colour, own = _colour(self._mode)
        height, width, channels = self._pixels.shape
        if (height, width) != (self._file.height, self._file.width) or channels not in (own, own + 1):
            raise self._source.damaged(_CORRUPT, str(self._pixels.shape))
        return Raster(
            "psd", width, height, colour, self._depth, channels > own,
            icc=self._block(_ICC),
            metadata=Metadata(self._block(_EXIF), self._block(_IPTC), self._block(_XMP)),
        )  # fmt: skip

    def pixels(self) -> Stored:
        """uint8 or uint16, full range."""
        values = self._pixels
        own = _colour(self._mode)[1]
        if self._mode == _CMYK:  # the file counts what is left white
            values = np.concatenate([1 - values[..., :own], values[..., own:]], axis=2)
        kind = np.uint16 if self._depth == 16 else np.uint8
        scaled: Stored = np.rint(np.clip(values, 0, 1) * np.float64(np.iinfo(kind).max)).astype(kind)
        return scaled

    def _block(self, number: int) -> bytes | None:
        found = self._file.image_resources.get(number)
        data = getattr(found, "data", None)
        return bytes(data) if isinstance(data, bytes | bytearray) and data else None


def _colour(mode: int) -> tuple[Literal["gray", "rgb", "cmyk"], int]:
    return ("gray", 1) if mode == _GRAY else ("rgb", 3) if mode == _RGB else ("cmyk", 4)
