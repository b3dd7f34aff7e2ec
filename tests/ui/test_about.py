"""The About box: version, where news are, licences of all parts; in both languages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from studio import __version__
from studio.ui.dialogs.about_dialog import AboutDialog
from studio.ui.main_window import MainWindow
from studio.ui.session import Session
from studio.ui.translate import Translation


def test_the_help_menu_opens_it(qtbot: QtBot, session: Session) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.actions_by_id["about"].trigger()
    (about,) = window.findChildren(AboutDialog)
    assert about.isVisible()
    assert __version__ in about.texts()[0]
    assert "no network connection" in about.texts()[2]
    # Installed by pip there are none to show.
    assert not about.findChildren(QComboBox)[0].isVisible()
    about.close()


def test_it_shows_the_licence_of_each_part(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("numpy", "portrait-style-studio", "torch"):
        (tmp_path / f"{name}.txt").write_text(f"<b>the licence of {name}</b>")
    about = AboutDialog(folder=tmp_path)
    qtbot.addWidget(about)
    about.present()
    (part,), (text,) = about.findChildren(QComboBox), about.findChildren(QPlainTextEdit)
    assert part.currentText() == "portrait-style-studio"
    assert part.isVisible()
    part.setCurrentIndex(part.findText("torch"))
    assert text.toPlainText() == "<b>the licence of torch</b>"
    assert text.isReadOnly()


def test_it_speaks_chinese(qtbot: QtBot, qapp: QApplication) -> None:
    translation = Translation(qapp)
    about = AboutDialog()
    qtbot.addWidget(about)
    translation.use("zh_CN")
    try:
        about.retranslate()
        assert about.windowTitle() == "关于 Portrait Style Studio"
        assert "不会连接网络" in about.texts()[2]
    finally:
        translation.use("en")
