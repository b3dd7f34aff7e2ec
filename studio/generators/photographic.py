"""The photographic generator: a small network looks at a thumbnail and says how every pixel changes.

**Network** (:class:`PhotographicNet`, kind ``photographic-1``). The thumbnail, laid over 256 x 256 whatever
its shape so that the 16 x 16 grid covers the whole picture, goes through five strided convolutions, without
a normalisation that would take the exposure away; beside it stand the statistics of
:mod:`studio.generators.seen`. Three heads:

- cube: a base, a bank of cubes weighted by the picture, and one curve a channel, as control points of cubic
  B-splines (so that a learned cube bends smoothly), evaluated at 33 nodes an axis;
- grid: 16 x 16 x 8 affine transforms from the features at 16 x 16, the global ones and the place;
- gains of the three luma bands, likewise.

The latent z scales and shifts the hidden features (FiLM without a bias): z = 0 leaves them alone, so it is
exactly the style's own look. A fresh network changes nothing, bit by bit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from studio.errors import StyleFileInvalid
from studio.generators.parameters import LATENT, GeneratorInput, LookParameters
from studio.generators.seen import CHANNELS, SIDE, STATISTICS, prepare, statistics
from studio.imaging.image import Float32
from studio.imaging.transform import GAINS_SHAPE, GRID_SHAPE, Cube
from studio.messages import QT_TRANSLATE_NOOP, Message

ARCHITECTURE = "photographic-1"
CUBE_SIZE = 33
MAX_EXCESS = 1.5
"""The largest excess of a cube's node: bounds what weights outside their training may do."""
MAX_AFFINE = 1.0
"""The largest entry of the grid's residual transforms."""
UNUSABLE = QT_TRANSLATE_NOOP("errors", "its weights give no usable look")

_WIDTHS = (16, 32, 64, 128, 128)
_GLOBAL, _LOCAL = 128, 64
_BASE, _BANK, _CURVE = 17, 11, 12
_CUBES = 16


class Look(NamedTuple):
    """A batch of looks: what :class:`~studio.generators.parameters.LookParameters` holds, as tensors.

    ``cube`` (n, 33, 33, 33, 3), or as many nodes as were asked for, ``grid`` (n, 8, 16, 16, 12),
    ``gains`` (n, 3, 8, 16, 16).
    """

    cube: Tensor
    grid: Tensor
    gains: Tensor


class PhotographicNet(nn.Module):
    """Pictures (n, 5, 256, 256) and latents (n, 8) to a :class:`Look`; differentiable.

    ``nodes``: how many nodes an axis the cube's splines are evaluated at. Training takes fewer, for speed.
    """

    def __init__(self) -> None:
        super().__init__()
        widths = (CHANNELS, *_WIDTHS)
        self.encoder = nn.ModuleList(
            nn.Conv2d(before, after, 3, stride=2, padding=1)
            for before, after in zip(widths, _WIDTHS, strict=False)
        )
        self.whole = nn.Linear(2 * _WIDTHS[-1] + STATISTICS, _GLOBAL)
        self.whole_film = nn.Linear(LATENT, 2 * _GLOBAL, bias=False)
        self.weights = nn.Linear(_GLOBAL, _CUBES)
        self.curves = nn.Linear(_GLOBAL, 3 * _CURVE)
        self.base = nn.Parameter(torch.zeros(_BASE, _BASE, _BASE, 3))
        self.bank = nn.Parameter(torch.randn(_CUBES, _BANK, _BANK, _BANK, 3) * 0.05)
        # Features at 16 x 16, those at 8 x 8 beside them, and the place: u, v, distance from the centre.
        self.near = nn.Conv2d(_WIDTHS[-2] + _WIDTHS[-1] + 3, _LOCAL, 1)
        self.near_whole = nn.Linear(_GLOBAL, 2 * _LOCAL)
        self.near_film = nn.Linear(LATENT, 2 * _LOCAL, bias=False)
        self.around = nn.Conv2d(_LOCAL, _LOCAL, 3, padding=1)
        self.grid = nn.Conv2d(_LOCAL, GRID_SHAPE[0] * GRID_SHAPE[3], 1)
        self.gains = nn.Conv2d(_LOCAL, GAINS_SHAPE[0] * GAINS_SHAPE[1], 1)
        for nothing in (self.whole_film, self.near_film, self.near_whole):
            nn.init.zeros_(nothing.weight)
        for head in (self.weights, self.curves, self.grid, self.gains):
            nn.init.zeros_(head.weight)
            if head.bias is not None:
                nn.init.zeros_(head.bias)
        nn.init.zeros_(self.near_whole.bias)

    def forward(
        self, pictures: Tensor, latents: Tensor, nodes: int = CUBE_SIZE, whole: Tensor | None = None
    ) -> Look:
        """``whole`` (n, 128): as :meth:`summary` gives it, in place of the pictures' own."""
        count = len(pictures)
        features, earlier = self._features(pictures)
        if whole is None:
            whole = self._whole(pictures, features, latents)
        wide = functional.interpolate(features, size=earlier.shape[-2:], mode="bilinear", align_corners=False)
        near = torch.cat([earlier, wide, _places(earlier)], 1)
        near = _film(_film(self.near(near), self.near_whole(whole)), self.near_film(latents))
        near = _bend(self.around(_bend(near)))
        grid = MAX_AFFINE * torch.tanh(self.grid(near) / MAX_AFFINE)
        grid = grid.view(count, *GRID_SHAPE[:1], GRID_SHAPE[3], *GRID_SHAPE[1:3])
        raw = self.gains(near)
        # From -1 (a band is gone) to 2, exactly 0 and straight at 0.
        gains = torch.where(raw > 0, 2.0 * torch.tanh(raw / 2.0), torch.tanh(raw))
        return Look(self._cube(whole, nodes), grid.permute(0, 1, 3, 4, 2), gains.view(count, *GAINS_SHAPE))

    def summary(self, pictures: Tensor, latents: Tensor) -> Tensor:
        """(n, 128): all that the cube, and the places alike, are decided by."""
        return self._whole(pictures, self._features(pictures)[0], latents)

    def _features(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """The last layer's features, and those of the one before."""
        features, earlier = pictures * 2.0 - 1.0, pictures
        for layer in self.encoder:
            features, earlier = _bend(layer(features)), features
        return features, earlier

    def _whole(self, pictures: Tensor, features: Tensor, latents: Tensor) -> Tensor:
        pooled = torch.cat([features.mean((2, 3)), features.amax((2, 3)), statistics(pictures)], 1)
        return _bend(_film(self.whole(pooled), self.whole_film(latents)))

    def _cube(self, whole: Tensor, nodes: int) -> Tensor:
        """(n, nodes, nodes, nodes, 3), indexed [blue, green, red]."""
        mixed = torch.einsum("nk,kbgrc->nbgrc", self.weights(whole), self.bank)
        cube = _evaluate(mixed, nodes) + _evaluate(self.base[None], nodes)
        curves = self.curves(whole).view(-1, 3, _CURVE) @ splines(_CURVE, nodes).to(whole).T
        along = [curves[:, channel].view(-1, *_along(2 - channel, nodes)) for channel in range(3)]
        wide = (len(whole), nodes, nodes, nodes)
        cube = cube + torch.stack([curve.expand(wide) for curve in along], -1)
        return cube.clamp(-MAX_EXCESS, MAX_EXCESS)


class PhotographicGenerator:
    """The protocol :class:`~studio.generators.parameters.Generator` with a network behind it.

    ``net`` is taken over and frozen: a network that is still learning hands over a copy. ``name`` is the
    style's, for errors. Safe to use from many threads: nothing is kept between calls.
    """

    thumbnail_size: int | None = SIDE

    def __init__(self, net: PhotographicNet, wants_maps: bool = False, name: str = "") -> None:
        self._net = net.eval().requires_grad_(False)
        self.wants_maps = wants_maps
        self._name = name

    @property
    def net(self) -> PhotographicNet:
        """The frozen network, to be measured."""
        return self._net

    def summary(self, seen: GeneratorInput | None) -> Float32:
        """(128,). Raises ValueError without a picture."""
        with torch.inference_mode():
            found: Float32 = self._net.summary(*self._shown(seen))[0].numpy()
        return found

    def predict(self, seen: GeneratorInput | None, summary: Float32 | None = None) -> LookParameters:
        """Raises ValueError without a picture, StyleFileInvalid for weights that give no usable numbers."""
        whole = None
        if summary is not None:
            if summary.shape != (_GLOBAL,):
                raise ValueError(f"a summary of {summary.shape}")
            whole = torch.from_numpy(np.asarray(summary, np.float32)[None].copy())
        with torch.inference_mode():
            look = self._net(*self._shown(seen), whole=whole)
        cube, grid, gains = (np.ascontiguousarray(part[0].numpy()) for part in look)
        if not all(np.isfinite(part).all() for part in (cube, grid, gains)):
            raise StyleFileInvalid(name=self._name, reason=Message("errors", UNUSABLE))
        return LookParameters(
            Cube(cube) if cube.any() else None, grid if grid.any() else None, gains if gains.any() else None
        )

    def _shown(self, seen: GeneratorInput | None) -> tuple[Tensor, Tensor]:
        if seen is None:
            raise ValueError("a learned style looks at the picture")
        skin, subject = (seen.skin, seen.subject) if self.wants_maps else (None, None)
        picture = prepare(seen.thumbnail, skin, subject)
        latent = np.nan_to_num(np.asarray(seen.latent, np.float32).reshape(1, LATENT))
        return torch.from_numpy(picture)[None], torch.from_numpy(latent)


def _bend(values: Tensor) -> Tensor:
    return functional.leaky_relu(values, 0.2)


def _film(values: Tensor, modulation: Tensor) -> Tensor:
    """values * (1 + scale) + shift, for each channel."""
    scale, shift = modulation.view(*modulation.shape, *(1,) * (values.ndim - 2)).chunk(2, 1)
    return values * (1.0 + scale) + shift


def _places(like: Tensor) -> Tensor:
    """(n, 3, h, w): u and v from -1 to 1, and the squared distance from the centre."""
    height, width = like.shape[-2:]
    v = (torch.arange(height, dtype=like.dtype, device=like.device) + 0.5) * (2.0 / height) - 1.0
    u = (torch.arange(width, dtype=like.dtype, device=like.device) + 0.5) * (2.0 / width) - 1.0
    v, u = torch.meshgrid(v, u, indexing="ij")
    return torch.stack([u, v, (u * u + v * v) / 2.0]).expand(len(like), 3, height, width)


def _along(axis: int, nodes: int) -> tuple[int, int, int]:
    return (*(1,) * axis, nodes, *(1,) * (2 - axis))  # type: ignore[return-value]


def _evaluate(control: Tensor, nodes: int) -> Tensor:
    """Control points (n, k, k, k, 3) of a tensor-product spline to its values at ``nodes`` an axis."""
    matrix = splines(control.shape[1], nodes).to(control)
    for axis in (1, 2, 3):
        control = torch.movedim(torch.tensordot(control, matrix, ([axis], [1])), -1, axis)
    return control


@lru_cache(maxsize=16)
def splines(controls: int, nodes: int = CUBE_SIZE) -> Tensor:
    """(nodes, controls): clamped uniform cubic B-splines at even nodes over 0 to 1 (de Boor's recursion)."""
    # Kept for training too, which cannot use a tensor that was made in inference mode.
    with torch.inference_mode(False):
        return torch.from_numpy(_spline_values(controls, np.linspace(0.0, 1.0, nodes)))


def _spline_values(controls: int, places: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Float32:
    inner = np.linspace(0.0, 1.0, controls - 2)
    knots = np.concatenate([[0.0] * 3, inner, [1.0] * 3])
    last = controls - 1
    values = np.zeros((len(places), len(knots) - 1))
    # The end of the last span belongs to it.
    span = np.minimum(np.searchsorted(knots, places, side="right") - 1, last)
    values[np.arange(len(places)), span] = 1.0
    for degree in (1, 2, 3):
        for i in range(len(knots) - 1 - degree):
            left, right = knots[i + degree] - knots[i], knots[i + degree + 1] - knots[i + 1]
            rising = (places - knots[i]) / left * values[:, i] if left > 0 else 0.0
            falling = (knots[i + degree + 1] - places) / right * values[:, i + 1] if right > 0 else 0.0
            values[:, i] = rising + falling
    return values[:, :controls].astype(np.float32)
