"""A session with an engine that answers when the test says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from studio.imaging.photo import Photo
from studio.styles.style import Style
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo


@pytest.fixture(autouse=True)
def usual_locale() -> Iterator[None]:
    """A test that changes the language changes the way numbers are written for no other."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture
def window_engine(qapp: object) -> WindowEngine:
    return WindowEngine()


@pytest.fixture
def session(window_engine: WindowEngine) -> Iterator[Session]:
    """A session with four styles and no photo."""
    session = Session(engine=window_engine)
    session.style_list.styles = (
        Style("warm-film", "Warm film", "lut", Path("warm.png"), group="Film", builtin=True),
        Style("cool-film", "Cool film", "lut", Path("cool.png"), group="Film", builtin=True),
        Style("soft-matte", "Soft matte", "lut", Path("matte.png"), group="Natural", builtin=True),
        Style("user-mine", "My own", "lut", Path("mine.cube")),
    )
    session.style_list.changed.emit(tuple(style.id for style in session.styles))
    yield session
    session.close()
    session.deleteLater()


@pytest.fixture
def photo(session: Session, window_engine: WindowEngine) -> Photo:
    """A photo of 600 x 400 that is open; nothing of it is rendered."""
    return opened(session, window_engine, ramp_photo())


def opened(session: Session, engine: WindowEngine, photo: Photo) -> Photo:
    engine.photos[photo.path] = photo
    session.show_photo(photo.path)
    engine.answer()
    assert session.photo is photo
    return photo
