"""The dialog that exports a style as a look-up table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from studio.editing.style_use import StyleUse
from studio.engine.passport_request import Panels, PassportDone, PassportRequest
from studio.engine.request import Failure, Progress
from studio.errors import Cancelled
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.styles.passport_report import Kept, PassportReport, PhotoKept, PlaceLost
from studio.styles.style import Style
from studio.ui.dialogs.passport_dialog import PassportDialog
from studio.ui.messages import Notice
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened

LEARNED = Style("user-soft", "Soft light", "photographic-1", Path("soft.pstyle"))


@pytest.fixture
def dialog(session: Session, tmp_path: Path, qtbot: QtBot) -> Iterator[PassportDialog]:
    session.style_list.styles = (*session.style_list.styles, LEARNED)
    dialog = PassportDialog(session)
    dialog.form.folder.setText(str(tmp_path))
    yield dialog
    dialog.close()
    dialog.deleteLater()


def warm(session: Session) -> Style:
    style = session.style_list.find("warm-film")
    assert style is not None
    return style


def asked(engine: WindowEngine, qtbot: QtBot) -> PassportRequest:
    qtbot.waitUntil(lambda: isinstance(engine.asked[-1], PassportRequest) if engine.asked else False)
    request = engine.asked[-1]
    assert isinstance(request, PassportRequest)
    return request


def pressed(dialog: PassportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.export_button.isEnabled)
    dialog.export_button.click()


def done_for(request: PassportRequest) -> PassportDone:
    shades = [np.full((20, 30, 3), level, np.uint8) for level in (10, 60, 120, 180)]
    photos = (PhotoKept("b.jpg", Kept(4.0, 2.0)), PhotoKept("a.jpg", Kept(4.0, 0.4)))
    report = PassportReport(
        "Soft light", "cube", 33, False, photos, (PlaceLost(Message("Passport", "corners"), 3.0, 0.1),)
    )
    panels = tuple(Panels(photo.name, *shades) for photo in photos)
    return PassportDone(request.job_id, request.target, request.report, report, panels, 1.0)


def test_a_fixed_look_needs_no_photo(
    dialog: PassportDialog, session: Session, window_engine: WindowEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.present(warm(session))
    assert not dialog.form.as_set.isVisible()
    pressed(dialog, qtbot)
    request = asked(window_engine, qtbot)
    assert request.order.use == StyleUse("warm-film")
    assert (request.order.format, request.order.size) == ("cube", 33)
    assert request.target == tmp_path / "Warm film.cube"
    assert request.report == tmp_path / "Warm film.html"
    assert not request.replace


@pytest.mark.parametrize(("form", "nodes", "suffix"), [("hald", 36, ".png"), ("xmp", 32, ".xmp")])
def test_formats_and_sizes(
    dialog: PassportDialog,
    session: Session,
    window_engine: WindowEngine,
    qtbot: QtBot,
    form: str,
    nodes: int,
    suffix: str,
) -> None:
    dialog.present(warm(session))
    dialog.form.format.setCurrentIndex(dialog.form.format.findData(form))
    dialog.form.nodes.setCurrentIndex(dialog.form.nodes.findData(nodes))
    dialog.form.report.setChecked(False)
    qtbot.waitUntil(lambda: dialog._target is not None and dialog._target.path.suffix == suffix)
    pressed(dialog, qtbot)
    request = asked(window_engine, qtbot)
    assert (request.order.format, request.order.size) == (form, nodes)
    assert request.target.suffix == suffix
    assert request.report is None


def test_what_is_there_is_kept_unless_replaced(
    dialog: PassportDialog, session: Session, window_engine: WindowEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("Warm film.cube", "Warm film.html", "Warm film-2.html"):
        (tmp_path / name).write_bytes(b"before")
    dialog.present(warm(session))
    pressed(dialog, qtbot)
    request = asked(window_engine, qtbot)
    assert request.target == tmp_path / "Warm film-2.cube"
    assert request.report == tmp_path / "Warm film-3.html"
    assert not request.replace
    window_engine.result.emit(Failure(request, Cancelled()))
    dialog.target_view.replace.setChecked(True)
    pressed(dialog, qtbot)
    qtbot.waitUntil(lambda: asked(window_engine, qtbot) is not request)
    assert asked(window_engine, qtbot).target == tmp_path / "Warm film.cube"
    assert asked(window_engine, qtbot).report == tmp_path / "Warm film.html"
    assert asked(window_engine, qtbot).replace


def test_an_export_on_its_way_is_not_asked_for_twice(
    dialog: PassportDialog, session: Session, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    dialog.present(warm(session))
    pressed(dialog, qtbot)
    # The answer to a question of before comes while a name for the report is looked for.
    dialog._asker.found.emit(dialog._target)
    assert not dialog.export_button.isEnabled()
    dialog.present(LEARNED)
    assert asked(window_engine, qtbot).order.use == StyleUse("warm-film")


def test_photos_to_choose(
    dialog: PassportDialog, session: Session, window_engine: WindowEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.present(LEARNED)
    assert [dialog.form.photos.itemData(row) for row in range(dialog.form.photos.count())] == ["sample"]
    photo = opened(session, window_engine, ramp_photo(path=tmp_path / "p.png"))
    keys = [dialog.form.photos.itemData(row) for row in range(dialog.form.photos.count())]
    assert keys == ["photo", "sample"]
    dialog.form.photos.setCurrentIndex(0)
    pressed(dialog, qtbot)
    request = asked(window_engine, qtbot)
    assert request.order.photos == (photo,)
    assert photo.path in request.originals
    assert LEARNED.path in request.originals


def test_a_folder_is_offered(
    dialog: PassportDialog, session: Session, window_engine: WindowEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(30):
        (tmp_path / f"{number}.jpg").write_bytes(b"")
    session.open_folder(tmp_path)
    qtbot.waitUntil(lambda: len(session.folder_photos) == 30)
    dialog.present(LEARNED)
    assert dialog.form.photos.currentData() == "folder"
    assert dialog.form.photos.currentText() == "The open folder: 24 of its 30 photos"
    pressed(dialog, qtbot)
    assert asked(window_engine, qtbot).order.photos == session.folder_photos


def test_the_style_as_it_is_set(
    dialog: PassportDialog, session: Session, photo: Photo, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    session.set_style("warm-film")
    session.set_strength(0.6)
    dialog.present(warm(session))
    assert dialog.form.as_set.text() == "As set on this photo: Strength 60 %"
    pressed(dialog, qtbot)
    assert asked(window_engine, qtbot).order.use == StyleUse("warm-film", strength=0.6)
    window_engine.result.emit(Failure(asked(window_engine, qtbot), Cancelled()))
    before = asked(window_engine, qtbot)
    dialog.form.as_set.setChecked(False)
    pressed(dialog, qtbot)
    qtbot.waitUntil(lambda: asked(window_engine, qtbot) is not before)
    assert asked(window_engine, qtbot).order.use == StyleUse("warm-film")


@pytest.mark.parametrize(("other", "fitted"), [("cool-film", False), (LEARNED.id, True)])
def test_only_a_learned_style_makes_a_blend_adapt(
    dialog: PassportDialog, session: Session, photo: Photo, other: str, fitted: bool
) -> None:
    session.set_style("warm-film")
    session.edits.set_blend(session.style_list.find(other))
    dialog.present(warm(session))
    assert ("adapts to each photo" in dialog.form._hint.text()) is fitted


def test_progress_cancel_and_result(
    dialog: PassportDialog, session: Session, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    notices: list[Notice] = []
    session.notice.connect(notices.append)
    dialog.present(LEARNED)
    pressed(dialog, qtbot)
    request = asked(window_engine, qtbot)
    assert dialog.cancel_button.isVisible()
    assert not dialog.form.isEnabled()
    window_engine.result.emit(Progress(request.job_id, 0.25, Message("notes", "Fitting the look-up table")))
    assert dialog.progress.value() == 250
    assert [job.id for job in session.jobs.all()] == [request.job_id]
    window_engine.result.emit(done_for(request))
    assert not session.jobs.all()
    assert dialog.result_view.isVisible()
    assert not dialog.form.isVisible()
    assert dialog.result_view.sentence.text() == (
        "The look-up table keeps 70 % of this style; mean difference 1.2 ΔE. Lost mostly at: corners."
    )
    shown = dialog.result_view.photos
    assert [shown.itemText(row) for row in range(shown.count())] == [
        "b.jpg: keeps 50 %, 2.0 ΔE", "a.jpg: keeps 90 %, 0.4 ΔE",
    ]  # fmt: skip
    colours = []
    for picture in dialog.result_view.pictures:
        image = picture.grab().toImage()
        colours.append(QColor(image.pixel(image.width() // 2, image.height() // 2)).red())
    assert colours == [10, 60, 120, 180]
    assert "Soft light.cube" in str(notices[-1].message)
    dialog.export_button.click()
    assert dialog.form.isVisible()
    assert not dialog.result_view.isVisible()


def test_a_failure_is_told_and_the_form_comes_back(
    dialog: PassportDialog, session: Session, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    notices: list[Notice] = []
    session.notice.connect(notices.append)
    dialog.present(LEARNED)
    pressed(dialog, qtbot)
    request = asked(window_engine, qtbot)
    window_engine.result.emit(Failure(request, Cancelled()))
    assert not dialog.progress.isVisible()
    assert dialog.form.isEnabled()
    assert "nothing was written" in str(notices[-1].message)


def test_another_style_does_not_disturb_a_running_export(
    dialog: PassportDialog, session: Session, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    dialog.present(LEARNED)
    pressed(dialog, qtbot)
    request = asked(window_engine, qtbot)
    dialog.present(warm(session))
    assert dialog.form.name.text() == "Soft light"
    window_engine.result.emit(replace(done_for(request), report_file=None))
    assert not dialog.result_view.report_button.isVisible()
