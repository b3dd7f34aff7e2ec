"""AVIF (AV1 Image File Format), through libavif: what it says by Pillow, deep pixels by imagecodecs."""

from __future__ import annotations

import io
import struct
from typing import Any

import numpy as np

from studio.imaging.foreign.nclx import HDR, nclx_profile
from studio.imaging.image import Stored
from studio.imaging.limits import check_size
from studio.imaging.photo import Metadata
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP

_BRIGHT = QT_TRANSLATE_NOOP("errors", "HDR in PQ or HLG")
_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")


class AvifFile:
    """The first picture; 10 and 12 bits come as 16. EXIF says which way is up: Pillow puts the turn there."""

    def __init__(self, source: SourceFile, longest: int | None, quick: bool) -> None:
        from PIL import AvifImagePlugin

        self._source = source
        try:
            self._file: Any = AvifImagePlugin.AvifImageFile(io.BytesIO(source.data))
        except Exception as error:
            raise source.damaged(_CORRUPT, str(error)) from error
        self._bits = _bits(source.data)

    def facts(self) -> Raster:
        file = self._file
        width, height = file.size
        check_size(self._source.name, width, height, 24)
        primaries, transfer = _code_points(self._source.data)
        icc = file.info.get("icc_profile")
        if not icc and transfer in HDR:
            raise self._source.unsupported(_BRIGHT)
        exif = file.info.get("exif")
        return Raster(
            "avif", width, height, "rgb", 16 if self._bits > 8 else 8, file.mode == "RGBA",
            icc=icc or nclx_profile(primaries, transfer),
            metadata=Metadata(
                exif=exif.removeprefix(b"Exif\0\0") if exif else None, xmp=file.info.get("xmp") or None
            ),
            frames=int(getattr(file, "n_frames", 1)),
        )  # fmt: skip

    def pixels(self) -> Stored:
        """uint8 or uint16, full range, not yet upright."""
        if self._bits <= 8:
            self._file.load()
            return np.asarray(self._file)
        import imagecodecs

        deep = np.asarray(imagecodecs.avif_decode(self._source.data, index=0))
        channels = 4 if self._file.mode == "RGBA" else 3
        deep = np.repeat(deep[..., None], 3, axis=2) if deep.ndim == 2 else deep
        if deep.ndim != 3 or deep.shape[2] != channels or deep.dtype != np.uint16:
            raise self._source.damaged(_CORRUPT, f"{deep.dtype} {deep.shape}")
        top = (1 << self._bits) - 1
        return ((deep.astype(np.uint32) * 65535 + top // 2) // top).astype(np.uint16)


def _bits(data: bytes) -> int:
    """Bits a channel, by the AV1 configuration box (av1C): seqp, tier, high_bitdepth, twelve_bit."""
    place = data.find(b"av1C", 0, 1 << 16)
    if place < 0 or place + 7 > len(data):
        return 8
    flags = data[place + 6]
    return 8 if not flags & 0x40 else 12 if flags & 0x20 else 10


def _code_points(data: bytes) -> tuple[int, int]:
    """Primaries and transfer characteristics; 2 (nothing said) where there are none."""
    place = data.find(b"colrnclx", 0, 1 << 16)
    if place < 0 or place + 12 > len(data):
        return 2, 2
    primaries, transfer = struct.unpack_from(">HH", data, place + 8)
    return int(primaries), int(transfer)
