"""The wizard, from an empty window to a run that starts, with a desk that answers when told to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.errors import OutputError
from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.wizard import INTENT, PHOTOS, PLAN, Wizard
from studio.ui.translate import Translation
from tests.support.shoots import picture, shoot, write
from tests.support.wizard_desk import WizardDesk, WizardWatch, found, looked


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[WizardDesk]:
    desk = WizardDesk(tmp_path / "runs")
    yield desk
    desk.deleteLater()


@pytest.fixture
def wizard(desk: WizardDesk, qtbot: QtBot) -> Iterator[Wizard]:
    wizard = Wizard(cast(TrainingDesk, desk))
    wizard.resize(1040, 700)
    wizard.show()
    yield wizard
    wizard.stop()
    wizard.close()
    wizard.deleteLater()


@pytest.fixture
def style(tmp_path: Path) -> Path:
    return shoot(tmp_path / "finished", range(4), look=True)


@pytest.fixture
def ordinary(tmp_path: Path) -> Path:
    return shoot(tmp_path / "plain", range(20, 26))


def click(wizard: Wizard, name: str) -> None:
    widget = wizard.findChild(QAbstractButton, name)
    assert widget is not None
    assert widget.isVisible()
    assert widget.isEnabled(), hint(wizard)
    # Where a checkbox or a card has something to hit.
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))


def hint(wizard: Wizard) -> str:
    label = wizard.findChild(QLabel, "wizard_hint")
    assert label is not None
    return label.text()


def drop(wizard: Wizard, side: str, *paths: Path) -> None:
    box = wizard.findChild(QWidget, f"side_{side}")
    assert box is not None
    assert box.isVisible()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    box.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def to_photos(wizard: Wizard, style: Path, ordinary: Path) -> None:
    click(wizard, "wizard_next")
    drop(wizard, "style", style)
    drop(wizard, "ordinary", ordinary)


def watch_of(desk: WizardDesk) -> WizardWatch:
    return desk.watches[desk.drafts[-1].path]


def looks(desk: WizardDesk, wizard: Wizard, qtbot: QtBot, count: int = 1) -> TrainingConfig:
    """Wait until it was asked to look so many times; the config of the last."""
    qtbot.waitUntil(lambda: desk.calls.count("look") == count)
    return [config for name, config in desk.asked if name == "look"][-1]


def grid_row(wizard: Wizard, name: str) -> QPoint:
    grid = wizard._photos.grid
    for row in range(grid.model().rowCount()):
        if grid.model().index(row, 0).data() == name:
            index = grid.model().index(row, 0)
            grid.scrollTo(index)
            return grid.visualRect(index).center()
    raise AssertionError(name)


def toggle(wizard: Wizard, name: str) -> None:
    QTest.mouseClick(wizard._photos.grid.viewport(), Qt.MouseButton.LeftButton, pos=grid_row(wizard, name))


def reason(wizard: Wizard, name: str) -> str:
    model = wizard._photos.model
    return next(model.reason(each) for each in model.photos if each.path.name == name)


def test_from_an_empty_window_to_a_run_that_starts(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    started: list[RunFolder] = []
    wizard.started.connect(started.append)
    assert wizard.page == INTENT
    to_photos(wizard, style, ordinary)
    assert wizard.page == PHOTOS
    config = looks(desk, wizard, qtbot)
    assert (config.style, config.ordinary) == ((str(style),), (str(ordinary),))
    assert Path(config.output).parent == desk.drafts[0].path
    assert not wizard.next_button.isEnabled()
    watch_of(desk).tell("gathering", fraction=0.5)
    assert wizard._photos.column.progress.value() == 50
    watch_of(desk).tell("looked", **looked())
    click(wizard, "consent")
    click(wizard, "wizard_next")
    assert wizard.page == PLAN
    click(wizard, "plan_quick")
    name = wizard.findChild(QLineEdit, "plan_name")
    assert name is not None
    assert name.placeholderText() == "finished"
    QTest.keyClicks(name, "Golden")
    click(wizard, "wizard_next")
    assert [run.path for run in started] == [desk.drafts[0].path]
    call, config = desk.asked[-1]
    assert call == "start"
    assert (config.name, config.preset) == ("Golden", "quick")
    assert Path(config.output).name == "Golden.pstyle"
    assert wizard.page == INTENT
    assert wizard.draft is None


def test_nothing_goes_on_without_consent(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    watch_of(desk).tell("looked", **looked())
    assert not wizard.next_button.isEnabled()
    assert "may learn" in hint(wizard)
    click(wizard, "consent")
    assert wizard.next_button.isEnabled()
    assert hint(wizard) == ""
    wizard.begin()
    assert not wizard._photos.consent.isChecked()


def test_what_cannot_be_learned_from_says_why_and_may_be_looked_at_again(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    click(wizard, "consent")
    looks(desk, wizard, qtbot)
    watch_of(desk).tell("looked", **looked(problem=Message("errors", "Too few photos.")))
    assert hint(wizard) == "Too few photos."
    assert not wizard.next_button.isEnabled()
    click(wizard, "look_again")
    looks(desk, wizard, qtbot, 2)
    watch_of(desk).tell("looked", **looked())
    assert wizard.next_button.isEnabled()


def test_a_desk_that_fails_is_told(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    error = OutputError(name="runs")
    desk.failed.emit(error)
    assert hint(wizard) == "“runs” could not be written."
    label = wizard.findChild(QLabel, "looking_problem")
    assert label is not None
    assert label.isVisible()


def test_photos_are_left_out_and_kept_by_a_click(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    copy, blank = style / "1.jpg", style / "2.jpg"
    findings = found(copy, "style", "duplicate"), found(blank, "style", "blank")
    qtbot.waitUntil(lambda: len(wizard._photos.model.photos) == 10)
    watch_of(desk).tell("looked", **looked(findings))
    counts = wizard._photos.model.counts()
    assert (counts["all"], counts["in"], counts["out"]) == (10, 8, 2)
    assert reason(wizard, "1.jpg") == "It shows one colour only."
    toggle(wizard, "1.jpg")
    assert reason(wizard, "1.jpg") == "You keep it."
    toggle(wizard, "3.jpg")
    assert reason(wizard, "3.jpg") == "You left it out."
    toggle(wizard, "2.jpg")  # of one colour: nothing can be learned
    config = looks(desk, wizard, qtbot, 2)
    assert config.kept == (str(copy),)
    assert config.left_out == (str(style / "3.jpg"),)
    assert len(desk.drafts) == 1
    toggle(wizard, "3.jpg")
    toggle(wizard, "1.jpg")
    config = looks(desk, wizard, qtbot, 3)
    assert (config.kept, config.left_out) == ((), ())


def test_left_out_photos_are_shown_alone(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    odd = style / "raw.nef"  # of a format that no list of photos has
    qtbot.waitUntil(lambda: len(wizard._photos.model.photos) == 10)
    watch_of(desk).tell("looked", **looked((found(odd, "style", "broken"),)))
    which = wizard.findChild(QComboBox, "photo_filter")
    assert which is not None
    which.setCurrentIndex(which.findData("out"))
    model = wizard._photos.model
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["raw.nef"]
    which.setCurrentIndex(which.findData("ordinary"))
    assert model.rowCount() == 6


def test_pictures_of_the_photos_come(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    from studio.ui.train.photo_model import IMAGE_ROLE

    to_photos(wizard, style, ordinary)
    model = wizard._photos.model
    qtbot.waitUntil(
        lambda: (
            model.rowCount() == 10
            and all(model.index(row, 0).data(IMAGE_ROLE) is not None for row in range(10))
        )
    )
    assert max(model.index(0, 0).data(IMAGE_ROLE).size().toTuple()) == 160


def test_a_place_is_taken_off_the_list_and_the_photos_stay(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    box = wizard.findChild(QWidget, "side_style")
    assert box is not None
    box.findChildren(QToolButton, "remove_style")[-1].click()
    assert wizard.choices.of("style") == ()
    assert "finished" in hint(wizard).lower()
    assert len(list(style.iterdir())) == 4


def test_a_folder_is_no_picture_to_match(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    click(wizard, "intent_one")
    click(wizard, "wizard_next")
    drop(wizard, "style", style)
    qtbot.waitUntil(lambda: wizard.choices.of("style") == ())
    one = write(tmp_path / "poster.png", picture(3))
    drop(wizard, "style", one)
    drop(wizard, "ordinary", ordinary)
    config = looks(desk, wizard, qtbot)
    assert (config.style, config.name) == ((str(one),), "poster")


def test_pairs_ask_for_before_and_after(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    click(wizard, "intent_pairs")
    click(wizard, "wizard_next")
    drop(wizard, "before", ordinary)
    assert "after" in hint(wizard)
    drop(wizard, "after", style)
    config = looks(desk, wizard, qtbot)
    assert (config.before, config.after) == ((str(ordinary),), (str(style),))


def test_a_folder_that_is_gone_is_named(
    wizard: Wizard, desk: WizardDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    click(wizard, "wizard_next")
    drop(wizard, "style", tmp_path / "unplugged")
    box = wizard.findChild(QWidget, "side_style")
    assert box is not None
    qtbot.waitUntil(lambda: any("cannot be read" in each.text() for each in box.findChildren(QLabel)))


def test_the_measured_time_is_shown_and_measured_again_for_another_device(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    click(wizard, "consent")
    looks(desk, wizard, qtbot)
    watch_of(desk).tell("looked", **looked())
    click(wizard, "wizard_next")
    plans = {"quick": 500.0, "balanced": 2102.0, "best": 6656.0}
    watch_of(desk).tell("timed", plans=plans, game=2.0, device="cpu", problem=None)
    cards = {preset: wizard.findChild(QAbstractButton, f"plan_{preset}") for preset in plans}
    said = {preset: card.accessibleDescription() for preset, card in cards.items() if card}
    assert "about 8 minutes" in said["quick"]
    assert "about 35 minutes" in said["balanced"]
    assert "about 2 hours" in said["best"]
    device = wizard.findChild(QComboBox, "plan_device")
    assert device is not None
    device.setCurrentIndex(device.findData("cpu"))
    card = cards["quick"]
    assert card is not None
    assert "minutes" not in card.accessibleDescription(), "of another device than the chosen one"
    qtbot.waitUntil(lambda: desk.calls[-1] == "time")
    assert desk.asked[-1][1].device == "cpu"
    watch_of(desk).tell("timed", plans=plans | {"quick": 240.0}, game=2.0, device="cpu", problem=None)
    assert "about 4 minutes" in card.accessibleDescription()
    assert wizard.next_button.isEnabled()


def test_cancel_throws_the_draft_away(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    click(wizard, "wizard_cancel")
    assert desk.calls[-1] == "discard"
    assert (wizard.page, wizard.draft, wizard.choices.of("style")) == (INTENT, None, ())


def test_a_draft_thrown_away_elsewhere_is_made_anew(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    desk.discard(desk.drafts[0])
    assert wizard.draft is None
    drop(wizard, "style", style / "1.jpg")
    looks(desk, wizard, qtbot, 2)
    assert len(desk.drafts) == 1


def test_an_earlier_training_is_planned_again(wizard: Wizard, desk: WizardDesk, tmp_path: Path) -> None:
    config = TrainingConfig(
        name="Film", output=str(tmp_path / "Film.pstyle"), style=(str(tmp_path),), preset="best", steps=70
    )
    wizard.begin(config)
    assert wizard.page == PHOTOS
    assert wizard.choices.intent == "style"
    steps = wizard.findChild(QSpinBox, "advanced_steps")
    assert steps is not None
    assert steps.value() == 70
    made = wizard.choices.config(desk.folder)
    assert made is not None
    assert (made.name, made.preset, made.steps) == ("Film", "best", 70)


def test_a_draft_from_before_is_gone_on_with(
    wizard: Wizard, desk: WizardDesk, style: Path, qtbot: QtBot
) -> None:
    config = TrainingConfig(name="Old", output=str(desk.folder / "x.pstyle"), style=(str(style),))
    run = desk.draft(config)
    wizard.open(run)
    assert wizard.draft is run
    looks(desk, wizard, qtbot)
    assert desk.calls.count("draft") == 1


def test_keys_alone_choose_and_leave_out(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    first = wizard.findChild(QAbstractButton, "intent_both")
    second = wizard.findChild(QAbstractButton, "intent_style")
    assert first is not None
    assert second is not None
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.isChecked()
    assert wizard.choices.intent == "style"
    wizard.next_button.setFocus()
    QTest.keyClick(wizard.next_button, Qt.Key.Key_Space)
    assert wizard.page == PHOTOS
    drop(wizard, "style", style)
    qtbot.waitUntil(lambda: wizard._photos.model.rowCount() == 4)
    grid = wizard._photos.grid
    grid.setFocus()
    grid.setCurrentIndex(wizard._photos.model.index(0, 0))
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert reason(wizard, "1.jpg") == "You left it out."
    assert wizard.choices.left_out == {str(style / "1.jpg")}


def test_the_language_changes_while_it_is_open(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    watch_of(desk).tell("looked", **looked())
    translation = Translation(qapp)
    translation.use("zh_CN")
    try:
        qtbot.waitUntil(lambda: wizard.next_button.text() == "下一步")
        texts = [each.text() for each in wizard.findChildren(QLabel) if each.isVisible()]
        assert "成品照片" in texts
        assert not [text for text in texts if "photos" in text.lower()]
    finally:
        translation.use("en")
    qtbot.waitUntil(lambda: wizard.next_button.text() == "Next")
