"""The mode in all its states, from nothing to done, over real work on real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio import paths
from studio.batch.unfinished import unfinished
from studio.imaging.decode import decode_photo
from studio.ui.batch.batch_mode import BatchMode
from studio.ui.session import Session
from tests.support.batch_hands import (
    SOON_MS,
    ask_for,
    choose,
    click,
    enabled,
    names,
    plan,
    reasons,
    states,
    text,
    until,
    write,
)
from tests.support.batches import names_below, small_shoot, snapshot


def test_empty_it_says_what_is_missing_one_after_the_other(mode: BatchMode, shoot: Path, out: Path) -> None:
    assert text(mode, "batch_hint") == "Choose the photos."
    assert not enabled(mode, "batch_plan")
    write(mode, "scope_path", str(shoot))
    assert text(mode, "batch_hint") == "Choose the folder to write to."
    write(mode, "batch_folder", str(out))
    assert text(mode, "batch_hint") == ""
    assert enabled(mode, "batch_plan")
    item = mode.form.presets.list.item(0)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert text(mode, "batch_hint") == "Tick what files you want."
    assert mode.model.rowCount() == 0


def test_planned_it_says_what_will_be_done_and_what_cannot_and_nothing_is_written(
    mode: BatchMode, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    (shoot / "3.jpg").write_bytes(b"no photo")
    out.mkdir()
    (out / "1.jpg").write_bytes(b"somebody's")
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    assert text(mode, "plan_title") == "6 photos give 6 files"
    notes = text(mode, "plan_notes")
    assert "1 photo has a problem" in notes
    assert "1 name was taken already" in notes
    assert states(mode) == ["To do", "To do", "Problem", *["To do"] * 3]
    assert "3.jpg" in reasons(mode)[2]
    click(mode, "batch_faults")
    assert names(mode) == ["3.jpg"]
    assert names_below(out) == ["1.jpg"]
    assert enabled(mode, "batch_start_button")


def test_a_plan_goes_when_something_else_is_asked_for(
    mode: BatchMode, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    choose(mode, "batch_collision", "skip")
    assert mode.desk.state == "idle"
    assert mode.model.rowCount() == 0


def test_what_is_there_is_skipped_and_then_there_is_nothing_to_start(
    mode: BatchMode, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    small_shoot(out, 6)
    choose(mode, "batch_collision", "skip")
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    assert "6 files are there already" in text(mode, "plan_notes")
    assert "nothing to write" in text(mode, "plan_facts")
    assert not enabled(mode, "batch_start_button")


def test_done_all_files_are_there_styled_and_the_originals_untouched(
    mode: BatchMode, session: Session, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    before = snapshot(shoot)
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    told: list[tuple[str, int, int]] = []
    session.batch.progressed.connect(
        lambda: told.append((session.batch.phase, session.batch.finished, session.batch.total))
    )
    click(mode, "batch_start_button")
    assert not mode.form.isVisible()
    until(mode, "ended", qtbot)
    assert text(mode, "work_title") == "All is done: 6 photos."
    assert names_below(out) == [f"{n}.jpg" for n in range(1, 7)]
    assert snapshot(shoot) == before
    assert (decode_photo(out / "1.jpg").image.floats() != decode_photo(shoot / "1.jpg").image.floats()).any()
    assert states(mode) == ["Done"] * 6
    assert told[0] == ("working", 0, 6)
    assert told[-1][0] == "none"
    assert mode.desk.reports is not None
    assert all(path.stat().st_size > 100 for path in mode.desk.reports)
    assert not names_below(shoot)[6:]
    click(mode, "work_new")
    assert mode.form.isVisible()
    assert mode.desk.state == "idle"


def test_a_finished_file_is_opened_from_the_table(
    mode: BatchMode, session: Session, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, shoot, out)
    plan(mode, qtbot)

    def entry(row: int) -> QAction:
        mode.table.selectRow(row)
        return next(each for each in mode.table.menu().actions() if "Finished" in each.text())

    assert not entry(2).isEnabled()
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    entry(2).trigger()
    qtbot.waitUntil(lambda: session.pictures.wanted == out / "3.jpg", timeout=SOON_MS)
    assert session.folder_photos == tuple(out / f"{n}.jpg" for n in range(1, 7))


def test_paused_nothing_more_begins_until_it_goes_on(
    mode: BatchMode, session: Session, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, small_shoot(tmp_path / "many", 40), out)
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    qtbot.waitUntil(lambda: "Done" in states(mode), timeout=SOON_MS)
    session.batch.ask("pause")
    assert session.batch.phase == "paused"
    qtbot.waitUntil(lambda: not mode.desk.begun, timeout=SOON_MS)
    qtbot.wait(200)
    settled = len(names_below(out))
    assert settled < 40
    qtbot.wait(400)
    assert len(names_below(out)) == settled
    assert text(mode, "work_title").startswith("Paused: ")
    click(mode, "work_pause")
    until(mode, "ended", qtbot)
    assert len(names_below(out)) == 40


def test_waiting_for_a_folder_that_went_it_says_so_and_goes_on_by_itself(
    mode: BatchMode, session: Session, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, small_shoot(tmp_path / "many", 40), out)
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    qtbot.waitUntil(lambda: "Done" in states(mode), timeout=SOON_MS)
    away = out.rename(tmp_path / "away")
    qtbot.waitUntil(lambda: session.batch.phase == "held", timeout=SOON_MS)
    assert "is not there at the moment" in text(mode, "work_trouble")
    assert "Waits" in states(mode)
    away.rename(out)
    click(mode, "work_hurry")
    until(mode, "ended", qtbot)
    assert text(mode, "work_title") == "All is done: 40 photos."
    assert text(mode, "work_trouble") == ""
    assert len(names_below(out)) == 40


def test_cancelled_what_is_written_stays_and_the_rest_can_be_gone_on_with(
    mode: BatchMode, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, small_shoot(tmp_path / "many", 40), out)
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    qtbot.waitUntil(lambda: "Done" in states(mode), timeout=SOON_MS)
    click(mode, "work_cancel")
    until(mode, "ended", qtbot)
    assert "not done yet" in text(mode, "work_title")
    assert "You cancelled it" in text(mode, "work_trouble")
    written = set(names_below(out))
    assert 0 < len(written) < 40
    click(mode, "work_resume")
    until(mode, "ended", qtbot)
    assert text(mode, "work_title") == "All is done: 40 photos."
    assert len(names_below(out)) == 40
    assert written <= set(names_below(out))


def test_failures_are_filtered_and_tried_again_when_they_were_put_right(
    mode: BatchMode, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    good = (shoot / "2.jpg").read_bytes()
    for name in ("2.jpg", "5.jpg"):
        (shoot / name).write_bytes(good[:400])
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    assert text(mode, "work_title") == "Of 6 photos: 4 done, 2 failed."
    click(mode, "batch_faults")
    assert names(mode) == ["2.jpg", "5.jpg"]
    assert "damaged" in reasons(mode)[0]
    for name in ("2.jpg", "5.jpg"):
        (shoot / name).write_bytes(good)
    mode.table.selectRow(0)
    again = [entry for entry in mode.table.menu().actions() if entry.text() == "Try Again"]
    again[0].trigger()
    until(mode, "ended", qtbot)
    assert states(mode) == ["Done", "Failed"]
    click(mode, "work_again")
    until(mode, "ended", qtbot)
    assert text(mode, "work_title") == "All is done: 6 photos."
    assert len(names_below(out)) == 6


def test_another_sitting_offers_the_rest_and_goes_on(
    mode: BatchMode, new_mode: Callable[[], BatchMode], tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, small_shoot(tmp_path / "many", 40), out)
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    qtbot.waitUntil(lambda: "Done" in states(mode), timeout=SOON_MS)
    mode.stop()  # as the window does when it closes
    assert 0 < len(names_below(out)) < 40
    assert not [name for name in names_below(out) if not name.endswith(".jpg")]
    later = new_mode()
    qtbot.waitUntil(later.offer.isVisible, timeout=SOON_MS)
    click(later, "offer_go_on")
    assert not later.offer.isVisible()
    until(later, "ended", qtbot)
    assert text(later, "work_title") == "All is done: 40 photos."
    assert len(names_below(out)) == 40


def test_the_rest_can_be_discarded(
    mode: BatchMode, new_mode: Callable[[], BatchMode], tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, small_shoot(tmp_path / "many", 40), out)
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    qtbot.waitUntil(lambda: "Done" in states(mode), timeout=SOON_MS)
    mode.stop()
    later = new_mode()
    qtbot.waitUntil(later.offer.isVisible, timeout=SOON_MS)
    later.desk.leftovers.let_be(later.desk.leftovers.found[0].path)
    qtbot.waitUntil(lambda: not later.offer.isVisible(), timeout=SOON_MS)
    assert unfinished(paths.user_batches()) == ()


def test_a_double_click_or_enter_opens_the_photo_in_edit(
    mode: BatchMode, session: Session, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    mode.table.selectRow(2)
    with qtbot.waitSignal(session.photo_opening) as opening:
        QTest.keyClick(mode.table, Qt.Key.Key_Return)
    assert opening.args == [shoot / "3.jpg"]
    place = mode.table.visualRect(mode.model.index(4, 1)).center()
    with qtbot.waitSignal(session.photo_opening) as opening:
        # Two clicks first: the view wants a press before the double one.
        QTest.mouseClick(mode.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(mode.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opening.args == [shoot / "5.jpg"]
