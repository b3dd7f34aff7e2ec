"""Profiles made to take hours, of processing elements (ICC.1:2010, 10.14), or the memory."""

from __future__ import annotations

import struct
import time

import numpy as np
import pytest

from studio.imaging import icc, profiles

CURVE = b"para\0\0\0\0" + struct.pack(">HHi", 0, 0, 65536)
TABLE = (
    b"mAB \0\0\0\0\3\3\0\0" + struct.pack(">5I", 32, 0, 0, 0, 0) + CURVE * 3
)  # no more than the curves that it must have
MATRIX = b"matf\0\0\0\0" + struct.pack(">HH12f", 3, 3, *np.eye(3).ravel(), 0, 0, 0)
PIXELS = np.full((50, 50, 3), 0.3, np.float32)


def elements(count: int, element: bytes) -> bytes:
    """A profile that names one element so many times."""
    head = b"mpet\0\0\0\0" + struct.pack(">HHI", 3, 3, count)
    tag = head + struct.pack(">II", 16 + 8 * count, len(element)) * count + element
    return icc._profile_of(b"RGB ", [(b"D2B1", tag), (b"A2B1", TABLE)])


def curves(segments: int) -> bytes:
    breaks = struct.pack(f">{segments - 1}f", *np.arange(1, segments) / segments)
    curve = b"curf\0\0\0\0" + struct.pack(">HH", segments, 0) + breaks
    curve += (b"parf\0\0\0\0" + struct.pack(">HH4f", 0, 0, 1, 1, 0, 0)) * segments
    return b"cvst\0\0\0\0" + struct.pack(">HH", 3, 3) + struct.pack(">II", 36, len(curve)) * 3 + curve


@pytest.mark.parametrize("element", [MATRIX, curves(3)], ids=["matrix", "curves"])
def test_a_profile_of_elements_is_read(element: bytes) -> None:
    once, often = (profiles.to_extended_srgb(PIXELS, elements(count, element)) for count in (1, 8))
    assert np.isfinite(once).all()
    assert np.allclose(once, often, atol=1e-4)


@pytest.mark.parametrize(
    "hostile",
    [elements(65_000, MATRIX), elements(1, curves(60_000))],
    ids=["elements", "pieces of a curve"],
)
def test_one_that_repeats_itself_is_refused_at_once(hostile: bytes) -> None:
    start = time.process_time()
    with pytest.raises(ValueError, match=r"elements|segments"):
        profiles.to_extended_srgb(PIXELS, hostile)
    assert time.process_time() - start < 0.5


def test_one_that_is_larger_than_any_is_not_kept() -> None:
    honest = profiles.builtin_profile("adobe-rgb").icc
    padded = struct.pack(">I", (16 << 20) + 4) + honest[4:].ljust(16 << 20, b"\0")
    with pytest.raises(ValueError, match="too large"):
        profiles.profile_file(padded)
    assert profiles.profile_file(padded[: 16 << 20].replace(padded[:4], honest[:4], 1)).space == "RGB"
