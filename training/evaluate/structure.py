"""Structure: how much of a photo's edges and detail is where it was, whatever happened to its colours.

In small tiles the gradients of the styled luma are explained by those of the photo's red, green and blue, as
far as one linear map for the tile can. A tone curve or a colour cube is nearly linear in so small a place:
it scores 1. What is blurred, moved or invented cannot be explained from what was there, and what was turned
into its negative does not count.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from studio.imaging.transform import LUMA
from training.colour import luma

_TILE = 8
_NOISE = (2.5 / 255.0) ** 2
_RIDGE = 0.002
_TURNED = -0.3
_SOFTEST, _CRUSHED = 10.0, 4.0


def structure(before: Tensor, after: Tensor) -> Tensor:
    """(n), 0 to 1, of pictures (n, 3, h, w) before and after, encoded; 1 where nothing is to be seen."""
    seen = [_gradients(before[:, channel]) for channel in range(3)]
    given = torch.stack(seen, 1)
    made = _gradients(luma(after.movedim(1, -1))[..., 0])
    pairs = [(i, j) for i in range(3) for j in range(i, 3)]
    products = [(given[:, i] * given[:, j]).sum(1) for i, j in pairs]
    products += [(given[:, i] * made).sum(1) for i in range(3)] + [made.square().sum(1)]
    tiled = functional.avg_pool2d(torch.stack(products, 1), _TILE).flatten(2)
    matrix = torch.empty(*tiled.shape[::2], 3, 3).to(tiled)
    for place, (i, j) in enumerate(pairs):
        matrix[..., i, j] = matrix[..., j, i] = tiled[:, place]
    cross, energy = tiled[:, 6:9].transpose(1, 2), tiled[:, 9]
    trace = matrix.diagonal(dim1=-2, dim2=-1).sum(-1)
    ridge = (_RIDGE * (trace + _NOISE))[..., None, None] * torch.eye(3)
    slopes = torch.linalg.solve(matrix + ridge, cross[..., None])
    explained = 2.0 * (cross * slopes[..., 0]).sum(-1) - (slopes * (matrix @ slopes)).sum((-2, -1))
    there = trace / 3.0
    # Brought to the photo's contrast, as far as that can be.
    scale = ((there.mean(1) + _NOISE) / (energy.mean(1) + _NOISE)).clamp(max=_SOFTEST)[:, None]
    # Below the noise all is as it was, unless much more was there before.
    quiet = (_CRUSHED * (energy * scale + _NOISE) / (there + _NOISE)).clamp(max=1.0)
    kept = (explained + _NOISE * quiet) / (energy + _NOISE)
    # Light that became dark is no longer the same to the eye.
    weights = torch.tensor(LUMA)
    together, own = (cross * weights).sum(-1), (weights * (matrix @ weights)).sum(-1)
    kept = kept * (together >= _TURNED * (own * energy).sqrt() - _NOISE)
    # By what is to be seen in the photo and in the result: neither lost nor invented detail goes by unseen.
    weight = there.sqrt() + (energy * scale).sqrt() + 1e-6
    found: Tensor = (kept.clamp(0.0, 1.0).sqrt() * weight).sum(1) / weight.sum(1)
    return found.clamp(0.0, 1.0)


def _gradients(layer: Tensor) -> Tensor:
    """(n, 2, h - 1, w - 1) of (n, h, w): across and down."""
    across = layer[:, :-1, 1:] - layer[:, :-1, :-1]
    down = layer[:, 1:, :-1] - layer[:, :-1, :-1]
    return torch.stack([across, down], 1)
