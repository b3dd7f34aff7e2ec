"""Rotate, flip, straighten and crop: one step each, and what is asked of the engine meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from studio.editing.geometry import AS_TAKEN, FULL_CROP, Geometry
from studio.editing.recipe import Recipe
from studio.engine.request import Region
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.ui.crop_box import CropBox
from studio.ui.framing import Aspect
from studio.ui.info_bar import InfoBar
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened

CROP = Message("Edits", "Crop")


def steps(session: Session) -> list[str]:
    assert session.document is not None
    return [str(entry.label) for entry in session.document.history.done]


def test_each_is_one_step_that_undo_takes_back(session: Session, photo: Photo) -> None:
    framing = session.framing
    framing.rotate(1)
    framing.rotate(-1)
    framing.flip()
    framing.flip(vertically=True)
    for angle in (1.0, 2.0, 2.5):
        framing.set_angle(angle, dragging=True)
    framing.end_drag()
    assert session.recipe.geometry.angle == 2.5
    assert steps(session) == [
        "Rotate right", "Rotate left", "Flip horizontally", "Flip vertically", "Straighten",
    ]  # fmt: skip
    framing.reset()
    assert session.recipe == Recipe()
    for _ in range(6):
        session.undo()
    assert session.recipe == Recipe()
    session.redo()
    assert session.recipe.geometry == Geometry(turns=1)


def test_framing_leaves_other_edits_and_they_leave_framing(session: Session, photo: Photo) -> None:
    session.set_value("exposure", 1.0)
    session.set_style("warm-film")
    session.framing.rotate(1)
    assert session.recipe.value("exposure") == 1.0
    session.set_style(None)
    assert session.recipe.geometry.turns == 1
    session.framing.reset()
    assert session.recipe.value("exposure") == 1.0


def test_turning_an_angle_and_a_crop_along(session: Session, photo: Photo) -> None:
    session.edits.set_geometry(Geometry(angle=5.0, crop=(0.0, 0.0, 0.5, 1.0)), CROP)
    session.framing.rotate(1)
    assert session.recipe.geometry == Geometry(1, False, 5.0, (0.0, 0.0, 1.0, 0.5))
    session.framing.flip()
    assert session.recipe.geometry == Geometry(1, True, -5.0, (0.0, 0.0, 1.0, 0.5))


def test_the_open_tool_shows_all_and_applies_one_step(
    session: Session, window_engine: WindowEngine, photo: Photo
) -> None:
    framing = session.framing
    framing.toggle_crop()
    assert framing.cropping
    assert framing.crop == FULL_CROP
    framing.set_box(CropBox.of((0.25, 0.0, 0.75, 0.5), framing.whole_size))
    assert session.recipe == Recipe(), "nothing is done before it is applied"
    assert framing.crop_size == (300, 200)
    framing.toggle_crop()
    assert steps(session) == ["Crop"]
    assert session.recipe.geometry.crop == (0.25, 0.0, 0.75, 0.5)
    assert framing.shown_size == (300, 200)

    framing.toggle_crop()
    assert framing.crop == (0.25, 0.0, 0.75, 0.5), "it begins with the crop that is there"
    assert framing.shown_size == (600, 400)
    for slot in ("after", "before", "hover"):
        session.request_preview(slot, Region(0, 0, 600, 400), (600, 400))
        assert window_engine.previews(slot)[-1].recipe.geometry == AS_TAKEN
    framing.set_box(CropBox.of((0.0, 0.0, 0.5, 0.5), framing.whole_size))
    framing.cancel_crop()
    assert steps(session) == ["Crop"]
    session.request_preview("before", Region(0, 0, 300, 200), (300, 200))
    assert window_engine.previews("before")[-1].recipe == Recipe(geometry=session.recipe.geometry)


@pytest.mark.parametrize(
    ("aspect", "ratio"),
    [
        (Aspect.ORIGINAL, 1.5),
        (Aspect.SQUARE, 1.0),
        (Aspect.FOUR_TO_FIVE, 1.25),
        (Aspect.TWO_TO_THREE, 1.5),
        (Aspect.SIXTEEN_TO_NINE, 16 / 9),
    ],
)
def test_ratios(session: Session, photo: Photo, aspect: Aspect, ratio: float) -> None:
    framing = session.framing
    framing.toggle_crop()
    framing.set_aspect(aspect)
    width, height = framing.crop_size
    assert width / height == pytest.approx(ratio, rel=0.01), "a lying photo has lying ratios"
    framing.set_aspect(aspect, upright=True)
    width, height = framing.crop_size
    wanted = ratio if aspect is Aspect.ORIGINAL else 1 / ratio
    assert width / height == pytest.approx(wanted, rel=0.01)
    framing.reset_crop()
    width, height = framing.crop_size
    assert width / height == pytest.approx(wanted, rel=0.01)
    assert width == 600 or height == 400


def test_turning_while_the_tool_is_open_turns_what_it_holds(session: Session, photo: Photo) -> None:
    framing = session.framing
    framing.toggle_crop()
    framing.set_aspect(Aspect.TWO_TO_THREE)
    framing.set_box(CropBox.of((0.0, 0.0, 0.5, 0.5), framing.whole_size))
    framing.rotate(1)
    assert framing.crop == (0.5, 0.0, 1.0, 0.5)
    assert framing.ratio == pytest.approx(2 / 3)
    framing.apply_crop()
    assert session.recipe.geometry == Geometry(1, crop=(0.5, 0.0, 1.0, 0.5))


def test_undo_while_the_tool_is_open_begins_again_from_there(session: Session, photo: Photo) -> None:
    framing = session.framing
    session.edits.set_geometry(Geometry(crop=(0.0, 0.0, 0.5, 0.5)), CROP)
    framing.toggle_crop()
    framing.set_box(CropBox.of((0.2, 0.2, 0.4, 0.4), framing.whole_size))
    framing.set_angle(2.0)
    assert framing.crop == (0.2, 0.2, 0.4, 0.4), "straightening keeps what the hand made"
    session.undo()
    session.undo()
    assert framing.cropping
    assert framing.crop == FULL_CROP


def test_another_photo_closes_the_tool(session: Session, window_engine: WindowEngine, photo: Photo) -> None:
    session.framing.toggle_crop()
    other = ramp_photo(300, 500)
    opened(session, window_engine, replace(other, path=other.path.with_name("other.png")))
    assert not session.framing.cropping
    assert session.recipe == Recipe()
    assert session.framing.shown_size == (300, 500)


def test_without_a_photo_nothing_happens(session: Session) -> None:
    framing = session.framing
    framing.toggle_crop()
    framing.rotate(1)
    framing.flip()
    framing.set_angle(3.0)
    assert not framing.cropping
    assert session.recipe == Recipe()
    assert framing.shown_size == (1, 1)


def test_the_line_below_the_canvas_tells_the_size_that_an_export_will_have(
    qtbot: QtBot, session: Session, photo: Photo
) -> None:
    bar = InfoBar(session, QWidget())
    qtbot.addWidget(bar)

    def says(text: str) -> bool:
        return any(label.text().startswith(text) for label in bar.findChildren(QLabel))

    assert says("600 × 400")
    session.framing.rotate(1)
    assert says("400 × 600")
    session.edits.set_geometry(Geometry(crop=(0.0, 0.0, 0.5, 0.5)), CROP)
    assert says("300 × 200")
