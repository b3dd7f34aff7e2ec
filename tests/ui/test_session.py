"""Session: late answers never show, edits outlive their photo, failures become notices."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from studio.editing.recipe import Recipe
from studio.engine.request import (
    EngineReady,
    Failure,
    OpenRequest,
    PreviewRequest,
    Region,
    StyleThumbnailRequest,
)
from studio.errors import DamagedPhoto, NotAnImage, StyleUnknown
from studio.generators.device import DeviceChoice
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.ui.messages import Notice, Severity
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo

ONE, TWO = Path("/photos/one.png"), Path("/photos/two.png")
WHOLE = Region(0, 0, 600, 400)


@pytest.fixture
def notices(session: Session) -> list[Notice]:
    told: list[Notice] = []
    session.notice.connect(told.append)
    return told


def show(session: Session, engine: WindowEngine, path: Path) -> Photo:
    photo = engine.photos.setdefault(path, ramp_photo(path=path))
    session.show_photo(path)
    engine.answer(lambda request: isinstance(request, OpenRequest))
    return photo


def previews(session: Session) -> list[Any]:
    seen: list[Any] = []
    session.preview_ready.connect(seen.append)
    return seen


def test_a_photo_opens_and_is_recent(session: Session, window_engine: WindowEngine) -> None:
    photo = show(session, window_engine, ONE)
    assert session.photo is photo
    assert session.recipe == Recipe()
    assert session.preferences.current.recent == (str(ONE),)


def test_the_photo_that_was_asked_last_wins(session: Session, window_engine: WindowEngine) -> None:
    for path in (ONE, TWO):
        window_engine.photos[path] = ramp_photo(path=path)
        session.show_photo(path)
    window_engine.answer()
    assert session.photo_path == TWO


def test_a_photo_that_fails_leaves_the_other_one(
    session: Session, window_engine: WindowEngine, notices: list[Notice]
) -> None:
    show(session, window_engine, ONE)
    session.show_photo(Path("/photos/broken.jpg"))
    window_engine.answer(lambda request: isinstance(request, OpenRequest))
    assert session.photo_path == ONE
    assert [notice.severity for notice in notices] == [Severity.ERROR]
    assert "broken.jpg" in str(notices[0].message)
    assert notices[0].offer is None


def test_what_is_left_of_a_damaged_photo_is_offered(
    session: Session, window_engine: WindowEngine, notices: list[Notice]
) -> None:
    session.show_photo(ONE)
    asked = window_engine.asked[-1]
    error = DamagedPhoto(name="one.png", reason=Message("errors", "the file ends too early"))
    window_engine.result.emit(Failure(asked, error))
    assert notices[0].offer is not None
    notices[0].offer.accept()
    again = window_engine.asked[-1]
    assert isinstance(again, OpenRequest)
    assert again.allow_damaged
    assert again.path == ONE


def test_previews_follow_their_slots(session: Session, window_engine: WindowEngine, photo: Photo) -> None:
    session.set_style("warm-film")
    session.hover("cool-film")
    for slot in ("before", "before-whole", "after", "after-whole", "hover"):
        session.request_preview(slot, WHOLE, (60, 40))
    recipes = {request.slot: request.recipe for request in window_engine.previews()}
    assert recipes["before"] == recipes["before-whole"] == Recipe()
    assert recipes["after"] == recipes["after-whole"] == Recipe().with_style("warm-film")
    assert recipes["hover"] == Recipe().with_style("cool-film")


def test_hovering_the_applied_style_keeps_its_strength(session: Session, photo: Photo) -> None:
    session.set_style("warm-film")
    session.set_strength(0.4)
    session.hover("warm-film")
    assert session.edits.recipe_for("hover") == session.recipe
    session.hover("")
    assert session.edits.recipe_for("hover").style is None


def test_an_older_preview_never_follows_a_newer_one(
    session: Session, window_engine: WindowEngine, photo: Photo
) -> None:
    seen = previews(session)
    session.request_preview("after", WHOLE, (60, 40))
    session.request_preview("after", WHOLE, (60, 40))
    old, new = window_engine.previews("after")
    window_engine.waiting = [new, old]
    window_engine.answer()
    assert [preview.stamp for preview in seen] == [new.stamp]


def test_a_preview_of_the_photo_before_never_shows(
    session: Session, window_engine: WindowEngine, photo: Photo
) -> None:
    seen = previews(session)
    session.request_preview("after", WHOLE, (60, 40))
    late = window_engine.waiting
    window_engine.waiting = []
    show(session, window_engine, TWO)
    window_engine.waiting = late
    window_engine.answer()
    assert seen == []
    session.request_preview("after", WHOLE, (60, 40))
    window_engine.answer()
    assert len(seen) == 1


@pytest.mark.parametrize("size", [(0, 40), (60, 0)])
def test_nothing_is_asked_for_an_empty_picture(
    session: Session, window_engine: WindowEngine, photo: Photo, size: tuple[int, int]
) -> None:
    session.request_preview("after", WHOLE, size)
    session.request_preview("after", Region(0, 0, 0, 5), (60, 40))
    assert window_engine.previews() == []


def test_a_drag_is_one_step(session: Session, photo: Photo) -> None:
    session.set_style("warm-film")
    for step in range(10):
        session.set_strength(0.1 * step, dragging=True)
    session.end_drag()
    session.undo()
    assert session.recipe == Recipe().with_style("warm-film")
    session.undo()
    assert session.recipe == Recipe()
    session.redo()
    session.redo()
    assert session.recipe == Recipe().with_style("warm-film", 0.9)


def test_undo_survives_another_photo(session: Session, window_engine: WindowEngine) -> None:
    show(session, window_engine, ONE)
    session.set_value("exposure", 1.0)
    show(session, window_engine, TWO)
    assert session.recipe == Recipe()
    assert session.edits.undo_label is None
    session.set_value("contrast", 20)
    show(session, window_engine, ONE)
    assert session.recipe.value("exposure") == 1.0
    session.undo()
    assert session.recipe == Recipe()
    show(session, window_engine, TWO)
    assert session.recipe.value("contrast") == 20


def test_without_a_photo_edits_do_nothing(session: Session) -> None:
    session.set_value("exposure", 1.0)
    session.set_style("warm-film")
    session.undo()
    session.redo()
    session.reset()
    assert session.recipe == Recipe()


def test_an_unknown_style_is_no_style(session: Session, photo: Photo) -> None:
    session.set_style("gone")
    assert session.recipe.style is None


def test_the_gallery_follows_light_and_colour_but_not_the_style(
    session: Session, window_engine: WindowEngine, photo: Photo, qtbot: QtBot
) -> None:
    def asked() -> list[StyleThumbnailRequest]:
        return [request for request in window_engine.asked if isinstance(request, StyleThumbnailRequest)]

    qtbot.waitUntil(lambda: len(asked()) == 5)
    assert [request.style_id for request in asked()] == [
        "", "warm-film", "cool-film", "soft-matte", "user-mine",
    ]  # fmt: skip
    session.set_style("warm-film")
    session.set_strength(0.3)
    qtbot.wait(400)
    assert len(asked()) == 5
    for step in range(5):
        session.set_value("exposure", step / 5, dragging=True)
    qtbot.waitUntil(lambda: len(asked()) == 10)
    assert asked()[-1].recipe == Recipe().with_value("exposure", 0.8)


def test_a_failing_preview_is_told_once(
    session: Session, window_engine: WindowEngine, photo: Photo, notices: list[Notice]
) -> None:
    for _ in range(3):
        session.request_preview("after", WHOLE, (60, 40))
        request = window_engine.previews()[-1]
        assert isinstance(request, PreviewRequest)
        window_engine.result.emit(Failure(request, StyleUnknown(name="gone")))
    assert len(notices) == 1


def test_an_engine_that_cannot_start_is_told(
    session: Session, window_engine: WindowEngine, notices: list[Notice]
) -> None:
    window_engine.result.emit(Failure(None, NotAnImage(name="torch")))
    assert notices[0].severity is Severity.ERROR


def test_the_device_is_told(session: Session, window_engine: WindowEngine) -> None:
    assert session.engine_state is None
    label = Message("notes", "CPU")
    ready = EngineReady(DeviceChoice("cpu", label, label, 2), label)
    window_engine.result.emit(ready)
    assert session.engine_state is ready


def make_folder(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(b"x")
    return [folder / name for name in names]


def test_one_photo_brings_its_neighbours(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    one, two, ten = make_folder(tmp_path, "p1.jpg", "p2.jpg", "p10.jpg")
    make_folder(tmp_path, "notes.txt")
    with qtbot.waitSignal(session.folder_changed):
        session.open_paths([two])
    assert session.folder_photos == (one, two, ten)
    assert session.pictures.wanted == two
    session.next_photo()
    assert session.pictures.wanted == ten
    session.next_photo()
    assert session.pictures.wanted == ten
    session.previous_photo()
    session.previous_photo()
    assert session.pictures.wanted == one


def test_a_photo_may_come_alone(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    one, _ = make_folder(tmp_path, "p1.jpg", "p2.jpg")
    with qtbot.waitSignal(session.folder_changed):
        session.open_paths([one], alone=True)
    assert session.folder_photos == (one,)


def test_an_empty_folder_is_told(
    session: Session, tmp_path: Path, notices: list[Notice], qtbot: QtBot
) -> None:
    session.open_folder(tmp_path)
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert tmp_path.name in str(notices[0].message)


def test_the_folder_asked_last_wins(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
        make_folder(folder, "p.jpg")
        session.open_folder(folder)
    qtbot.waitUntil(lambda: session.folder.folder == folders[1])
    qtbot.wait(100)
    assert session.folder_photos == (folders[1] / "p.jpg",)


def test_a_folder_called_like_a_style_is_a_folder(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "wedding.cube"
    folder.mkdir()
    (photo,) = make_folder(folder, "p.jpg")
    session.open_paths([folder])
    qtbot.waitUntil(lambda: session.folder_photos == (photo,))


def test_styles_are_loaded_and_imported(
    session: Session, tmp_path: Path, notices: list[Notice], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.styles_changed, timeout=10_000):
        session.start()
    builtin = len(session.styles)
    assert builtin >= 8
    look = tmp_path / "my look.cube"
    rows = "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
    look.write_text(f'TITLE "Mine"\nLUT_3D_SIZE 2\n{rows}\n')
    with qtbot.waitSignal(session.style_list.added):
        session.open_paths([look])
    assert len(session.styles) == builtin + 1
    (tmp_path / "bad.cube").write_text("LUT_3D_SIZE 2\n0 0\n")
    session.import_style(tmp_path / "bad.cube")
    qtbot.waitUntil(lambda: any(notice.severity is Severity.ERROR for notice in notices))
    assert len(session.styles) == builtin + 1
    own = next(style for style in session.styles if not style.builtin)
    with qtbot.waitSignal(session.style_list.removed):
        session.remove_style(own.id)
    assert len(session.styles) == builtin


def test_removing_the_applied_style_takes_it_off(session: Session, photo: Photo) -> None:
    session.set_style("user-mine")
    session.remove_style("user-mine")
    assert session.recipe.style is None


def test_a_broken_monitor_profile_is_told(
    session: Session, tmp_path: Path, notices: list[Notice], qtbot: QtBot
) -> None:
    broken = tmp_path / "monitor.icc"
    broken.write_bytes(bytes(200))
    session.preferences.change(display_profile=str(broken))
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert "monitor.icc" in str(notices[0].message)
    assert session.pictures.display_icc is None


def test_closing_saves_the_settings(session: Session, home: Path) -> None:
    from studio.settings import load_settings

    session.preferences.toggle_favourite("warm-film")
    session.preferences.toggle_favourite("cool-film")
    session.preferences.toggle_favourite("warm-film")
    session.close()
    assert load_settings()[0].favourites == ("cool-film",)


def test_pixels_become_pictures_of_their_own(session: Session) -> None:
    from studio.ui.images import to_qimage

    pixels = np.zeros((3, 5, 4), dtype=np.uint8)
    pixels[1, 2] = (10, 20, 30, 255)
    image = to_qimage(pixels)
    pixels[:] = 0
    colour = image.pixelColor(2, 1)
    assert (image.width(), image.height()) == (5, 3)
    assert (colour.red(), colour.green(), colour.blue()) == (10, 20, 30)
    with pytest.raises(ValueError, match="uint8"):
        to_qimage(np.zeros((3, 5), dtype=np.uint8))


def test_work_in_the_background_never_stops_the_window(session: Session, qtbot: QtBot) -> None:
    answers: list[object] = []
    start = time.perf_counter()

    def slow() -> int:
        time.sleep(0.2)
        return 7

    session.background.run(slow, answers.append, answers.append)
    session.background.run(lambda: 1 // 0, answers.append, answers.append)
    assert time.perf_counter() - start < 0.1
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers[0] == 7
    assert "ZeroDivisionError" in str(answers[1])
