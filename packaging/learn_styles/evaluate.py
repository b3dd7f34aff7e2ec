"""How well a learned style meets its procedure on photos that it has never seen, in CIEDE2000.

Three numbers side by side: the untouched photo, the best that any fixed colour table could do (fitted with
hindsight to the very photos that are measured), and the learned style. What lies between the last two is what
looking at the picture is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from learn_styles.oklab import to_oklab
from learn_styles.photos import Picture, developed, whole
from learn_styles.targets import LearnedStyle
from studio.generators.differentiable import apply_look, luma, sliced
from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from studio.imaging.colour import delta_e_2000, rgb_to_lab
from training.regularise import bends

_TABLE = 17
_TABLE_STEPS = 250
# Of a photo, to be counted among those that show skin.
_LEAST_SKIN = 0.02
# Every how many-eth pixel a table is fitted to.
_TABLE_STRIDE = 4


@dataclass(frozen=True)
class Quality:
    """Mean CIEDE2000 over photos of the mean over a photo's pixels; ``worst`` is the learned style's 95th
    percentile over photos. ``texture``: mean error of the bands' gains, and that of leaving them alone."""

    photos: int
    untouched: float
    fixed_table: float
    learned: float
    worst: float
    texture: float
    texture_untouched: float


def measure(
    net: PhotographicNet,
    style: LearnedStyle,
    pictures: Sequence[Picture],
    *,
    amount: float = 0.0,
    latents: Tensor | None = None,
    seed: int = 5,
) -> Quality:
    """On ``pictures`` as they are, or developed at random by ``amount``; ``latents`` (n, 8), or zero."""
    seen = torch.stack([whole(picture) for picture in pictures])
    if amount:
        seen = developed(seen, np.random.Generator(np.random.Philox(key=seed)), amount)
    return _quality(net, style, seen, torch.ones_like(seen[:, 0]), latents)


def on_skin(net: PhotographicNet, style: LearnedStyle, pictures: Sequence[Picture]) -> dict[str, Quality]:
    """As :func:`measure`, but on skin alone, for the darker half of those photos that show skin, and the
    lighter one; a table is fitted to each."""
    seen = torch.stack([whole(picture) for picture in pictures if picture.peopled])
    shares = seen[:, 3].mean((1, 2))
    seen = seen[shares > _LEAST_SKIN]
    skin = seen[:, 3]
    levels = (to_oklab(seen[:, :3])[:, 0] * skin).sum((1, 2)) / skin.sum((1, 2))
    darker = levels < levels.median()
    return {
        "darker": _quality(net, style, seen[darker], skin[darker]),
        "lighter": _quality(net, style, seen[~darker], skin[~darker]),
    }


def styled(net: PhotographicNet, style: LearnedStyle, seen: Tensor, latents: Tensor) -> tuple[Tensor, Tensor]:
    """Colours (n, 3, h, w), clamped, and the bands' gains where they are read, (n, 3, h, w)."""
    look = net(style.shown(seen), latents)
    windows = seen.new_tensor((0.0, 0.0, 1.0, 1.0)).expand(len(seen), 4)
    guide = luma(seen[:, :3])
    bands = torch.cat([sliced(look.gains[:, i, None], guide, windows) for i in range(3)], 1)
    return apply_look(seen[:, :3], look.cube, look.grid).clamp(0.0, 1.0), bands


def _quality(
    net: PhotographicNet, style: LearnedStyle, seen: Tensor, weights: Tensor, latents: Tensor | None = None
) -> Quality:
    """``weights`` (n, h, w): how much each pixel counts."""
    z = torch.zeros(len(seen), LATENT) if latents is None else latents
    shares = weights / weights.mean((1, 2), keepdim=True)
    wanted, results, texture, texture_before = [], [], [], []
    with torch.no_grad():
        for i in range(len(seen)):
            colours, gains = style.answer(seen[i, None], z[i, None])
            result, bands = styled(net, style, seen[i, None], z[i, None])
            wanted.append(colours)
            results.append(result)
            texture.append(float(((bands - gains).abs() * shares[i]).mean()))
            texture_before.append(float((gains.abs() * shares[i]).mean()))
    aim = torch.cat(wanted)
    learned = _distances(torch.cat(results), aim, shares)
    return Quality(
        photos=len(seen),
        untouched=float(np.mean(_distances(seen[:, :3], aim, shares))),
        fixed_table=float(np.mean(_distances(_best_table(seen[:, :3], aim), aim, shares))),
        learned=float(np.mean(learned)),
        worst=float(np.quantile(learned, 0.95)),
        texture=float(np.mean(texture)),
        texture_untouched=float(np.mean(texture_before)),
    )


def _distances(one: Tensor, other: Tensor, shares: Tensor) -> list[float]:
    """Mean CIEDE2000 of each picture."""
    labs = [rgb_to_lab(colours.double().movedim(1, -1)) for colours in (one, other)]
    return [float(value) for value in (delta_e_2000(*labs) * shares).mean((1, 2))]


def _best_table(pictures: Tensor, wanted: Tensor) -> Tensor:
    """The pictures through the one table that suits them all best, found by descent."""
    some = (slice(None), slice(None), slice(None, None, _TABLE_STRIDE), slice(None, None, _TABLE_STRIDE))
    given, aim = pictures[some], to_oklab(wanted[some])
    excess = torch.zeros(1, _TABLE, _TABLE, _TABLE, 3, requires_grad=True)
    optimiser = torch.optim.Adam([excess], 0.01)
    weights = given.new_tensor((1.0, 2.0, 2.0)).view(1, 3, 1, 1)
    # All pictures side by side are one picture: a table knows no place.
    given, aim = (part.movedim(0, 2).flatten(2, 3)[None] for part in (given, aim))
    for step in range(_TABLE_STEPS):
        optimiser.param_groups[0]["lr"] = 0.01 * (1.0 - step / _TABLE_STEPS) + 2e-4
        difference = (to_oklab(apply_look(given, excess)) - aim) * weights
        loss = (difference.square().sum(1) + 1e-6).sqrt().mean() + bends(excess)
        (excess.grad,) = torch.autograd.grad(loss, [excess])
        optimiser.step()
    with torch.no_grad():
        return torch.cat([apply_look(p[None], excess).clamp(0.0, 1.0) for p in pictures])
