"""A session whose styles are real: the program's, and the user's folder in the test's own home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio import paths
from studio.styles.style import Style
from studio.ui import style_watch
from studio.ui.messages import Notice
from studio.ui.session import Session
from tests.support.bundles import write_bundle
from tests.support.window_engine import WindowEngine


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
