"""Pictures for the screen: extended sRGB to 8-bit display colour."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from studio.engine.request import UInt8
from studio.engine.sinks import Strip
from studio.engine.transforms import NOTHING, ReadyTransform
from studio.imaging.image import Float32
from studio.imaging.monitor import display_lut
from studio.imaging.proof import Proof, proof_tables, proofed
from studio.imaging.quantise import thresholds
from studio.imaging.transform import Cube, PixelTransform, Place
from studio.kernels.select import CPU, select_kernel
from studio.styles.lut import identity_grid

# What shows through transparent pixels.
BACKGROUND = 0.5
# What a soft proof's profile does not hold: the gray that other programs mark it with.
MARK = 0.5


class DisplaySink:
    """Takes rendered strips and keeps them as uint8 (H, W, 4) RGBX in display colour, X = 255.

    ``icc`` is the monitor's profile; sRGB is assumed for None or a broken one. ``proof`` shows the colours of
    another profile, so far as the monitor can; a broken one is none. Dithered as exports
    are, so that gradients band on the screen no more than there; the noise depends on the place only.
    """

    def __init__(self, width: int, height: int, icc: bytes | None, proof: Proof | None = None) -> None:
        self.pixels: UInt8 = np.empty((height, width, 4), dtype=np.uint8)
        self.pixels[..., 3] = 255
        self._display = None if icc is None else _display(icc)
        self._proof = proof

    def put(self, top: int, strip: Strip) -> None:
        out = self.pixels[top : top + strip.height]
        alpha = strip.alpha
        if alpha is None and self._display is None and self._proof is None:
            strip.into(out, thresholds())
            return
        colour = strip.floats()
        if self._proof is not None:
            colour = _proofed(colour, self._proof, strip.place)
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


def _proofed(colour: Float32, proof: Proof, place: Place) -> Float32:
    """Extended sRGB (h, w, 3) in a proof's colours; what they do not hold is gray if it shall be marked."""
    try:
        tables = _proof(proof.icc)
        if tables is None:
            found = proofed(colour, proof.icc)
            shown, outside = found.colour, found.outside
        else:
            kernel = select_kernel(CPU)
            inside = colour.clip(0.0, 1.0)
            shown, lost = np.empty_like(colour), np.empty_like(colour)
            for table, out in zip(tables, (shown, lost), strict=True):
                kernel.apply(table.prepared(kernel), inside, place, out, None)
            outside = lost[..., 0] > 0.5
    except ValueError:
        return colour
    if proof.marks:
        shown = np.where(outside[..., None], np.float32(MARK), shown)
    return shown


@lru_cache(maxsize=4)
def _proof(icc: bytes) -> tuple[ReadyTransform, ReadyTransform] | None:
    """As :func:`studio.imaging.proof.proof_tables`, ready for a kernel."""
    tables = proof_tables(icc)
    if tables is None:
        return None
    colour, outside = (ReadyTransform(PixelTransform(full=Cube(t - identity_grid(len(t))))) for t in tables)
    return colour, outside


@lru_cache(maxsize=4)
def _display(icc: bytes) -> ReadyTransform | None:
    """From sRGB to the monitor's colour; None for a profile that is of no use."""
    try:
        table = display_lut(icc)
    except ValueError:
        # Broken, or not of a screen.
        return None
    return ReadyTransform(PixelTransform(full=Cube(table - identity_grid(len(table)))))
