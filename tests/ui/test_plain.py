"""Names of files and styles are shown letter by letter, whatever they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import studio.ui
from studio.editing.recipe import Recipe
from studio.engine.passport_request import PassportDone
from studio.engine.request import ExportDone, Progress
from studio.errors import NotAnImage
from studio.messages import Message
from studio.styles.passport_report import PassportReport
from studio.styles.style import Style
from studio.ui.chips import JobChip
from studio.ui.dialogs.export_dialog import ExportDialog
from studio.ui.dialogs.passport_dialog import PassportDialog
from studio.ui.dialogs.target import Obstacle, Target
from studio.ui.leaving import may_leave
from studio.ui.main_window import MainWindow
from studio.ui.messages import Notice
from studio.ui.plain import tip
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened

HOSTILE = "<img src=x> & <b>me"
STYLE = Style(
    "user-x", HOSTILE, "lut", Path(f"/styles/{HOSTILE}.cube"), HOSTILE, author=HOSTILE, description=HOSTILE
)


@pytest.fixture
def window(
    session: Session, window_engine: WindowEngine, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """All that there is, with hostile names: photo, folder, style, note, profile, notice, dialogs, jobs."""
    for name in (f"{HOSTILE}.png", f"{HOSTILE} 2.jpg"):
        (tmp_path / name).write_bytes(b"x")
    session.style_list.styles = (*session.style_list.styles, STYLE)
    session.style_list.changed.emit(tuple(style.id for style in session.styles))
    window = MainWindow(session)
    window.show()
    session.open_folder(tmp_path)
    qtbot.waitUntil(lambda: len(session.folder_photos) == 2)
    photo = ramp_photo(path=tmp_path / f"{HOSTILE}.png", notes=(Message("notes", HOSTILE),))
    assert photo.profile is not None
    opened(session, window_engine, replace(photo, profile=replace(photo.profile, name=HOSTILE)))
    session.set_style(STYLE.id)
    session.preferences.change(display_profile=f"/icc/{HOSTILE}.icc")
    session.photo_failed.emit(tmp_path / f"{HOSTILE} 2.jpg", NotAnImage(name=HOSTILE))
    session.notice.emit(Notice(Message("errors", HOSTILE), details=HOSTILE))
    desk = window.desk
    desk.show_export()
    desk.show_preferences()
    desk.styles.do("about", STYLE.id)
    desk.styles.do("rename", STYLE.id)
    desk.styles.do("passport", STYLE.id)
    desk.show_palette()
    yield window
    for job in session.jobs.all():
        window_engine.result.emit(ExportDone(job.id, job.target, (), 1.0))
    window.close()
    window.deleteLater()


def export(window: MainWindow, engine: WindowEngine) -> None:
    """A job that runs, and the dialog about a file that is there, so that it says all that it can say."""
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    target = Path(f"/o/{HOSTILE}.png")
    dialog.target_view.show_target(Target(target, Obstacle.EXISTS, target.with_stem(f"{HOSTILE}-2")))
    job = window._session.jobs.export(ramp_photo(), Recipe(), dialog.form.options(), target, replace=False)
    engine.result.emit(Progress(job, 0.5, Message("notes", "Rendering")))


def test_every_label_is_plain(window: MainWindow, window_engine: WindowEngine, tmp_path: Path) -> None:
    export(window, window_engine)
    passport = window.findChild(PassportDialog)
    assert passport is not None
    report = PassportReport(HOSTILE, "cube", 33, True, (), (), (Message("errors", HOSTILE),))
    passport.result_view.show_done(PassportDone("p", tmp_path, None, report, (), 1.0))
    ours = [label for label in window.findChildren(QLabel) if not label.objectName().startswith("qt_")]
    rich = [label.text() for label in ours if label.textFormat() is not Qt.TextFormat.PlainText]
    assert rich == []
    hostile = [label.text() for label in ours if HOSTILE in label.text().replace("\u200b", "")]
    # The bar above, the notice, three facts and a note of the photo, the style, five facts of the window
    # about it, the monitor's profile, two lines of the export, two of the passport.
    assert len(hostile) >= 14


def test_every_tooltip_is_plain(window: MainWindow) -> None:
    tips = [widget.toolTip() for widget in [window, *window.findChildren(QWidget)]]
    recent = window.actions_by_id._recent
    recent.aboutToShow.emit()
    tips += [action.toolTip() for action in [*window.findChildren(QAction), *recent.actions()]]
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount() if model is not None else 0):
            tips.append(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) or "")
    hostile = [text for text in tips if "img src" in text]
    assert len(hostile) >= 7
    for text in hostile:
        assert "<img" not in text
        page = QTextDocument()
        page.setHtml(text)
        assert HOSTILE in page.toPlainText()


def test_no_ampersand_of_a_name_is_a_key(window: MainWindow, window_engine: WindowEngine) -> None:
    export(window, window_engine)
    window.actions_by_id._recent.aboutToShow.emit()
    chip = window.findChild(JobChip)
    assert chip is not None
    chip._menu.aboutToShow.emit()
    texts = [button.text() for button in window.findChildren(QAbstractButton)]
    texts += [action.text() for menu in window.findChildren(QMenu) for action in menu.actions()]
    texts = [text for text in texts if "img src" in text]
    # To add a number, an open photo of before, an export that can be cancelled.
    assert len(texts) >= 3
    assert [text for text in texts if HOSTILE.replace("&", "&&") not in text] == []


def test_the_question_before_leaving_is_plain(
    window: MainWindow, window_engine: WindowEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(window, window_engine)
    asked: list[QMessageBox] = []

    def remember(question: QMessageBox) -> None:
        asked.append(question)

    monkeypatch.setattr(QMessageBox, "exec", remember)
    assert not may_leave(window._session, window)
    assert HOSTILE in asked[0].text()
    assert asked[0].textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    "text", ["a.jpg", "a\n  b", "1 < 2", "a &lt;b&gt;", HOSTILE, f"{HOSTILE}\n{HOSTILE}"]
)
def test_a_tip_says_the_text(text: str) -> None:
    page = QTextDocument()
    if tip(text).startswith("<qt>"):
        page.setHtml(tip(text))
    else:
        page.setPlainText(tip(text))
    assert page.toPlainText() == text


def test_there_is_one_kind_of_label() -> None:
    """Any other could take a name for rich text."""
    folder = Path(studio.ui.__file__).parent
    files = [
        path
        for path in folder.rglob("*.py")
        if re.search(r"^ .*\bQLabel\b|import.*\bQLabel\b", path.read_text("utf-8"), re.M)
    ]
    assert files == [folder / "plain.py"]
