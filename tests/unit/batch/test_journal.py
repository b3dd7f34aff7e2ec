"""The journal: what is told comes back, a torn line is no fault, any other damage is told."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from studio.batch.batches import begin, find, go_on, owned_by
from studio.batch.errors import BatchBusy, JournalInvalid, NothingToResume, OutputsBusy
from studio.batch.fingerprint import Fingerprint, digest_of
from studio.batch.journal import Journal, Ready, journals, lock_of, new_journal, open_journal, read_journal
from studio.batch.lines import Lines, as_line
from studio.batch.presets import BUILTIN
from studio.batch.prune import prune
from studio.errors import DiskFull, NotAnImage
from studio.messages import Message
from tests.support.batches import planned, small_shoot

SEEN = Fingerprint(10, 20, "abc")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    plan = planned(small_shoot(tmp_path / "shoot", 3), tmp_path / "out", BUILTIN["web"], BUILTIN["print"])
    return new_journal(plan, tmp_path / "journals")


def test_what_is_told_comes_back(journal: Journal) -> None:
    note = Message("notes", "about {what}", {"what": Message("errors", "it")})
    journal.begun(0)
    journal.ready(0, 1, "d1", SEEN)
    journal.done(0, 1.25, (note,))
    journal.failed(1, 0.5, NotAnImage(name="\udcff.jpg").message, again=False)
    journal.close()
    record = read_journal(journal.path)
    assert record.plan == journal.plan
    assert record.states == journal.states
    assert [state.state for state in record.states] == ["done", "failed", "waiting"]
    assert record.states[0].ready == (Ready(1, "d1", SEEN),)
    assert not record.ended


@pytest.mark.parametrize("number", [b"1" + b"0" * 400, b"1e999"])
def test_endless_numbers_are_damage(journal: Journal, number: bytes) -> None:
    journal.close()
    with journal.path.open("ab") as file:
        file.write(b'{"done":0,"seconds":' + number + b',"notes":[]}\n')
    with pytest.raises(JournalInvalid):
        read_journal(journal.path)


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_torn_last_line_is_cut_off(journal: Journal, cut: int) -> None:
    journal.done(0, 1.0, ())
    journal.done(1, 1.0, ())
    journal.close()
    data = journal.path.read_bytes()
    journal.path.write_bytes(data[:-cut])
    assert [state.state for state in read_journal(journal.path).states] == ["done", "waiting", "waiting"]
    again = open_journal(journal.path)
    again.done(2, 1.0, ())
    again.close()
    assert [state.state for state in read_journal(journal.path).states] == ["done", "waiting", "done"]


@pytest.mark.parametrize(
    "damage",
    [
        b"{}\n",
        b"[]\n",
        b"nonsense\n",
        b'{"done":9,"seconds":1,"notes":[]}\n',
        b'{"done":0,"seconds":NaN,"notes":[]}\n',
        b'{"done":0,"done":1,"seconds":1,"notes":[]}\n',
        b'{"done":0,"seconds":1,"notes":[{"context":"x","template":"{a.b}","values":{"a":1}}]}\n',
        b'{"ready":0,"output":7,"digest":"x","input":{"size":1,"mtime":1,"digest":""}}\n',
        b'{"failed":true,"seconds":1,"reason":null,"again":false}\n',
        b'{"else":0}\n',
    ],
)
def test_other_damage_is_told(journal: Journal, damage: bytes) -> None:
    journal.close()
    with journal.path.open("ab") as file:
        file.write(damage)
    with pytest.raises(JournalInvalid, match="damaged"):
        read_journal(journal.path)
    with pytest.raises(JournalInvalid):
        open_journal(journal.path)
    with pytest.raises(JournalInvalid):  # and nobody holds the lock
        open_journal(journal.path)


def test_a_journal_of_an_earlier_time_is_read(journal: Journal) -> None:
    journal.begun(0)
    journal.close()
    wanted = read_journal(journal.path)
    data = journal.path.read_bytes().replace(b',"long_edge":2048,"megapixels":null', b"")
    data = data.replace(b',"long_edge":null,"megapixels":null', b"")
    for later in (
        b',"consistency":"as is","reference":null',
        b',"shared":null,"notes":[]',
        b',"alone":false',
    ):
        assert later in data
        data = data.replace(later, b"")
    assert b"long_edge" not in data
    journal.path.write_bytes(data)
    old = read_journal(journal.path)
    assert [photo.source for photo in old.plan.photos] == [photo.source for photo in wanted.plan.photos]
    assert old.plan.order.presets[1] == wanted.plan.order.presets[1]
    assert old.plan.order.presets[0].long_edge is None


def test_a_plan_that_was_tampered_with(journal: Journal) -> None:
    journal.close()
    data = journal.path.read_bytes()
    for old, new in (
        (b'"journal":1', b'"journal":2'),
        (b'"count":3', b'"count":4'),
        (b'"quality":85', b'"quality":0'),
        (b'"on_collision":"number"', b'"on_collision":"all"'),
        (b'"photo":1', b'"photo":2'),
        (b'"template":"{subfolder}/{name}"', b'"template":"../{name}"'),
    ):
        assert old in data
        journal.path.write_bytes(data.replace(old, new))
        with pytest.raises(JournalInvalid):
            read_journal(journal.path)


def test_two_cannot_work_on_one_batch(journal: Journal) -> None:
    with pytest.raises(BatchBusy):
        go_on(journal.path)
    journal.close()
    go_on(journal.path).close()


def test_two_batches_cannot_write_one_name(tmp_path: Path, journal: Journal) -> None:
    plan, folder = journal.plan, journal.path.parent
    with pytest.raises(OutputsBusy, match=r"1\.jpg"):
        begin(plan, folder)
    other = planned(tmp_path / "shoot", tmp_path / "elsewhere")
    begin(other, folder).close()
    journal.close()
    second = begin(plan, folder)
    with pytest.raises(OutputsBusy):
        go_on(journal.path)
    second.close()


def test_a_disk_that_fills_up_leaves_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.journal"
    path.write_bytes(b"")
    lines = Lines(path)
    lines.add({"a": 1})

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            lines.add({"b": 2})
    assert path.read_bytes() == as_line({"a": 1})
    lines.add({"c": 3})
    lines.close()
    assert path.read_bytes() == as_line({"a": 1}) + as_line({"c": 3})


def test_found_again_and_owned(tmp_path: Path, journal: Journal) -> None:
    folder = journal.path.parent
    target = journal.plan.photos[0].outputs[0].target
    target.parent.mkdir(parents=True)
    target.write_bytes(b"made by the batch")
    digest = digest_of(target)
    assert digest is not None
    assert not owned_by(folder)(target, digest)
    journal.ready(0, 0, digest, SEEN)
    journal.close()
    (folder / "99999999-broken.journal").write_bytes(b"broken\n")
    assert owned_by(folder)(target, digest)
    assert not owned_by(folder)(target, "another")
    assert find(folder, lambda order: order.out == tmp_path / "out") == journal.path
    with pytest.raises(NothingToResume):
        find(folder, lambda order: False)
    assert journals(tmp_path / "nowhere") == []


def test_a_link_in_the_place_of_a_journal_is_not_followed(tmp_path: Path, journal: Journal) -> None:
    journal.close()
    link = journal.path.with_name("link.journal")
    link.symlink_to(journal.path)
    before = journal.path.read_bytes()
    with pytest.raises(Exception, match="could not be written"):
        open_journal(link)
    assert journal.path.read_bytes() == before


def test_a_photo_that_ends_the_process_twice_has_failed(journal: Journal) -> None:
    journal.begun(0)
    journal.begun(1)
    journal.close()
    once = open_journal(journal.path)
    assert [state.state for state in once.states] == ["waiting"] * 3
    once.begun(0, alone=True)
    once.done(0, 1.0, ())
    once.begun(1, alone=True)
    once.close()
    twice = open_journal(journal.path)
    assert [state.state for state in twice.states] == ["done", "failed", "waiting"]
    assert "ended twice while it worked on “2.jpg”" in str(twice.states[1].reason)
    assert not twice.states[1].again
    twice.close()
    assert read_journal(journal.path).states == twice.states


def test_ending_in_order_and_in_company_is_nobodys_fault(journal: Journal) -> None:
    for _ in range(3):
        journal.begun(0, alone=True)
        journal.left(0)
        journal.begun(1)
    journal.close()
    again = open_journal(journal.path)
    again.close()
    assert [state.state for state in again.states] == ["waiting"] * 3


def ended(folder: Path, place: Path, *, done: bool = True, days: float = 0.0) -> Path:
    journal = new_journal(planned(small_shoot(place, 1), place / "out"), folder)
    if done:
        journal.ended()
    journal.close()
    moment = time.time() - days * 86400
    os.utime(journal.path, (moment, moment))
    return journal.path


def test_old_journals_go_and_unfinished_ones_stay(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    old = ended(folder, tmp_path / "a", days=200)
    begun = ended(folder, tmp_path / "b", done=False, days=2000)
    new = ended(folder, tmp_path / "c", days=3)
    held = ended(folder, tmp_path / "d", days=900)
    old.with_suffix(".shoot").write_text("beside it")
    with lock_of(held):
        assert prune(folder) == 1
    assert sorted(journals(folder)) == sorted([begun, new, held])
    assert not list(folder.glob(f"{old.stem}*"))
    assert prune(folder, most=0) == 2
    assert journals(folder) == [begun]
    assert prune(tmp_path / "nowhere") == 0


@pytest.mark.parametrize("name", ["*", "[0-9]*", "2", "20"])
def test_an_odd_name_takes_no_other_batch_along(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "journals"
    odd = ended(folder, tmp_path / "a", days=200)
    odd = odd.rename(folder / f"{name}.journal")
    begun = ended(folder, tmp_path / "b", done=False)
    begun = begun.rename(folder / f"2.{begun.name}")
    assert prune(folder) == 1
    assert not odd.exists()
    assert journals(folder) == [begun]


def test_beginning_a_batch_clears_up(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    old = ended(folder, tmp_path / "a", days=200)
    begin(planned(small_shoot(tmp_path / "shoot", 1), tmp_path / "out"), folder).close()
    assert not old.exists()
