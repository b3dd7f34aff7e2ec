"""The form: which photos, in what style, what files, what names; mistakes are said where they are made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.batch.presets import ExportPreset
from studio.editing.recipe import Recipe
from studio.settings import Settings, load_settings, save_settings
from studio.ui.batch.batch_mode import BatchMode
from studio.ui.batch.kept_presets import as_settings, own_presets, preset_name, preset_said
from studio.ui.batch.preset_dialog import PresetDialog
from studio.ui.session import Session
from tests.support.batch_hands import SOON_MS, ask_for, choose, click, names, plan, text, until, write
from tests.support.batches import names_below
from tests.support.shoots import picture
from tests.support.shoots import write as write_photo
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened


def test_the_first_names_follow_the_template_and_mistakes_are_said_in_place(
    mode: BatchMode, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    shoot = tmp_path / "shoot"
    write_photo(shoot / "a.jpg", picture(1, 48, 32), captured="2024:05:06 07:08:09")
    write_photo(shoot / "day two" / "b.jpg", picture(2, 48, 32))
    ask_for(mode, shoot, out)

    def first() -> str:
        return text(mode, "batch_first_names")

    qtbot.waitUntil(lambda: first() == "a.jpg\nday two/b.jpg", timeout=SOON_MS)
    assert text(mode, "scope_count") == "2 photos"
    write(mode, "batch_template", "{date}/{name}-{number:03}")
    qtbot.waitUntil(lambda: first() == "2024-05-06/a-001.jpg\nunknown/b-002.jpg", timeout=SOON_MS)
    write(mode, "batch_template", "{nam}")
    assert "there is no field “nam”" in first()
    assert text(mode, "batch_hint") == "Put the names right."
    write(mode, "batch_template", "../{name}")
    assert "leads out of the folder" in first()
    write(mode, "batch_template", "x-")
    insert = mode.findChild(QToolButton, "batch_insert")
    assert insert is not None
    menu = insert.menu()
    assert isinstance(menu, QMenu)
    next(entry for entry in menu.actions() if "{preset}" in entry.text()).trigger()
    assert mode.form.names.template.text() == "x-{preset}"


def test_names_that_differ_by_case_alone_are_told_apart_before_any_work(
    mode: BatchMode, tmp_path: Path, out: Path, qtbot: QtBot
) -> None:
    shoot = tmp_path / "shoot"
    for place in ("one/A.jpg", "two/a.jpg"):
        write_photo(shoot / place, picture(1, 48, 32))
    ask_for(mode, shoot, out)
    write(mode, "batch_template", "{name}")
    plan(mode, qtbot)
    assert "1 name was taken already" in text(mode, "plan_notes")
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    assert names_below(out) == ["A.jpg", "a-2.jpg"]


def test_several_presets_give_several_files_and_are_remembered(
    mode: BatchMode,
    new_mode: Callable[[], BatchMode],
    session: Session,
    shoot: Path,
    out: Path,
    qtbot: QtBot,
) -> None:
    boxes = mode.form.presets.list
    for row, on in ((0, False), (2, True), (3, True)):
        boxes.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    assert text(mode, "plan_title") == "6 photos give 12 files"
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    assert names_below(out) == sorted(
        [f"web/{n}.jpg" for n in range(1, 7)] + [f"print/{n}.tif" for n in range(1, 7)]
    )
    later = new_mode()
    assert [preset.name for preset in later.form.presets.presets] == ["web", "print"]
    assert later.form.names.out == out
    save_settings(session.preferences.current)
    assert load_settings()[0].batch_chosen == ("web", "print")


def test_a_preset_of_ones_own_is_made_changed_and_removed(mode: BatchMode, session: Session) -> None:
    box = mode.form.presets
    box.list.setCurrentRow(2)
    box.new.click()
    dialog = mode.findChild(PresetDialog)
    assert dialog is not None
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()  # it has no name yet
    name, folder = dialog.findChild(QLineEdit, "preset_name"), dialog.findChild(QLineEdit, "preset_folder")
    error, form = dialog.findChild(QLabel, "preset_error"), dialog.findChild(QComboBox, "preset_format")
    assert name is not None
    assert folder is not None
    assert error is not None
    assert form is not None
    name.setText("web")
    assert "already" in error.text()
    name.setText("Small, for the album")
    folder.setText("../out")
    assert "leads out" in error.text()
    assert not ok.isEnabled()
    folder.setText("album, small")
    form.setCurrentIndex(form.findData("webp"))
    ok.click()
    made = box.presets[-1]
    assert (made.name, made.folder, made.format, made.quality) == (
        "Small, for the album",
        "album, small",
        "webp",
        85,
    )
    assert own_presets(session.preferences.current) == (made,)
    assert box.list.item(1).checkState() != Qt.CheckState.Checked
    box.remove.click()
    assert own_presets(session.preferences.current) == ()
    assert made not in box.presets


def test_a_preset_bounds_the_size_and_says_how_its_files_are_made(mode: BatchMode) -> None:
    box = mode.form.presets
    box.list.setCurrentRow(2)
    assert "long edge 2048 px" in box.list.item(2).text()
    box.new.click()
    dialog = mode.findChild(PresetDialog)
    assert dialog is not None
    assert dialog.size_choice.long_edge == 2048  # as the one that it begins as
    assert dialog.chroma.isVisible()
    assert not dialog.compression.isVisible()
    QTest.keyClicks(dialog.name, "Album: 30/40")
    assert dialog.folder.text() == "Album- 30-40"
    dialog.folder.clear()
    QTest.keyClicks(dialog.folder, "prints")
    QTest.keyClicks(dialog.name, " cm")
    assert dialog.folder.text() == "prints"
    dialog.size_choice.edge.setValue(3000)
    dialog.chroma.take("444", True)
    dialog.compression.take("none")
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    made = box.presets[-1]
    assert (made.long_edge, made.megapixels) == (3000, None)
    assert (made.subsampling, made.progressive, made.compression) == ("444", True, "deflate")
    assert preset_said(made) == (
        "JPEG, quality 85, chroma 4:4:4, progressive, long edge 3000 px, sRGB, in “prints”"
    )
    box.edit.click()
    changed = mode.findChildren(PresetDialog)[-1]
    QTest.keyClicks(changed.name, "!")
    assert changed.folder.text() == "prints"  # it has its folder already
    assert changed.chroma.progressive
    changed.format.setCurrentIndex(changed.format.findData("tiff"))
    assert changed.compression.isVisible()
    assert not changed.chroma.isVisible()
    changed.compression.take("lzw")
    changed.size_choice.take(None, 12.5)
    changed.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    made = box.presets[-1]
    assert (made.long_edge, made.megapixels, made.progressive) == (None, 12.5, False)
    assert preset_said(made) == "TIFF, LZW, 12.5 MP, sRGB, in “prints”"


def test_presets_that_cannot_be_understood_are_passed_over() -> None:
    good = ExportPreset("mine", "m", format="png", bit_depth=16)
    bad = ("{", '{"name": "x", "format": "bmp"}', '{"other": 1}', '{"name": "x", "template": 7}')
    texts = (*bad, "[" * 100_000, *as_settings([good]), '{"name": "web"}')
    assert own_presets(Settings(batch_presets=texts)) == (good,)
    assert preset_name(good) == "mine"
    assert preset_said(good) == "PNG, 16 bit, in “m”"


@pytest.mark.parametrize(("keeps", "kept"), [(True, True), (False, False)])
def test_with_a_style_edited_photos_keep_their_light_if_wanted(
    mode: BatchMode, session: Session, window_engine: WindowEngine, out: Path, keeps: bool, kept: bool
) -> None:
    photo = opened(session, window_engine, ramp_photo())
    session.set_value("exposure", 1.0)
    session.set_style("cool-film")
    mode.form.scope.follow()
    click(mode, "scope_edited")
    write(mode, "batch_folder", str(out))
    choose(mode, "batch_style", "warm-film")
    if not keeps:
        click(mode, "batch_keep_edits")
    wishes = mode.form.wishes()
    assert wishes is not None
    assert wishes.inputs == (photo.path,)
    own = wishes.own_recipe(photo.path)
    expected = Recipe().with_value("exposure", 1.0).with_style("warm-film")
    assert own == (expected if kept else None)
    assert wishes.recipe == Recipe().with_style("warm-film")


def test_each_photos_own_edits_are_those_of_the_sitting(
    mode: BatchMode, session: Session, window_engine: WindowEngine, out: Path
) -> None:
    photo = opened(session, window_engine, ramp_photo())
    session.set_value("exposure", 1.0)
    mode.form.scope.follow()
    click(mode, "scope_edited")
    write(mode, "batch_folder", str(out))
    choose(mode, "batch_style", "")
    wishes = mode.form.wishes()
    assert wishes is not None
    assert wishes.own_recipe(photo.path) == Recipe().with_value("exposure", 1.0)
    assert wishes.own_recipe(Path("other.jpg")) is None
    assert wishes.recipe == Recipe()


def test_photos_that_are_gathered_are_taken_and_can_be_let_go(
    mode: BatchMode, session: Session, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    session.batch.add(shoot / "2.jpg")
    session.batch.add(shoot / "4.jpg")
    session.batch.add(shoot / "2.jpg")
    assert mode.form.scope.scope == "added"
    write(mode, "batch_folder", str(out))
    plan(mode, qtbot)
    assert names(mode) == ["2.jpg", "4.jpg"]
    assert "2 photos have no edits" in text(mode, "plan_notes")
    click(mode, "scope_empty")
    assert mode.form.scope.scope == "folder"
    assert session.batch.added == ()


def test_a_disk_too_small_is_said_and_cannot_be_started(
    mode: BatchMode, shoot: Path, out: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:

    usage = shutil.disk_usage(shoot)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    assert "GB are free" in text(mode, "plan_fault")
    assert not mode.summary.start.isEnabled()


def test_everything_can_be_reached_by_keyboard_and_has_a_name(
    mode: BatchMode, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, shoot, out)
    plan(mode, qtbot)
    wanted = {
        each
        for each in mode.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and isinstance(each, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView)
        and not each.objectName().startswith("qt_")
        and type(each) is not QAbstractButton  # the table's corner
        and not isinstance(each, QHeaderView)
    }
    reached: set[QWidget] = set()
    current: QWidget | None = mode.form.scope.folder
    for _ in range(400):
        assert current is not None
        if current.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(current)
        current = current.nextInFocusChain()
    assert {each.objectName() for each in wanted - reached} == set()
    assert len(wanted) > 15
    for each in wanted:
        named = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        assert named, each.objectName()


def test_a_style_that_changed_since_the_plan_stops_the_start_and_says_so(
    mode: BatchMode, session: Session, shoot: Path, out: Path, qtbot: QtBot
) -> None:
    ask_for(mode, shoot, out)
    choose(mode, "batch_alike", "steady")
    plan(mode, qtbot)
    planned = mode.desk.planned
    assert planned is not None
    order = planned.plan.order
    changed = replace(order, styles=tuple(replace(style, digest="00") for style in order.styles))
    mode.desk.planned = replace(planned, plan=replace(planned.plan, order=changed))
    with qtbot.waitSignal(mode.desk.failed, timeout=SOON_MS) as told:
        click(mode, "batch_start_button")
    assert "not as it was" in str(told.args[0])
    until(mode, "planned", qtbot)
    assert mode.desk.looked is None
    assert not out.exists()
