"""A watched folder in the window: photos are styled as they come, also after another start."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from studio import paths
from studio.batch.journal import read_journal
from studio.batch.unfinished import unfinished
from studio.ui.batch.batch_mode import BatchMode
from studio.ui.chips import BatchChip
from studio.ui.session import Session
from tests.support.batch_hands import SOON_MS, ask_for, choose, click, enabled, names, plan, text, until
from tests.support.batches import names_below, small_shoot, snapshot
from tests.support.shoots import picture, write


def watch(mode: BatchMode, shoot: Path, out: Path, qtbot: QtBot) -> None:
    ask_for(mode, shoot, out)
    click(mode, "scope_watch")
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    qtbot.waitUntil(lambda: mode.desk.watched is not None, timeout=SOON_MS)


def come(mode: BatchMode, count: int, qtbot: QtBot) -> None:
    """Until so many are done and shown; the worker gives way to all else that a busy machine does."""
    qtbot.waitUntil(
        lambda: len(names(mode)) == count and all(state.state == "done" for state in mode.desk.states),
        timeout=3 * SOON_MS,
    )


def test_what_comes_is_styled_and_a_restart_offers_to_watch_again(
    new_mode: Callable[[], BatchMode], session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    mode, shoot, out = new_mode(), small_shoot(tmp_path / "card", 2), tmp_path / "out"
    chip = BatchChip(session)
    qtbot.addWidget(chip)
    watch(mode, shoot, out, qtbot)
    come(mode, 2, qtbot)
    assert "watched" in chip.toolTip()
    write(shoot / "3.jpg", picture(3, 48, 32))
    come(mode, 3, qtbot)
    assert names_below(out) == ["1.jpg", "2.jpg", "3.jpg"]
    qtbot.waitUntil(lambda: text(mode, "work_title") == "Watching “card”: 3 photos done", timeout=SOON_MS)
    qtbot.waitUntil(lambda: mode.desk.last == 2, timeout=SOON_MS)
    originals = snapshot(shoot)
    mode.stop()  # the window closes
    assert [each.watched for each in unfinished(paths.user_batches())] == [True]

    write(shoot / "4.jpg", picture(4, 48, 32))
    later = new_mode()
    qtbot.waitUntil(later.offer.isVisible, timeout=SOON_MS)
    assert later.offer.go_on.text() == "Watch Again"
    click(later, "offer_go_on")
    come(later, 4, qtbot)
    qtbot.waitUntil(lambda: chip.text() == "Watching: 4", timeout=SOON_MS)
    assert names_below(out) == [f"{n}.jpg" for n in range(1, 5)]
    click(later, "work_cancel")
    until(later, "ended", qtbot)
    assert unfinished(paths.user_batches()) == ()
    assert later.work.buttons["resume"].text() == "Watch Again"
    assert "resume" in session.batch.can
    assert later.desk.journal is not None
    later.desk.resume_batch(later.desk.journal)  # the session's other mode would hear of the button too
    write(shoot / "5.jpg", picture(5, 48, 32))
    come(later, 5, qtbot)
    assert names_below(out) == [f"{n}.jpg" for n in range(1, 6)]
    click(later, "work_cancel")
    until(later, "ended", qtbot)
    assert later.desk.journal is not None
    assert read_journal(later.desk.journal).ended
    assert {name: snapshot(shoot)[name] for name in originals} == originals
    assert not session.batch.works


def test_an_empty_folder_can_be_watched_and_may_go_and_come_back(
    mode: BatchMode, session: Session, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "tethered"
    folder.mkdir()
    watch(mode, folder, out, qtbot)
    assert text(mode, "work_title") == "Watching “tethered”: 0 photos done"
    assert mode.table._empty_text == "Photos that come into the folder appear here."
    shutil.move(folder, tmp_path / "away")
    qtbot.waitUntil(lambda: session.batch.phase == "held", timeout=SOON_MS)
    assert "not there" in text(mode, "work_trouble")
    shutil.move(tmp_path / "away", folder)
    write(folder / "1.jpg", picture(1, 48, 32))
    come(mode, 1, qtbot)
    qtbot.waitUntil(lambda: session.batch.phase == "watching", timeout=SOON_MS)
    click(mode, "work_pause")
    write(folder / "2.jpg", picture(2, 48, 32))
    qtbot.waitUntil(lambda: len(names(mode)) == 2, timeout=SOON_MS)
    assert names_below(out) == ["1.jpg"]
    click(mode, "work_pause")
    come(mode, 2, qtbot)
    assert names_below(out) == ["1.jpg", "2.jpg"]


def test_what_cannot_be_watched_is_said(mode: BatchMode, shoot: Path, out: Path) -> None:
    ask_for(mode, shoot, out)
    choose(mode, "batch_alike", "steady")
    click(mode, "scope_watch")
    assert enabled(mode, "batch_plan")
    assert not mode.form.alike.choice.isEnabled()
    wishes = mode.form.wishes()
    assert wishes is not None
    assert (wishes.consistency, wishes.watch) == ("as is", True)
    choose(mode, "batch_style", "")
    assert text(mode, "batch_hint") == "Choose the style for photos that come."
    choose(mode, "batch_style", "warm-film")
    mode.form.names.folder.setText(str(shoot))
    assert "another folder" in text(mode, "batch_hint")
    click(mode, "scope_watch")
    assert mode.form.alike.consistency == "steady"
