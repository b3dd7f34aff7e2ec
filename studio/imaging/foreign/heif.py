"""HEIF and HEIC (ISO/IEC 23008-12), through libheif."""

from __future__ import annotations

import io

import numpy as np

from studio.imaging.foreign.nclx import HDR, nclx_profile
from studio.imaging.image import Stored
from studio.imaging.limits import check_size
from studio.imaging.photo import Metadata
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP

_BRIGHT = QT_TRANSLATE_NOOP("errors", "HDR in PQ or HLG")
_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_MODES = {"L": ("gray", False), "LA": ("gray", True), "RGB": ("rgb", False), "RGBA": ("rgb", True)}


class HeifFile:
    """The primary picture, turned as the file says; 10 and 12 bits come as 16."""

    def __init__(self, source: SourceFile, longest: int | None, quick: bool) -> None:
        import pi_heif

        self._source = source
        pi_heif.options.THUMBNAILS = False
        try:
            self._file = pi_heif.open_heif(io.BytesIO(source.data), convert_hdr_to_8bit=False)
        except Exception as error:
            raise source.damaged(_CORRUPT, str(error)) from error
        self._image = self._file[self._file.primary_index]

    def facts(self) -> Raster:
        image, info = self._image, self._image.info
        width, height = image.size
        check_size(self._source.name, width, height, 24)
        mode = image.mode.split(";")[0]
        if mode not in _MODES:
            raise self._source.damaged(_CORRUPT, image.mode)
        colour, alpha = _MODES[mode]
        nclx = info.get("nclx_profile") or {}
        primaries = int(nclx.get("color_primaries", 2))
        transfer = int(nclx.get("transfer_characteristics", 2))
        icc = info.get("icc_profile")
        if not icc and transfer in HDR:
            raise self._source.unsupported(_BRIGHT)
        exif = info.get("exif")
        xmp = info.get("xmp")
        return Raster(
            "heif", width, height, "gray" if colour == "gray" else "rgb",
            16 if int(info.get("bit_depth", 8)) > 8 else 8, alpha,
            icc=icc or nclx_profile(primaries, transfer),
            metadata=Metadata(exif=exif.removeprefix(b"Exif\0\0") if exif else None, xmp=xmp or None),
            frames=len(self._file), upright=True,
        )  # fmt: skip

    def pixels(self) -> Stored:
        """uint8 or uint16, full range."""
        pixels = np.asarray(self._image)
        pixels = pixels[..., None] if pixels.ndim == 2 else pixels
        if self._image.info.get("premultiplied_alpha") and pixels.shape[2] in (2, 4):
            top = float(np.iinfo(pixels.dtype).max)
            alpha = pixels[..., -1:].astype(np.float64)
            colour = np.where(alpha > 0, pixels[..., :-1] * (top / np.maximum(alpha, 1.0)), 0.0)
            pixels = np.concatenate(
                [np.minimum(np.rint(colour), top).astype(pixels.dtype), pixels[..., -1:]], 2
            )
        return pixels
