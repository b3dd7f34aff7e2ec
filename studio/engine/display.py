"""Pictures for the screen: extended sRGB to 8-bit display colour."""

from __future__ import annotations

import threading
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from studio.engine.request import UInt8
from studio.imaging.image import Float32
from studio.imaging.profiles import display_lut
from studio.imaging.quantise import thresholds
from studio.kernels.reference import LutTable, look_up
from studio.styles.lut import Lut

# What shows through transparent pixels.
BACKGROUND = 0.5
# lru_cache would let every thread of a picture make the same table.
_MAKING = threading.Lock()


class DisplaySink:
    """Takes rendered strips and keeps them as uint8 (H, W, 4) RGBX in display colour, X = 255.

    ``icc`` is the monitor's profile; sRGB is assumed for None or a broken one. Dithered as exports
    are, so that gradients band on the screen no more than there; the noise depends on the place only.
    """

    def __init__(self, width: int, height: int, icc: bytes | None) -> None:
        self.pixels: UInt8 = np.empty((height, width, 4), dtype=np.uint8)
        self.pixels[..., 3] = 255
        self._icc = icc

    def put(self, top: int, picture: Tensor, alpha: Float32 | None) -> None:
        """Rows from ``top`` on: ``picture`` float32 (h, w, 3), extended sRGB; ``alpha`` (h, w) or None."""
        height, width = int(picture.shape[0]), int(picture.shape[1])
        colour = picture.clamp(0.0, 1.0)
        if alpha is not None:
            cover = torch.tensor(alpha, device=picture.device)[..., None]
            colour = colour * cover + BACKGROUND * (1.0 - cover)
        with _MAKING:
            table = None if self._icc is None else _display_table(self._icc, str(picture.device))
            noise = _noise(str(picture.device))
        if table is not None:
            colour = look_up(colour, table)
        rows = torch.arange(top, top + height, device=noise.device) % len(noise)
        columns = torch.arange(width, device=noise.device) % len(noise)
        grain = noise.index_select(0, rows).index_select(1, columns)
        levels = (colour * 255.0).add_(grain).clamp_(0.0, 255.0).to(torch.uint8)
        torch.from_numpy(self.pixels)[top : top + height, :, :3].copy_(levels)


@lru_cache(maxsize=4)
def _display_table(icc: bytes, device: str) -> LutTable | None:
    try:
        table = display_lut(icc)
    except ValueError:
        # Broken, or not of a screen.
        return None
    return LutTable.of(Lut("display", cube=table), torch.device(device))


@lru_cache(maxsize=4)
def _noise(device: str) -> Tensor:
    """The export's dither, (tile, tile, 3): a value that is one of the 256 levels stays that level."""
    return torch.tensor(thresholds(), device=device)
