"""A network does what it was taught."""

from __future__ import annotations

import numpy as np
import torch
from skimage import data
from torch import Tensor

from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from training.colour import lab_distance
from training.examples import Example, square
from training.start.teach import SEEN, begin, by_estimate, teach
from training.start.transport import nodes


def squares() -> list[Tensor]:
    pixels = data.astronaut()  # type: ignore[no-untyped-call]
    maps = np.zeros((*pixels.shape[:2], 2), np.uint8)
    halves = (pixels[:256], pixels[256:], pixels[:, :256], pixels[:, 256:])
    return [square(Example("", half, maps[: half.shape[0], : half.shape[1]], False)) for half in halves]


def graded(net: PhotographicNet, pictures: Tensor) -> Tensor:
    with torch.no_grad():
        look = net(pictures, torch.zeros(len(pictures), LATENT))
        return apply_look(torch.nn.functional.adaptive_avg_pool2d(pictures[:, :3], SEEN), *look)


def warm(pictures: Tensor) -> Tensor:
    small = torch.nn.functional.adaptive_avg_pool2d(pictures[:, :3], SEEN)
    return small * torch.tensor([0.95, 0.85, 0.7]).view(1, 3, 1, 1) + 0.04


def test_a_network_begins_as_a_table() -> None:
    at = nodes(17)
    table = at * torch.tensor([0.95, 0.85, 0.7]) + 0.04 - at
    pictures = torch.stack(squares())
    torch.testing.assert_close(graded(begin(table), pictures), warm(pictures), atol=0.004, rtol=0)


def test_it_learns_what_depends_on_the_picture() -> None:
    def to_a_norm(pictures: Tensor) -> Tensor:
        small = torch.nn.functional.adaptive_avg_pool2d(pictures[:, :3], SEEN)
        return small - small.mean((1, 2, 3), keepdim=True) + 0.45

    torch.manual_seed(0)
    given = squares()
    net = begin(torch.zeros(17, 17, 17, 3))
    teach(net, by_estimate(to_a_norm, given), 30, seed=1)
    pictures = torch.stack(given)

    def away(result: Tensor) -> float:
        return float(lab_distance(result.movedim(1, -1), to_a_norm(pictures).movedim(1, -1)).mean())

    untouched = away(torch.nn.functional.adaptive_avg_pool2d(pictures[:, :3], SEEN))
    assert away(graded(net, pictures)) < 0.7 * untouched


def test_the_same_seed_teaches_the_same() -> None:
    nets = []
    for _ in range(2):
        torch.manual_seed(0)
        net = begin(torch.zeros(9, 9, 9, 3))
        teach(net, by_estimate(warm, squares()), 3, seed=5)
        nets.append(net)
    for one, other in zip(nets[0].parameters(), nets[1].parameters(), strict=True):
        assert torch.equal(one, other)
