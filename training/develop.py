"""Random developments: a photo as another camera, light or hand would have given it."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from training.colour import decode, encode, luma
from training.randomness import Random


def developed(pictures: Tensor, random: Random, amount: float = 1.0) -> Tensor:
    """Pictures (n, c, h, w), encoded colours in the first three channels, 0 to 1, each changed by chance.

    At ``amount`` 1: exposure by a deviation of 0.6 stops with a soft shoulder, white balance, contrast and
    saturation. Other channels stay.
    """
    count = len(pictures)

    def draw(deviation: float) -> Tensor:
        drawn = random.standard_normal((count, 1, 1, 1)).clip(-2.2, 2.2) * deviation * amount
        return torch.from_numpy(drawn.astype(np.float32))

    warmth, green = draw(0.10), draw(0.04)
    linear = decode(pictures[:, :3]) * torch.exp(torch.cat([warmth, green, -warmth], 1)) * 2.0 ** draw(0.6)
    rgb = encode(torch.where(linear > 0.8, 1.0 - 0.2 * torch.exp(-(linear - 0.8) / 0.2), linear))
    rgb = 0.45 + (rgb - 0.45) * torch.exp(draw(0.15))
    grey = luma(rgb.movedim(1, -1)).movedim(-1, 1)
    rgb = grey + (rgb - grey) * torch.exp(draw(0.18))
    return torch.cat([rgb.clamp(0.0, 1.0), pictures[:, 3:]], 1)
