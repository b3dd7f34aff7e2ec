"""The faces of the photo are looked for once an area needs them, and anew for another frame or photo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.engine.portrait_request import PortraitRequest
from studio.engine.request import OpenRequest
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo

ONE, TWO = Path("/photos/one.png"), Path("/photos/two.png")


def show(session: Session, engine: WindowEngine, path: Path) -> None:
    engine.photos.setdefault(path, replace(ramp_photo(path=path), digest=path.stem))
    session.show_photo(path)
    engine.answer(lambda request: isinstance(request, OpenRequest))


def asked(engine: WindowEngine) -> list[PortraitRequest]:
    return [request for request in engine.asked if isinstance(request, PortraitRequest)]


def test_faces_are_asked_for_when_an_area_is_chosen(session: Session, window_engine: WindowEngine) -> None:
    show(session, window_engine, ONE)
    assert not asked(window_engine)
    session.edits.set_where("skin")
    assert len(asked(window_engine)) == 1
    assert session.view.portrait is None
    window_engine.answer()
    assert "2" in str(session.view.portrait)
    session.edits.set_where("background")
    assert len(asked(window_engine)) == 1


def test_another_frame_is_looked_at_anew(session: Session, window_engine: WindowEngine) -> None:
    show(session, window_engine, ONE)
    session.edits.set_where("skin")
    window_engine.answer()
    session.framing.rotate(1)
    assert session.recipe.geometry.turns == 1
    assert len(asked(window_engine)) == 2
    assert asked(window_engine)[-1].geometry == session.recipe.geometry


def test_late_answers_are_of_no_use(session: Session, window_engine: WindowEngine) -> None:
    show(session, window_engine, ONE)
    session.edits.set_where("skin")
    show(session, window_engine, TWO)
    window_engine.answer(lambda request: isinstance(request, PortraitRequest))
    assert session.view.portrait is None
    session.edits.set_where("subject")
    window_engine.faces = 0
    window_engine.answer(lambda request: isinstance(request, PortraitRequest))
    assert "No face" in str(session.view.portrait)
