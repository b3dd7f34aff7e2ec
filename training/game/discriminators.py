"""Critics (discriminators) that cannot win by what a picture shows: they see colours, not things.

Each takes pictures (n, 5, s, s): encoded red, green and blue, and the maps of skin and people; and their
windows (n, 4): left, top, right and bottom in 0 to 1 of the whole photo. It gives a number (n) for each.

- tone: colours and their nearest neighbours (7 pixels), pooled over the picture;
- patch: fine luma and chroma of 16 pixels, without brightness or place;
- place: colours of 4 x 4 pixels and where they lie, pooled: vignettes, and skin unlike its background.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from studio.generators.differentiable import luma
from training.game.config import CriticName, GameConfig

_WIDTH = 24


class ToneCritic(nn.Module):
    """Layout-blind: mean, deviation and maximum of local features, and, if wanted, what attention finds."""

    def __init__(self, config: GameConfig) -> None:
        super().__init__()
        self._maps, self._relative = config.maps, config.relative
        self.features = nn.Sequential(
            _conv(config, 5 if self._maps else 3, _WIDTH, 1),
            nn.LeakyReLU(0.2),
            _conv(config, _WIDTH, 2 * _WIDTH, 3, stride=2),
            nn.LeakyReLU(0.2),
            _conv(config, 2 * _WIDTH, 2 * _WIDTH, 3),
            nn.LeakyReLU(0.2),
        )
        self.queries = nn.Linear(2 * _WIDTH, 4, bias=False) if config.attention else None
        self.judge = _judge(config, 2 * _WIDTH * (7 if config.attention else 3))

    def forward(self, pictures: Tensor, windows: Tensor) -> Tensor:
        seen = relative(pictures) if self._relative else pictures
        features = self.features((seen if self._maps else seen[:, :3]) * 2.0 - 1.0)
        pooled = [features.mean((2, 3)), _deviation(features), features.amax((2, 3))]
        if self.queries is not None:
            tokens = features.flatten(2).transpose(1, 2)
            weights = torch.softmax(self.queries(tokens) / features.shape[1] ** 0.5, 1)
            pooled.append(torch.einsum("npq,npc->nqc", weights, tokens).flatten(1))
        numbers: Tensor = self.judge(torch.cat(pooled, 1))[:, 0]
        return numbers


class PatchCritic(nn.Module):
    """Sees fine detail of luma, and chroma less its mean: neither the exposure nor the white balance."""

    def __init__(self, config: GameConfig) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after, size, stride in ((3, _WIDTH, 4, 2), (_WIDTH, 2 * _WIDTH, 4, 2)):
            layers.append(_conv(config, before, after, size, stride=stride))
            if config.instance_norm:
                layers.append(nn.InstanceNorm2d(after, affine=True))
            layers.append(nn.LeakyReLU(0.2))
        layers += [nn.Dropout(config.dropout), _conv(config, 2 * _WIDTH, 1, 3)]
        self.layers = nn.Sequential(*layers)

    def forward(self, pictures: Tensor, windows: Tensor) -> Tensor:
        numbers: Tensor = self.layers(fine(pictures[:, :3])).mean((1, 2, 3))
        return numbers


class PlaceCritic(nn.Module):
    """Sees colours with their place in the whole photo; pooled, so that nothing has a shape."""

    def __init__(self, config: GameConfig) -> None:
        super().__init__()
        self._maps, self._relative = config.maps, config.relative
        self.features = nn.Sequential(
            _conv(config, (5 if self._maps else 3) + 3, 2 * _WIDTH, 1),
            nn.LeakyReLU(0.2),
            _conv(config, 2 * _WIDTH, 2 * _WIDTH, 1),
            nn.LeakyReLU(0.2),
        )
        self.judge = _judge(config, 4 * _WIDTH)

    def forward(self, pictures: Tensor, windows: Tensor) -> Tensor:
        seen = relative(pictures) if self._relative else pictures
        seen = functional.avg_pool2d(seen if self._maps else seen[:, :3], 4, ceil_mode=True)
        features = self.features(torch.cat([seen * 2.0 - 1.0, places(seen, windows)], 1))
        numbers: Tensor = self.judge(torch.cat([features.mean((2, 3)), _deviation(features)], 1))[:, 0]
        return numbers


CRITICS: Mapping[CriticName, Callable[[GameConfig], nn.Module]] = {
    "tone": ToneCritic,
    "patch": PatchCritic,
    "place": PlaceCritic,
}


def critics(config: GameConfig) -> nn.ModuleDict:
    """The critics that the settings name, fresh, from torch's random numbers."""
    return nn.ModuleDict({name: CRITICS[name](config) for name in config.critics})


def relative(pictures: Tensor) -> Tensor:
    """(n, 5, s, s) with colours about their mean, in deviations of luma; maps as they are."""
    rgb = pictures[:, :3]
    contrast = (luma(rgb)[:, None].var((2, 3), correction=0, keepdim=True) + 1e-3).sqrt()
    rgb = 0.5 + 0.2 * (rgb - rgb.mean((2, 3), keepdim=True)) / contrast
    return torch.cat([rgb, pictures[:, 3:]], 1)


def fine(pictures: Tensor) -> Tensor:
    """(n, 3, s, s) of encoded colours: luma less its mean over 5 x 5, and blue and red less luma, centred."""
    light = luma(pictures)[:, None]
    around = functional.avg_pool2d(light, 5, stride=1, padding=2, count_include_pad=False)
    chroma = pictures[:, [2, 0]] - light
    return torch.cat([6.0 * (light - around), 2.0 * (chroma - chroma.mean((2, 3), keepdim=True))], 1)


def places(like: Tensor, windows: Tensor) -> Tensor:
    """(n, 3, h, w): u and v from -1 to 1 of the whole photo, and the squared distance from its centre."""
    height, width = like.shape[-2:]
    along = (torch.arange(width, dtype=like.dtype, device=like.device) + 0.5) / width
    down = (torch.arange(height, dtype=like.dtype, device=like.device) + 0.5) / height
    left, top, right, bottom = (windows[:, i, None] for i in range(4))
    u = ((left + (right - left) * along) * 2.0 - 1.0)[:, None, :].expand(-1, height, width)
    v = ((top + (bottom - top) * down) * 2.0 - 1.0)[:, :, None].expand(-1, height, width)
    return torch.stack([u, v, (u * u + v * v) / 2.0], 1)


def _conv(config: GameConfig, before: int, after: int, size: int, stride: int = 1) -> nn.Module:
    return _normal(config, nn.Conv2d(before, after, size, stride=stride, padding=(size - 1) // 2))


def _judge(config: GameConfig, features: int) -> nn.Sequential:
    first, last = (_normal(config, nn.Linear(*sides)) for sides in ((features, 64), (64, 1)))
    return nn.Sequential(first, nn.LeakyReLU(0.2), nn.Dropout(config.dropout), last)


def _normal(config: GameConfig, layer: nn.Module) -> nn.Module:
    return nn.utils.parametrizations.spectral_norm(layer) if config.spectral else layer


def _deviation(features: Tensor) -> Tensor:
    return (features.var((2, 3), correction=0) + 1e-5).sqrt()
