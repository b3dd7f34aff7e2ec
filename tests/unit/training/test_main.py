"""The training as a process: gathering, then the stages, and a last word in the folder whatever happens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import pytest

from studio.errors import DiskFull
from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from tests.support.shoots import shoot
from training.__main__ import main
from training.gather import Gathered, library

Run: TypeAlias = Callable[[TrainingConfig, Gathered, RunFolder], None]


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Callable[[Run], None]:
    """``stages(run)``: in place of the learning itself."""
    monkeypatch.setattr(library, "people_in", lambda pixels: pixels[..., :2] * 0)

    def put(run: Run) -> None:
        module = ModuleType("training.stages")
        module.__dict__["run"] = run
        monkeypatch.setitem(sys.modules, "training.stages", module)

    return put


def made(tmp_path: Path, **values: Any) -> RunFolder:
    config = TrainingConfig(name="A", output=str(tmp_path / "a.pstyle"), **values)
    return RunFolder.create(tmp_path / "run", config)


def told(run: RunFolder) -> list[str]:
    """The kinds of events, each once in a row."""
    kinds = [event.kind for event in run.tail().read()]
    return [kind for place, kind in enumerate(kinds) if place == 0 or kinds[place - 1] != kind]


def test_gathered_goes_to_the_stages_and_done_is_the_last_word(
    tmp_path: Path, stages: Callable[[Run], None]
) -> None:
    run = made(tmp_path, style=(str(shoot(tmp_path / "style", range(9))),))

    def learn(config: TrainingConfig, gathered: Gathered, folder: RunFolder) -> None:
        assert config == run.config
        assert len(gathered.examples.style) == 7
        assert folder.alive
        RunReporter(folder).event("done", path=config.output, quality=1.5)

    stages(learn)
    assert main([str(run.path)]) == 0
    assert run.state() == "done"
    assert told(run) == ["started", "gathering", "gathered", "done"]
    gathering = [event["fraction"] for event in run.tail().read() if event.kind == "gathering"]
    assert gathering[-1] == 1.0
    counts = run.last("gathered")
    assert counts is not None
    assert counts["counts"]["style"] == {"found": 9, "usable": 9, "used": 7, "held": 2}


def test_a_stop_while_photos_are_read_is_no_failure(tmp_path: Path, stages: Callable[[Run], None]) -> None:
    stages(lambda *_: pytest.fail("nothing is to be learned"))
    run = made(tmp_path, style=(str(shoot(tmp_path / "style", range(3))),))
    run.request_stop()
    assert main([str(run.path)]) == 0
    assert run.state() == "stopped"
    assert told(run)[-1] == "stopped"


def test_a_stop_in_the_stages_and_going_on(tmp_path: Path, stages: Callable[[Run], None]) -> None:
    stages(lambda *_: None)
    run = made(tmp_path, style=(str(shoot(tmp_path / "style", range(3))),))
    for resumed in (False, True):
        assert main([str(run.path)]) == 0
        assert run.state() == "stopped"
        started = run.last("started")
        assert started is not None
        assert started["resumed"] is resumed


def test_what_cannot_be_learned_is_told_with_all_reasons(
    tmp_path: Path, stages: Callable[[Run], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stages(lambda *_: pytest.fail("nothing is to be learned"))
    folder = shoot(tmp_path / "style", range(6))
    (folder / "text.jpg").write_text("no picture")
    run = made(tmp_path, style=(str(folder),), ordinary=(str(folder),))
    assert main([str(run.path)]) == 1
    assert run.state() == "failed"
    failed, gathered = run.last("failed"), run.last("gathered")
    assert failed is not None
    assert gathered is not None
    assert "nothing to learn" in str(failed["sentence"])
    assert isinstance(failed["sentence"], Message)
    assert {each["kind"] for each in gathered["findings"]} == {"already_styled", "broken"}
    assert "nothing to learn" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "sentence", "details"),
    [
        (DiskFull(name="best.safetensors"), "The disk is full", ""),
        (ZeroDivisionError("step 7"), "ZeroDivisionError", "in learn"),
        (MemoryError(), "MemoryError", "in learn"),
    ],
)
def test_faults_have_a_sentence(
    tmp_path: Path, stages: Callable[[Run], None], fault: Exception, sentence: str, details: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def learn(*_: Any) -> None:
        raise fault

    stages(learn)
    run = made(tmp_path, style=(str(shoot(tmp_path / "style", range(3))),))
    assert main([str(run.path)]) == 1
    failed = run.last("failed")
    assert failed is not None
    assert sentence in str(failed["sentence"])
    assert details in failed["details"]
    assert run.state() == "failed"
    assert sentence in capsys.readouterr().err


def test_what_this_computer_lacks_is_told_before_a_photo_is_read(
    tmp_path: Path, stages: Callable[[Run], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stages(lambda *_: pytest.fail("nothing is to be learned"))
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    run = made(tmp_path, style=(str(shoot(tmp_path / "style", range(3))),), device="cuda")
    assert main([str(run.path)]) == 1
    assert told(run) == ["started", "failed"]
    failed = run.last("failed")
    assert failed is not None
    assert "CUDA does not work here (there is none)" in str(failed["sentence"])


def test_where_no_style_file_can_be_written_no_photo_is_read(
    tmp_path: Path, stages: Callable[[Run], None]
) -> None:
    stages(lambda *_: pytest.fail("nothing is to be learned"))
    (tmp_path / "a.pstyle").mkdir()
    run = made(tmp_path, style=(str(shoot(tmp_path / "style", range(3))),), replace=True)
    assert main([str(run.path)]) == 1
    assert told(run) == ["started", "failed"]
    failed = run.last("failed")
    assert failed is not None
    assert "a folder has that name" in str(failed["sentence"])


def test_without_a_run_s_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main([str(tmp_path)]) == 1
    assert "holds no training" in capsys.readouterr().err
    run = made(tmp_path, style=("/photos",))
    with run.occupied():
        assert main([str(run.path)]) == 1
    assert "running already" in capsys.readouterr().err
    assert run.state() == "new"
