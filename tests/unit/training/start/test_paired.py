"""What pairs say in short: the norm that photos are brought to, and a table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from skimage import data

from training.colour import lab_distance
from training.examples import Example, square
from training.start.grade import traits_of
from training.start.paired import fitted_grade
from training.start.teach import BATCH, SEEN, by_pairs, mixed


def photo(pixels: np.ndarray) -> Example:
    return Example("", pixels, np.zeros((*pixels.shape[:2], 2), np.uint8), False)


def photos() -> list[Example]:
    """Parts of two photos, each as bright as another camera would have it."""
    random = np.random.default_rng(3)
    out = []
    for pixels in (data.astronaut(), data.coffee()):  # type: ignore[no-untyped-call]
        for row in range(0, 300, 100):
            for column in range(0, 400, 100):
                part = pixels[row : row + 100, column : column + 100] / 255.0
                out.append(photo(np.round(255 * part ** random.uniform(0.5, 1.6)).astype(np.uint8)))
    return out


def changed(example: Example, change: object) -> Example:
    pixels = example.pixels.astype(np.float32) / 255.0
    done = change(pixels)  # type: ignore[operator]
    return replace(example, pixels=np.round(255 * np.clip(done, 0, 1)).astype(np.uint8))


def warm(pixels: np.ndarray) -> np.ndarray:
    return pixels * np.array([1.0, 0.9, 0.75], np.float32) + np.float32(0.03)


def to_a_norm(pixels: np.ndarray) -> np.ndarray:
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    linear = np.clip(linear * 0.2 / linear.mean(), 0, 1)
    return np.asarray(np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055))


def missed(pairs: list[tuple[Example, Example]]) -> float:
    grade = fitted_grade(pairs[::2], seed=1)
    befores = torch.stack([square(before) for before, _ in pairs[1::2]])[:, :, ::4, ::4]
    wanted = torch.stack([square(after)[:3] for _, after in pairs[1::2]])[:, :, ::4, ::4]
    graded = grade.apply(befores, traits_of(befores[:, :3].flatten(2).transpose(1, 2)))
    return float(lab_distance(graded.movedim(1, -1), wanted.movedim(1, -1)).mean())


def test_a_table_is_found_and_no_norm_is_made_up() -> None:
    pairs = [(each, changed(each, warm)) for each in photos()]
    assert fitted_grade(pairs[::2], seed=1).pull.sum() == 0.0
    assert missed(pairs) < 1.5


def test_a_norm_of_exposure_is_found() -> None:
    pairs = [(each, changed(each, to_a_norm)) for each in photos()]
    assert float(fitted_grade(pairs[::2], seed=1).pull[0, 0]) >= 0.8
    assert missed(pairs) < 3.5


def test_few_pairs_say_no_norm_and_none_say_nothing() -> None:
    pairs = [(each, changed(each, to_a_norm)) for each in photos()[:3]]
    assert fitted_grade(pairs, seed=1).pull.sum() == 0.0
    with pytest.raises(ValueError, match="no pairs"):
        fitted_grade([], seed=1)


def test_pairs_are_dealt_part_by_part() -> None:
    """The after of a photo and itself is itself, whatever part was taken."""
    given, wanted = by_pairs([(each, each) for each in photos()[:4]], 0.5)(np.random.default_rng(1))
    small = torch.nn.functional.adaptive_avg_pool2d(given[:, :3], SEEN)
    torch.testing.assert_close(small, wanted)
    assert len({float(part.mean()) for part in given}) > 4


def test_lessons_are_mixed_row_by_row() -> None:
    def all_of(value: float) -> object:
        return lambda random: (torch.full((BATCH, 5, 2, 2), value), torch.full((BATCH, 3, 1, 1), value))

    deal = mixed(all_of(0.0), all_of(1.0), 0.25)  # type: ignore[arg-type]
    random = np.random.default_rng(1)
    rows = torch.cat([deal(random)[0][:, 0, 0, 0] for _ in range(100)])
    assert float(rows.mean()) == pytest.approx(0.75, abs=0.05)
    given, wanted = deal(random)
    assert torch.equal(given[:, 0, 0, 0], wanted[:, 0, 0, 0])
