"""The wizard's page of photos: what was found, what is left out and kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.ui.train.wizard import PHOTOS, Wizard
from tests.support.shoots import picture, write
from tests.support.wizard_desk import WizardDesk, found, looked
from tests.support.wizard_hands import click, drop, hint, looks, reason, to_photos, toggle, watch_of


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


def test_a_folder_that_is_gone_is_named(
    wizard: Wizard, desk: WizardDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    click(wizard, "wizard_next")
    drop(wizard, "style", tmp_path / "unplugged")
    box = wizard.findChild(QWidget, "side_style")
    assert box is not None
    qtbot.waitUntil(lambda: any("cannot be read" in each.text() for each in box.findChildren(QLabel)))


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
