"""The soft proof: colours as another profile has them, and what it does not hold."""

from __future__ import annotations

import numpy as np
import pytest

from studio.engine.display import MARK, DisplaySink
from studio.engine.sinks import Strip
from studio.engine.transforms import NOTHING
from studio.imaging.image import Float32
from studio.imaging.profiles import builtin_profile
from studio.imaging.proof import SRGB_PROOF, Proof, check_proof, proof_tables, proofed
from studio.imaging.transform import Place
from studio.kernels.select import CPU, select_kernel
from tests.support.cmyk_profile import simple_cmyk_profile

RNG = np.random.default_rng(5)


def shown(rgb: Float32, proof: Proof | None) -> Float32:
    """What the screen gets, 0 to 1, on an sRGB monitor."""
    height, width = rgb.shape[:2]
    sink = DisplaySink(width, height, None, proof)
    kernel = select_kernel(CPU)
    sink.put(0, Strip(rgb, Place(0, 0, width, height), kernel, NOTHING.prepared(kernel)))
    return np.divide(sink.pixels[..., :3], np.float32(255), dtype=np.float32)


def test_a_wide_space_changes_nothing_and_marks_nothing() -> None:
    rgb = RNG.random((8, 9, 3), np.float32)
    for name in ("srgb", "display-p3", "prophoto"):
        found = proofed(rgb, builtin_profile(name).icc)
        assert np.abs(found.colour - rgb).max() < 2e-4
        assert not found.outside.any()


def test_what_srgb_does_not_hold_is_marked() -> None:
    rgb = np.full((4, 4, 3), 0.3, np.float32)
    rgb[0, 0] = (1.1, -0.05, 0.2)  # a red of Display P3
    rgb[1, 1] = (1.0, 0.0, 1.0)  # on the edge
    outside = proofed(rgb, SRGB_PROOF.icc).outside
    assert outside.sum() == 1
    assert outside[0, 0]
    assert not proofed(rgb, builtin_profile("prophoto").icc).outside[0, 0]
    marked = shown(rgb, Proof(SRGB_PROOF.icc, marks=True))
    assert np.abs(marked[0, 0] - MARK).max() < 0.01
    plain = shown(rgb, SRGB_PROOF)
    assert np.array_equal(plain, shown(rgb, None)), "without a wider monitor it is what is shown anyway"
    assert np.array_equal(plain[1:], marked[1:])


def test_paper_and_ink() -> None:
    icc = simple_cmyk_profile(both_ways=True)
    rgb = np.ones((2, 4, 3), np.float32)
    rgb[:, 1] = 0.6
    rgb[:, 2] = 0.0
    rgb[:, 3] = (1.0, 0.0, 0.0)
    seen = shown(rgb, Proof(icc))
    assert seen[:, 0].min() > 0.97, "paper"
    assert seen[:, 2].max() < seen[:, 1].min() < seen[:, 0].min(), "between them"
    assert seen[:, 2].min() > 0.15, "70 % of each ink are no black"
    assert seen[0, 3, 1] > 0.15
    assert seen[0, 3, 0] > 0.9
    marked = shown(rgb, Proof(icc, marks=True))
    assert np.abs(marked[:, 2:] - MARK).max() < 0.01
    assert np.array_equal(marked[:, 0], seen[:, 0])


def test_a_profile_that_cannot_be_proofed_to() -> None:
    for icc in (b"", b"text", simple_cmyk_profile()):
        with pytest.raises(ValueError):  # noqa: PT011 - the library says what it likes
            check_proof(icc)
        rgb = RNG.random((3, 3, 3), np.float32)
        assert np.array_equal(shown(rgb, Proof(icc, marks=True)), shown(rgb, None))
    check_proof(simple_cmyk_profile(both_ways=True))
    check_proof(builtin_profile("adobe-rgb").icc)
    assert proof_tables(builtin_profile("adobe-rgb").icc) is None
