"""What a run shows while it learns: the same photos at every measure, and a style file of each."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from studio.generators.photographic import PhotographicNet
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from studio.styles.bundle import read_bundle
from tests.support import pictures
from training.evaluate.measure import Measure
from training.examples import Example, Examples
from training.showing import PICTURED, Showing, photos_shown

ASTRONAUT = np.asarray(Image.open(pictures.astronaut_png()))


def photo(number: int, gain: float = 1.0) -> Example:
    picture = ASTRONAUT[8 * number : 8 * number + 120, 100:260]
    pixels = np.ascontiguousarray((picture * gain).astype(np.uint8))
    return Example(f"{number}-{gain}.jpg", pixels, np.zeros((*pixels.shape[:2], 2), np.uint8), False, number)


ORDINARY = Examples(
    style=tuple(photo(n, 0.7) for n in range(4)),
    ordinary=tuple(photo(n) for n in range(4, 9)),
    held_ordinary=tuple(photo(n) for n in range(9, 11)),
)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    config = TrainingConfig(name="Dark", output=str(tmp_path / "dark.pstyle"), style=("/s",))
    return RunFolder.create(tmp_path / "run", config)


def showing(folder: RunFolder, examples: Examples) -> Showing:
    return Showing(folder, RunReporter(folder), Measure(examples, 0), examples, taught=30)


def test_held_out_photos_come_first_and_finished_ones_only_where_there_is_nothing_else() -> None:
    shown = photos_shown(ORDINARY)
    assert len(shown) == PICTURED
    assert [one.name for one, _ in shown[:2]] == [one.name for one in ORDINARY.held_ordinary]
    assert all(truth is None for _, truth in shown)
    pair = (photo(1), photo(1, 0.7))
    assert photos_shown(Examples(pairs=(pair,))) == (pair,)
    assert photos_shown(Examples(style=(photo(1),)))[0][0].name == photo(1).name


def test_whatever_is_measured_is_shown_with_its_style_file(folder: RunFolder) -> None:
    view = showing(folder, ORDINARY)
    view.begin(None)
    net = PhotographicNet()
    view.show(12, net)
    told = folder.last("sample")
    assert told is not None
    assert told["step"] == 12
    assert told["before"] == [f"{n}-before.jpg" for n in range(PICTURED)]
    assert told["files"] == [f"{n}-000012.jpg" for n in range(PICTURED)]
    assert told.get("baseline") is None
    bundle = read_bundle(folder.samples / told["style"])
    assert bundle.name == "Dark"
    assert bundle.learned_from is not None
    assert bundle.learned_from.steps == 42
    weights = net.state_dict()
    assert all(np.allclose(value, weights[name].numpy(), atol=1e-3) for name, value in bundle.tensors.items())
    assert weights.keys() >= bundle.tensors.keys()
    before, now = (np.asarray(Image.open(folder.samples / told[key][0])) for key in ("before", "files"))
    assert np.abs(before.astype(int) - now).mean() < 2.0, "a fresh network changes nothing"


def test_steps_tell_what_memory_they_take(folder: RunFolder) -> None:
    showing(folder, ORDINARY).event("step", step=1, steps=2)
    told = folder.last("step")
    assert told is not None
    if sys.platform == "linux":
        assert 50_000_000 < told["memory"] < 50_000_000_000
    else:
        assert told["memory"] is None


def test_photos_that_do_not_match_are_shown_worst_first(folder: RunFolder) -> None:
    measure = Measure(ORDINARY, 0)
    view = Showing(folder, RunReporter(folder), measure, ORDINARY, taught=0)
    photos = measure.material.before
    fits = [0.5] * len(photos)
    fits[0], fits[1] = 1.2, 3.0
    told = view.misses(fits, PhotographicNet())
    assert [each["name"] for each in told] == [photos[1].name, photos[0].name]
    picture = np.asarray(Image.open(folder.samples / told[0]["before"]))
    assert picture.shape == photos[1].pixels.shape
    assert np.abs(picture.astype(int) - photos[1].pixels).mean() < 3.0
    assert (folder.samples / told[0]["now"]).exists()
    assert view.misses([0.5] * len(photos), PhotographicNet()) == []


def test_the_bar_and_the_truth_stand_beside(folder: RunFolder) -> None:
    pair = (photo(1), photo(1, 0.7))
    view = showing(folder, Examples(pairs=(pair, (photo(2), photo(2, 0.7)))))
    darker = np.zeros((5, 5, 5, 3), np.float32) - 0.3
    view.begin(torch.from_numpy(darker))
    view.show(0, PhotographicNet())
    told = folder.last("sample")
    assert told is not None
    before, baseline, truth = (
        np.asarray(Image.open(folder.samples / told[key][0])).astype(float)
        for key in ("before", "baseline", "truth")
    )
    assert baseline.mean() < before.mean() - 30
    assert truth.mean() == pytest.approx(0.7 * before.mean(), rel=0.02)
