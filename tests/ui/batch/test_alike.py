"""One shoot, one look, in the window: what is chosen, the first look, and the ribbon after it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from studio import paths
from studio.batch.journal import read_journal
from studio.batch.unfinished import unfinished
from studio.ui.batch.batch_mode import BatchMode
from studio.ui.session import Session
from tests.support.batch_hands import SOON_MS, ask_for, choose, click, enabled, plan, states, text, until
from tests.support.batches import names_below, small_shoot
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened


def test_a_steady_batch_is_looked_at_first_and_its_report_shows_the_ribbon(
    mode: BatchMode, session: Session, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, shoot, out)
    assert text(mode, "batch_alike_told") == ""
    choose(mode, "batch_alike", "steady")
    assert "white balance" in text(mode, "batch_alike_told")
    plan(mode, qtbot)
    phases: list[tuple[str, int]] = []
    session.batch.progressed.connect(lambda: phases.append((session.batch.phase, session.batch.finished)))
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    assert states(mode) == ["Done"] * 6
    assert phases[0] == ("looking", 0)
    assert [phase for phase, _ in phases][-2:] == ["working", "none"]
    assert mode.desk.reports is not None
    assert "Skin along the shoot" in mode.desk.reports[1].read_text("utf-8")
    assert mode.desk.journal is not None
    assert read_journal(mode.desk.journal).plan.order.consistency == "steady"


def test_each_photo_by_itself_needs_no_first_look(
    mode: BatchMode, session: Session, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    phases: list[str] = []
    session.batch.progressed.connect(lambda: phases.append(session.batch.phase))
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    assert "looking" not in phases
    assert mode.desk.reports is not None
    assert "Skin along the shoot" in mode.desk.reports[1].read_text("utf-8")
    click(mode, "work_new")
    click(mode, "batch_review")
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    assert "Skin along the shoot" not in mode.desk.reports[1].read_text("utf-8")
    assert not mode.results.ribbon.isVisible()
    assert not mode.results.as_sheet.isVisible()


def test_the_first_look_is_told_and_can_be_cancelled_before_anything_is_written(
    mode: BatchMode, session: Session, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, small_shoot(tmp_path / "many", 80), out)
    choose(mode, "batch_alike", "steady")
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    qtbot.waitUntil(lambda: (mode.desk.looked or (0, 0))[0] > 0, timeout=SOON_MS)
    assert "of 80 photos" in text(mode, "work_title")
    assert "first look" in text(mode, "work_title")
    assert not enabled(mode, "work_pause")
    assert session.batch.can == {"cancel"}
    told: list[str] = []
    session.batch.progressed.connect(lambda: told.append(session.batch.phase))
    click(mode, "work_cancel")
    until(mode, "planned", qtbot)
    assert mode.desk.stopped is None
    assert not out.exists()
    assert unfinished(paths.user_batches()) == ()
    assert enabled(mode, "batch_start_button")
    assert set(told[:-1]) <= {"looking"}
    assert told[-1] == "none", told


def test_a_photo_to_match_is_the_open_one_or_chosen_in_the_table(
    mode: BatchMode, session: Session, window_engine: WindowEngine, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, shoot, out)
    choose(mode, "batch_alike", "match")
    assert text(mode, "batch_match_name") == "No photo chosen"
    assert text(mode, "batch_hint") == "Choose the photo to match."
    assert not enabled(mode, "batch_match_open")
    photo = opened(session, window_engine, ramp_photo())
    click(mode, "batch_match_open")
    assert text(mode, "batch_match_name") == photo.path.name
    assert mode.form.alike.model == photo.path
    with qtbot.waitSignal(mode.desk.failed, timeout=SOON_MS) as told:
        click(mode, "batch_plan")
    assert "not among the photos of the batch" in str(told.args[0])

    choose(mode, "batch_alike", "as is")
    plan(mode, qtbot)
    mode.table.selectRow(3)
    menu = mode.table.menu()
    assert isinstance(menu, QMenu)
    next(entry for entry in menu.actions() if "Match" in entry.text()).trigger()
    menu.deleteLater()
    until(mode, "planned", qtbot)
    assert mode.desk.plan is not None
    order = mode.desk.plan.order
    assert (order.consistency, order.reference) == ("match", shoot / "4.jpg")
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    assert names_below(out) == [f"{n}.jpg" for n in range(1, 7)]
