"""Batches that ended early are found, and can be let be."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from studio.batch import unfinished as looked_for
from studio.batch.batches import find, go_on
from studio.batch.errors import BatchBusy, JournalInvalid, NothingToResume
from studio.batch.journal import lock_of, read_journal, targets_in
from studio.batch.unfinished import let_be, unfinished
from studio.batch.watching import end_watch
from tests.support.batches import begun, names_below, runner, small_shoot, states


def test_what_is_not_done_is_found_until_it_ends(tmp_path: Path) -> None:
    journals = tmp_path / "journals"
    with closing(begun(small_shoot(tmp_path / "in", 3), tmp_path / "out", journals)) as journal:
        assert unfinished(journals) == ()  # somebody works on it
        working = runner(journal, jobs=1)
        working.run(lambda event: working.cancel())
    found = unfinished(journals)
    assert [each.path for each in found] == [journal.path]
    assert found[0].counts.waiting > 0
    assert found[0].order.out == tmp_path / "out"
    with closing(go_on(journal.path)) as again:
        runner(again).run()
    assert unfinished(journals) == ()


def test_a_batch_that_is_let_be_is_not_offered_again(tmp_path: Path) -> None:
    journals = tmp_path / "journals"
    begun(small_shoot(tmp_path / "in", 2), tmp_path / "out", journals).close()
    let_be(unfinished(journals)[0].path)
    assert unfinished(journals) == ()


def test_a_damaged_one_that_is_offered_can_be_let_be(tmp_path: Path) -> None:
    journals = tmp_path / "journals"
    begun(small_shoot(tmp_path / "in", 2), tmp_path / "out", journals).close()
    path = unfinished(journals)[0].path
    with path.open("ab") as file:
        file.write(b'{"aligned":0,"temperature":"warm","tint":0,"exposure":0}\n')
    assert [each.path for each in unfinished(journals)] == [path]
    with pytest.raises(JournalInvalid):
        go_on(path)
    let_be(path)
    assert unfinished(journals) == ()


def test_one_of_no_folder_is_not_offered_to_be_watched(tmp_path: Path) -> None:
    journals = tmp_path / "journals"
    with closing(begun(small_shoot(tmp_path / "in", 1), tmp_path / "out", journals)) as journal:
        journal.watching(True)
    first, rest = journal.path.read_bytes().split(b"\n", 1)
    document = json.loads(first) | {"inputs": []}
    journal.path.write_bytes(json.dumps(document).encode() + b"\n" + rest)
    assert unfinished(journals) == ()


def test_one_that_is_worked_on_is_not_ended_by_another(tmp_path: Path) -> None:
    journals = tmp_path / "journals"
    shoot = small_shoot(tmp_path / "in", 1)
    with closing(begun(shoot, tmp_path / "out", journals)) as journal, pytest.raises(BatchBusy):
        let_be(journal.path)


def test_a_torn_or_damaged_journal_hides_no_other(tmp_path: Path) -> None:
    journals = tmp_path / "journals"
    shoot = small_shoot(tmp_path / "in", 1)
    begun(shoot, tmp_path / "out", journals).close()
    (journals / "99999999-000000-aa.journal").write_bytes(b"no journal\n")
    with (found := unfinished(journals)[0]).path.open("ab") as file:
        file.write(b'{"ended": tr')
    assert unfinished(journals) == (found,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb'"template":"[^"]*"', b'"template":7'),
        (rb'"outputs":\[', b'"outputs":[7,'),
        (rb'"outputs":\[', b'"outputs":null,"o":['),
        (rb'"target":"', b'"aim":"'),
        (rb'"inputs":\[', b'"inputs":[null,'),
    ],
)
def test_a_line_of_another_form_is_damage_wherever_it_is_read(tmp_path: Path, old: bytes, new: bytes) -> None:
    journals = tmp_path / "journals"
    journal = begun(small_shoot(tmp_path / "in", 2), tmp_path / "out", journals)
    journal.close()
    data = journal.path.read_bytes()
    damaged = re.sub(old, new, data)
    assert damaged != data
    journal.path.write_bytes(damaged)
    unfinished(journals)
    with pytest.raises(NothingToResume):
        find(journals, lambda order: False)
    with pytest.raises(JournalInvalid):
        read_journal(journal.path)
    with contextlib.suppress(JournalInvalid):
        list(targets_in(journal.path))


def test_failed_photos_can_be_tried_again_and_no_others(tmp_path: Path) -> None:
    shoot = small_shoot(tmp_path / "in", 3)
    good = (shoot / "2.jpg").read_bytes()
    (shoot / "2.jpg").write_bytes(b"")
    with closing(begun(shoot, tmp_path / "out", tmp_path / "journals")) as journal:
        runner(journal).run()
        assert states(journal) == ["done", "failed", "done"]
        (shoot / "2.jpg").write_bytes(good)
        (tmp_path / "out" / "1.jpg").unlink()
        runner(journal, only={1}).run()
        assert states(journal) == ["done"] * 3
    assert names_below(tmp_path / "out") == ["2.jpg", "3.jpg"]


def test_looking_for_batches_never_keeps_one_from_being_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(path: Path) -> bool:
        lock = lock_of(path)
        free = lock.take()
        time.sleep(0.02)
        lock.release()
        return not free

    monkeypatch.setattr(looked_for, "is_locked", slow)
    journals = tmp_path / "journals"
    path = begun(small_shoot(tmp_path / "in", 1), tmp_path / "out", journals)
    path.close()
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            unfinished(journals)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(10):
            go_on(path.path).close()  # BatchBusy, if looking were taken for working
            time.sleep(0.03)
    finally:
        over.set()
        looking.join()


def test_a_folder_that_was_watched_to_the_end_of_the_program_is_found_until_the_user_ends_it(
    tmp_path: Path,
) -> None:
    journals = tmp_path / "journals"
    with closing(begun(small_shoot(tmp_path / "in", 2), tmp_path / "out", journals)) as journal:
        journal.watching(True)
        assert runner(journal, ends=False).run().done == 2
    assert [(each.watched, each.counts.done, each.counts.waiting) for each in unfinished(journals)] == [
        (True, 2, 0)
    ]
    with closing(go_on(journal.path)) as again:
        assert again.watched
        end_watch(again)
    assert unfinished(journals) == ()
    with closing(go_on(journal.path)) as again:
        assert not again.watched
        again.watching(True)
    let_be(journal.path)
    assert unfinished(journals) == ()
