"""The look before a training: coverage in words, what it takes, and that it always ends with a word."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from tests.support.shoots import shoot
from training import forecast
from training.__main__ import child, main
from training.device import Placement
from training.examples import Example, Examples
from training.gather import Gathered, library

CONFIG = TrainingConfig(name="A", output="/tmp/a.pstyle", style=("/s",), preset="quick", batch=2)


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "people_in", lambda pixels: pixels[..., :2] * 0)


def photo(level: int, number: int = 0) -> Example:
    random = np.random.default_rng(number)
    pixels = (level + random.integers(-10, 10, (96, 96, 3))).clip(0, 255).astype(np.uint8)
    return Example(f"{number}.jpg", pixels, np.zeros((96, 96, 2), np.uint8), False, number)


def kinds(found: list[dict[str, Any]]) -> dict[str, tuple[int, int, bool]]:
    return {each["kind"]: (each["have"], each["of"], each["enough"]) for each in found}


def test_kinds_that_the_style_will_meet_and_has_too_few_of() -> None:
    style = (*(photo(130, number) for number in range(19)), photo(20, 19))
    ordinary = (*(photo(20, number) for number in range(5)), *(photo(130, n) for n in range(5, 10)))
    examples = Examples(style=style[:10], held_style=style[10:], ordinary=ordinary)
    found = forecast.covered(examples)
    assert kinds(found)["dark"] == (1, 20, False)
    assert kinds(found)["normal"] == (19, 20, True)
    assert kinds(found)["bright"] == (0, 20, True), "the style will not meet any"
    assert all(isinstance(each["name"], Message) for each in found)
    alone = forecast.covered(Examples(style=style))
    assert kinds(alone)["dark"] == (1, 20, True), "one of twenty may be chance"
    assert forecast.covered(Examples()) == []


def test_pairs_are_judged_by_their_photos_before() -> None:
    pairs = tuple((photo(20, number), photo(230, number)) for number in range(4))
    found = kinds(forecast.covered(Examples(pairs=pairs[:3], held_pairs=pairs[3:])))
    assert found["dark"][:2] == (4, 4)
    assert found["bright"][:2] == (0, 4)


def test_what_it_takes_grows_with_photos_and_batch() -> None:
    few, many = (Examples(style=tuple(photo(130, n) for n in range(count))) for count in (2, 40))
    assert 60 << 20 < forecast.disk(CONFIG, few) < forecast.disk(CONFIG, many) < 200 << 20
    assert forecast.memory(CONFIG, few) < forecast.memory(CONFIG, many)


@pytest.mark.parametrize("paired", [False, True])
def test_trial_steps(paired: bool) -> None:
    photos = tuple(photo(60 + 15 * number, number) for number in range(6))
    if paired:
        examples = Examples(pairs=tuple(zip(photos, photos[::-1], strict=True)))
    else:
        examples = Examples(style=photos[:3], ordinary=photos[3:])
    state = torch.random.get_rng_state()
    found = forecast.timed(CONFIG, examples, Placement("cpu", lambda *_, **__: None))
    torch.random.set_rng_state(state)
    assert found["problem"] is None
    assert found["device"] == "cpu"
    assert min(found["teach"], found["game"], found["measure"]) > 0.0
    plans = found["plans"]
    assert plans["balanced"] - plans["quick"] == pytest.approx(400 * found["teach"] + 580 * found["game"])
    assert found["chosen"] == plans["quick"]


def made(tmp_path: Path, **values: Any) -> RunFolder:
    config = TrainingConfig(name="A", output=str(tmp_path / "a.pstyle"), **values)
    return RunFolder.create(tmp_path / "run", config)


def test_a_look_tells_findings_and_leaves_the_run_new(tmp_path: Path) -> None:
    folder = shoot(tmp_path / "style", range(6))
    (folder / "text.jpg").write_text("no picture")
    run = made(tmp_path, style=(str(folder),))
    assert main(["--gather", str(run.path)]) == 0
    looked = run.last("looked")
    assert looked is not None
    assert looked["counts"]["style"]["usable"] == 6
    assert [each["kind"] for each in looked["findings"] if each["excluded"]] == ["broken"]
    assert looked["coverage"]
    assert run.last("timed") is None
    assert run.state() == "new"


def test_photos_that_cannot_be_learned_from_are_a_problem_and_not_tried(tmp_path: Path) -> None:
    folder = shoot(tmp_path / "style", range(6))
    run = made(tmp_path, style=(str(folder),), ordinary=(str(folder),))
    assert main(["--gather", "--trial", str(run.path)]) == 0
    looked = run.last("looked")
    assert looked is not None
    assert "nothing to learn" in str(looked["problem"])
    assert isinstance(looked["problem"], Message)
    assert run.last("timed") is None
    assert run.state() == "new"


def fails(*_: Any) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda patch: patch.setattr("training.__main__.gather", fails), "looked"),
        (lambda patch: patch.setattr("training.forecast.timed", fails), "timed"),
    ],
)
def test_faults_are_a_word_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[pytest.MonkeyPatch], None], kind: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    spoil(monkeypatch)
    run = made(tmp_path, style=(str(shoot(tmp_path / "style", range(3))),))
    assert main(["--gather", "--trial", str(run.path)]) == 1
    last = run.last()
    assert last is not None
    assert last.kind == kind
    assert "ZeroDivisionError" in str(last["problem"])
    assert run.state() == "new"
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_look_ends_when_nobody_is_there_to_see_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parents = iter([100, 100, *[1] * 99])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    run = made(tmp_path, style=(str(shoot(tmp_path / "style", range(3))),))
    assert main(["--gather", str(run.path)]) == 0
    assert run.last("looked") is None


def test_words_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--gather"], ["--other", "run"], ["run", "--gather"], ["--gather", "--gather", "run"]):
        assert main(words) == 2
        assert "usage" in capsys.readouterr().err


def test_a_child_gives_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nice = list[int]()
    monkeypatch.setattr(os, "nice", nice.append, raising=False)
    assert child([str(tmp_path)]) == 1
    assert nice == [10]


def test_gathered_is_told_whole() -> None:
    told = forecast.looked(CONFIG, Gathered(Examples(style=(photo(130),))))
    assert {"counts", "findings", "notes", "coverage", "memory", "disk", "problem"} == told.keys()
