"""A whole training, as short as can be: from examples to a style that the program applies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from skimage import data

from studio.generators.registry import generator_for
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.ledger import is_own_report
from studio.runs.reporter import RunReporter
from studio.styles.bundle import read_bundle
from studio.styles.catalogue import Catalogue
from training import stages
from training.evaluate.language import speaker
from training.examples import Example, Examples, everything
from training.gather import Gathered
from training.stages import Plan
from training.start.prior import Prior
from training.start.start import estimate, taught


def examples(count: int = 8) -> list[Example]:
    out = []
    for number in range(count):
        picture = getattr(data, ("astronaut", "coffee", "chelsea", "rocket")[number % 4])()
        top, left = 11 * number, 17 * number
        pixels = np.ascontiguousarray(picture[top : top + 200, left : left + 240])
        maps = np.zeros((*pixels.shape[:2], 2), np.uint8)
        out.append(Example(f"{number}.jpg", pixels, maps, False, scene=number))
    return out


def warm(example: Example) -> Example:
    pixels = (example.pixels * np.array([0.95, 0.85, 0.7]) + 10).round().astype(np.uint8)
    return Example(example.name, pixels, example.maps, example.peopled, example.scene)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(stages.PLANS, "quick", Plan(taught=3, game=2))


def trained(tmp_path: Path, given: Examples, **values: Any) -> RunFolder:
    config = TrainingConfig(
        name="Warm",
        output=str(tmp_path / "warm.pstyle"),
        preset="quick",
        seed=3,
        replace=True,
        style=() if given.pairs else ("/s",),
        before=("/b",) if given.pairs else (),
        after=("/a",) if given.pairs else (),
        **values,
    )
    path = tmp_path / "run"
    folder = RunFolder.open(path) if path.exists() else RunFolder.create(path, config)
    stages.run(config, Gathered(given), folder)
    return folder


def test_photos_in_the_style_and_others(tmp_path: Path) -> None:
    photos = examples()
    given = Examples(style=tuple(warm(p) for p in photos[::2]), ordinary=tuple(photos[1::2]))
    folder = trained(tmp_path, given)
    kinds = [event.kind for event in folder.tail().read()]
    for kind in ("baseline", "teaching", "sample", "measure", "verdict", "done"):
        assert kind in kinds
    bundle = read_bundle(tmp_path / "warm.pstyle")
    assert bundle.name == "Warm"
    assert bundle.learned_from is not None
    assert bundle.learned_from.style_photos == 4
    assert list(folder.samples.iterdir())
    page = (folder.path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert is_own_report(folder.path)
    assert "Warm" in page
    assert "://" not in page.replace("http://www.w3.org", ""), "nothing is loaded from elsewhere"
    told = folder.last("verdict")
    assert told is not None
    assert told["result"]
    catalogue = Catalogue(tmp_path / "none", tmp_path / "styles")
    style = catalogue.add(tmp_path / "warm.pstyle")
    assert generator_for(style, catalogue).thumbnail_size == 256


def test_the_report_is_in_the_language_of_the_run_and_its_sentences_in_english(tmp_path: Path) -> None:
    photos = examples()
    given = Examples(style=tuple(warm(p) for p in photos[::2]), ordinary=tuple(photos[1::2]))
    folder = trained(tmp_path, given, language="zh_CN")
    page = (folder.path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN"' in page
    assert "“Warm”学到了什么" in page
    told = folder.last("verdict")
    assert told is not None
    for sentence in (*told["result"], *told["learned"], *told["weak"], *told["add"]):
        assert str(sentence) not in page
        assert speaker("zh_CN")(sentence) in page
        assert str(sentence).isascii() or "Δ" in str(sentence)


def test_a_second_process_goes_on_from_the_start_of_the_first(tmp_path: Path) -> None:
    photos = examples()
    given = Examples(style=tuple(warm(p) for p in photos[::2]), ordinary=tuple(photos[1::2]))
    folder = trained(tmp_path, given)
    first = (tmp_path / "warm.pstyle").read_bytes()
    taught = [event.kind for event in folder.tail().read()].count("teaching")
    trained(tmp_path, given)
    assert [event.kind for event in folder.tail().read()].count("teaching") == taught
    one, other = (
        read_bundle_of(tmp_path, content) for content in (first, (tmp_path / "warm.pstyle").read_bytes())
    )
    assert all(np.array_equal(one[key], other[key]) for key in one)
    trained(tmp_path, given, left_out=("/s/7.jpg",))
    again = [event.kind for event in folder.tail().read()].count("teaching")
    assert again > taught, "of other photos it is taught anew"


def read_bundle_of(
    tmp_path: Path, content: bytes
) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    path = tmp_path / "again.pstyle"
    path.write_bytes(content)
    return dict(read_bundle(path).tensors)


@pytest.mark.parametrize("pairs", [True, False])
def test_without_ordinary_photos_and_from_pairs(tmp_path: Path, pairs: bool) -> None:
    photos = examples()
    if pairs:
        given = Examples(
            pairs=tuple((p, warm(p)) for p in photos[:6]), held_pairs=((photos[6], warm(photos[6])),)
        )
    else:
        given = Examples(style=tuple(warm(p) for p in photos))
    folder = trained(tmp_path, given)
    last = folder.last("done")
    assert last is not None
    assert (tmp_path / "warm.pstyle").exists()
    if pairs:
        assert last["quality"] < 8.0


class _Asked(RunReporter):
    """A reporter of a user who says stop when a stage begins."""

    def __init__(self, folder: RunFolder, stage: str | None) -> None:
        super().__init__(folder)
        self._run, self._stage = folder, stage

    def event(self, kind: str, **values: Any) -> None:
        if kind == "stage" and values["name"] == self._stage:
            self._run.request_stop()
        super().event(kind, **values)


@pytest.mark.parametrize("stop", [False, True])
def test_a_start_that_stays_learns_from_the_held_out_photos_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: bool
) -> None:
    monkeypatch.setitem(stages.PLANS, "quick", Plan(taught=3, game=0))
    photos = examples()
    finished, ordinary = [warm(p) for p in photos[::2]], photos[1::2]
    given = Examples(
        tuple(finished[:3]),
        tuple(ordinary[:3]),
        held_style=tuple(finished[3:]),
        held_ordinary=tuple(ordinary[3:]),
    )
    config = TrainingConfig(
        name="Warm", output=str(tmp_path / "warm.pstyle"), preset="quick", seed=3, style=("/s",)
    )
    folder = RunFolder.create(tmp_path / "run", config)
    net = stages.learn(config, given, Prior(), folder, _Asked(folder, "all" if stop else None))
    learned_from = given if stop else everything(given)
    found = estimate(learned_from, Prior(), config.seed)
    torch.manual_seed(config.seed)
    wanted = taught(found, learned_from, 3, config.seed)
    for one, other in zip(net.state_dict().values(), wanted.state_dict().values(), strict=True):
        assert torch.equal(one, other)
    bundle = read_bundle(tmp_path / "warm.pstyle")
    assert bundle.learned_from is not None
    assert bundle.learned_from.style_photos == len(learned_from.style)
