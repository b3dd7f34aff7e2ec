"""The photographic network and generator."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from studio.errors import StyleFileInvalid
from studio.generators.parameters import LATENT, GeneratorInput, LookParameters
from studio.generators.photographic import (
    ARCHITECTURE,
    CUBE_SIZE,
    MAX_AFFINE,
    MAX_EXCESS,
    PhotographicGenerator,
    PhotographicNet,
    splines,
)
from studio.generators.seen import CHANNELS, SIDE, STATISTICS, prepare, statistics
from studio.imaging.image import Float32
from studio.imaging.transform import GAINS_SHAPE, GRID_SHAPE
from studio.styles.architectures import ARCHITECTURES


def random_net(seed: int = 0, scale: float = 0.2) -> PhotographicNet:
    """A network whose heads and FiLM are not zero."""
    torch.manual_seed(seed)
    net = PhotographicNet()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.add_(torch.randn_like(parameter) * scale / max(1, parameter[0].numel()) ** 0.5)
    return net


def a_picture(height: int = 171, width: int = 256, seed: int = 1) -> Float32:
    return np.random.default_rng(seed).random((height, width, 3), np.float32)


def arrays(look: LookParameters) -> list[Float32]:
    assert look.cube is not None
    assert look.grid is not None
    assert look.gains is not None
    return [look.cube.excess, look.grid, look.gains]


def same(one: LookParameters, other: LookParameters) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(arrays(one), arrays(other), strict=True))


def test_the_network_is_small() -> None:
    assert sum(parameter.numel() for parameter in PhotographicNet().parameters()) <= 600_000


def test_a_network_learns_after_another_one_was_used() -> None:
    splines.cache_clear()
    PhotographicGenerator(PhotographicNet()).predict(GeneratorInput(a_picture()))
    net = random_net()
    look = net(torch.rand(1, CHANNELS, SIDE, SIDE), torch.zeros(1, LATENT))
    sum(part.square().sum() for part in look).backward()
    assert all(parameter.grad is not None for parameter in net.parameters())


def test_the_table_of_architectures_is_the_network() -> None:
    state = PhotographicNet().state_dict()
    assert ARCHITECTURES[ARCHITECTURE] == {key: tuple(value.shape) for key, value in state.items()}
    assert all(set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789._") for key in state)


def test_a_fresh_network_changes_nothing() -> None:
    latent = np.full(LATENT, 2.0, np.float32)
    look = PhotographicGenerator(PhotographicNet()).predict(GeneratorInput(a_picture(), latent=latent))
    assert (look.cube, look.grid, look.gains) == (None, None, None)


def test_shapes_and_bounds_even_for_wild_weights() -> None:
    look = PhotographicGenerator(random_net(scale=30.0)).predict(GeneratorInput(a_picture()))
    cube, grid, gains = arrays(look)
    assert cube.shape == (CUBE_SIZE, CUBE_SIZE, CUBE_SIZE, 3)
    assert grid.shape == GRID_SHAPE
    assert gains.shape == GAINS_SHAPE
    assert np.abs(cube).max() <= MAX_EXCESS
    assert np.abs(grid).max() <= MAX_AFFINE
    assert gains.min() >= -1.0
    assert gains.max() <= 2.0
    # The bounds were reached, so that they are what held.
    assert np.abs(cube).max() == MAX_EXCESS
    assert gains.max() > 1.5


def test_no_latent_is_the_own_look_and_another_latent_another_look() -> None:
    net = random_net()
    generator = PhotographicGenerator(net)
    own = generator.predict(GeneratorInput(a_picture()))
    varied = generator.predict(GeneratorInput(a_picture(), latent=np.eye(LATENT, dtype=np.float32)[3]))
    for before, after in zip(arrays(own), arrays(varied), strict=True):
        assert np.abs(before - after).max() > 1e-4
    with torch.no_grad():
        net.whole_film.weight.zero_()
        net.near_film.weight.zero_()
    assert same(own, generator.predict(GeneratorInput(a_picture())))
    assert same(own, generator.predict(GeneratorInput(a_picture(), latent=np.ones(LATENT, np.float32))))


def test_the_picture_matters() -> None:
    generator = PhotographicGenerator(random_net())
    one, other = (generator.predict(GeneratorInput(a_picture() * level)) for level in (1.0, 0.3))
    for a, b in zip(arrays(one), arrays(other), strict=True):
        assert np.abs(a - b).max() > 1e-4


def test_maps_count_only_where_they_are_wanted() -> None:
    shown = np.zeros((171, 256), np.float32)
    shown[60:120, 90:150] = 1.0
    plain = GeneratorInput(a_picture())
    mapped = GeneratorInput(a_picture(), shown, shown)
    blind, seeing = (PhotographicGenerator(random_net(), wants) for wants in (False, True))
    assert same(blind.predict(plain), blind.predict(mapped))
    assert not same(seeing.predict(plain), seeing.predict(mapped))
    assert same(blind.predict(plain), seeing.predict(plain))


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 256), (256, 1), (3, 7), (256, 256), (700, 300)])
def test_any_size_of_thumbnail(height: int, width: int) -> None:
    look = PhotographicGenerator(random_net()).predict(GeneratorInput(a_picture(height, width)))
    assert all(np.isfinite(part).all() for part in arrays(look))


def test_the_size_of_the_thumbnail_hardly_matters() -> None:
    ramp = np.linspace(0.1, 0.9, 1024, dtype=np.float32)
    large = np.stack(np.broadcast_arrays(ramp[:, None], ramp[None, :768], 0.4), -1).astype(np.float32)
    generator = PhotographicGenerator(random_net())
    for a, b in zip(
        arrays(generator.predict(GeneratorInput(large))),
        arrays(generator.predict(GeneratorInput(large[1::4, 1::4]))),
        strict=True,
    ):
        assert np.abs(a - b).max() < 0.01


def test_odd_numbers_in_the_thumbnail_do_no_harm() -> None:
    picture = a_picture()
    picture[0, :4] = [[np.nan] * 3, [np.inf] * 3, [-np.inf] * 3, [-3.0, 7.0, 1e30]]
    generator = PhotographicGenerator(random_net())
    clean = picture.copy()
    clean[0, :4] = [[0.0] * 3, [1.0] * 3, [0.0] * 3, [0.0, 1.0, 1.0]]
    assert same(generator.predict(GeneratorInput(picture)), generator.predict(GeneratorInput(clean)))


def test_many_threads_get_the_same_answer() -> None:
    generator = PhotographicGenerator(random_net())
    pictures = [a_picture(seed=seed) for seed in range(4)]
    alone = [generator.predict(GeneratorInput(picture)) for picture in pictures]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda i: generator.predict(GeneratorInput(pictures[i % 4])), range(64)))
    assert all(same(look, alone[i % 4]) for i, look in enumerate(together))


def test_weights_that_overflow_are_an_invalid_style() -> None:
    net = random_net()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.mul_(1e30)
    with pytest.raises(StyleFileInvalid, match="Wild"):
        PhotographicGenerator(net, name="Wild").predict(GeneratorInput(a_picture()))


def test_a_picture_is_needed() -> None:
    with pytest.raises(ValueError, match="picture"):
        PhotographicGenerator(PhotographicNet()).predict(None)


def test_a_prediction_is_quick() -> None:
    generator = PhotographicGenerator(random_net())
    seen = GeneratorInput(a_picture())
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        spent = []
        for _ in range(9):
            start = time.thread_time()
            generator.predict(seen)
            spent.append(time.thread_time() - start)
    finally:
        torch.set_num_threads(threads)
    # 6 ms where this was written; slower cores get their share.
    assert min(spent) < 0.02


def test_splines_are_smooth_weights() -> None:
    for controls in (4, 11, 17):
        matrix = splines(controls)
        assert matrix.shape == (CUBE_SIZE, controls)
        torch.testing.assert_close(matrix.sum(1), torch.ones(CUBE_SIZE))
        assert float(matrix.min()) >= 0.0
        assert float(matrix[0, 0]) == float(matrix[-1, -1]) == 1.0
    # Control points on a line (at Greville's abscissae) give that line.
    inner = np.linspace(0.0, 1.0, 9)
    knots = np.concatenate([[0.0] * 3, inner, [1.0] * 3])
    line = torch.tensor([knots[i + 1 : i + 4].mean() for i in range(11)], dtype=torch.float32)
    torch.testing.assert_close(splines(11) @ line, torch.linspace(0.0, 1.0, CUBE_SIZE))


def test_fewer_nodes_are_some_of_the_same_cube() -> None:
    net = random_net()
    pictures, latents = torch.rand(2, CHANNELS, SIDE, SIDE), torch.zeros(2, LATENT)
    with torch.no_grad():
        whole, fewer = net(pictures, latents), net(pictures, latents, nodes=17)
    torch.testing.assert_close(fewer.cube, whole.cube[:, ::2, ::2, ::2], atol=1e-6, rtol=0.0)
    assert torch.equal(fewer.grid, whole.grid)


def test_statistics_know_exposure_and_regions() -> None:
    dark, light = (torch.from_numpy(prepare(a_picture() * level)) for level in (0.3, 1.0))
    skin = np.zeros((171, 256), np.float32)
    skin[:40] = 1.0
    with_skin = torch.from_numpy(prepare(a_picture(), skin, None))
    stats = statistics(torch.stack([dark, light, with_skin]))
    assert stats.shape == (3, STATISTICS)
    assert (stats[0, :32] < stats[1, :32]).all()
    assert (stats[:2, 38:] == 0.0).all()
    assert float(stats[2, 38]) == pytest.approx(40 / 171, abs=0.01)
    assert stats[2, 40:43].abs().sum() > 0.0
    assert statistics(torch.zeros(1, CHANNELS, SIDE, SIDE)).isfinite().all()
