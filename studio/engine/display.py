"""Pictures for the screen: extended sRGB to 8-bit display colour."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from studio.engine.request import UInt8
from studio.engine.sinks import Strip
from studio.engine.transforms import NOTHING, ReadyTransform
from studio.imaging.image import Float32
from studio.imaging.profiles import display_lut
from studio.imaging.quantise import thresholds
from studio.imaging.transform import Cube, PixelTransform
from studio.kernels.select import CPU, select_kernel
from studio.styles.lut import identity_grid

# What shows through transparent pixels.
BACKGROUND = 0.5


class DisplaySink:
    """Takes rendered strips and keeps them as uint8 (H, W, 4) RGBX in display colour, X = 255.

    ``icc`` is the monitor's profile; sRGB is assumed for None or a broken one. Dithered as exports
    are, so that gradients band on the screen no more than there; the noise depends on the place only.
    """

    def __init__(self, width: int, height: int, icc: bytes | None) -> None:
        self.pixels: UInt8 = np.empty((height, width, 4), dtype=np.uint8)
        self.pixels[..., 3] = 255
        self._display = None if icc is None else _display(icc)

    def put(self, top: int, strip: Strip) -> None:
        out = self.pixels[top : top + strip.height]
        alpha = strip.alpha
        if alpha is None and self._display is None:
            strip.into(out, thresholds())
            return
        colour = strip.floats()
        if alpha is not None:
            cover = alpha[..., None]
            colour = colour.clip(0.0, 1.0) * cover + np.float32(BACKGROUND) * (1 - cover)
        self.show(colour, strip, out)

    def show(self, colour: Float32, strip: Strip, out: UInt8) -> None:
        """Extended sRGB (h, w, 3) into ``out`` in the monitor's colour."""
        kernel = select_kernel(CPU)
        prepared = (self._display or NOTHING).prepared(kernel)
        # A monitor shows nothing beyond its own white and black.
        np.clip(colour, 0.0, 1.0, out=colour)
        kernel.apply(prepared, colour, strip.place, out, thresholds())


@lru_cache(maxsize=4)
def _display(icc: bytes) -> ReadyTransform | None:
    """From sRGB to the monitor's colour; None for a profile that is of no use."""
    try:
        table = display_lut(icc)
    except ValueError:
        # Broken, or not of a screen.
        return None
    return ReadyTransform(PixelTransform(full=Cube(table - identity_grid(len(table)))))
