"""Where finished strips go: a picture in float32, or a file in the making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from studio.imaging.encode import PhotoEncoder
from studio.imaging.image import Float32, ImageBuffer, Stored
from studio.imaging.quantise import thresholds
from studio.imaging.transform import Place
from studio.kernels.select import Kernel

# Pixels that go through float32 at once: what a step leaves behind is still in the cache for the next one.
FLOAT_PIXELS = 1 << 16


class Sink(Protocol):
    """Where finished strips go. Called on several threads at once for different rows."""

    def put(self, top: int, strip: Strip) -> None:
        """Rows from ``top`` of the area on."""


@dataclass(frozen=True)
class Strip:
    """Rows of the source, and what is to be done to them."""

    source: Stored
    place: Place
    kernel: Kernel
    prepared: Any

    @property
    def height(self) -> int:
        return int(self.source.shape[0])

    @property
    def alpha(self) -> Float32 | None:
        """float32 (h, w), None without alpha."""
        return ImageBuffer(self.source).alpha

    def parts(self, pixels: int) -> Iterator[tuple[int, Strip]]:
        """The strip in pieces of at most that many pixels (at least a row), each with its first row."""
        height, width = self.source.shape[:2]
        rows = max(1, pixels // width)
        for top in range(0, height, rows):
            place = replace(self.place, top=self.place.top + top)
            yield top, replace(self, source=self.source[top : top + rows], place=place)

    def into(self, out: Stored, dither: Float32 | None = None) -> None:
        """The finished colour into ``out[..., :3]``, uint8, uint16 or float32 (h, w, 3 or 4)."""
        self.kernel.apply(self.prepared, self.source, self.place, out, dither)

    def floats(self) -> Float32:
        """The finished colour, float32 (h, w, 3), extended sRGB."""
        out = np.empty((*self.source.shape[:2], 3), np.float32)
        self.into(out)
        return out


class BufferSink:
    """Keeps strips as a float32 picture (H, W, 3 or 4); alpha is carried bit by bit."""

    def __init__(self, width: int, height: int, channels: int) -> None:
        self.pixels: Float32 = np.empty((height, width, channels), dtype=np.float32)

    def put(self, top: int, strip: Strip) -> None:
        rows = self.pixels[top : top + strip.height]
        strip.into(rows)
        alpha = strip.alpha
        if alpha is not None:
            rows[..., 3] = alpha


class EncoderSink:
    """Hands strips to a file in the making, without a step in float32 where its pixels are sRGB."""

    def __init__(self, encoder: PhotoEncoder) -> None:
        self.encoder = encoder

    def put(self, top: int, strip: Strip) -> None:
        encoder = self.encoder
        if not encoder.takes_srgb:
            for down, part in strip.parts(FLOAT_PIXELS):
                encoder.put(top + down, part.floats(), part.alpha)
            return
        strip.into(encoder.pixels[top : top + strip.height], thresholds() if encoder.depth == 8 else None)
        alpha = strip.alpha
        if alpha is not None:
            encoder.put_alpha(top, alpha)
