from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
import torch
from torch import Tensor

from studio.imaging.image import Float32
from tests.unit.training.game.material import parts
from training.evaluate.small import small
from training.evaluate.structure import structure
from training.game.watch import LEAST_STRUCTURE

Change = Callable[[Float32], Float32]


@pytest.fixture(scope="module")
def photos() -> Tensor:
    return small(parts()[:6]).whole


def kept(photos: Tensor, change: Change) -> float:
    done = [change(photo.permute(1, 2, 0).numpy()) for photo in photos]
    after = torch.from_numpy(np.stack(done).clip(0, 1).astype(np.float32)).permute(0, 3, 1, 2)
    return float(structure(photos, after).mean())


def warped(x: Float32) -> Float32:
    u, v = np.meshgrid(np.arange(x.shape[1]), np.arange(x.shape[0]))
    across, down = u + 1.5 * np.sin(v / 9), v + 1.5 * np.sin(u / 9)
    return cv2.remap(x, across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR)  # type: ignore[return-value]


def noisy(x: Float32) -> Float32:
    noise = np.random.default_rng(1).standard_normal((*x.shape[:2], 1))
    return np.asarray(x + 0.03 * noise, np.float32)


TONE: dict[str, Change] = {
    "nothing": lambda x: x,
    "darker": lambda x: x**1.8,
    "lighter": lambda x: x**0.6,
    "harder": lambda x: 3 * x**2 - 2 * x**3,
    "softer": lambda x: 0.15 + 0.7 * x,
    "warm": lambda x: x * np.array([1.05, 1.0, 0.7], np.float32),
    "black and white": lambda x: np.repeat(x @ np.array([[0.5], [0.4], [0.1]], np.float32), 3, 2),
    "crossed": lambda x: 0.8 * x + 0.2 * x[..., [2, 0, 1]] ** 2,
}
DAMAGE: dict[str, Change] = {
    "blurred": lambda x: np.asarray(cv2.GaussianBlur(x, (0, 0), 1.5), np.float32),
    "warped": warped,
    "moved": lambda x: np.roll(x, 1, 1),
    "noisy": noisy,
    "emptied": lambda x: np.full_like(x, 0.5),
    "negative": lambda x: 1 - x,
}


@pytest.mark.parametrize("name", TONE)
def test_tone_and_colour_keep_structure(photos: Tensor, name: str) -> None:
    assert kept(photos, TONE[name]) >= LEAST_STRUCTURE


@pytest.mark.parametrize("name", DAMAGE)
def test_what_damages_photos_is_found(photos: Tensor, name: str) -> None:
    assert kept(photos, DAMAGE[name]) < 0.9


def test_more_damage_is_worse(photos: Tensor) -> None:
    found = [
        kept(photos, lambda x, s=sigma: np.asarray(cv2.GaussianBlur(x, (0, 0), s), np.float32))  # type: ignore[misc]
        for sigma in (0.6, 1.0, 2.0)
    ]
    assert found == sorted(found, reverse=True)
    assert found[2] < found[0] - 0.1


def test_a_photo_itself_is_kept_whole(photos: Tensor) -> None:
    assert kept(photos, lambda x: x) > 0.999


def test_where_nothing_is_to_be_seen_nothing_is_lost() -> None:
    flat = torch.full((2, 3, 64, 64), 0.4)
    assert structure(flat, flat * 0.5).tolist() == pytest.approx([1.0, 1.0])


def test_texture_invented_in_the_flat_is_found() -> None:
    flat = torch.full((1, 3, 64, 64), 0.4)
    noise = torch.randn(1, 1, 64, 64, generator=torch.Generator().manual_seed(1))
    assert float(structure(flat, flat + 0.05 * noise)) < 0.6
