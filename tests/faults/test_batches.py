"""Accidents of batches: rows 27 to 32 of the list of faults, on real file systems where that can be."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.batch.batches import go_on
from studio.batch.errors import PlaceAway
from studio.batch.events import Event, PhotoBegun, PhotoEnded, Waiting
from studio.batch.results import Counts
from studio.batch.trouble import PATIENCE
from studio.errors import OutputError, OutputNotWritable, PhotoUnreadable
from studio.imaging.decode import decode_photo
from studio.imaging.photo import Photo
from studio.messages import Message
from tests.support.batches import (
    NO_PATIENCE,
    begun,
    names_below,
    reasons,
    runner,
    small_shoot,
    snapshot,
    states,
)

ROOT = Path(__file__).resolve().parents[2]
ALL = Counts(done=6, failed=0, skipped=0, waiting=0)


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    return small_shoot(tmp_path / "shoot", 6)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB, unmounted at the end."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def test_row_30_a_full_disk_pauses_until_there_is_space(shoot: Path, tmp_path: Path, tiny_disk: Path) -> None:
    before = snapshot(shoot)
    ballast = tiny_disk / "ballast"
    out = tiny_disk / "out"
    journal = begun(shoot, out, tmp_path / "j")
    out.mkdir()
    fill(ballast)
    batch = runner(journal, patience=PATIENCE, jobs=2)
    waits: list[str] = []

    def listen(event: Event) -> None:
        if isinstance(event, Waiting) and event.reason is not None:
            waits.append(str(event.reason))
            assert [name for name in names_below(out) if name.endswith(".part")] == []
            ballast.unlink(missing_ok=True)

    assert batch.run(listen) == ALL
    journal.close()
    assert "disk is full" in waits[0]
    assert names_below(out) == [f"{n}.jpg" for n in range(1, 7)]
    assert snapshot(shoot) == before


def test_row_30_a_disk_that_stays_full_stops_the_batch(shoot: Path, tmp_path: Path, tiny_disk: Path) -> None:
    out = tiny_disk / "out"
    journal = begun(shoot, out, tmp_path / "j")
    out.mkdir()
    fill(tiny_disk / "ballast")
    batch = runner(journal)
    counts = batch.run()
    journal.close()
    assert "disk is full" in str(batch.stopped)
    assert counts == Counts(done=0, failed=0, skipped=0, waiting=6), "nothing failed for good"
    assert names_below(out) == []
    (tiny_disk / "ballast").unlink()
    again = go_on(journal.path)
    assert runner(again).run() == ALL
    again.close()


def test_row_31_a_drive_that_goes_is_waited_for(shoot: Path, tmp_path: Path) -> None:
    """The folder of the photos goes, and comes back; none of them is missing."""
    away = tmp_path / "elsewhere"
    journal = begun(shoot, tmp_path / "out", tmp_path / "j")
    batch = runner(journal, patience=PATIENCE, jobs=1)
    waits: list[str] = []

    def listen(event: Event) -> None:
        if isinstance(event, PhotoEnded) and not waits and not away.exists():
            shoot.rename(away)
            shoot.mkdir()  # the empty mount point
        if isinstance(event, Waiting) and event.reason is not None and away.exists():
            waits.append(str(event.reason))
            shoot.rmdir()
            away.rename(shoot)
            batch.resume()

    assert batch.run(listen) == ALL
    journal.close()
    assert len(waits) == 1


def test_row_31_the_place_of_an_output_drive_is_not_filled(shoot: Path, tmp_path: Path) -> None:
    out = tmp_path / "drive" / "out"
    journal = begun(shoot, out, tmp_path / "j")
    batch = runner(journal, jobs=1)

    def listen(event: Event) -> None:
        if isinstance(event, PhotoBegun) and out.exists():
            out.rename(tmp_path / "gone")

    counts = batch.run(listen)
    journal.close()
    assert "not there at the moment" in str(batch.stopped)
    assert counts.failed == 0
    assert counts.waiting > 0
    assert not out.exists()
    (tmp_path / "gone").rename(out)
    again = go_on(journal.path)
    assert runner(again).run() == ALL
    again.close()


@pytest.mark.parametrize("mounted", [True, False], ids=["empty mount point", "no mount point"])
def test_row_31_going_on_without_the_output_drive_writes_nothing(
    shoot: Path, tmp_path: Path, mounted: bool
) -> None:
    out = tmp_path / "drive"
    journal = begun(shoot, out, tmp_path / "j")
    assert runner(journal).run() == ALL
    journal.close()
    out.rename(tmp_path / "unplugged")
    if mounted:
        out.mkdir()
    again = go_on(journal.path)
    with pytest.raises(PlaceAway, match="not there at the moment"):
        runner(again).run()
    again.close()
    assert not out.exists() or names_below(out) == []


def test_a_photo_that_goes_between_plan_and_work_fails_alone(shoot: Path, tmp_path: Path) -> None:
    journal = begun(shoot, tmp_path / "out", tmp_path / "j")
    (shoot / "3.jpg").unlink()
    started = time.monotonic()
    counts = runner(journal, patience=PATIENCE).run()
    journal.close()
    assert counts == Counts(done=5, failed=1, skipped=0, waiting=0)
    assert "“3.jpg” was not found" in reasons(journal.states)[0]
    assert time.monotonic() - started < 20


def test_row_29_a_target_that_takes_no_files_is_told_before_any_work(shoot: Path, tmp_path: Path) -> None:
    if not Path("/proc/self").is_dir():
        pytest.skip("no /proc here")
    journal = begun(shoot, Path("/proc/self"), tmp_path / "j")
    with pytest.raises(OutputError, match="Choose another folder"):
        runner(journal).run()
    journal.close()
    assert states(journal) == ["waiting"] * 6


def test_hostile_files_among_good_ones(shoot: Path, tmp_path: Path, shared: Path) -> None:
    hostile = sorted(
        path for path in (shared / "hostile").rglob("*") if path.suffix in (".jpg", ".png", ".tif")
    )
    chosen = [path for path in hostile if path.stat().st_size < 300_000][:25]
    assert len(chosen) > 5
    for number, path in enumerate(chosen):
        shutil.copy(path, shoot / f"hostile-{number}{path.suffix}")
    (shoot / "empty.jpg").write_bytes(b"")
    (shoot / "text.jpg").write_text("no image")
    journal = begun(shoot, tmp_path / "out", tmp_path / "j")
    started = time.monotonic()
    counts = runner(journal).run()
    journal.close()
    assert counts.waiting == 0
    assert counts.done >= 6
    assert counts.failed >= 2
    assert {f"{n}.jpg" for n in range(1, 7)} <= set(names_below(tmp_path / "out"))
    assert all(reasons(journal.states)[n] for n in range(counts.failed))
    assert time.monotonic() - started < 60
    # Damage stays damage: going on does not try again.
    again = go_on(journal.path)
    heard: list[Event] = []
    runner(again).run(heard.append)
    again.close()
    assert [event for event in heard if isinstance(event, PhotoBegun)] == []
    assert states(again) == states(journal)


def test_a_locked_file_is_waited_for_and_then_fails_alone(
    shoot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refused = decode_photo, dict.fromkeys(("2.jpg", "4.jpg"), 0)

    def decode(path: Path) -> Photo:
        if path.name == "4.jpg" or (path.name == "2.jpg" and not refused["2.jpg"]):
            refused[path.name] += 1
            busy = OSError(errno.EBUSY, "Device or resource busy")
            raise PhotoUnreadable(name=path.name, reason="busy") from busy
        return real(path)

    monkeypatch.setattr("studio.batch.work.decode_photo", decode)
    journal = begun(shoot, tmp_path / "out", tmp_path / "j")
    counts = runner(journal, patience={**NO_PATIENCE, "locked": 0.8}).run()
    journal.close()
    assert counts == Counts(done=5, failed=1, skipped=0, waiting=0)
    assert refused["4.jpg"] >= 2
    assert journal.states[3].again
    monkeypatch.undo()
    again = go_on(journal.path)
    assert runner(again).run() == ALL
    again.close()


def test_a_fault_of_the_program_in_one_photo_ends_no_other(
    shoot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = decode_photo

    def decode(path: Path) -> Photo:
        if path.name == "2.jpg":
            raise KeyError("bug")
        if path.name == "3.jpg":
            raise MemoryError
        return real(path)

    monkeypatch.setattr("studio.batch.work.decode_photo", decode)
    journal = begun(shoot, tmp_path / "out", tmp_path / "j")
    counts = runner(journal).run()
    journal.close()
    assert counts == Counts(done=4, failed=2, skipped=0, waiting=0)
    assert "A fault in the program" in str(journal.states[1].reason)
    assert "not enough memory" in str(journal.states[2].reason)


def test_a_file_that_appears_under_an_outputs_name_stays(shoot: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    journal = begun(shoot, out, tmp_path / "j")
    out.mkdir()
    (out / "5.jpg").write_bytes(b"somebody's")
    (out / "6.jpg").symlink_to(shoot / "6.jpg")
    before = snapshot(shoot)
    counts = runner(journal).run()
    journal.close()
    assert counts == Counts(done=4, failed=2, skipped=0, waiting=0)
    assert (out / "5.jpg").read_bytes() == b"somebody's"
    assert (out / "6.jpg").is_symlink()
    assert snapshot(shoot) == before
    # Once it is out of the way, going on does what is left.
    for name in ("5.jpg", "6.jpg"):
        (out / name).unlink()
    again = go_on(journal.path)
    assert runner(again).run() == ALL
    again.close()


def test_two_at_once_on_one_journal_and_on_one_folder(shoot: Path, tmp_path: Path) -> None:
    """Both are told apart when they begin; whoever comes by another way replaces nothing."""
    first = begun(shoot, tmp_path / "out", tmp_path / "j1")
    second = begun(shoot, tmp_path / "out", tmp_path / "j2")  # journals that do not know of each other
    batches = [runner(first, jobs=2), runner(second, jobs=2)]
    threads = [threading.Thread(target=batch.run) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first.close()
    second.close()
    done = [batch.counts.done for batch in batches]
    assert sum(done) == 6
    assert names_below(tmp_path / "out") == [f"{n}.jpg" for n in range(1, 7)]


def fill(path: Path) -> None:
    """Write until the disk is full."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


@pytest.mark.parametrize(
    "words",
    ["--files 1 --jobs 1 --every-step", "--files 12 --kills 10 --longest 0.3"],
    ids=["steps", "moments"],
)
def test_row_32_killed_and_gone_on_with(words: str) -> None:
    """The short forms of ``benchmarks/batch_kills.py``."""
    if not hasattr(os, "fork"):
        pytest.skip("processes cannot be forked here")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.batch_kills", *words.split()],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert "none lost, doubled or corrupt" in done.stdout


def test_a_journal_that_takes_no_more_stops_the_batch(
    shoot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begun(shoot, tmp_path / "out", tmp_path / "j")
    real = journal.done

    def done(photo: int, seconds: float, notes: tuple[Message, ...]) -> None:
        if photo == 2:
            raise OutputNotWritable(name="journal", reason="the disk is read-only")
        real(photo, seconds, notes)

    monkeypatch.setattr(journal, "done", done)
    batch = runner(journal, jobs=1)
    counts = batch.run()
    journal.close()
    assert "read-only" in str(batch.stopped)
    assert counts == Counts(done=2, failed=0, skipped=0, waiting=4)
    again = go_on(journal.path)
    assert runner(again).run() == ALL
    again.close()
    assert names_below(tmp_path / "out") == [f"{n}.jpg" for n in range(1, 7)]
