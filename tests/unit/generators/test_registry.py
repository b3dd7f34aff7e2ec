"""From a style to its generator; hostile weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from studio.errors import StyleError, StyleFileInvalid
from studio.generators.fixed_look import FixedLook
from studio.generators.parameters import GeneratorInput
from studio.generators.photographic import ARCHITECTURE, PhotographicGenerator, PhotographicNet
from studio.generators.registry import GENERATORS, generator_for
from studio.generators.weights import Weights, tensors_of
from studio.imaging.image import Float32
from studio.styles.lut import Lut, identity_grid
from studio.styles.style import Style


@dataclass(frozen=True)
class Bundle:
    architecture: str
    tensors: Weights
    inputs: str = "rgb"


@dataclass(frozen=True)
class Source:
    bundle: Bundle

    def get(self, style_id: str) -> Style:
        return Style(style_id, style_id, ARCHITECTURE, Path(style_id))

    def load_lut(self, style: Style) -> Lut:
        return Lut(style.name, identity_grid(2) * np.float32(0.5))

    def load_bundle(self, style: Style) -> Bundle:
        return self.bundle


LEARNED = Style("soft", "Soft", ARCHITECTURE, Path("soft.pstyle"))
GRAY = GeneratorInput(np.full((40, 60, 3), 0.4, np.float32))


def a_bundle(seed: int = 0) -> Bundle:
    torch.manual_seed(seed)
    net = PhotographicNet()
    with torch.no_grad():
        for head in (net.weights, net.curves, net.grid, net.gains):
            head.weight.normal_(0.0, 0.02)
    return Bundle(ARCHITECTURE, tensors_of(net))


def test_a_learned_style() -> None:
    bundle = a_bundle()
    generator = generator_for(LEARNED, Source(bundle))
    assert isinstance(generator, PhotographicGenerator)
    assert generator.thumbnail_size == 256
    assert not generator.wants_maps
    look = generator.predict(GRAY)
    assert look.cube is not None
    assert look.grid is not None
    again = generator_for(LEARNED, Source(replace(bundle, inputs="rgb+maps")))
    assert again.wants_maps
    assert np.array_equal(again.predict(GRAY).grid, look.grid)  # type: ignore[arg-type]


def test_loading_draws_no_random_numbers() -> None:
    bundle = a_bundle()
    state = torch.get_rng_state()
    generator_for(LEARNED, Source(bundle))
    assert torch.equal(torch.get_rng_state(), state)


def test_a_fixed_look() -> None:
    generator = generator_for(replace(LEARNED, kind="lut"), Source(a_bundle()))
    assert isinstance(generator, FixedLook)
    assert generator.predict(None).cube is not None


def test_an_unknown_kind() -> None:
    with pytest.raises(StyleError, match="Soft") as caught:
        generator_for(replace(LEARNED, kind="hologram"), Source(a_bundle()))
    assert "hologram" in caught.value.details
    assert "hologram" not in GENERATORS


def _nan(tensors: dict[str, Float32]) -> None:
    tensors["grid.bias"][3] = np.nan


def _infinite(tensors: dict[str, Float32]) -> None:
    tensors["encoder.2.weight"][0, 0, 0, 0] = np.inf


def _huge(tensors: dict[str, Float32]) -> None:
    tensors["whole.bias"] = np.full(128, 1e20, np.float32)


def _many_large(tensors: dict[str, Float32]) -> None:
    for key in tensors:
        tensors[key] = np.full(tensors[key].shape, 9e3, np.float32)


def _short(tensors: dict[str, Float32]) -> None:
    tensors["base"] = tensors["base"][:16]


def _doubled(tensors: dict[str, Any]) -> None:
    tensors["base"] = tensors["base"].astype(np.float64)


def _missing(tensors: dict[str, Float32]) -> None:
    del tensors["near.bias"]


def _black(tensors: dict[str, Float32]) -> None:
    tensors["grid.bias"][:] = -9999.0


def _white(tensors: dict[str, Float32]) -> None:
    tensors["base"][:] = 1.4


def _dark(tensors: dict[str, Float32]) -> None:
    tensors["base"][:] = -1.4


def _flat(tensors: dict[str, Float32]) -> None:
    """Every gray becomes the middle one."""
    tensors["base"][:] = 0.5 - _greville(17)[..., None]


def _turned_over(tensors: dict[str, Float32]) -> None:
    tensors["base"][:] = 1.0 - 2.0 * _greville(17)[..., None]


def _greville(controls: int) -> Float32:
    """Control points of the identity, along the cube's diagonal summed over its three axes."""
    knots = np.concatenate([[0.0] * 3, np.linspace(0.0, 1.0, controls - 2), [1.0] * 3])
    line = np.array([knots[i + 1 : i + 4].mean() for i in range(controls)], np.float32)
    return (line[:, None, None] + line[:, None] + line) / np.float32(3.0)


def _unknown(tensors: dict[str, Float32]) -> None:
    tensors["surprise"] = np.zeros(3, np.float32)


@pytest.mark.parametrize(
    "harm",
    [
        _nan, _infinite, _huge, _many_large, _black, _white, _dark, _flat, _turned_over,
        _short, _doubled, _missing, _unknown,
    ],
)  # fmt: skip
def test_hostile_weights_are_refused(harm: Callable[[dict[str, Float32]], None]) -> None:
    tensors: dict[str, Float32] = {key: value.copy() for key, value in a_bundle().tensors.items()}
    harm(tensors)
    with pytest.raises(StyleFileInvalid, match="Soft"):
        generator_for(LEARNED, Source(Bundle(ARCHITECTURE, tensors)))


@pytest.mark.parametrize("contrast", [0.2, 0.5, 1.5])
def test_a_look_of_little_or_much_contrast_is_a_look(contrast: float) -> None:
    tensors = {key: value.copy() for key, value in a_bundle().tensors.items()}
    tensors["base"][:] = (contrast - 1.0) * (_greville(17) - 0.5)[..., None]
    generator_for(LEARNED, Source(Bundle(ARCHITECTURE, tensors)))


@pytest.mark.parametrize("seed", range(3))
def test_a_look_that_is_another_one_in_each_place_is_a_look(seed: int) -> None:
    tensors = {key: value.copy() for key, value in a_bundle().tensors.items()}
    random = np.random.default_rng(seed)
    tensors["grid.bias"] = random.normal(0.0, 0.08, tensors["grid.bias"].shape).astype(np.float32)
    generator_for(LEARNED, Source(Bundle(ARCHITECTURE, tensors)))


def test_unknown_inputs_and_another_network_are_refused() -> None:
    bundle = a_bundle()
    for odd in (replace(bundle, inputs="depth"), replace(bundle, architecture="painterly-1")):
        with pytest.raises(StyleFileInvalid, match="Soft"):
            generator_for(LEARNED, Source(odd))
