"""GIF and BMP, through Pillow: the first picture, 8 bits."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from studio.imaging.image import Stored
from studio.imaging.limits import check_size
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP

_KIND = QT_TRANSLATE_NOOP("errors", "BMP: {what}")
_TRUNCATED = QT_TRANSLATE_NOOP("errors", "the file ends too early")
_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
# Pixels that a byte can stand for in GIF, more than in BMP; and those of a small frame on a large ground.
_LARGEST_RATIO, _GROUND = 3000, 1 << 24


class PillowFile:
    """Palettes and transparency expanded."""

    def __init__(self, source: SourceFile, longest: int | None, quick: bool) -> None:
        from PIL import BmpImagePlugin, GifImagePlugin, Image

        self._source = source
        Image.MAX_IMAGE_PIXELS = None  # of this helper process: check_size judges
        kind: Any = GifImagePlugin.GifImageFile if source.data[:3] == b"GIF" else BmpImagePlugin.BmpImageFile
        try:
            self._file: Any = kind(io.BytesIO(source.data))
        except Exception as error:
            if "unsupported" in str(error).lower():
                raise source.unsupported(_KIND, what=str(error)[:80]) from error
            raise source.damaged(_CORRUPT, str(error)) from error

    def facts(self) -> Raster:
        width, height = self._file.size
        check_size(self._source.name, width, height, 24)
        if width * height > len(self._source.data) * _LARGEST_RATIO + _GROUND:
            raise self._source.damaged(_TRUNCATED)
        see_through = self._file.mode in ("RGBA", "LA", "PA") or "transparency" in self._file.info
        name = "gif" if self._source.data[:3] == b"GIF" else "bmp"
        self._mode = "RGBA" if see_through else "RGB"
        return Raster(
            name, width, height, "rgb", 8, see_through, icc=self._file.info.get("icc_profile"),
            frames=int(getattr(self._file, "n_frames", 1)),
        )  # fmt: skip

    def pixels(self) -> Stored:
        """uint8 (H, W, 3 or 4)."""
        self._file.seek(0)
        return np.asarray(self._file.convert(self._mode))
