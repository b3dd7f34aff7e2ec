"""The watched folder: files come, go, change and are half written while the window is open."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from studio.engine.request import Failure, StyleThumbnailRequest
from studio.errors import StyleFileInvalid
from studio.styles.bundle import format_bundle
from studio.styles.cube import format_cube
from studio.styles.lut import Lut, identity_grid
from studio.ui.messages import Notice, Severity
from studio.ui.session import Session
from tests.support.bundles import make_bundle, write_bundle
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened
from tests.ui.gallery.conftest import own


def names(session: Session) -> list[str]:
    return [style.name for style in own(session)]


def cube(power: float = 1.2) -> bytes:
    return format_cube(Lut("Look", identity_grid(9) ** power), 9)


def test_files_that_come_and_go(
    qtbot: QtBot, real: Session, notices: list[Notice], user_styles: Path, tmp_path: Path
) -> None:
    write_bundle(user_styles / "new.pstyle", seed=2, name="New")
    qtbot.waitUntil(lambda: names(real) == ["Autumn light", "New"])
    (user_styles / "look.cube").write_bytes(cube())
    qtbot.waitUntil(lambda: names(real) == ["Autumn light", "Look", "New"])
    (user_styles / "new.pstyle").rename(tmp_path / "new.pstyle")
    qtbot.waitUntil(lambda: names(real) == ["Autumn light", "Look"])
    (user_styles / "look.cube").unlink()
    qtbot.waitUntil(lambda: names(real) == ["Autumn light"])
    assert notices == [], "what the user did in the folder is no news"


def test_a_file_is_taken_once_it_is_whole(
    qtbot: QtBot, real: Session, notices: list[Notice], user_styles: Path
) -> None:
    data = format_bundle(make_bundle(3, name="Slow copy"))
    with (user_styles / "slow.pstyle").open("wb") as file:
        for start in range(0, len(data), len(data) // 6 + 1):
            file.write(data[start : start + len(data) // 6 + 1])
            file.flush()
            qtbot.wait(30)
            assert names(real) == ["Autumn light"]
    qtbot.waitUntil(lambda: names(real) == ["Autumn light", "Slow copy"])
    qtbot.wait(400)
    assert notices == []


def test_a_copy_that_stops_for_breath_is_tried_again(
    qtbot: QtBot, real: Session, notices: list[Notice], user_styles: Path
) -> None:
    data = format_bundle(make_bundle(3, name="Slow copy"))
    path = user_styles / "slow.pstyle"
    with path.open("wb") as file:
        file.write(data[:5000])
        file.flush()
        qtbot.waitUntil(lambda: len(notices) == 1)
        assert "slow.pstyle" in str(notices[0].message)
        assert "ends too early" in str(notices[0].message)
        file.write(data[5000:])
    qtbot.waitUntil(lambda: names(real) == ["Autumn light", "Slow copy"])
    assert len(notices) == 1


def test_a_broken_file_is_told_once(
    qtbot: QtBot, real: Session, notices: list[Notice], user_styles: Path
) -> None:
    bad = user_styles / "bad.pstyle"
    bad.write_bytes(b"PK\x03\x04 from somewhere")
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert notices[0].severity is Severity.WARNING
    assert "ZIP archive" in str(notices[0].message)
    for number in range(3):
        write_bundle(user_styles / f"{number}.pstyle", seed=number, name=f"Style {number}")
        qtbot.waitUntil(lambda number=number: f"Style {number}" in names(real))  # type: ignore[misc]
        qtbot.wait(250)
    assert len(notices) == 1
    # Repaired, and broken again: that is news.
    write_bundle(bad, name="Repaired")
    qtbot.waitUntil(lambda: "Repaired" in names(real))
    qtbot.wait(250)
    bad.write_bytes(b"PK\x03\x04 from somewhere")
    qtbot.waitUntil(lambda: len(notices) == 2)


def test_a_file_that_changes_is_rendered_anew(
    qtbot: QtBot, real: Session, window_engine: WindowEngine, user_styles: Path
) -> None:
    (user_styles / "look.cube").write_bytes(cube())
    qtbot.waitUntil(lambda: "Look" in names(real))
    opened(real, window_engine, ramp_photo())
    real.set_style("user-look")
    signals = [real.style_list.restyled, real.recipe_changed, real.styles_changed]
    # In place, as some programs save.
    with qtbot.waitSignals(signals), (user_styles / "look.cube").open("r+b") as file:
        file.write(cube(1.7))
        file.truncate()
    assert real.recipe.style is not None
    with qtbot.assertNotEmitted(real.recipe_changed, wait=300):
        write_bundle(user_styles / "other.pstyle", seed=9, name="Other")
        qtbot.waitUntil(lambda: "Other" in names(real))


def test_the_folder_may_vanish_and_come_back(qtbot: QtBot, real: Session, user_styles: Path) -> None:
    data = (user_styles / "autumn.pstyle").read_bytes()
    shutil.rmtree(user_styles)
    qtbot.waitUntil(lambda: names(real) == [])
    user_styles.mkdir()
    qtbot.wait(200)
    (user_styles / "back.pstyle").write_bytes(data)
    qtbot.waitUntil(lambda: names(real) == ["Autumn light"])


def test_a_style_that_the_engine_refuses_leaves_until_its_file_changes(
    qtbot: QtBot, real: Session, notices: list[Notice], window_engine: WindowEngine, user_styles: Path
) -> None:
    """Weights that are numbers but no look: only the trial run shows it."""
    opened(real, window_engine, ramp_photo())

    def asked() -> list[StyleThumbnailRequest]:
        found = [request for request in window_engine.asked if isinstance(request, StyleThumbnailRequest)]
        return [request for request in found if request.style_id == "user-autumn"]

    qtbot.waitUntil(lambda: asked() != [])
    error = StyleFileInvalid(name="Autumn light", reason="it would leave nothing of a picture")
    (user_styles / "bad.pstyle").write_bytes(b"PK\x03\x04 comes at the same time")
    qtbot.waitUntil(lambda: len(real.style_list._catalogue.problems()) == 1)  # type: ignore[union-attr]
    window_engine.result.emit(Failure(asked()[-1], error))
    qtbot.waitUntil(lambda: names(real) == [])
    qtbot.waitUntil(lambda: len(notices) == 2)
    qtbot.wait(300)
    assert notices[0].message == error.message
    assert "bad.pstyle" in str(notices[1].message)
    assert len(notices) == 2
    write_bundle(user_styles / "autumn.pstyle", seed=7, name="Learned anew")
    qtbot.waitUntil(lambda: names(real) == ["Learned anew"])


def test_what_the_window_does_itself_is_no_news(
    qtbot: QtBot, real: Session, notices: list[Notice], tmp_path: Path
) -> None:
    real.style_list.add(write_bundle(tmp_path / "new.pstyle", seed=2, name="New"))
    qtbot.waitUntil(lambda: names(real) == ["Autumn light", "New"])
    with qtbot.assertNotEmitted(real.styles_changed, wait=400):
        pass
    assert len(notices) == 1


def test_the_window_waits_for_no_file(
    qtbot: QtBot, real: Session, user_styles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slow the disk: every step returns at once, and the list can be asked for meanwhile."""
    go_on = threading.Event()
    fsync = os.fsync

    def slow(handle: int) -> None:
        assert go_on.wait(20)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", slow)
    source = write_bundle(tmp_path / "new.pstyle", seed=2, name="New")
    clock = QElapsedTimer()
    clock.start()
    try:
        real.style_list.add(source)
        real.style_list.edit("user-autumn", name="Later")
        real.style_list.duplicate("warm-film")
        real.style_list.remove("user-autumn")
        real.open_paths([source])
        qtbot.wait(100)
        assert clock.elapsed() < 100 + 50
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: names(real) == ["New", "Warm film copy"])
