"""Colour management: from the colour of any ICC profile to extended sRGB and back.

Matrix and curve profiles (nearly every camera and monitor) are computed here in float; profiles with tables
go through LittleCMS in float, by way of *linear* sRGB: LittleCMS extends the sRGB curve by a straight line
below 0. The rendering intent is relative colorimetric.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from studio.imaging.colour import (
    D50_XY,
    D65_XY,
    SRGB_PRIMARIES,
    SRGB_TO_XYZ_D50,
    srgb_decode,
    srgb_encode,
)
from studio.imaging.curves import SRGB_CURVE, Curve, ParametricCurve
from studio.imaging.icc import ProfileBroken, ProfileFile, parse_profile, write_gray_profile, write_profile
from studio.imaging.image import Float32
from studio.imaging.photo import Profile
from studio.imaging.strips import over_strips

Pixels: TypeAlias = npt.NDArray[Any]
Convert: TypeAlias = Callable[[Pixels], Float32]

PROFILES = ("input", "srgb", "display-p3", "adobe-rgb", "prophoto")
# The largest error, in 8-bit steps, at which a profile is taken as sRGB itself: the colorants of the oldest
# and commonest "sRGB IEC61966-2.1" are rounded such that pure green comes out half a step off.
SRGB_TOLERANCE = 0.6
_CACHED = 8  # profiles, each of up to many megabytes
_BUILTIN = {
    "srgb": ("sRGB", SRGB_PRIMARIES, D65_XY, SRGB_CURVE),
    # SMPTE EG 432-1 primaries, D65, sRGB's curve.
    "display-p3": ("Display P3", ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)), D65_XY, SRGB_CURVE),
    "adobe-rgb": (
        "Compatible with Adobe RGB (1998)",
        ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)),
        D65_XY,
        ParametricCurve(563 / 256),
    ),
    # ISO 22028-2 primaries; the bare power, as in the profile that the world uses.
    "prophoto": (
        "ProPhoto RGB (ROMM)",
        ((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001)),
        D50_XY,
        ParametricCurve(1.8),
    ),
}

PRIMARIES = {name: (primaries, white) for name, (_, primaries, white, _) in _BUILTIN.items()}
"""Red, green and blue, and white, as chromaticities (x, y), of the built-in profiles."""


@lru_cache
def builtin_profile(name: str) -> Profile:
    """A profile of ours: "srgb", "display-p3", "adobe-rgb" or "prophoto". Raises KeyError."""
    description, primaries, white, curve = _BUILTIN[name]
    return Profile(write_profile(description, primaries, white, curve), description)


def builtin_curve(name: str) -> ParametricCurve:
    """The tone curve of :func:`builtin_profile`. Raises KeyError."""
    return _BUILTIN[name][3]


@lru_cache
def builtin_gray(name: str) -> Profile:
    """A profile for gray with that curve. Raises KeyError."""
    description, curve = f"Gray, curve of {_BUILTIN[name][0]}", builtin_curve(name)
    return Profile(write_gray_profile(description, curve), description)


@lru_cache
def _linear_srgb() -> bytes:
    return write_profile("Linear sRGB", SRGB_PRIMARIES, D65_XY, ParametricCurve(1.0))


@lru_cache(maxsize=_CACHED)
def profile_file(icc: bytes) -> ProfileFile:
    """The parsed profile. Raises ProfileBroken (a ValueError)."""
    return parse_profile(icc)


def profile_name(icc: bytes) -> str:
    """The profile's own description. Raises ValueError for bytes that are no ICC profile."""
    return profile_file(icc).name


def to_extended_srgb(values: Pixels, icc: bytes | None) -> Float32:
    """Device colour to extended sRGB, float32 (H, W, 3).

    ``values`` is (H, W, C) of uint8, uint16 (full range) or float32 (nominal 0 to 1), C as the profile's
    colour space has it: 3, 1 for gray, 4 for CMYK (full range is full ink). ``icc`` None means sRGB; then
    and for profiles equal to sRGB the values come through unchanged, and gray ones in three channels. Raises
    ValueError for a broken profile or one of another colour space than ``values``.
    """
    return over_strips(srgb_from_device(icc, values.dtype, values.shape[2]), values, 3)


def from_extended_srgb(rgb: Float32, icc: bytes) -> Float32:
    """Extended sRGB (H, W, 3) to the RGB profile's device values, float32, not clamped. Raises ValueError."""
    return over_strips(srgb_to_device(icc), rgb, 3)


def is_srgb(icc: bytes) -> bool:
    """Whether an RGB profile means sRGB within ``SRGB_TOLERANCE``. Raises ValueError."""
    return _is_srgb(icc)


def means_srgb(icc: bytes | None, channels: int) -> bool:
    """Whether device values are extended sRGB as they stand: no profile, or one of that many channels equal
    to sRGB, of gray by its curve. Raises ValueError for a broken profile.
    """
    if icc is None:
        return True
    return _is_srgb(icc) if channels == 3 else channels == 1 and _is_srgb_gray(icc)


@lru_cache(maxsize=_CACHED)
def _is_srgb_gray(icc: bytes) -> bool:
    profile = profile_file(icc)
    return profile.space == "GRAY" and not profile.tables_in and _has_srgb_curves(profile)


def _has_srgb_curves(profile: ProfileFile) -> bool:
    steps = np.linspace(0, 1, 256)
    curves = [srgb_encode(curve.decode(steps)) for curve in profile.curves or ()]
    return (
        bool(curves) and max(float(np.abs(curve - steps).max()) for curve in curves) <= SRGB_TOLERANCE / 255
    )


@lru_cache(maxsize=_CACHED)
def _is_srgb(icc: bytes) -> bool:
    profile = profile_file(icc)
    if profile.matrix is None or profile.tables_in or not _has_srgb_curves(profile):
        return False
    axis = np.linspace(0, 1, 6)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1)
    error = np.abs(srgb_encode(srgb_decode(grid) @ _to_linear_srgb(profile).T) - grid)
    return bool(error.max() <= SRGB_TOLERANCE / 255)


def _to_linear_srgb(profile: ProfileFile) -> npt.NDArray[np.float64]:
    return np.linalg.solve(SRGB_TO_XYZ_D50, cast(Any, profile.matrix))


def as_float(values: Pixels) -> Float32:
    """Integers of full range to float32 0 to 1, exactly rounded; float32 comes through."""
    if values.dtype == np.float32:
        return cast(Float32, values)
    return np.divide(values, np.float32(np.iinfo(values.dtype).max), dtype=np.float32)


def srgb_from_device(icc: bytes | None, dtype: npt.DTypeLike, channels: int) -> Convert:
    """A function from device values (h, w, channels) of that type to extended sRGB. Raises ValueError."""
    if icc is None or means_srgb(icc, channels):
        return lambda strip: np.broadcast_to(as_float(strip), (*strip.shape[:2], 3))
    profile = profile_file(icc)
    if {"RGB": 3, "GRAY": 1, "CMYK": 4}.get(profile.space) != channels:
        raise ProfileBroken(f"a profile for {profile.space}")
    if profile.tables_in or profile.curves is None:
        return lambda strip: srgb_encode(_by_lcms(as_float(strip), icc, profile.space, _linear_srgb(), "RGB"))
    decode = [_tabled(curve, np.dtype(dtype)) for curve in profile.curves]
    if profile.space == "GRAY":
        # Gray runs along the neutral axis, which has the same linear value in any space.
        return lambda strip: np.broadcast_to(srgb_encode(decode[0](strip)), (*strip.shape[:2], 3))
    matrix = _to_linear_srgb(profile).T.astype(np.float32)

    def convert(strip: Pixels) -> Float32:
        linear = np.empty(strip.shape, np.float32)
        for channel in range(3):
            linear[..., channel] = decode[channel](strip[..., channel])
        return cast(Float32, srgb_encode(linear @ matrix))

    return convert


def _tabled(curve: Curve, dtype: np.dtype[Any]) -> Convert:
    """The curve for values of that type: by one entry for each possible value where these are integers."""
    if dtype == np.float32:
        return lambda values: curve.decode(values).astype(np.float32, copy=False)
    top = np.iinfo(dtype).max
    table = curve.decode(np.arange(top + 1) / top).astype(np.float32)
    return lambda values: table[values]


def srgb_to_device(icc: bytes) -> Convert:
    """A function from extended sRGB (..., 3) to device values of an RGB profile. Raises ValueError."""
    profile = profile_file(icc)
    if profile.space != "RGB":
        raise ProfileBroken(f"a profile for {profile.space}")
    if _is_srgb(icc):
        return lambda rgb: cast(Float32, rgb)
    if profile.tables_out or profile.matrix is None or profile.curves is None:
        return lambda rgb: _by_lcms(srgb_decode(rgb), _linear_srgb(), "RGB", icc, "RGB")
    curves = profile.curves
    matrix = np.linalg.inv(_to_linear_srgb(profile)).T.astype(np.float32)

    def convert(rgb: Pixels) -> Float32:
        device = srgb_decode(rgb) @ matrix
        for channel, curve in enumerate(curves):
            device[..., channel] = curve.encode(device[..., channel])
        return cast(Float32, device)

    return convert


def srgb_to_ink(icc: bytes) -> Convert:
    """A function from extended sRGB (..., 3) to the inks of a CMYK profile, 0 to 1. Raises ValueError."""
    if profile_file(icc).space != "CMYK":
        raise ProfileBroken(f"a profile for {profile_file(icc).space}")
    return lambda rgb: _by_lcms(srgb_decode(rgb), _linear_srgb(), "RGB", icc, "CMYK") / np.float32(100)


def is_modelled(icc: bytes) -> bool:
    """Whether an RGB profile is a matrix and curves, both ways. Raises ValueError for a broken profile."""
    profile = profile_file(icc)
    tables = profile.tables_in or profile.tables_out
    return profile.matrix is not None and profile.curves is not None and not tables


def _by_lcms(values: Float32, source: bytes, space: str, target: bytes, out_space: str) -> Float32:
    import imagecodecs

    if space == "CMYK":
        values = values * np.float32(100)  # LittleCMS counts ink in per cent
    try:
        out = imagecodecs.cms_transform(
            np.ascontiguousarray(values),
            source,
            target,
            colorspace=space.lower(),
            outcolorspace=out_space.lower(),
            outdtype="float32",
            intent=1,
        )
    except Exception as error:
        raise ProfileBroken(str(error)) from error
    return np.asarray(out, np.float32).reshape(*values.shape[:-1], 4 if out_space == "CMYK" else 3)
