"""The skin ribbon and the contact sheet in the window, and photos brought to their scene from there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio import paths
from studio.batch.unfinished import unfinished
from studio.ui.batch.batch_mode import BatchMode
from studio.ui.batch.ribbon_layout import GAP, LEAST, RibbonLayout
from studio.ui.batch.said_of_shoot import told_of
from studio.ui.batch.sheet_model import PORTION, REASON_ROLE, SheetModel
from studio.ui.batch.shoot import Shoot, shoot_from
from studio.ui.session import Session
from tests.support.batch_hands import SOON_MS, ask_for, click, enabled, names, plan, reasons, text, until
from tests.support.batches import portrait_shoot, snapshot
from tests.unit.batch.test_ribbon import impression

ODD = 3


@pytest.fixture
def done(mode: BatchMode, tmp_path: Path, out: Path, qtbot: QtBot) -> BatchMode:
    """Six photos of one scene, the fourth darker than the others."""
    ask_for(mode, portrait_shoot(tmp_path / "portraits", 6, ODD + 1), out)
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    qtbot.waitUntil(lambda: len(mode.results.shoot.shoot.stretches) == 6, timeout=SOON_MS)
    return mode


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def off(mode: BatchMode) -> float:
    shoot = mode.results.shoot.shoot
    return shoot.off[shoot.places[ODD]] or 0.0


def aligned(mode: BatchMode, qtbot: QtBot) -> None:
    """Have it done, and see how it came out."""
    before = mode.results.shoot.shoot
    click(mode, "ribbon_again")
    until(mode, "ended", qtbot)
    qtbot.waitUntil(lambda: mode.results.shoot.shoot is not before, timeout=SOON_MS)
    qtbot.waitUntil(lambda: len(mode.results.shoot.shoot.before) == 1, timeout=SOON_MS)


def test_the_sheet_begins_with_what_is_most_doubtful_and_says_why(
    done: BatchMode, session: Session, qtbot: QtBot
) -> None:
    results = done.results
    assert results.ribbon.isVisible()
    assert text(done, "ribbon_count") == "1 stands out"
    click(done, "view_sheet")
    model = results.sheet_model
    assert model.index(0, 0).data() == "4.jpg"
    assert "darker than in its scene" in model.index(0, 0).data(REASON_ROLE)
    assert "ΔE from its scene" in model.index(5, 0).data(REASON_ROLE)
    qtbot.waitUntil(
        lambda: all(
            isinstance(model.index(row, 0).data(Qt.ItemDataRole.DecorationRole), QPixmap) for row in range(6)
        ),
        timeout=SOON_MS,
    )
    results.sheet.setFocus()
    results.sheet.setCurrentIndex(model.index(0, 0))
    assert results.shoot.current == ODD
    assert "Skin L*" in results.ribbon.view.accessibleDescription()
    assert "4.jpg" in results.ribbon.view.accessibleDescription()
    QTest.keyClick(results.sheet, Qt.Key.Key_Return)
    assert session.photo_path is None or session.photo_path.parent.name == "out"


def test_a_click_in_the_ribbon_chooses_the_row_and_keys_walk_along_it(done: BatchMode, qtbot: QtBot) -> None:
    view, shoot = done.results.ribbon.view, done.results.shoot
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.spot(2))
    assert shoot.current == 2
    assert done.table.chosen() == [2]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert shoot.current == ODD
    assert text(done, "ribbon_told").startswith("4.jpg")
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert shoot.selected == {3, 4, 5}
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert shoot.selected == {0}
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, view.spot(4)
    )
    assert shoot.selected == {0, 4}
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [4]
    done.table.setFocus()
    done.table.selectRow(1)
    assert shoot.current == 1


def test_dragged_to_its_scene_only_that_photo_is_done_again_and_can_be_taken_back(
    done: BatchMode, session: Session, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    before, originals, far = hashes(out), snapshot(tmp_path / "portraits"), off(done)
    view, shoot = done.results.ribbon.view, done.results.shoot
    assert not enabled(done, "ribbon_again")
    start = view.spot(ODD)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for way in (6, 12, 200):
        QTest.mouseMove(view.viewport(), start + QPoint(0, way))
        QApplication.sendPostedEvents()
        qtbot.wait(1)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(0, 200))
    assert shoot.alignments.share(ODD) == 1.0
    assert shoot.alignments.expected(shoot.shoot, ODD) is not None
    assert "To be aligned by 100 %" in told_of(shoot, ODD)
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(shoot.alignments) == 0
    QTest.keyClick(
        view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert shoot.alignments.share(ODD) == 1.0
    assert "realign" in session.batch.can
    assert hashes(out) == before
    aligned(done, qtbot)
    assert off(done) < far / 4
    assert text(done, "ribbon_count") == "Nothing stands out"
    assert "Aligned with its scene" in reasons(done)[ODD]
    assert "before" in told_of(shoot, ODD)
    after = hashes(out)
    assert [name for name in after if after[name] != before[name]] == ["4.jpg"]
    assert len(shoot.alignments) == 0
    assert not enabled(done, "ribbon_undo")
    assert done.desk.reports is not None

    shoot.choose(ODD)
    click(done, "ribbon_take_back")
    assert shoot.alignments.takes_back(ODD)
    click(done, "ribbon_again")
    until(done, "ended", qtbot)
    qtbot.waitUntil(lambda: off(done) > far / 2, timeout=SOON_MS)
    assert hashes(out) == before
    assert snapshot(tmp_path / "portraits") == originals
    assert unfinished(paths.user_batches()) == ()


def test_by_numbers_and_keys(done: BatchMode) -> None:
    ribbon, shoot = done.results.ribbon, done.results.shoot
    assert not ribbon.share.isEnabled()
    shoot.choose(ODD)
    ribbon.share.setValue(40)
    assert shoot.alignments.share(ODD) == 0.4
    ribbon.view.setFocus()
    QTest.keyClick(ribbon.view, Qt.Key.Key_Down)
    assert shoot.alignments.share(ODD) == 0.5
    assert ribbon.share.value() == 50
    QTest.keyClick(ribbon.view, Qt.Key.Key_Up)
    assert shoot.alignments.share(ODD) == 0.4
    click(done, "ribbon_align")
    assert shoot.alignments.share(ODD) == 1.0
    click(done, "ribbon_undo")
    click(done, "ribbon_undo")
    assert shoot.alignments.share(ODD) == 0.5
    click(done, "ribbon_redo")
    assert shoot.alignments.share(ODD) == 0.4
    shoot.choose(0, [0, 1, ODD])
    click(done, "ribbon_align")
    assert ribbon.again.text() == "Redo 3 Photos with Alignment"
    click(done, "ribbon_take_back")
    assert len(shoot.alignments) == 0
    assert not ribbon.take_back.isEnabled()


def test_an_original_that_is_gone_is_told_and_nothing_is_changed(
    done: BatchMode, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    before = hashes(out)
    (tmp_path / "portraits" / "4.jpg").unlink()
    done.results.shoot.choose(ODD)
    click(done, "ribbon_align")
    with qtbot.waitSignal(done.desk.failed, timeout=SOON_MS) as told:
        click(done, "ribbon_again")
    assert "4.jpg" in str(told.args[0])
    until(done, "ended", qtbot)
    assert hashes(out) == before
    assert len(done.results.shoot.alignments) == 1
    assert unfinished(paths.user_batches()) == ()


def test_another_batch_begins_without_it(done: BatchMode) -> None:
    click(done, "view_sheet")
    done.results.shoot.choose(ODD)
    click(done, "work_new")
    assert not done.results.ribbon.isVisible()
    assert done.results.as_table.isChecked()
    assert names(done) == []


def long_shoot(count: int) -> Shoot:
    """Scenes of fifty photos."""
    return shoot_from(
        [impression(n, (65.0 + n % 3, 18.0, 20.0), captured=90000.0 * (n // 50)) for n in range(count)], {}
    )


def test_many_photos_are_scrolled_and_seen_as_a_whole() -> None:
    shoot = long_shoot(400)
    layout = RibbonLayout(shoot, 900)
    assert layout.width == LEAST
    assert layout.borders == list(range(50, 400, 50))
    assert layout.length == 400 * LEAST + 7 * GAP
    for place in (0, 49, 50, 234, 399):
        assert layout.at(layout.left(place)) == layout.at(layout.left(place) + LEAST - 1) == place
    assert len(layout.seen(1000, 1900)) < 900 // LEAST + 3
    assert shoot.overview.width() == 400
    assert shoot.photo(shoot.places[277]) == 277
    empty = RibbonLayout(Shoot(), 900)
    assert (empty.at(5), empty.length, len(empty.seen(0, 100))) == (-1, 0, 0)


def test_of_many_photos_the_sheet_shows_the_first_and_more_as_they_are_wanted(mode: BatchMode) -> None:
    desk = mode.results.shoot
    model = SheetModel(desk, mode)
    desk.shoot = long_shoot(PORTION + 150)
    desk.changed.emit()
    assert model.rowCount() == PORTION
    assert model.canFetchMore(QModelIndex())
    last = model.photo(PORTION - 1)
    assert model.row(last) == PORTION - 1
    assert model.row(desk.shoot.photo(desk.shoot.sheet[PORTION + 20])) == PORTION + 20
    assert model.rowCount() == PORTION + 150
    assert not model.canFetchMore(QModelIndex())
