"""The dialogs beside the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from studio.engine.request import RENDERING, ExportDone, ExportRequest, Progress
from studio.imaging.credentials import Credentials
from studio.imaging.photo import Photo
from studio.ui.desk import Desk
from studio.ui.dialogs.command_palette import CommandPalette
from studio.ui.dialogs.export_dialog import ExportDialog
from studio.ui.dialogs.preferences_dialog import PreferencesDialog
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened


@pytest.fixture
def photo(session: Session, window_engine: WindowEngine, tmp_path: Path) -> Photo:
    path = tmp_path / "portrait.png"
    path.write_bytes(b"original")
    return opened(session, window_engine, ramp_photo(path=path))


@pytest.fixture
def dialog(session: Session, photo: Photo, qtbot: QtBot) -> Iterator[ExportDialog]:
    dialog = ExportDialog(session)
    dialog.present()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def settled(dialog: ExportDialog, qtbot: QtBot, path: Path | None) -> None:
    """Wait until the dialog knows what it would write."""

    def known() -> bool:
        target = dialog._target
        return target is not None and dialog.target_view.chosen(target) == path

    qtbot.waitUntil(known)


def exported(window_engine: WindowEngine) -> ExportRequest:
    asked = window_engine.asked[-1]
    assert isinstance(asked, ExportRequest)
    return asked


def test_export_as_suggested(
    dialog: ExportDialog, photo: Photo, window_engine: WindowEngine, session: Session, qtbot: QtBot
) -> None:
    session.set_style("warm-film")
    settled(dialog, qtbot, photo.path.parent / "portrait-warm-film.jpg")
    dialog.export_button.click()
    asked = exported(window_engine)
    assert asked.target == photo.path.parent / "portrait-warm-film.jpg"
    assert (asked.options.format, asked.options.quality, asked.replace) == ("jpeg", 92, False)
    assert not dialog.export_button.isEnabled()
    assert dialog.cancel_button.isVisible()
    window_engine.result.emit(Progress(asked.job_id, 0.5, RENDERING))
    assert dialog.progress.value() == 500
    assert "50" in dialog.progress.text()
    window_engine.result.emit(ExportDone(asked.job_id, asked.target, (), 1.0))
    assert not dialog.progress.isVisible()
    assert dialog.show_button.isVisible()


def test_choices_are_remembered(
    dialog: ExportDialog, photo: Photo, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "out"
    other.mkdir()
    form = dialog.form
    form.format.setCurrentIndex(form.format.findData("tiff"))
    form.bits.setCurrentIndex(form.bits.findData(16))
    form.profile.setCurrentIndex(form.profile.findData("prophoto"))
    form.metadata.take("none")
    form.folder.setText(str(other))
    settled(dialog, qtbot, other / "portrait-edited.tif")
    dialog.export_button.click()
    kept = session.preferences.current
    assert (kept.export_format, kept.export_bit_depth, kept.export_profile) == ("tiff", 16, "prophoto")
    assert (kept.export_keep, kept.export_folder) == ("none", str(other))
    again = ExportDialog(session)
    options = again.form.options()
    assert (options.format, options.bit_depth, options.profile) == ("tiff", 16, "prophoto")
    assert again.form.folder.text() == str(other)
    again.deleteLater()


def test_only_what_the_format_has_is_shown(dialog: ExportDialog) -> None:
    form = dialog.form
    for name, quality, bits in (
        ("jpeg", True, False),
        ("png", False, True),
        ("webp", True, False),
        ("avif", True, False),
    ):
        form.format.setCurrentIndex(form.format.findData(name))
        assert form.quality.isVisible() is quality
        assert form.bits.isVisible() is bits
    form.bits.setCurrentIndex(form.bits.findData(16))
    assert form.options().bit_depth is None


def test_each_format_shows_what_it_alone_has_and_its_choices_are_remembered(
    dialog: ExportDialog, photo: Photo, window_engine: WindowEngine, session: Session, qtbot: QtBot
) -> None:
    form = dialog.form
    form.format.setCurrentIndex(form.format.findData("tiff"))
    assert form.compression.isVisible()
    assert not form.chroma.isVisible()
    form.compression.take("lzw")
    assert form.options().compression == "lzw"
    form.format.setCurrentIndex(form.format.findData("jpeg"))
    assert form.chroma.isVisible()
    assert not form.compression.isVisible()
    form.chroma.take("422", True)
    assert not form.size_choice.edge.isVisible()
    form.size_choice.take(None, 2.5)
    assert form.options().megapixels == 2.5
    form.size_choice.kind.setCurrentIndex(1)
    form.size_choice.edge.setValue(1600)
    settled(dialog, qtbot, photo.path.parent / "portrait-edited.jpg")
    dialog.export_button.click()
    options = exported(window_engine).options
    assert (options.subsampling, options.progressive, options.compression) == ("422", True, "deflate")
    assert (options.long_edge, options.megapixels) == (1600, None)
    again = ExportDialog(session)
    assert again.form.options() == options
    assert again.form.compression.value == "lzw"
    again.deleteLater()


@pytest.mark.parametrize(
    "odd", [{"long_edge": -5, "megapixels": float("nan")}, {"long_edge": 0, "megapixels": 0}]
)
def test_a_size_that_is_none_is_full_size(dialog: ExportDialog, odd: dict[str, float]) -> None:
    choice = dialog.form.size_choice
    choice.take(int(odd["long_edge"]), odd["megapixels"])
    assert (choice.long_edge, choice.megapixels) == (None, None)
    choice.take(10**9, None)
    assert dialog.form.options().long_edge == 100_000


def test_a_taken_name_is_numbered_or_replaced(
    dialog: ExportDialog, photo: Photo, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    folder = photo.path.parent
    (folder / "taken.jpg").write_bytes(b"old")
    dialog.form.name.setText("taken")
    settled(dialog, qtbot, folder / "taken-2.jpg")
    assert dialog.target_view.replace.isVisible()
    dialog.target_view.replace.setChecked(True)
    dialog.export_button.click()
    asked = exported(window_engine)
    assert (asked.target, asked.replace) == (folder / "taken.jpg", True)


def test_leave_to_replace_one_file_is_none_for_another(
    dialog: ExportDialog, photo: Photo, qtbot: QtBot
) -> None:
    folder = photo.path.parent
    for name in ("taken", "other"):
        (folder / f"{name}.jpg").write_bytes(b"old")
    dialog.form.name.setText("taken")
    settled(dialog, qtbot, folder / "taken-2.jpg")
    dialog.target_view.replace.setChecked(True)
    settled(dialog, qtbot, folder / "taken.jpg")
    dialog.form.name.setText("other")
    settled(dialog, qtbot, folder / "other-2.jpg")


def test_the_original_can_never_be_chosen(dialog: ExportDialog, photo: Photo, qtbot: QtBot) -> None:
    form = dialog.form
    form.format.setCurrentIndex(form.format.findData("png"))
    form.name.setText("portrait")
    settled(dialog, qtbot, photo.path.parent / "portrait-2.png")
    assert not dialog.target_view.replace.isVisible()
    # A choice that was made for another name does not reach it either.
    dialog.target_view.replace.setChecked(True)
    settled(dialog, qtbot, photo.path.parent / "portrait-2.png")


def test_another_open_photo_is_an_original_too(
    dialog: ExportDialog, session: Session, photo: Photo, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    other = photo.path.with_name("other.jpg")
    other.write_bytes(b"original")
    session.folder.photos = (photo.path, other)
    dialog.form.name.setText("other")
    settled(dialog, qtbot, photo.path.parent / "other-2.jpg")
    assert not dialog.target_view.replace.isVisible()
    dialog.export_button.click()
    assert other in exported(window_engine).originals


def test_exports_are_signed_once_certificate_and_key_are_named(
    dialog: ExportDialog, session: Session, photo: Photo, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    session.preferences.change(sign_certificate="/k/anna.pem")
    settled(dialog, qtbot, photo.path.parent / "portrait-edited.jpg")
    dialog.export_button.click()
    assert exported(window_engine).options.credentials is None
    window_engine.result.emit(ExportDone(exported(window_engine).job_id, photo.path, (), 1.0))
    session.preferences.change(sign_key="/k/anna.key")
    settled(dialog, qtbot, photo.path.parent / "portrait-edited.jpg")
    dialog.export_button.click()
    assert exported(window_engine).options.credentials == Credentials("/k/anna.pem", "/k/anna.key")


@pytest.mark.parametrize("name", ["", "a/b"])
def test_a_name_that_cannot_be_is_refused(dialog: ExportDialog, qtbot: QtBot, name: str) -> None:
    dialog.form.name.setText(name)
    settled(dialog, qtbot, None)
    assert not dialog.export_button.isEnabled()


def test_a_name_given_by_hand_stays(
    dialog: ExportDialog, session: Session, photo: Photo, qtbot: QtBot
) -> None:
    dialog.form.name.clear()
    QTest.keyClicks(dialog.form.name, "mine")
    session.set_style("warm-film")
    assert dialog.form.name.text() == "mine"


def test_preferences_change_the_settings(session: Session, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(session)
    dialog.show()
    theme = dialog._combos["theme"]
    QTest.keyClick(theme, Qt.Key.Key_Down)
    assert session.preferences.current.theme == "light"
    session.preferences.change(language="zh_CN")
    assert dialog._combos["language"].currentData() == "zh_CN"
    for key, fixed in (
        ("display_profile", ("system", "")),
        ("proof_profile", ("",)),
        ("cmyk_profile", ("",)),
        ("sign_key", ("",)),
    ):
        choice = dialog.files[key]
        assert choice.currentData() == choice.value == fixed[0]
        session.preferences.change(**{key: "/p/named.icc"})
        assert (choice.currentText(), choice.count()) == ("named.icc", len(fixed) + 2)
        choice.activated.emit(choice.count() - 1)  # another file
        asked = dialog.findChild(QFileDialog)
        assert asked is not None
        asked.fileSelected.emit("/p/other.icc")
        asked.close()
        assert getattr(session.preferences.current, key) == "/p/other.icc"
        choice.activated.emit(len(fixed) - 1)
        assert getattr(session.preferences.current, key) == ""
        assert choice.currentData() == ""
        qtbot.waitUntil(lambda: dialog.findChild(QFileDialog) is None)
    dialog.close()
    dialog.deleteLater()


def test_the_palette_finds_and_does(qtbot: QtBot) -> None:
    window = QWidget()
    done: list[str] = []
    actions = []
    for name, text in (("open", "&Open Photos…"), ("next", "Next Photo\tRight"), ("gone", "Open Nothing")):
        action = QAction(text, window)
        action.setObjectName(name)
        action.triggered.connect(lambda _=False, name=name: done.append(name))
        actions.append(action)
    actions[2].setEnabled(False)
    palette = CommandPalette(actions, window)
    palette.present()
    field, tree = palette.findChild(QLineEdit), palette.findChild(QTreeWidget)
    assert field is not None
    assert tree is not None
    assert tree.topLevelItemCount() == 2
    QTest.keyClicks(field, "photo")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert done == ["next"]
    window.deleteLater()


def test_the_palette_does_nothing_for_nonsense(qtbot: QtBot) -> None:
    window = QWidget()
    action = QAction("Open", window)
    done: list[bool] = []
    action.triggered.connect(done.append)
    palette = CommandPalette([action], window)
    palette.present()
    field = palette.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "xyz")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert done == []
    palette.close()
    window.deleteLater()


def test_a_folder_that_is_named_within_the_shown_one_is_opened_alone(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Qt's own dialog then names both, and tells of none as the one that was chosen."""
    monkeypatch.setattr(QFileDialog, "open", lambda _: None)
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[Path] = []
    monkeypatch.setattr(session, "open_folder", asked.append)
    Desk(session, window, lambda: ()).ask_folder()
    window.findChildren(QFileDialog)[-1].filesSelected.emit([str(tmp_path), str(tmp_path / "shoot")])
    assert asked == [tmp_path / "shoot"]
