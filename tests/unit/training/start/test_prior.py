"""The prior: what it looks at, how it is learned, and what the program's own does."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from skimage import data
from torch import Tensor

from training.colour import lab_distance
from training.examples import Example
from training.start.features import read_sets, set_features
from training.start.prior import Prior, prior_file
from training.start.start import estimate, squares, without
from training.start.transport import look_up

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "packaging"))

from learn_prior.make import join, make  # noqa: E402
from learn_prior.tasks import draw  # noqa: E402
from learn_prior.train import learn  # noqa: E402
from learn_prior.write import write  # noqa: E402


def some_photos(count: int = 24, side: int = 64) -> Tensor:
    """Parts of real photos (n, 4, side, side), some with a square of skin."""
    parts = []
    for index, name in enumerate(("astronaut", "coffee", "chelsea", "rocket")):
        picture = getattr(data, name)()
        for k in range(count // 4):
            top, left = 17 * k % (picture.shape[0] - 180), 31 * k % (picture.shape[1] - 180)
            part = torch.from_numpy(picture[top : top + 180, left : left + 180].astype(np.float32) / 255.0)
            small = torch.nn.functional.adaptive_avg_pool2d(part.permute(2, 0, 1), side)
            skin = torch.zeros(1, side, side)
            if index == 0:
                skin[:, side // 4 : side // 2] = 1.0
            parts.append(torch.cat([small, skin]))
    return torch.stack(parts)


def test_the_order_of_photos_does_not_count() -> None:
    photos = some_photos()[None]
    one, centre = set_features(photos)
    other, same = set_features(
        photos[:, torch.randperm(photos.shape[1], generator=torch.Generator().manual_seed(0))]
    )
    # Pooled quantiles and hues take every few pixels, so nearly.
    torch.testing.assert_close(one, other, atol=0.05, rtol=0.05)
    torch.testing.assert_close(centre.light, same.light)


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_flat_photos_have_finite_features(value: float) -> None:
    flat = torch.full((1, 1, 4, 32, 32), value)
    sets, centre = read_sets(flat, flat, torch.Generator().manual_seed(0), 64, 4)
    assert all(part.isfinite().all() for part in (*sets, *centre))


def test_tasks_are_what_their_grades_say() -> None:
    task = draw(some_photos(), 3, 4, 6, torch.Generator().manual_seed(1))
    assert task.style.shape == (3, 4, 4, 32, 32)
    assert task.ordinary.shape == (3, 6, 4, 32, 32)
    assert all(part.isfinite().all() for part in (*task[:2], task.truth.table, task.truth.skin))
    assert 0 <= task.style.min() <= task.style.max() <= 1


def test_learning_gives_a_file_that_the_program_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from learn_prior import make as making
    from learn_prior import train

    monkeypatch.setattr(making, "_PER_FILE", 12)
    monkeypatch.setattr(making, "_STYLE", (3, 8))
    monkeypatch.setattr(making, "_ORDINARY", (6,))
    monkeypatch.setattr(making, "_CLOUD", 256)
    monkeypatch.setattr(train, "_COMPONENTS", 12)
    monkeypatch.setattr(train, "_EPOCHS", 10)
    monkeypatch.setattr(train, "_BATCH", 32)
    first = make(some_photos(), 0, 5, tmp_path / "work")
    again = make(some_photos() * 0.0, 0, 5, tmp_path / "work")
    assert torch.equal(first.table, again.table), "what was made is kept"
    learnt = learn(join([first]), some_photos(), 5)
    assert np.isfinite(learnt.table)
    write(learnt, 24, 1, 5, tmp_path)
    prior = Prior(tmp_path / "resources" / "learning" / "prior.safetensors")
    grade = prior.grade(some_photos()[:6], some_photos()[6:])
    assert grade.table.shape == (1, 9, 9, 9, 3)
    assert all(part.isfinite().all() for part in (grade.table, grade.skin, grade.vignette, grade.pull))


def test_a_file_that_is_no_prior_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prior.safetensors"
    path.write_bytes(b"not one")
    with pytest.raises(ValueError, match="does not hold"):
        Prior(path)


@pytest.fixture(scope="module")
def shipped() -> Prior:
    assert prior_file().exists()
    return Prior()


def warm(photos: Tensor) -> Tensor:
    rgb = photos[:, :3] * torch.tensor([0.95, 0.87, 0.72]).view(1, 3, 1, 1) + 0.05
    return torch.cat([rgb, photos[:, 3:]], 1)


@pytest.mark.parametrize("with_ordinary", [True, False])
def test_the_programs_prior_finds_looks(shipped: Prior, with_ordinary: bool) -> None:
    """On made-up tasks from photos of which it saw some; film looks are in benchmarks/learning.py."""
    left, untouched = 0.0, 0.0
    for seed in range(6):
        task = draw(some_photos(96), 1, 30, 30, torch.Generator().manual_seed(seed))
        grade = shipped.grade(task.style[0], task.ordinary[0] if with_ordinary else None)
        unseen = task.ordinary[0, :8]
        truth = task.truth.apply(unseen).movedim(1, -1)
        left += float(lab_distance(grade.apply(unseen).movedim(1, -1), truth).mean())
        untouched += float(lab_distance(unseen[:, :3].movedim(1, -1), truth).mean())
    assert left < (0.5 if with_ordinary else 0.9) * untouched


def test_an_estimate_and_its_inverse(shipped: Prior) -> None:
    from training.examples import Examples

    def example(photo: Tensor) -> Example:
        pixels = (photo[:3].permute(1, 2, 0) * 255).round().to(torch.uint8).numpy()
        return Example("", pixels, np.zeros((*pixels.shape[:2], 2), np.uint8), False)

    photos = some_photos()
    examples = Examples(tuple(example(p) for p in warm(photos[::2])), tuple(example(p) for p in photos[1::2]))
    found = estimate(examples, shipped, seed=1)
    assert found.table is not None
    assert found.table.shape == (17, 17, 17, 3)
    graded = squares(examples.style)[0]
    before = without(found.grade, graded)
    rgb = before[:3].flatten(1).T[None]
    forth = rgb + look_up(rgb, found.grade.table)
    torch.testing.assert_close(forth[0].T.reshape(graded[:3].shape), graded[:3], atol=0.05, rtol=0)
