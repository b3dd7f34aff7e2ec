"""Colour told by code points (ITU-T H.273), as HEIF and AVIF do, as an ICC profile."""

from __future__ import annotations

from functools import lru_cache

from studio.imaging.colour import D65_XY, SRGB_PRIMARIES, Chromaticities
from studio.imaging.curves import SRGB_CURVE, ParametricCurve
from studio.imaging.icc import write_profile
from studio.imaging.profiles import PRIMARIES

_REC2020: Chromaticities = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
_PRIMARIES = {
    1: ("sRGB", SRGB_PRIMARIES),
    9: ("Rec. 2020", _REC2020),
    12: ("Display P3", PRIMARIES["display-p3"][0]),
}
# Television's curves are read as sRGB's, as browsers do: pictures so marked are graded on such screens.
_CURVES = {
    1: SRGB_CURVE, 6: SRGB_CURVE, 13: SRGB_CURVE, 14: SRGB_CURVE, 15: SRGB_CURVE,
    4: ParametricCurve(2.2), 5: ParametricCurve(2.8), 8: ParametricCurve(1.0),
}  # fmt: skip
HDR = (16, 18)
"""Transfer characteristics of pictures for brighter screens: PQ and HLG."""


@lru_cache
def nclx_profile(primaries: int, transfer: int) -> bytes | None:
    """None where nothing is said, or something unknown. ``HDR`` has no profile."""
    curve = _CURVES.get(transfer)
    if primaries not in _PRIMARIES or curve is None:
        return None
    name, colours = _PRIMARIES[primaries]
    return write_profile(name, colours, D65_XY, curve)
