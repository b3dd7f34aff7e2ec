"""Photos in a look, as they are measured: by a network, or by one colour cube for all."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from studio.generators.parameters import LATENT
from studio.generators.photographic import Look, PhotographicNet
from training.evaluate.small import Small
from training.game.looks import shown, shown_close
from training.regularise import NODES

_BATCH = 16
_ALL = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False)
class Styled:
    """``whole`` (n, 3, 128, 128) and ``close`` (n, 3, 96, 96) of :class:`Small`, styled, clamped."""

    whole: Tensor
    close: Tensor


def untouched(photos: Small) -> Styled:
    return Styled(photos.whole, photos.close)


def predicted(net: PhotographicNet, squares: Tensor, latents: Tensor | None = None) -> Look:
    """The looks of pictures (n, 5, 256, 256), cubes of 17 nodes; on the CPU, without gradients."""
    device = net.base.device
    if latents is None:
        latents = torch.zeros(len(squares), LATENT)
    with torch.no_grad():
        parts = [
            net(squares[i : i + _BATCH].to(device), latents[i : i + _BATCH].to(device), NODES)
            for i in range(0, len(squares), _BATCH)
        ]
    return Look(*(torch.cat(each).float().cpu() for each in zip(*parts, strict=True)))


def in_look(photos: Small, look: Look) -> Styled:
    """Each photo in its look (n looks, or one for all)."""
    look = _for_each(look, len(photos))
    close = shown_close(photos.close, look, photos.windows)
    return Styled(whole_in_look(photos.whole, look), close.nan_to_num(0.0).clamp(0.0, 1.0))


def whole_in_look(pictures: Tensor, look: Look) -> Tensor:
    """Whole pictures (n, 3, h, w), each in its look (n, or one for all), clamped; without luma bands."""
    windows = pictures.new_tensor(_ALL).expand(len(pictures), 4)
    return shown(pictures, _for_each(look, len(pictures)), windows).nan_to_num(0.0).clamp(0.0, 1.0)


def by_net(net: PhotographicNet, photos: Small, latents: Tensor | None = None) -> Styled:
    return in_look(photos, predicted(net, photos.squares, latents))


def flat_look(cube: Tensor) -> Look:
    """A look (of one) that is a cube (N, N, N, 3) alone: its excess, indexed [blue, green, red]."""
    table = cube.detach().float().cpu()[None]
    return Look(table, torch.zeros(1, 8, 16, 16, 12), torch.zeros(1, 3, 8, 16, 16))


def _for_each(look: Look, count: int) -> Look:
    return Look(*(part.expand(count, *part.shape[1:]) for part in look))
