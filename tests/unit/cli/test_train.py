"""``portrait-studio train``: what is asked for, what a training tells, how it ends, stops and goes on.

The training itself is a stand-in that writes a run's events, as the real one does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio import paths
from studio.cli.program import main
from studio.runs import launch
from studio.runs.config import SCHEMA, TrainingConfig, to_json
from studio.runs.folder import RunFolder
from studio.settings import Settings, save_settings

LEAD = """
import pathlib, sys, time
from studio.messages import Message
from studio.runs.folder import RunFolder
run = RunFolder.open(pathlib.Path(sys.argv[1]))
log = run.log.write
def wait(seconds=20.0):
    until = time.monotonic() + seconds
    while not run.stop_requested and time.monotonic() < until:
        time.sleep(0.01)
with run.occupied():
    log("started", pid=1)
    {body}
"""
GOOD = """
    text = Message("Gather", "It is too small ({width} x {height} pixels).", {"width": 5, "height": 6})
    findings = [
        {"path": f"/photos/{n}.jpg", "side": "style", "kind": "tiny", "reason": text, "excluded": True}
        for n in range(12)
    ] + [{"path": "/p", "side": "style", "kind": "no_people", "reason": text, "excluded": False}] * 3
    log("gathering", fraction=0.5)
    log("gathered", counts={"style": {"found": 20}}, findings=findings, notes=[Message("x", "Few photos.")])
    log("stage", name="baseline")
    log("baseline", score=0.25)
    log("step", step=800, steps=800, loss_g=float("nan"), seconds_left=None)
    log("watch", what="nan", action="back", message=Message("x", "A step was taken back."))
    log("measure", step=800, score=0.5)
    log("verdict", score=0.5, sentences=[Message("x", "It learned most of it.")])
    pathlib.Path(run.config.output).write_bytes(b"style")
    log("done", path=run.config.output, quality=2.5)
"""
FAILS = '\n    log("failed", sentence=Message("errors", "There is nothing to learn."), details="line 1")\n'
WAITS = '\n    wait()\n    log("stopped")\n'
DIES = '\n    sys.stderr.write("Killed by the system")\n    sys.stderr.flush()\n    import os; os._exit(9)\n'
DEAF = "\n    time.sleep(60)\n"


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """``stand_in(body)``: what the training does."""

    def put(body: str) -> None:
        code = LEAD.replace("    {body}", body.rstrip())
        monkeypatch.setattr(launch, "command", lambda run: [sys.executable, "-c", code, str(run.path)])

    return put


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


def interrupt_when(ready: Callable[[], bool], times: int = 1) -> threading.Thread:
    """Press Ctrl-C once ``ready``, and again a little later."""

    def press() -> None:
        until = time.monotonic() + 20
        while not ready() and time.monotonic() < until:
            time.sleep(0.02)
        for _ in range(times):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.5)

    thread = threading.Thread(target=press)
    thread.start()
    return thread


def test_a_good_run_tells_what_it_did(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(GOOD)
    target, run = tmp_path / "mine.pstyle", tmp_path / "run"
    words = ["train", "--style", str(photos), "-o", str(target), "--run", str(run)]
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert out == f"It learned most of it.\n{target}\n"
    assert err.count("It is too small (5 x 6 pixels).") == 10
    assert "portrait-studio: 0.jpg: It is too small" in err
    assert "2 more photos are left out" in err
    assert "No people were found in 3 of the photos." in err
    assert "Few photos." in err
    assert "A step was taken back." in err
    assert RunFolder.open(run).state() == "done"
    # A finished one is not begun again, and its folder not used again.
    assert main(["train", "--resume", str(run)]) == 1
    assert "it is finished" in capsys.readouterr().err
    assert main([*words, "--replace"]) == 1
    assert "is not empty" in capsys.readouterr().err


def test_the_result_as_json(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(GOOD)
    target, run = tmp_path / "mine.pstyle", tmp_path / "run"
    assert main(["train", "--style", str(photos), "-o", str(target), "--run", str(run), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told.pop("findings")) == 15
    assert told == {
        "output": str(target), "run": str(run), "state": "done", "quality": 2.5, "score": 0.5,
        "baseline": 0.25, "step": 800, "steps": 800, "counts": {"style": {"found": 20}},
        "notes": ["Few photos."], "verdict": {"score": 0.5, "sentences": ["It learned most of it."]},
    }  # fmt: skip


def test_words_become_the_run_s_settings(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(FAILS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "user_runs", lambda: tmp_path / "runs")
    main(
        ["train", "--style", "photos", str(photos / "a.jpg"), "--ordinary", "plain", "-o", "Warm Evening",
         "--best", "--steps", "90", "--seed", "4", "--device", "cpu", "--loss", "hinge",
         "--tensorboard"]
    )  # fmt: skip
    save_settings(Settings(language="zh_CN"))
    main(["train", "--pairs", "b", "a", "-o", "pairs.pstyle"])
    configs = [RunFolder.open(run).config for run in sorted((tmp_path / "runs").iterdir())]
    assert configs[0] == TrainingConfig(
        name="Warm Evening", output=str(tmp_path / "Warm Evening.pstyle"),
        style=(str(photos), str(photos / "a.jpg")), ordinary=(str(tmp_path / "plain"),),
        preset="best", steps=90, seed=4, device="cpu", loss="hinge", tensorboard=True,
    )  # fmt: skip
    assert configs[1] == TrainingConfig(
        name="pairs", output=str(tmp_path / "pairs.pstyle"), before=(str(tmp_path / "b"),),
        after=(str(tmp_path / "a"),), language="zh_CN",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "-o says"),
        (["-o", "a"], "--style or --pairs"),
        (["-o", "a", "--ordinary", "x"], "--style or --pairs"),
        (["-o", "a.cube", "--style", "x"], "ends in .pstyle"),
        (["-o", "a", "--pairs", "x", "y", "--style", "x"], "--pairs goes without"),
        (["-o", "a", "--pairs", "x"], "expected 2 arguments"),
        (["-o", "a", "--style", "x", "--quick", "--best"], "not allowed with"),
        (["-o", "a", "--style", "x", "--steps", "0"], "whole number from 1"),
        (["-o", "a", "--style", "x", "--loss", "vae"], "invalid choice"),
        (["-o", "a", "--style", ""], "an empty name"),
        (["--resume", "run", "--steps", "5"], "--steps cannot be given"),
        (["--resume", "run", "--run", "other"], "--run cannot be given"),
        (["--resume", "run", "--tensorboard"], "--tensorboard cannot be given"),
        (["-o", "a", "--style", "x", "--device", "tpu"], "invalid choice"),
        (["--resume", "run", "--quick"], "--preset cannot be given"),
    ],
)
def test_wrong_words(
    words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["train", *words]) == 2
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_told_before_any_work(
    tmp_path: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "mine.pstyle"
    target.write_bytes(b"mine")
    words = ["train", "--style", str(photos), "-o", str(target), "--run", str(tmp_path / "run"), "--json"]
    assert main(words) == 1
    assert "is there already" in json.loads(capsys.readouterr().out)["error"]
    assert target.read_bytes() == b"mine"
    assert not (tmp_path / "run").exists()


def test_what_this_computer_lacks_is_told_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(launch, "command", lambda run: pytest.fail("nothing is to be started"))
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    run = tmp_path / "run"
    words = ["--style", str(tmp_path / "gone"), "-o", str(tmp_path / "a.pstyle"), "--device", "cuda"]
    assert main(["train", *words, "--run", str(run)]) == 1
    assert capsys.readouterr().err.count("CUDA does not work here (there is none)") == 1
    assert not run.exists()
    # The same for a run that was begun where there was one.
    RunFolder.create(run, TrainingConfig(name="A", output="/a.pstyle", style=("/s",), device="cuda"))
    assert main(["train", "--resume", str(run)]) == 1
    assert "CUDA does not work here" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("body", "says", "state"),
    [(FAILS, "There is nothing to learn.", "failed"), (DIES, "ended unexpectedly", "died")],
    ids=["fails", "dies"],
)
def test_a_run_that_ends_badly(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], body: str, says: str, state: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    stand_in(body)
    words = [
        "train",
        "--style",
        str(photos),
        "-o",
        str(tmp_path / "a.pstyle"),
        "--run",
        str(tmp_path / "run"),
    ]
    assert main([*words, "--json", "--verbose"]) == 1
    out, err = capsys.readouterr()
    told: dict[str, Any] = json.loads(out)
    assert says in told["error"]
    assert says in err
    assert (told["state"], told["output"]) == (state, None)
    if state == "died":
        assert "Killed by the system" in err
        assert f"train --resume {tmp_path / 'run'}" in err
        stand_in(GOOD)
        assert main(["train", "--resume", str(tmp_path / "run")]) == 0
        assert "It learned most of it." in capsys.readouterr().out
    else:
        assert "line 1" in err


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            '\n    run.path.rename(run.path.with_name("away"))\n    import os; os._exit(1)\n',
            "is not there any more",
        ),
        ('\n    (run.checkpoints / "1.bin").write_bytes(b"x")' + FAILS, "There is nothing to learn."),
    ],
    ids=["its folder goes", "it fails late"],
)
def test_a_run_that_can_go_on_says_how(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], body: str, says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    stand_in(body)
    run, output = str(tmp_path / "run"), str(tmp_path / "a.pstyle")
    assert main(["train", "--style", str(photos), "-o", output, "--run", run]) == 1
    err = capsys.readouterr().err
    assert says in err
    assert f"train --resume {run}" in err


def test_ctrl_c_stops_and_it_can_go_on(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(WAITS)
    run = tmp_path / "run"
    thread = interrupt_when((run / "heartbeat").exists)
    code = main(["train", "--style", str(photos), "-o", str(tmp_path / "a.pstyle"), "--run", str(run)])
    thread.join()
    assert code == 130
    err = capsys.readouterr().err
    assert "Stopping after this step" in err
    assert f"To go on: portrait-studio train --resume {run}" in err
    assert RunFolder.open(run).state() == "stopped"
    stand_in(GOOD)
    assert main(["train", "--resume", str(run)]) == 0
    assert not (run / "stop").exists()


def test_what_is_waited_for_is_told_on_a_line_of_its_own(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    told = 'Message("x", "Waits for “Photos”.")'
    stand_in(f'\n    log("waiting", reason={told})\n    log("continued")' + GOOD)
    run, output = str(tmp_path / "run"), str(tmp_path / "a.pstyle")
    assert main(["train", "--style", str(photos), "-o", output, "--run", run]) == 0
    assert capsys.readouterr().err.count("portrait-studio: Waits for “Photos”.") == 1


def test_ctrl_c_ends_one_whose_folder_is_away(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in('\n    run.path.rename(run.path.with_name("aside"))\n    wait(60.0)\n')
    run = tmp_path / "run"
    thread = interrupt_when((tmp_path / "aside" / "heartbeat").exists)
    begun = time.monotonic()
    code = main(["train", "--style", str(photos), "-o", str(tmp_path / "a.pstyle"), "--run", str(run)])
    thread.join()
    assert code == 130
    assert time.monotonic() - begun < 30
    err = capsys.readouterr().err
    assert "Waits for the folder of the training, “a”, to come back" in err
    assert f"train --resume {run}" in err
    assert not run.exists()


def test_a_second_ctrl_c_ends_at_once(
    tmp_path: Path, photos: Path, stand_in: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(DEAF)
    run = tmp_path / "run"
    thread = interrupt_when((run / "heartbeat").exists, times=2)
    begun = time.monotonic()
    code = main(["train", "--style", str(photos), "-o", str(tmp_path / "a.pstyle"), "--run", str(run)])
    thread.join()
    assert code == 130
    assert time.monotonic() - begun < 30
    assert RunFolder.open(run).state() == "died"
    assert "ended unexpectedly" not in capsys.readouterr().err


def test_a_folder_that_is_no_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--resume", str(tmp_path)]) == 1
    assert "holds no training" in capsys.readouterr().err
    newer = to_json(TrainingConfig(name="A", output="/a.pstyle", style=("/s",))).replace(
        f'"schema":{SCHEMA}', '"schema":9'
    )
    (tmp_path / "config.json").write_text(newer)
    assert main(["train", "--resume", str(tmp_path)]) == 1
    assert "newer version" in capsys.readouterr().err
