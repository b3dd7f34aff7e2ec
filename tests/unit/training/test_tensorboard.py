"""TensorBoard's files: what is in them, read back; they go on with a resumed run, and never end one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tensorboardX.crc32c import crc32c
from tensorboardX.proto.event_pb2 import Event

from studio.errors import DiskFull
from studio.runs import events
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from training import stages, tensorboard
from training.gather import Gathered
from training.tensorboard import BoardReporter


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunFolder:
    """A run that wants them; its steps are quick and all told."""
    monkeypatch.setattr(events, "STEP_INTERVAL", 0.0)
    config = TrainingConfig(name="A", output="/a.pstyle", style=("/s",), tensorboard=True)
    return RunFolder.create(tmp_path / "run", config)


def records(path: Path) -> Iterator[Any]:
    """The events of a file; every length and checksum must be right (TFRecord, CRC-32C, masked)."""
    data, place = path.read_bytes(), 0

    def summed(part: bytes, wanted: bytes) -> None:
        value = crc32c(part)
        masked = (((value >> 15) | (value << 17)) + 0xA282EAD8) & 0xFFFFFFFF
        assert struct.unpack("<I", wanted) == (masked,)

    while place < len(data):
        head = data[place : place + 8]
        (length,) = struct.unpack("<Q", head)
        body = data[place + 12 : place + 12 + length]
        assert len(body) == length
        summed(head, data[place + 8 : place + 12])
        summed(body, data[place + 12 + length : place + 16 + length])
        place += 16 + length
        yield Event.FromString(body)


def read(folder: RunFolder) -> dict[str, list[tuple[int, Any]]]:
    """All values by their names, in the order of their writing: (step, number or picture)."""
    found: dict[str, list[tuple[int, Any]]] = {}
    for path in sorted((folder.path / "tensorboard").iterdir(), key=lambda path: path.stat().st_mtime_ns):
        assert ".tfevents." in path.name, "TensorBoard looks for that"
        first, *rest = records(path)
        assert first.file_version == "brain.Event:2"
        for event in rest:
            assert event.wall_time > 1e9
            for value in event.summary.value:
                is_number = value.WhichOneof("value") == "simple_value"
                told = value.simple_value if is_number else value.image
                found.setdefault(value.tag, []).append((event.step, told))
    return found


def picture(folder: RunFolder, name: str, shade: int) -> None:
    Image.fromarray(np.full((20, 30, 3), shade, np.uint8)).save(folder.samples / name)


def test_numbers_and_pictures_come_out_as_they_went_in(folder: RunFolder) -> None:
    report = BoardReporter(folder)
    picture(folder, "0-000000.jpg", 90)
    picture(folder, "1-000000.jpg", 200)
    report.event("stage", name="estimate")
    report.event("teaching", step=5, steps=100, fraction=0.05, error=7.5)
    report.event("baseline", score=0.25)
    report.event("sample", step=0, files=["0-000000.jpg", "1-000000.jpg"])
    report.event("step", step=1, steps=9, loss_g=1.5, loss_d=float("nan"), d_real=0.5, seconds_left=None)
    report.event("step", step=3, steps=9, loss_g=-0.5, loss_d=2.0, d_real=0.75, seconds_left=8.0)
    report.event("measure", step=3, score=0.5, structure=0.99, spread=float("nan"))
    found = read(folder)
    pictures = {name: found.pop(name) for name in ("sample/0", "sample/1")}
    assert found == {
        "teaching/error": [(5, 7.5)],
        "baseline/score": [(0, 0.25)],
        "step/loss_g": [(1, 1.5), (3, -0.5)],
        "step/loss_d": [(3, 2.0)],
        "step/d_real": [(1, 0.5), (3, 0.75)],
        "measure/score": [(3, 0.5)],
        "measure/structure": [(3, pytest.approx(0.99))],
    }
    ((step, image),) = pictures["sample/1"]
    assert (step, image.width, image.height, image.colorspace) == (0, 30, 20, 3)
    assert image.encoded_image_string == (folder.samples / "1-000000.jpg").read_bytes()
    # The run's own events are all there as well.
    kinds = [event.kind for event in folder.tail().read()]
    assert kinds == ["stage", "teaching", "baseline", "sample", "step", "step", "measure"]


def test_a_resumed_run_goes_on_in_a_file_of_its_own(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for process, steps in ((1, (1, 2, 3)), (2, (2, 3, 4))):
        monkeypatch.setattr("os.getpid", lambda number=process: number)
        report = BoardReporter(folder)
        report.event("baseline", score=0.25)
        for step in steps:
            report.event("step", step=step, steps=4, loss_g=float(step))
    assert len(list((folder.path / "tensorboard").iterdir())) == 2
    # What was told before the checkpoint that a run goes on from is not told twice.
    assert read(folder) == {
        "baseline/score": [(0, 0.25)],
        "step/loss_g": [(1, 1.0), (2, 2.0), (3, 3.0), (4, 4.0)],
    }


def test_a_full_disk_is_told_once_and_ends_nothing(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Path] = []

    def full(path: Path, data: bytes) -> None:
        tried.append(path)
        raise DiskFull(name=path.name)

    report = BoardReporter(folder)
    report.event("step", step=1, loss_g=1.0)
    monkeypatch.setattr(tensorboard, "append", full)
    for step in (2, 3):
        report.event("step", step=step, loss_g=1.0)
    report.event("measure", step=3, score=0.5)
    assert len(tried) == 1
    told = folder.tail().read()
    assert [event.kind for event in told] == ["step", "step", "watch", "step", "measure"]
    assert "goes on without: The disk is full" in str(told[2]["message"])
    assert read(folder) == {"step/loss_g": [(1, 1.0)]}


@pytest.mark.parametrize("fault", ["no folder", "no picture"])
def test_what_cannot_be_written_or_read_ends_nothing(folder: RunFolder, fault: str) -> None:
    report = BoardReporter(folder)
    if fault == "no folder":
        (folder.path / "tensorboard").write_text("a file in its place")
        report.event("baseline", score=0.5)
    else:
        report.event("sample", step=0, files=["0-000000.jpg"])
    report.event("measure", step=3, score=0.5)
    kinds = [event.kind for event in folder.tail().read()]
    assert kinds[1:] == ["watch", "measure"]


@pytest.mark.parametrize("wanted", [True, False])
def test_only_where_it_is_wanted(folder: RunFolder, monkeypatch: pytest.MonkeyPatch, wanted: bool) -> None:
    used: list[type] = []
    monkeypatch.setattr(stages, "learn", lambda *words: used.append(type(words[-1])))
    monkeypatch.setattr(stages, "Prior", lambda: None)
    config = TrainingConfig(name="A", output="/a.pstyle", style=("/s",), tensorboard=wanted)
    stages.run(config, Gathered(None), folder)  # type: ignore[arg-type]
    assert used == [BoardReporter if wanted else RunReporter]
