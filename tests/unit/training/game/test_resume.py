"""Checkpoints that are damaged, or somebody else's: refused one by one, told, and in no game's way."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from studio.messages import Message
from tests.unit.training.game.material import Notebook
from tests.unit.training.game.test_loop import SMALL, by_steps, same
from training.game import checkpoint
from training.game.checkpoint import Stored, Tensors
from training.game.loop import Played

Spoil = Callable[[Path, Tensors, dict[str, Any]], object]


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A game that was stopped after four of its six steps; the last three states are kept."""
    folder, early = tmp_path_factory.mktemp("stopped"), Notebook()
    early.stop = lambda _: early.waits > 4
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checkpoint, "BETWEEN_SAVES", 0.0)
        by_steps(SMALL, folder, early)
    assert [step for step, _ in checkpoint.stored(folder)] == [4, 3, 2]
    return folder


@pytest.fixture
def played(stopped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be gone on with."""
    monkeypatch.setattr(checkpoint, "BETWEEN_SAVES", 0.0)
    return shutil.copytree(stopped, tmp_path / "played")


@pytest.fixture(scope="module")
def whole() -> Played:
    """The same game, never stopped."""
    return by_steps(SMALL, None, Notebook())


def again(tensors: Callable[[Tensors], Tensors], **values: Any) -> Spoil:
    """The same file with other tensors and values."""
    return lambda path, old, said: checkpoint.write(path.parent, 4, tensors(old), {**said, **values})


def watched(**values: Any) -> Spoil:
    def spoil(path: Path, old: Tensors, said: dict[str, Any]) -> None:
        scales = {**said["watched"]["scales"], **values.pop("scales", {})}
        said["watched"] = {**said["watched"], **values, "scales": scales}
        checkpoint.write(path.parent, 4, old, said)

    return spoil


def last_of(tensors: Tensors, prefix: str) -> str:
    return [name for name in tensors if name.startswith(prefix)][-1]


def without(prefix: str) -> Spoil:
    return again(lambda old: {name: value for name, value in old.items() if name != last_of(old, prefix)})


def shaped(prefix: str, *shape: int) -> Spoil:
    return again(lambda old: old | {last_of(old, prefix): torch.zeros(shape)})


def pipe(path: Path, *_: object) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path, *_: object) -> None:
    path.unlink()
    path.mkdir()
    (path / "photo.jpg").write_bytes(b"photo")


SPOILS: dict[str, Spoil] = {
    "cut": lambda path, *_: os.truncate(path, path.stat().st_size // 2),
    "long header": lambda path, *_: path.write_bytes((1 << 50).to_bytes(8, "little") + path.read_bytes()[8:]),
    "no numbers": again(lambda old: old | {"net.base": old["net.base"] * torch.nan}),
    "no numbers of the best": again(lambda old: old | {"best.base": old["best.base"] * torch.inf}),
    "other numbers": again(lambda old: old | {"net.base": old["net.base"].double()}),
    "the best network alone": lambda path, *_: (path.parent / checkpoint.BEST).replace(path),
    "no tensors": again(lambda _: {}),
    "network of another shape": shaped("net.", 7),
    "averaged network of another shape": shaped("averaged.", 7),
    "critics of another shape": shaped("critics.", 3, 3),
    "best of another shape": shaped("best.", 1),
    "moments of another shape": shaped("adam_g.", 2, 2),
    "a critic's moments missing": without("adam_d."),
    "a part missing": without("averaged."),
    "no step": again(dict, step=None),
    "a step of another kind": again(dict, step="4"),
    "a step before the first": again(dict, step=-3),
    "a step beyond all": again(dict, step=10**40),
    "no history": again(dict, history=None),
    "a history of another kind": again(dict, history=["a"]),
    "a best of another kind": again(dict, best={"step": 1, "score": "1", "structure": 1.0}),
    "watchers of another kind": again(dict, watched=[]),
    "a count of another kind": watched(rollbacks=None),
    "a factor of nothing": watched(scales={"generator": float("nan")}),
    "an attempt beyond all": watched(scales={"attempt": 1 << 40}),
    "of another game": again(dict, config={}),
    "a pipe": pipe,
    "a folder": folder,
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS.keys())
def test_the_older_one_is_gone_on_from(played: Path, whole: Played, spoil: Spoil) -> None:
    if spoil is pipe and not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    found = checkpoint.read(played / "step-00000004.safetensors")
    assert found is not None
    spoil(played / "step-00000004.safetensors", *found)
    report = Notebook()
    result = by_steps(SMALL, played, report)
    (told,) = report.of("watch")
    assert (told["what"], told["action"]) == ("checkpoint", "refused")
    assert isinstance(told["message"], Message)
    assert told["message"].values == {"step": 4, "older": 3}
    assert [values["step"] for values in report.of("saved")] == [4, 5, 6]
    assert spoil is not folder or len(list(played.glob("*/photo.jpg"))) == 1
    assert same(whole.net, result.net)
    assert whole.history == result.history


def test_where_none_can_be_used_the_game_begins_anew_and_can_be_gone_on_with(
    played: Path, whole: Played
) -> None:
    """Files of steps that it never reaches must not push its own out."""
    stored: list[Stored] = [found for _, found in checkpoint.stored(played) if found is not None]
    for place in played.glob("step-*"):
        place.unlink()
    for number, (tensors, values) in enumerate(reversed(stored), 90):
        checkpoint.write(played, number, tensors | {"net.base": torch.zeros(2)}, values)
    early, report = Notebook(), Notebook()
    early.stop = lambda _: early.waits > 3
    by_steps(SMALL, played, early)
    assert [told["message"].values for told in early.of("watch")] == [{"step": n} for n in (92, 91, 90)]
    result = by_steps(SMALL, played, report)
    assert report.of("watch") == []
    assert [values["step"] for values in report.of("saved")] == [4, 5, 6]
    assert same(whole.net, result.net)


def test_of_a_thousand_files_a_few_are_looked_at(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"step-{number:08d}.safetensors").write_bytes(b"")
    report = Notebook()
    by_steps(SMALL, tmp_path, report)
    assert len(report.of("watch")) == 6
    assert next(step for step, _ in checkpoint.stored(tmp_path)) == 6


@pytest.mark.parametrize("value", [[], {}, "x", True, 1.5], ids=repr)
def test_settings_of_another_kind_are_those_of_another_game(played: Path, value: object) -> None:
    found = checkpoint.read(played / "step-00000004.safetensors")
    assert found is not None
    checkpoint.write(played, 4, found[0], {**found[1], "config": value})
    report = Notebook()
    by_steps(SMALL, played, report)
    assert len(report.of("watch")) == 1
