"""The wizard, from an empty window to a run that starts, with a desk that answers when told to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from studio.errors import OutputError
from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.ui.train.wizard import INTENT, PHOTOS, PLAN, Wizard
from studio.ui.translate import Translation
from tests.support.wizard_desk import WizardDesk, looked
from tests.support.wizard_hands import click, drop, hint, looks, to_photos, watch_of


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
    qtbot.waitUntil(lambda: wizard.page == INTENT)
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


def test_planning_again_leaves_no_draft_behind_but_one_from_before(
    wizard: Wizard, desk: WizardDesk, style: Path, qtbot: QtBot
) -> None:
    config = TrainingConfig(name="Film", output=str(desk.folder / "x.pstyle"), style=(str(style),))
    wizard.begin(config)
    looks(desk, wizard, qtbot, 1)
    first = wizard.draft
    wizard.begin(config)
    looks(desk, wizard, qtbot, 2)
    assert desk.drafts == [wizard.draft]
    assert first not in desk.drafts
    wizard.open(desk.drafts[0])
    wizard.begin(config)
    assert len(desk.drafts) == 1, "one that was taken up from the list may be wanted yet"


def test_a_draft_from_before_is_gone_on_with(
    wizard: Wizard, desk: WizardDesk, style: Path, qtbot: QtBot
) -> None:
    config = TrainingConfig(name="Old", output=str(desk.folder / "x.pstyle"), style=(str(style),))
    run = desk.draft(config)
    wizard.open(run)
    assert wizard.draft is run
    looks(desk, wizard, qtbot)
    assert desk.calls.count("draft") == 1


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
        click(wizard, "consent")
        click(wizard, "wizard_next")
        assert desk.asked[0][1].language == "en"
        click(wizard, "wizard_next")
        call, config = desk.asked[-1]
        assert (call, config.language) == ("start", "zh_CN"), "its report is in the language of the window"
    finally:
        translation.use("en")
    qtbot.waitUntil(lambda: wizard.next_button.text() == "Next")
