"""The application: light before the first paint, two languages switched live, faults told, an orderly end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from studio.messages import Message
from studio.settings import Settings
from studio.ui.app import Application
from studio.ui.theme.colours import DARK, LIGHT, Colours
from studio.ui.translate import Translation, translated
from tests.support.window_engine import WindowEngine

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "cv2", "tifffile", "imagecodecs", "PIL", "skimage", "scipy")


@pytest.fixture
def studio(qapp: QApplication, window_engine: WindowEngine) -> Iterator[Application]:
    studio = Application(qapp, settings=Settings(language="en"), engine=window_engine)
    yield studio
    studio.session.preferences.change(language="en", theme="dark")
    studio.end()
    studio._translation.use("en")
    qapp.setStyleSheet("")
    studio.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path) -> None:
    code = f"""
import sys
from PySide6.QtWidgets import QApplication
from studio.ui.app import Application
application = QApplication(["x"])
studio = Application(application)
studio.window.painted.disconnect(studio._begin)
def seen():
    print([name for name in {HEAVY!r} if name in sys.modules])
    application.quit()
studio.window.painted.connect(seen)
studio.show()
application.exec()
studio.end()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.strip() == "[]", done.stderr


def test_run_opens_and_ends_in_order(home: Path, astronaut: Path) -> None:
    """The real engine: the photo opens, the window closes, every thread ends, settings are saved."""
    code = """
import sys
from PySide6.QtCore import QTimer
import studio.ui.app as app
shown = app.Application.show
def show(self):
    shown(self)
    self.session.photo_opened.connect(lambda photo: print(photo.name, flush=True))
    self.session.photo_opened.connect(lambda photo: QTimer.singleShot(0, self.window.close))
app.Application.show = show
sys.exit(app.run(sys.argv[1:]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(astronaut)], check=False, timeout=100,
        cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "astronaut.png"
    assert "QThread" not in done.stderr
    assert str(astronaut) in (home / ".config" / "portrait-style-studio" / "settings.json").read_text()


def texts(studio: Application) -> list[str]:
    return [studio.window.actions_by_id[name].text() for name in ("open", "undo")]


def test_the_language_is_switched_while_the_window_is_open(studio: Application, qtbot: QtBot) -> None:
    studio.show()
    assert texts(studio) == ["Open Photos…", "Undo"]
    studio.session.preferences.change(language="zh_CN")
    qtbot.waitUntil(lambda: texts(studio) == ["打开照片…", "撤销"])
    titles = [label.text() for label in studio.window.findChildren(QLabel)]
    assert "将照片拖放到这里" in titles
    assert not [text for text in titles if "Drop a photo" in text]
    studio.session.preferences.change(language="en")
    qtbot.waitUntil(lambda: texts(studio) == ["Open Photos…", "Undo"])


def test_messages_within_messages_are_translated(qapp: QApplication) -> None:
    translation = Translation(qapp)
    translation.use("zh_CN")
    try:
        reason = Message("errors", "the disk is read-only")
        sentence = translated(Message("errors", "“{name}” could not be read: {reason}.", {
            "name": "a.jpg", "reason": reason,
        }))  # fmt: skip
    finally:
        translation.use("en")
    assert sentence == "无法读取“a.jpg”：磁盘为只读。"


def test_the_theme_is_switched_while_the_window_is_open(studio: Application, qapp: QApplication) -> None:
    for name, colours in (("light", LIGHT), ("dark", DARK)):
        studio.session.preferences.change(theme=name)
        assert studio.window.palette().window().color().name() == colours.window


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_text_can_be_read(colours: Colours) -> None:
    """WCAG 2.2: 4.5 to 1 for text, 7 for the text of the window."""
    for ground in (colours.window, colours.raised, colours.sunken):
        assert contrast(colours.text, ground) >= 7
        assert contrast(colours.faint, ground) >= 4.5
    assert contrast(colours.accent_text, colours.accent) >= 4.5
    assert contrast(colours.text, colours.progress) >= 4.5, "words lie over a progress bar"
    for colour in (colours.warning, colours.error, colours.note):
        assert contrast(colour, colours.raised) >= 4.5
    for gray in (colours.window, colours.raised, colours.sunken, colours.edge):
        assert gray[1:3] == gray[3:5] == gray[5:7]


def test_what_a_second_start_asks_for_is_opened(
    studio: Application, qtbot: QtBot, astronaut: Path, window_engine: WindowEngine
) -> None:
    studio.show()
    studio.window.showMinimized()
    studio._take_start([astronaut], False)
    qtbot.waitUntil(lambda: studio.session.pictures.wanted == astronaut)
    assert not studio.window.isMinimized()


def test_photos_that_macos_opens_with_the_app() -> None:
    code = """
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from studio.ui.mac import MacApplication
application, later = MacApplication(["x"]), []
QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile("/a.jpg")))
print(application.listen(later.append))
QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile("/b.jpg")))
print(later)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.split("\n")[:2] == ["[PosixPath('/a.jpg')]", "[PosixPath('/b.jpg')]"]
