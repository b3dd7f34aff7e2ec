"""A session whose styles are real: the program's, and the user's folder in the test's own home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from studio import paths
from studio.styles.style import Style
from studio.ui import style_watch
from studio.ui.gallery.gallery import Gallery
from studio.ui.gallery.style_model import ID_ROLE
from studio.ui.main_window import MainWindow
from studio.ui.messages import Notice
from studio.ui.session import Session
from tests.support.bundles import write_bundle
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened


@pytest.fixture
def user_styles(home: Path) -> Path:
    """The user's folder, with one learned style in it."""
    write_bundle(paths.user_styles() / "autumn.pstyle")
    return paths.user_styles()


@pytest.fixture
def real(
    qtbot: QtBot, window_engine: WindowEngine, user_styles: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    monkeypatch.setattr(style_watch, "REST_MS", 60)
    monkeypatch.setattr(style_watch, "PATIENCE_MS", 150)
    session = Session(engine=window_engine)
    session.style_list.load(lambda catalogue: None)
    qtbot.waitUntil(lambda: session.styles != ())
    yield session
    session.close()
    session.deleteLater()


@pytest.fixture
def notices(real: Session) -> list[Notice]:
    """What the user is told."""
    told: list[Notice] = []
    real.notice.connect(told.append)
    return told


def own(session: Session) -> list[Style]:
    return [style for style in session.styles if not style.builtin]


@pytest.fixture
def window(qtbot: QtBot, real: Session) -> MainWindow:
    window = MainWindow(real)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def gallery(window: MainWindow, real: Session, window_engine: WindowEngine) -> Gallery:
    opened(real, window_engine, ramp_photo())
    return window.gallery


def card(gallery: Gallery, style_id: str) -> QModelIndex:
    model = gallery.view.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    index = next(index for index in rows if index.data(ID_ROLE) == style_id)
    gallery.view.scrollTo(index)
    return index


def choose(gallery: Gallery, style_id: str, text: str) -> None:
    menu = gallery.menu_for(style_id)
    next(a for a in menu.actions() if a.text().partition("\t")[0] == text).trigger()
    menu.deleteLater()
