"""The user's styles under a real mouse and keyboard: sections, names, groups, trash and back, drops."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from studio.editing.style_use import StyleUse
from studio.styles.bundle import read_bundle
from studio.styles.hald import format_hald
from studio.styles.lut import Lut, identity_grid
from studio.styles.style import Style
from studio.ui.gallery.gallery import Gallery
from studio.ui.gallery.style_model import ID_ROLE
from studio.ui.gallery.style_rows import Heading, rows_of
from studio.ui.main_window import MainWindow
from studio.ui.messages import Notice, Severity
from studio.ui.session import Session
from tests.support.bundles import write_bundle
from tests.ui.gallery.conftest import card, choose, own

LEFT = Qt.MouseButton.LeftButton


def focus(gallery: Gallery, style_id: str) -> None:
    gallery.view.setFocus()
    gallery.view.setCurrentIndex(card(gallery, style_id))


def offers(gallery: Gallery, style_id: str) -> dict[str, str]:
    """Menu texts without and with their keys."""
    menu = gallery.menu_for(style_id)
    texts = [action.text().partition("\t") for action in menu.actions() if not action.isSeparator()]
    menu.deleteLater()
    return {text: keys for text, _, keys in texts}


def titles(styles: tuple[Style, ...], favourites: tuple[str, ...] = ()) -> list[str]:
    return [
        row.title if isinstance(row, Heading) else row.id if row else "-"
        for row in rows_of(styles, favourites)
    ]


def test_sections() -> None:
    def style(name: str, group: str = "", builtin: bool = False) -> Style:
        return Style(name, name, "lut", Path(name), group, builtin=builtin)

    styles = (
        style("a", "Natural", True), style("b", "Film", True), style("c", "", True),
        style("d", "Film"), style("e"), style("f", "Wedding"), style("g", "Autumn"),
    )  # fmt: skip
    assert titles(styles) == [
        *("-", "Favourites", "My styles", "e", "Autumn", "g", "Wedding", "f"),
        *("Natural", "a", "Film", "b", "d", "Other styles", "c"),
    ]
    assert titles(styles, ("d", "gone", "e")) == [
        *("-", "Favourites", "d", "e", "My styles", "Autumn", "g", "Wedding", "f"),
        *("Natural", "a", "Film", "b", "Other styles", "c"),
    ]


def test_a_heading_is_not_a_card(gallery: Gallery, real: Session) -> None:
    model = gallery.view.model()
    headings = [row for row in range(model.rowCount()) if model.index(row, 0).data(ID_ROLE) is None]
    assert model.index(headings[0], 0).data() == "My styles"
    assert len(headings) > 1
    after = {row + 1 for row in headings}
    assert not after & {*headings, model.rowCount()}, "no heading without cards"
    rect = gallery.view.visualRect(model.index(headings[0], 0))
    assert rect.width() > 200, "a line of its own"
    below = gallery.view.visualRect(model.index(headings[0] + 1, 0))
    assert below.left() < 10
    assert below.top() >= rect.bottom()
    real.set_style("warm-film")
    QTest.mouseClick(gallery.view.viewport(), LEFT, pos=rect.center())
    assert real.recipe.style is not None, "a click on it takes no style away"


def test_the_menu_offers_what_a_style_allows(gallery: Gallery) -> None:
    assert list(offers(gallery, "")) == ["Apply"]
    assert list(offers(gallery, "warm-film")) == [
        "Apply", "Add to Favourites", "About This Style", "Duplicate", "Export Style File…",
        "Export as Look-up Table…",
    ]  # fmt: skip
    mine = offers(gallery, "user-autumn")
    assert list(mine) == [
        "Apply", "Add to Favourites", "About This Style", "Rename…", "Group…", "Duplicate",
        "Export Style File…", "Export as Look-up Table…", "Show in Folder", "Move to Trash",
    ]  # fmt: skip
    assert (mine["Rename…"], mine["Move to Trash"]) == ("F2", "Del")


@pytest.mark.parametrize("by", ["menu key", "mouse"])
def test_the_menu_opens_by_key_and_mouse(qtbot: QtBot, gallery: Gallery, by: str) -> None:
    focus(gallery, "user-autumn")
    if by == "menu key":
        QTest.keyClick(gallery.view, Qt.Key.Key_Menu)
    else:
        at = gallery.view.visualRect(card(gallery, "user-autumn")).center()
        reason = QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(reason, at, gallery.view.viewport().mapToGlobal(at))
        QApplication.sendEvent(gallery.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[-1].text().startswith("Move to Trash")
    menu.close()


def test_f2_renames_and_the_file_says_so(
    qtbot: QtBot, window: MainWindow, gallery: Gallery, real: Session, user_styles: Path
) -> None:
    focus(gallery, "user-autumn")
    QTest.keyClick(gallery.view, Qt.Key.Key_F2)
    dialog = window.findChild(QDialog, "style_naming")
    assert dialog is not None
    assert not dialog.isModal()
    name = dialog.findChild(QLineEdit, "style_name")
    assert isinstance(name, QLineEdit)
    assert name.text() == name.selectedText() == "Autumn light"
    QTest.keyClicks(name, "Golden hour")
    group = dialog.findChild(QComboBox, "style_group")
    assert isinstance(group, QComboBox)
    group.setCurrentText("Portraits at dusk")
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: own(real)[0].name == "Golden hour")
    assert not dialog.isVisible()
    assert own(real)[0].id == "user-autumn"
    bundle = read_bundle(user_styles / "autumn.pstyle")
    assert (bundle.name, bundle.group) == ("Golden hour", "Portraits at dusk")
    model = gallery.view.model()
    assert model.index(1, 0).data() == "Portraits at dusk"
    # The program's groups are chosen by their translated names, and kept under their own.
    window.desk.styles.do("group", "user-autumn")
    assert dialog.isVisible()
    group.setCurrentText("Film")
    QTest.keyClick(group, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: own(real)[0].group == "Film")
    QTest.keyClick(gallery.view, Qt.Key.Key_F2)
    name.setText("  ")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert dialog.isVisible(), "a style has a name"
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_delete_and_undo(
    qtbot: QtBot, window: MainWindow, gallery: Gallery, real: Session, notices: list[Notice]
) -> None:
    real.set_style("user-autumn")
    real.set_strength(0.4)
    focus(gallery, "user-autumn")
    QTest.keyClick(gallery.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: own(real) == [])
    assert real.recipe.style is None
    notice = notices[-1]
    assert (str(notice.message), notice.severity) == (
        "“Autumn light” was moved to the trash of your styles.", Severity.NOTE
    )  # fmt: skip
    assert notice.offer is not None
    assert str(notice.offer.title) == "Undo"
    notice.offer.accept()
    qtbot.waitUntil(lambda: real.recipe.style == StyleUse("user-autumn", 0.4))
    assert [style.id for style in own(real)] == ["user-autumn"]


def test_after_another_edit_the_style_comes_back_without_being_applied(
    qtbot: QtBot, gallery: Gallery, real: Session, notices: list[Notice]
) -> None:
    real.set_style("user-autumn")
    real.remove_style("user-autumn")
    qtbot.waitUntil(lambda: own(real) == [])
    real.set_value("exposure", 1.0)
    offer = notices[-1].offer
    assert offer is not None
    offer.accept()
    qtbot.waitUntil(lambda: own(real) != [])
    assert real.recipe.style is None
    assert real.recipe.value("exposure") == 1.0


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Delete])
def test_the_programs_styles_are_left_alone(
    gallery: Gallery, real: Session, notices: list[Notice], key: Qt.Key
) -> None:
    focus(gallery, "warm-film")
    QTest.keyClick(gallery.view, key)
    assert "Warm film" in str(notices[-1].message)
    assert "came with the program" in str(notices[-1].message)
    assert real.style_list.find("warm-film") is not None


def test_duplicate(qtbot: QtBot, gallery: Gallery, real: Session, notices: list[Notice]) -> None:
    choose(gallery, "warm-film", "Duplicate")
    qtbot.waitUntil(lambda: len(own(real)) == 2)
    copy = real.style_list.find("user-warm-film-copy-" + own(real)[1].id[-8:])
    assert copy is not None
    assert (copy.name, copy.group, copy.lineage) == ("Warm film copy", "Film", ("Warm film",))
    assert str(notices[-1].message) == "“Warm film copy” is among your styles now."
    assert card(gallery, copy.id).data() == "Warm film copy"


def test_the_keyboard_stays_on_its_card(qtbot: QtBot, gallery: Gallery, real: Session) -> None:
    focus(gallery, "cool-film")
    real.style_list.duplicate("warm-film")
    qtbot.waitUntil(lambda: len(own(real)) == 2)
    assert gallery.view.currentIndex().data(ID_ROLE) == "cool-film"
    real.preferences.toggle_favourite("cool-film")
    assert gallery.view.currentIndex().data(ID_ROLE) == "cool-film"
    assert gallery.view.model().index(1, 0).data() == "Favourites"
    real.preferences.toggle_favourite("cool-film")
    assert gallery.view.model().index(1, 0).data() == "My styles"


def test_export_and_restore_dialogs(
    qtbot: QtBot, window: MainWindow, gallery: Gallery, real: Session, user_styles: Path, tmp_path: Path
) -> None:
    choose(gallery, "user-autumn", "Export Style File…")
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["Autumn light.pstyle"]
    dialog.fileSelected.emit(str(tmp_path / "out.pstyle"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "out.pstyle").is_file)
    assert (tmp_path / "out.pstyle").read_bytes() == (user_styles / "autumn.pstyle").read_bytes()
    real.remove_style("user-autumn")
    qtbot.waitUntil(lambda: own(real) == [])
    window.actions_by_id["restore_style"].trigger()
    dialogs = [found for found in window.findChildren(QFileDialog) if found.isVisible()]
    assert dialogs[-1].directory().dirName() == ".trash"
    dialogs[-1].filesSelected.emit([str(user_styles / ".trash" / "autumn.pstyle")])
    dialogs[-1].reject()
    qtbot.waitUntil(lambda: own(real) != [])


def hald(path: Path) -> Path:
    path.write_bytes(format_hald(Lut("", identity_grid(9) ** 1.2), 3))
    return path


def drop(paths: list[Path]) -> tuple[QDropEvent, QMimeData]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where = QPointF(50, 50)
    return QDropEvent(where, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier), data


@pytest.mark.parametrize("on", ["gallery", "window", "no drop"])
def test_what_is_dropped_is_told_by_its_content(
    qtbot: QtBot,
    window: MainWindow,
    real: Session,
    notices: list[Notice],
    tmp_path: Path,
    astronaut: Path,
    on: str,
) -> None:
    photo = tmp_path / "face.png"
    photo.write_bytes(astronaut.read_bytes())  # 512 x 512: a HaldCLUT's size
    styles = [write_bundle(tmp_path / "new.pstyle", seed=5, name="New"), hald(tmp_path / "table.png")]
    asked: list[Path] = []
    real.pictures.opening.connect(asked.append)
    if on == "no drop":  # but named on the command line, or in the dialog that opens photos
        real.open_paths([photo, *styles])
    else:
        event, _data = drop([photo, *styles])
        (window.gallery.view if on == "gallery" else window).dropEvent(event)
        assert event.isAccepted()
    qtbot.waitUntil(lambda: len(own(real)) == 3)
    assert {style.name for style in own(real)} == {"Autumn light", "New", "table"}
    qtbot.waitUntil(lambda: asked == [photo])
    assert [str(notice.message) for notice in notices] == ["2 styles are among yours now."]


def test_photos_dropped_on_the_gallery_are_the_windows(window: MainWindow) -> None:
    event, _data = drop([Path("/a/photo.jpg"), Path("/a")])
    window.gallery.view.dropEvent(event)
    assert not event.isAccepted()


def test_one_bad_file_stops_no_other(
    qtbot: QtBot, real: Session, notices: list[Notice], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pstyle"
    bad.write_bytes(b"\x80\x04 pickle")
    good = write_bundle(tmp_path / "good.pstyle", seed=3, name="Good")
    real.style_list.add_all([bad, good])
    qtbot.waitUntil(lambda: len(notices) == 2)
    assert "Python pickle" in str(notices[0].message)
    assert notices[0].severity is Severity.ERROR
    assert str(notices[1].message) == "“Good” is among your styles now."


def test_actions_act_on_the_applied_style(
    qtbot: QtBot, window: MainWindow, gallery: Gallery, real: Session
) -> None:
    actions = window.actions_by_id
    names = (
        "favourite_style",
        "about_style",
        "rename_style",
        "duplicate_style",
        "export_style",
        "remove_style",
    )
    assert not any(actions[name].isEnabled() for name in names)
    assert actions["import_style"].isEnabled()
    real.set_style("warm-film")
    assert [actions[name].isEnabled() for name in names] == [True, True, False, True, True, False]
    actions["favourite_style"].trigger()
    assert real.favourites == ("warm-film",)
    assert actions["favourite_style"].isChecked()
    real.set_style("user-autumn")
    assert all(actions[name].isEnabled() for name in names)
    assert not actions["favourite_style"].isChecked()
    actions["duplicate_style"].trigger()
    qtbot.waitUntil(lambda: len(own(real)) == 2)
    actions["remove_style"].trigger()
    qtbot.waitUntil(lambda: [style.name for style in own(real)] == ["Autumn light copy"])


def test_no_menu_without_a_card(gallery: Gallery) -> None:
    asked: list[str] = []
    gallery.view.menu_wanted.connect(lambda style_id, at: asked.append(style_id))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5000), QPoint(5, 5000))
    gallery.view.contextMenuEvent(event)
    assert asked == []
