"""From sRGB to what a monitor wants."""

from __future__ import annotations

import numpy as np

from studio.imaging.colour import colour_grid
from studio.imaging.image import Float32
from studio.imaging.profiles import srgb_to_device


def display_lut(icc: bytes, size: int = 33) -> Float32:
    """A table for the screen, (size, size, size, 3) indexed [b, g, r]: encoded sRGB 0 to 1 to the monitor's
    device values, cut to 0 to 1. Raises ValueError for a broken profile or one that is not RGB.
    """
    grid = colour_grid(*[np.linspace(0, 1, size)] * 3).reshape(size * size, size, 3)
    device = np.clip(srgb_to_device(icc)(grid), 0, 1).astype(np.float32)
    return device.reshape(size, size, size, 3)
