"""The ledger: a report is our own where it is, byte for byte and at its place, what was written here."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio import paths
from studio.runs import ledger

PAGE = b"<p>report</p>"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A folder with a report that this installation wrote."""
    place = tmp_path / "runs" / "one"
    place.mkdir(parents=True)
    (place / ledger.REPORT).write_bytes(PAGE)
    ledger.note_report(place, PAGE)
    return place


def test_notes_lie_beside_the_settings_and_not_in_the_run(run: Path, home: Path) -> None:
    ledger.note(run, "queued", "a")
    assert [path.name for path in run.iterdir()] == [ledger.REPORT]
    notes = list(paths.ledger().iterdir())
    assert len(notes) == 2
    assert all(path.is_relative_to(home) for path in notes)
    assert paths.ledger().parent == paths.settings_file().parent


def test_what_was_written_here_is_our_own_under_every_name(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ledger.is_own_report(run)
    (tmp_path / "link").symlink_to(run)
    assert ledger.is_own_report(tmp_path / "link")
    monkeypatch.chdir(tmp_path)
    assert ledger.is_own_report(Path("runs") / "one")


def test_what_was_changed_moved_or_is_gone_is_not(run: Path) -> None:
    other = run.with_name("other")
    other.mkdir()
    (other / ledger.REPORT).write_bytes(PAGE)
    assert not ledger.is_own_report(other), "the same page, but nobody knows who put it there"
    (run / ledger.REPORT).write_bytes(PAGE + b"<script>")
    assert not ledger.is_own_report(run)
    (run / ledger.REPORT).unlink()
    assert not ledger.is_own_report(run)
    (run / ledger.REPORT).mkdir()
    assert not ledger.is_own_report(run)


def test_of_a_run_that_is_forgotten_nothing_is_known(run: Path) -> None:
    ledger.note(run, "extend", "5 a")
    ledger.forget(run)
    assert not ledger.is_own_report(run)
    assert list(paths.ledger().iterdir()) == []
    ledger.forget(run)


def test_where_nothing_can_be_noted_nothing_is_vouched_for(run: Path) -> None:
    ledger.forget(run)
    paths.ledger().rmdir()
    paths.ledger().write_bytes(b"")
    ledger.note_report(run, PAGE)
    assert not ledger.is_own_report(run)
    assert ledger.noted(run, "report") is None
