"""Soft proof: how a picture looks once it is in another profile's colours, and what these do not hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from studio.imaging.colour import colour_grid, delta_e_2000, rgb_to_lab
from studio.imaging.image import Float32
from studio.imaging.profiles import (
    builtin_profile,
    is_modelled,
    profile_file,
    srgb_from_device,
    srgb_to_device,
    srgb_to_ink,
)

# Half a step of 8 bits: what rounds to the gamut's edge lies in it.
_OUTSIDE = 0.5 / 255
# Tables have errors of their own: what differs by less is not seen beside each other.
_SEEN = 3.0
_NODES = 33


@dataclass(frozen=True)
class Proof:
    """``icc`` is the profile to show colours in, RGB or CMYK; ``marks`` paints gray what it does not hold."""

    icc: bytes
    marks: bool = False


SRGB_PROOF = Proof(builtin_profile("srgb").icc)


@dataclass(frozen=True, eq=False)
class Proofed:
    """``colour`` (h, w, 3) is extended sRGB as the profile has it, ``outside`` (h, w) where it has not."""

    colour: Float32
    outside: npt.NDArray[np.bool_]


def proofed(rgb: Float32, icc: bytes) -> Proofed:
    """Extended sRGB (h, w, 3) in the colours of a profile that is a matrix with curves. Raises ValueError."""
    device = srgb_to_device(icc)(rgb)
    outside = np.any((device < -_OUTSIDE) | (device > 1 + _OUTSIDE), axis=2)
    back = srgb_from_device(icc, np.float32, 3)
    shown = back(np.clip(device, 0, 1).astype(np.float32, copy=False))
    return Proofed(np.array(shown, np.float32), np.asarray(outside, np.bool_))


@lru_cache(maxsize=4)
def proof_tables(icc: bytes) -> tuple[Float32, Float32] | None:
    """For a profile with tables: two tables (n, n, n, 3) indexed [b, g, r] over sRGB 0 to 1.

    The first holds the colours as the profile has them, the second 1 where it has not, else 0. None for a
    profile that :func:`proofed` is for. Raises ValueError for a broken one, or one of no output.
    """
    if is_modelled(icc):
        return None
    grid = colour_grid(*[np.linspace(0, 1, _NODES)] * 3).reshape(_NODES * _NODES, _NODES, 3)
    ink = profile_file(icc).space == "CMYK"
    device = srgb_to_ink(icc)(grid) if ink else srgb_to_device(icc)(grid)
    back = srgb_from_device(icc, np.float32, 4 if ink else 3)
    colour = np.asarray(back(np.clip(device, 0, 1).astype(np.float32, copy=False)), np.float32)
    lost = delta_e_2000(rgb_to_lab(colour.clip(0, 1)), rgb_to_lab(grid)) > _SEEN
    shape = (_NODES, _NODES, _NODES, 3)
    outside = np.repeat(lost[..., None].astype(np.float32), 3, axis=-1)
    return colour.reshape(shape), outside.reshape(shape)


def check_proof(icc: bytes) -> None:
    """Raises ValueError for a profile that cannot be proofed to."""
    if proof_tables(icc) is None:
        proofed(np.zeros((1, 1, 3), np.float32), icc)
