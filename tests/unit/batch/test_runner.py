"""The runner: all done, gone on with by hashes, told, paused, cancelled."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.batch.batches import go_on
from studio.batch.events import Event, PhotoBegun, PhotoEnded
from studio.batch.fingerprint import digest_of
from studio.batch.journal import Journal, read_journal
from studio.batch.presets import BUILTIN, ExportPreset
from studio.batch.record import PhotoState
from studio.batch.results import Counts
from studio.batch.suspects import Suspects
from studio.editing.recipe import Recipe
from studio.engine.cancel import CancelToken
from studio.engine.export import export_photo
from studio.engine.render import Renderer
from studio.errors import Cancelled
from studio.imaging.decode import decode_photo
from studio.imaging.encode import ExportOptions
from tests.support.batches import begun, names_below, runner, small_shoot, snapshot, states
from tests.support.engine import CPU_CHOICE, some_styles

ALL = Counts(done=5, failed=0, skipped=0, waiting=0)


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    return small_shoot(tmp_path / "shoot", 5)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def run(journal: Journal, **options: object) -> Counts:
    try:
        return runner(journal, **options).run()
    finally:
        journal.close()


def test_the_files_are_those_of_an_export(shoot: Path, out: Path, tmp_path: Path) -> None:
    before = snapshot(shoot)
    journal = begun(shoot, out, tmp_path / "j", BUILTIN["web"], ExportPreset(folder="png", format="png"))
    assert run(journal, jobs=3) == ALL
    assert names_below(out) == sorted(
        f"{f}/{n}.{s}" for f, s in (("web", "jpg"), ("png", "png")) for n in range(1, 6)
    )
    assert snapshot(shoot) == before
    photo, alone = decode_photo(shoot / "2.jpg"), tmp_path / "alone.png"
    renderer = Renderer(some_styles(), CPU_CHOICE)
    export_photo(renderer, photo, journal.plan.order.recipe, ExportOptions("png"), alone)
    assert alone.read_bytes() == (out / "png" / "2.png").read_bytes()
    record = read_journal(journal.path)
    assert record.ended
    assert {mark.digest for mark in record.states[1].ready} == {
        digest_of(out / "web" / "2.jpg"),
        digest_of(out / "png" / "2.png"),
    }


def test_events_and_progress(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    batch = runner(journal, jobs=2)
    heard: list[Event] = []
    threads: set[int] = set()

    def listen(event: Event) -> None:
        heard.append(event)
        threads.add(threading.get_ident())

    batch.run(listen)
    journal.close()
    assert threads == {threading.get_ident()}
    for kind in (PhotoBegun, PhotoEnded):
        assert sorted(event.photo for event in heard if isinstance(event, kind)) == list(range(5))
    progress = batch.progress
    assert progress.counts == ALL
    assert progress.seconds_left == 0
    assert progress.photos_per_minute is not None


def test_going_on_looks_at_hashes_not_at_names(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    assert run(journal) == ALL
    times = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    whole = (out / "1.jpg").read_bytes()
    (out / "1.jpg").unlink()
    again = go_on(journal.path)
    assert run(again) == ALL
    assert (out / "1.jpg").read_bytes() == whole
    unchanged = {path.name: path.stat().st_mtime_ns for path in out.iterdir() if path.name != "1.jpg"}
    del times["1.jpg"]
    assert unchanged == times


def test_a_changed_output_is_somebody_elses(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    run(journal)
    (out / "1.jpg").write_bytes(b"retouched by hand")
    again = go_on(journal.path)
    assert run(again) == Counts(done=4, failed=1, skipped=0, waiting=0)
    assert "there already" in str(again.states[0].reason)
    assert (out / "1.jpg").read_bytes() == b"retouched by hand"


def test_a_changed_photo_is_done_again_and_told(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    run(journal)
    before = (out / "1.jpg").read_bytes()
    Image.fromarray(np.full((32, 48, 3), 200, np.uint8)).save(shoot / "1.jpg", quality=95)
    os.utime(shoot / "2.jpg")  # touched, not changed
    two = (out / "2.jpg").stat().st_mtime_ns
    again = go_on(journal.path)
    assert run(again) == ALL
    assert (out / "1.jpg").read_bytes() != before
    assert any("changed meanwhile" in str(note) for note in again.states[0].notes)
    assert (out / "2.jpg").stat().st_mtime_ns == two


def test_overwriting_replaces_our_own_only(shoot: Path, out: Path, tmp_path: Path) -> None:
    run(begun(shoot, out, tmp_path / "j"))
    (out / "2.jpg").write_bytes(b"retouched")
    old = (out / "1.jpg").read_bytes()
    other = Recipe().with_value("exposure", 1.0)
    journal = begun(shoot, out, tmp_path / "j", recipe=other, on_collision="overwrite")
    assert run(journal) == Counts(done=4, failed=1, skipped=0, waiting=0)
    assert (out / "1.jpg").read_bytes() != old
    assert (out / "2.jpg").read_bytes() == b"retouched"
    assert len(names_below(out)) == 5


def test_an_own_file_that_changes_after_planning_is_kept(shoot: Path, out: Path, tmp_path: Path) -> None:
    run(begun(shoot, out, tmp_path / "j"))
    journal = begun(shoot, out, tmp_path / "j", on_collision="overwrite")
    (out / "1.jpg").write_bytes(b"retouched")
    assert run(journal).failed == 1
    assert (out / "1.jpg").read_bytes() == b"retouched"


def test_skipping(shoot: Path, out: Path, tmp_path: Path) -> None:
    out.mkdir()
    (out / "1.jpg").write_bytes(b"mine")
    journal = begun(shoot, out, tmp_path / "j", on_collision="skip")
    assert run(journal) == Counts(done=4, failed=0, skipped=1, waiting=0)
    assert (out / "1.jpg").read_bytes() == b"mine"
    assert "was kept" in str(journal.states[0].notes[0])


def test_cancelled_and_gone_on_with(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    batch = runner(journal, jobs=1)

    def listen(event: Event) -> None:
        if isinstance(event, PhotoEnded):
            batch.cancel()

    counts = batch.run(listen)
    journal.close()
    assert 0 < counts.done < 5
    assert counts.waiting == 5 - counts.done
    assert len(names_below(out)) >= counts.done
    assert run(go_on(journal.path)) == ALL
    assert len(names_below(out)) == 5


def test_an_interrupt_ends_all_threads(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")

    def listen(event: Event) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner(journal, jobs=2).run(listen)
    journal.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("batch-")]
    assert run(go_on(journal.path)) == ALL


def test_paused_it_begins_nothing(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    batch = runner(journal, jobs=1)
    batch.pause()
    thread = threading.Thread(target=batch.run)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive()
    assert states(journal) == ["waiting"] * 5
    batch.resume()
    thread.join(60)
    assert not thread.is_alive()
    assert batch.counts == ALL
    journal.close()


def test_parts_that_a_kill_left_are_removed(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    out.mkdir()
    photo = journal.plan.photos[0]
    journal.ready(0, 0, "0" * 32, photo.input)
    left = out / f".{journal.id}-0-0.part"
    left.write_bytes(b"half")
    photo.outputs[0].target.write_bytes(b"")  # reserved, where there are no hard links
    (out / ".abc.part").write_bytes(b"somebody else's")
    assert run(journal) == ALL
    assert names_below(out) == [".abc.part", *(f"{n}.jpg" for n in range(1, 6))]


def test_killed_between_name_and_done(shoot: Path, out: Path, tmp_path: Path) -> None:
    """The file has its name and its part, the journal does not say done."""
    journal = begun(shoot, out, tmp_path / "j")
    assert run(journal) == ALL
    lines = journal.path.read_bytes().splitlines(keepends=True)
    journal.path.write_bytes(
        b"".join(line for line in lines if not line.startswith((b'{"done":0', b'{"ended')))
    )
    (out / f".{journal.id}-0-0.part").hardlink_to(out / "1.jpg")
    time = (out / "1.jpg").stat().st_mtime_ns
    assert run(go_on(journal.path)) == ALL
    assert (out / "1.jpg").stat().st_mtime_ns == time
    assert len(names_below(out)) == 5


def test_what_is_there_is_looked_at_last(shoot: Path, out: Path, tmp_path: Path) -> None:
    """Work begins at once after many were done; what was there and is damaged is done anew all the same."""
    journal = begun(shoot, out, tmp_path / "j")
    assert run(journal, only=[0, 1, 2], ends=False).waiting == 2
    (out / "2.jpg").unlink()
    again = go_on(journal.path)
    heard: list[Event] = []
    working = runner(again, jobs=1)
    working.run(heard.append)
    again.close()
    assert [event.photo for event in heard if isinstance(event, PhotoEnded)] == [3, 4, 0, 1, 2]
    assert [event.photo for event in heard if isinstance(event, PhotoBegun)] == [3, 4, 1]
    assert working.progress.seconds_left == pytest.approx(0.0, abs=1e-6)
    assert names_below(out) == [f"{n}.jpg" for n in range(1, 6)]


def test_what_was_in_work_at_a_death_comes_last_and_alone(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    journal.begun(0)
    journal.begun(2)
    journal.close()
    again = go_on(journal.path)
    assert run(again, jobs=3) == ALL
    lines = [json.loads(line) for line in again.path.read_text().splitlines() if line.startswith('{"begun"')]
    assert {line["begun"] for line in lines[2:5]} == {1, 3, 4}
    assert lines[5:] == [{"begun": 0, "alone": True}, {"begun": 2, "alone": True}]


def test_a_suspect_waits_for_the_others_and_for_no_cancelled_one() -> None:
    waiting = [PhotoState(), PhotoState(begun=1), PhotoState(begun=1)]
    suspects, token, order = Suspects(range(3), waiting), CancelToken(), list[str]()
    begins, ends = threading.Event(), threading.Event()

    def other() -> None:
        with suspects.turn(0, token):
            begins.set()
            ends.wait(20)
            order.append("other")

    def suspect(number: int) -> None:
        with contextlib.suppress(Cancelled), suspects.turn(number, token):
            order.append("suspect")

    for cancelled in (False, True):
        suspects, token, order = Suspects(range(3), waiting), CancelToken(), []
        begins.clear()
        ends.clear()
        first = threading.Thread(target=other)
        first.start()
        assert begins.wait(20)
        both = [threading.Thread(target=suspect, args=(number,)) for number in (1, 2)]
        for thread in both:
            thread.start()
        both[0].join(0.3)
        assert order == []
        if cancelled:
            token.cancel()
            for thread in both:
                thread.join(20)
            assert not any(thread.is_alive() for thread in both)
        ends.set()
        for thread in (first, *both):
            thread.join(20)
        assert order == (["other"] if cancelled else ["other", "suspect", "suspect"])


def test_cancelled_photos_are_not_suspected(shoot: Path, out: Path, tmp_path: Path) -> None:
    journal = begun(shoot, out, tmp_path / "j")
    working = runner(journal, jobs=1)
    working.run(lambda event: working.cancel())
    journal.close()
    lines = [json.loads(line) for line in journal.path.read_text().splitlines()]
    assert any("begun" in line for line in lines)
    assert all(not state.begun for state in read_journal(journal.path).states)
