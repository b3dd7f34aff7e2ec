"""What the canvas and the lists do when a picture does not come, or comes too late."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio import paths
from studio.editing.recipe import Recipe
from studio.engine.request import Failure, PreviewRequest
from studio.errors import DeviceOutOfMemory, NotAnImage, StyleUnknown
from studio.imaging.photo import Photo
from studio.styles.catalogue import Catalogue
from studio.styles.cube import format_cube
from studio.styles.lut import Lut, identity_grid
from studio.ui.canvas.canvas import Canvas
from studio.ui.gallery.filmstrip_model import BROKEN_ROLE, FilmstripModel
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo

FIRST, SECOND = Path("/photos/first.png"), Path("/photos/second.png")


@pytest.fixture
def canvas(qtbot: QtBot, session: Session) -> Canvas:
    canvas = Canvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(632, 432)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas


def show(session: Session, engine: WindowEngine, path: Path, size: tuple[int, int]) -> None:
    engine.photos[path] = ramp_photo(*size, path=path)
    session.show_photo(path)
    engine.answer(lambda request: not isinstance(request, PreviewRequest))


def waits(engine: WindowEngine, slot: str) -> bool:
    return any(getattr(request, "slot", None) == slot for request in engine.waiting)


def test_a_failed_preview_does_not_leave_the_photo_before_on_the_canvas(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, FIRST, (600, 400))
    qtbot.waitUntil(lambda: waits(window_engine, "after"))
    window_engine.answer()
    drawn = canvas.grab().toImage().pixelColor(500, 200)
    assert drawn.red() > 150
    show(session, window_engine, SECOND, (600, 400))
    qtbot.waitUntil(lambda: waits(window_engine, "after"))
    assert canvas.grab().toImage().pixelColor(500, 200) == drawn
    failed = next(r for r in window_engine.waiting if getattr(r, "slot", None) == "after")
    assert isinstance(failed, PreviewRequest)
    window_engine.waiting.clear()
    window_engine.result.emit(Failure(failed, DeviceOutOfMemory()))
    assert canvas.grab().toImage().pixelColor(500, 200) != drawn
    asked = len(window_engine.previews("after"))
    session.set_value("exposure", -1.0)
    qtbot.waitUntil(lambda: len(window_engine.previews("after")) > asked)


def test_a_late_picture_of_the_style_tried_before_does_not_show_under_another_name(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine, photo: Photo
) -> None:
    session.hover("warm-film")
    qtbot.waitUntil(lambda: waits(window_engine, "hover"))
    late = [request for request in window_engine.waiting if getattr(request, "slot", None) == "hover"]
    session.hover("cool-film")
    window_engine.answer(lambda request: request in late)
    assert canvas._stage.tried == ""
    qtbot.waitUntil(lambda: waits(window_engine, "hover"))
    window_engine.answer()
    assert canvas._stage.tried == "cool-film"


def test_a_style_that_is_gone_is_left_out_of_the_picture(
    session: Session, window_engine: WindowEngine, photo: Photo, tmp_path: Path
) -> None:
    session.style_list._catalogue = Catalogue(paths.resources() / "styles", tmp_path)
    session.set_style("user-mine")
    session.style_list.styles = tuple(s for s in session.styles if s.id != "user-mine")
    assert session.style_list.usable(session.recipe) == Recipe()
    assert session.recipe.style is not None


def test_each_fault_is_told_once_for_a_photo(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine, photo: Photo
) -> None:
    told: list[Any] = []
    session.notice.connect(told.append)
    qtbot.waitUntil(lambda: waits(window_engine, "after"))
    request = next(r for r in window_engine.waiting if isinstance(r, PreviewRequest))
    for name in ("one", "two", "one", "two"):
        window_engine.result.emit(Failure(request, StyleUnknown(name=name)))
    assert len(told) == 2


def test_only_a_fault_of_the_file_marks_it_broken(session: Session) -> None:
    session.folder.photos = (FIRST, SECOND)
    model = FilmstripModel(session)
    session.file_thumbnail_failed.emit(FIRST, DeviceOutOfMemory())
    session.file_thumbnail_failed.emit(SECOND, NotAnImage(name=SECOND.name))
    assert [model.data(model.index(row, 0), BROKEN_ROLE) for row in (0, 1)] == [False, True]
    model.deleteLater()


def test_a_table_dropped_before_the_styles_are_read_is_imported_then(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    cube = tmp_path / "early.cube"
    cube.write_bytes(format_cube(Lut("Early", identity_grid(3)), 3))
    session.import_style(cube)
    session.start()
    qtbot.waitUntil(lambda: any(style.name == "Early" for style in session.styles), timeout=10_000)
