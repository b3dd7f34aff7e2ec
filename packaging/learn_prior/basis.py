"""What tables of looks are composed of."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from training.colour import decode, encode
from training.start.random_looks import SIZE, random_looks
from training.start.transport import look_up, nodes

_PLAIN, _EXPOSED = 2500, 1500


def basis(count: int, random: torch.Generator) -> Tensor:
    """(count, 9 * 9 * 9 * 3): the first principal components of random looks, each scaled to its deviation.

    Some of the looks come after a change of exposure and white, as those do that bring a photo to a norm.
    """
    at = nodes(SIZE)
    plain = random_looks(_PLAIN, random) - at
    stops = torch.randn(_EXPOSED, 1, generator=random)
    casts = 0.3 * torch.randn(_EXPOSED, 2, generator=random)
    gains = torch.exp2(stops + torch.cat([casts[:, :1], torch.zeros(_EXPOSED, 1), casts[:, 1:]], 1))
    exposed = encode((decode(at.view(1, -1, 3)) * gains[:, None]).clamp(0.0, 1.5)).clamp(0.0, 1.0)
    after = random_looks(_EXPOSED, random) - at
    after = after * torch.rand(_EXPOSED, 1, 1, 1, 1, generator=random)
    exposed = (exposed + look_up(exposed, after)).view(after.shape) - at
    flat = torch.cat([plain, exposed]).flatten(1)
    _, values, vectors = torch.linalg.svd(flat, full_matrices=False)
    scaled: Tensor = vectors[:count] * (values[:count, None] / math.sqrt(len(flat)))
    return scaled
