"""The differentiable application of looks is the definition."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from studio.generators.differentiable import apply_look, bands, cube_excess, detail, luma
from studio.imaging.transform import Cube, PixelTransform, Place
from studio.kernels.select import select_kernel
from studio.styles.lut import Lut


def a_look(seed: int = 0, count: int = 2, size: int = 9) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return (
        torch.randn(count, size, size, size, 3, generator=generator) * 0.1,
        torch.randn(count, 8, 16, 16, 12, generator=generator) * 0.1,
        torch.randn(count, 3, 8, 16, 16, generator=generator) * 0.3,
    )


def some_images(height: int = 37, width: int = 53, count: int = 2) -> torch.Tensor:
    generator = torch.Generator().manual_seed(7)
    return torch.rand(count, 3, height, width, generator=generator) * 1.4 - 0.2


def test_nothing_changes_nothing() -> None:
    images = some_images()
    assert torch.equal(apply_look(images, None), images)
    zero = [torch.zeros_like(part) for part in a_look()]
    assert torch.equal(apply_look(images, *zero), images)


def test_the_cube_is_the_tables_definition() -> None:
    images, cube = some_images(), a_look()[0]
    excess = cube_excess(images, cube)
    for i in range(2):
        wanted = Lut("", cube[i].numpy()).evaluate(images[i].clamp(0, 1).permute(1, 2, 0).numpy())
        np.testing.assert_allclose(excess[i].permute(1, 2, 0).numpy(), wanted, atol=1e-6)


@pytest.mark.parametrize(("height", "width"), [(1, 1), (2, 3), (37, 53)])
def test_the_grid_by_hand(height: int, width: int) -> None:
    images, grid = some_images(height, width), a_look()[1]
    out = apply_look(images, None, grid)
    for i, row, column in [(0, 0, 0), (1, height - 1, width - 1), (0, height // 2, width // 3)]:
        clamped = images[i, :, row, column].clamp(0.0, 1.0).numpy().astype(np.float64)
        level = clamped @ (0.299, 0.587, 0.114)
        places = [8 * float(level), 16 * (row + 0.5) / height, 16 * (column + 0.5) / width]
        affine = grid[i].numpy().astype(np.float64)
        for place, end in zip(places, [7, 15, 15], strict=True):
            position = min(max(place - 0.5, 0.0), end)
            lower = min(int(position), end - 1)
            affine = affine[lower] + (position - lower) * (affine[lower + 1] - affine[lower])
        matrix = affine.reshape(3, 4)
        wanted = images[i, :, row, column].numpy() + matrix[:, :3] @ clamped + matrix[:, 3]
        np.testing.assert_allclose(out[i, :, row, column].numpy(), wanted, atol=1e-5)


def test_bands_add_up_where_they_are_small() -> None:
    reference = 0.5 + 0.01 * luma(some_images())
    taken = detail(reference, torch.full((2, 3, 8, 16, 16), -1.0), torch.tensor([[0.0, 0.0, 1.0, 1.0]] * 2))
    # All three bands taken away leave a picture three octaves softer.
    assert float((reference + taken).std()) < 0.35 * float(reference.std())
    assert [band.shape[1:] for band, _ in bands(reference)] == [(37, 53), (19, 27), (10, 14)]


def test_edges_make_no_halos() -> None:
    reference = torch.full((1, 32, 32), 0.1)
    reference[..., 16:] = 0.9
    windows = torch.tensor([[0.0, 0.0, 1.0, 1.0]])
    change = detail(reference, torch.ones(1, 3, 8, 16, 16), windows)
    assert float(change.abs().max()) < 0.1


def test_a_part_is_cut_from_the_whole() -> None:
    images, (cube, grid, _) = some_images(64, 64), a_look()
    whole = apply_look(images, cube, grid)
    windows = torch.tensor([[0.25, 0.5, 0.75, 1.0]] * 2)
    part = apply_look(images[:, :, 32:, 16:48], cube, grid, None, windows)
    torch.testing.assert_close(part, whole[:, :, 32:, 16:48])


def test_gradients_reach_every_part() -> None:
    parts = [part.double().requires_grad_() for part in a_look(count=1, size=3)]
    images = (torch.rand(1, 3, 5, 4, generator=torch.Generator().manual_seed(3)) * 0.8 + 0.1).double()
    loss = apply_look(images, *parts).square().mean()
    for gradient in torch.autograd.grad(loss, parts):
        assert gradient.abs().max() > 0.0
    assert torch.autograd.gradcheck(
        lambda cube: apply_look(images, cube, None, None), [parts[0].detach().requires_grad_()]
    )


@pytest.mark.parametrize(("height", "width"), [(1, 1), (5, 3), (37, 53)])
def test_it_is_what_the_kernels_do(height: int, width: int) -> None:
    images, (cube, grid, gains) = some_images(height, width, 1), a_look(count=1)
    ours = apply_look(images, cube, grid, gains)[0].permute(1, 2, 0).numpy()
    kernel = select_kernel(torch.device("cpu"))
    map_of_detail = kernel.detail_map(luma(images.clamp(0.0, 1.0))[0].numpy(), gains[0].numpy())
    transform = PixelTransform(full=Cube(cube[0].numpy()), grid=grid[0].numpy(), detail=map_of_detail)
    source = np.ascontiguousarray(images[0].permute(1, 2, 0).numpy())
    out = np.empty_like(source)
    kernel.apply(kernel.prepare(transform), source, Place(0, 0, width, height), out)
    np.testing.assert_allclose(ours, out, atol=1e-4)
