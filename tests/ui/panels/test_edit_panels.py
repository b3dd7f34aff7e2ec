"""Finish, the style's amounts and blend, where, and framing: under a real mouse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.editing.finish import FINISH
from studio.editing.geometry import Geometry
from studio.editing.recipe import Recipe
from studio.editing.style_use import StyleUse
from studio.editing.where import Where
from studio.imaging.photo import Photo
from studio.styles.style import Style
from studio.ui.action_set import ActionSet
from studio.ui.canvas.crop_bar import CropBar
from studio.ui.desk import Desk
from studio.ui.panels.framing_panel import FramingPanel
from studio.ui.panels.group_panel import GroupPanel
from studio.ui.panels.history_panel import HistoryModel
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.panels.style_amounts import StyleAmounts
from studio.ui.panels.where_panel import WherePanel
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine
from tests.ui.conftest import opened

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, widget: QWidget, height: int = 500) -> None:
    qtbot.addWidget(widget)
    widget.resize(300, height)
    widget.show()
    qtbot.waitExposed(widget)


def drag(slider: ParamSlider, *values: float) -> None:
    bar, param = slider.slider, slider.param

    def at(value: float) -> QPoint:
        share = (value - param.minimum) / (param.maximum - param.minimum)
        return QPoint(round(7 + share * (bar.width() - 14)), bar.height() // 2)

    QTest.mousePress(bar, LEFT, pos=at(slider.value))
    for value in values:
        QTest.mouseMove(bar, at(value))
    QTest.mouseRelease(bar, LEFT, pos=at(values[-1]))


def history(session: Session, parent: QWidget) -> list[str]:
    """As the history's panel says it, without what the photo was opened with."""
    model = HistoryModel(session, parent)
    return [model.index(row, 0).data() for row in range(1, model.rowCount())]


@pytest.fixture
def amounts(qtbot: QtBot, session: Session, photo: Photo) -> StyleAmounts:
    learned = Style("mine", "Anna's style", "photographic", Path("mine.pstyle"))
    session.style_list.styles = (*session.styles, learned)
    session.style_list.changed.emit(tuple(style.id for style in session.styles))
    panel = StyleAmounts(session)
    shown(qtbot, panel)
    QTest.mouseClick(panel.findChildren(QToolButton)[0], LEFT)
    return panel


def test_finish_has_its_own_sliders_and_reset(qtbot: QtBot, session: Session, photo: Photo) -> None:
    panel = GroupPanel(session, FINISH)
    shown(qtbot, panel)
    session.set_value("exposure", 1.0)
    drag(panel.sliders["grain"], 20, 40)
    drag(panel.sliders["vignette"], -20, -30)
    assert session.recipe.value("grain") == panel.sliders["grain"].value == pytest.approx(40, abs=1)
    QTest.mouseDClick(panel.sliders["grain"].slider, LEFT)
    assert session.recipe.value("grain") == 0
    session.undo()
    reset = next(button for button in panel.findChildren(QToolButton) if button.text() == "Reset")
    QTest.mouseClick(reset, LEFT)
    assert session.recipe == Recipe((("exposure", 1.0),)), "light and colour stay"
    assert history(session, panel)[-1] == "Reset: Finish"


def test_amounts_without_a_style_are_out_of_reach(session: Session, amounts: StyleAmounts) -> None:
    assert not any(slider.isEnabled() for slider in amounts.sliders.values())
    assert not amounts.second.isEnabled()


def test_a_table_has_colour_and_tone_a_learned_style_has_all(session: Session, amounts: StyleAmounts) -> None:
    def usable() -> list[str]:
        return [key for key, slider in amounts.sliders.items() if slider.isEnabled()]

    session.set_style("warm-film")
    assert usable() == ["colour", "tone"]
    assert "learned" in amounts.sliders["texture"].slider.toolTip()
    session.set_style("mine")
    assert usable() == ["colour", "tone", "texture", "variation"]
    session.set_style("warm-film")
    session.edits.set_blend(session.style_list.find("mine"))
    assert usable() == ["colour", "tone", "texture", "variation", "blend"]


def test_each_amount_is_one_step_with_its_value(session: Session, amounts: StyleAmounts) -> None:
    session.set_style("mine")
    drag(amounts.sliders["colour"], 0.9, 0.7, 0.5)
    drag(amounts.sliders["texture"], 0.5, 0.0)
    drag(amounts.sliders["variation"], 2, 5, 7)
    use = session.recipe.style
    assert use is not None
    assert use == StyleUse("mine", colour=use.colour, texture=0.0, variation=7)
    assert use.colour == pytest.approx(0.5, abs=0.01)
    assert type(use.variation) is int
    assert history(session, amounts) == [
        "Style Anna's style", f"Colour {use.colour * 100:.0f} %", "Texture 0 %", "Variation 7",
    ]  # fmt: skip
    for _ in range(3):
        session.undo()
    assert session.recipe.style == StyleUse("mine")
    assert amounts.sliders["colour"].value == 1.0


def test_variation_zero_is_the_own_look(session: Session, amounts: StyleAmounts) -> None:
    session.set_style("mine")
    variation = amounts.sliders["variation"]
    assert variation.number.text() == "Own look"
    drag(variation, 3)
    assert variation.number.text() == "3"
    QTest.mouseDClick(variation.slider, LEFT)
    assert variation.number.text() == "Own look"


def test_a_second_style_is_blended_in_and_out(session: Session, amounts: StyleAmounts) -> None:
    session.set_style("warm-film")
    amounts.second.setFocus()
    for _ in range(2):
        QTest.keyClick(amounts.second, Qt.Key.Key_Down)
    assert session.recipe.style == StyleUse("warm-film", blend_id="cool-film")
    drag(amounts.sliders["blend"], 0.6, 0.8)
    assert session.recipe.style is not None
    assert session.recipe.style.blend == pytest.approx(0.8, abs=0.02)
    QTest.keyClick(amounts.second, Qt.Key.Key_Home)
    assert session.recipe.style.blend_id is None
    said = history(session, amounts)
    assert said[1:3] == ["Blend with Warm film", "Blend with Cool film"]
    assert said[-1] == "No second style"
    session.undo()
    assert amounts.second.currentText() == "Cool film"


def test_a_second_style_that_is_gone_is_shown_by_its_id(session: Session, amounts: StyleAmounts) -> None:
    session.set_style("warm-film")
    session.edits.set_blend(session.style_list.find("user-mine"))
    session.style_list.styles = tuple(style for style in session.styles if style.id != "user-mine")
    session.style_list.changed.emit(())
    assert amounts.second.currentText() == "user-mine"


@pytest.fixture
def where(qtbot: QtBot, session: Session, photo: Photo) -> WherePanel:
    panel = WherePanel(session)
    shown(qtbot, panel, 220)
    return panel


def said(panel: WherePanel) -> str:
    return next(label.text() for label in panel.findChildren(QLabel) if label.property("part") == "faint")


def test_an_area_is_one_step_and_undo_follows(session: Session, where: WherePanel) -> None:
    assert where.areas["everywhere"].isChecked()
    assert not where.feather.isEnabled()
    assert not where.show_area.isEnabled()
    QTest.mouseClick(where.areas["skin"], LEFT)
    drag(where.feather, 40, 60)
    assert session.recipe.where == Where("skin", where.feather.value)
    assert where.feather.value == pytest.approx(60, abs=1)
    QTest.mouseClick(where.areas["background"], LEFT)
    assert session.recipe.where == Where("background", where.feather.value), "the feather stays"
    assert history(session, where)[0::2] == ["Style on: Skin", "Style on: Background"]
    session.undo()
    assert where.areas["skin"].isChecked()
    assert not where.areas["background"].isChecked()


def test_the_area_is_shown_on_demand(session: Session, where: WherePanel) -> None:
    QTest.mouseClick(where.areas["subject"], LEFT)
    QTest.mouseClick(where.show_area, LEFT)
    assert session.show_area
    session.view.set_show_area(False)
    assert not where.show_area.isChecked()
    session.view.set_show_area(True)
    assert where.show_area.isChecked()
    QTest.mouseClick(where.areas["everywhere"], LEFT)
    assert not where.show_area.isChecked(), "what cannot be used does not look switched on"


def test_it_says_what_was_found(session: Session, where: WherePanel) -> None:
    assert said(where) == ""
    QTest.mouseClick(where.areas["skin"], LEFT)
    assert said(where).startswith("No style is applied")
    session.set_style("warm-film")
    assert said(where) == "Looking for faces…"
    for faces, sentence in ((2, "2 faces found"), (1, "1 face found"), (0, "No face was found")):
        session.view.show_portrait(faces)
        assert said(where).startswith(sentence)


def test_another_photo_is_looked_at_anew(
    session: Session, where: WherePanel, photo: Photo, window_engine: WindowEngine
) -> None:
    session.view.show_portrait(3)
    opened(session, window_engine, replace(photo, path=photo.path.with_name("next.png")))
    assert session.view.portrait is None


@pytest.fixture
def framing(qtbot: QtBot, session: Session, photo: Photo) -> FramingPanel:
    window = QWidget()
    qtbot.addWidget(window)
    actions = ActionSet(Desk(session, window, tuple), window)
    panel = FramingPanel(session, actions, window)
    shown(qtbot, panel, 160)
    window.show()
    return panel


def button(panel: QWidget, name: str) -> QToolButton:
    found = panel.findChild(QToolButton, name)
    assert isinstance(found, QToolButton)
    return found


def test_buttons_turn_and_mirror_and_the_angle_is_one_step(session: Session, framing: FramingPanel) -> None:
    QTest.mouseClick(button(framing, "rotate_right_button"), LEFT)
    QTest.mouseClick(button(framing, "flip_horizontal_button"), LEFT)
    told: list[bool] = []
    session.framing.straightening_changed.connect(told.append)
    drag(framing.angle, 5, 10, 12)
    assert session.recipe.geometry == Geometry(1, True, framing.angle.value)
    assert told == [True, False], "the grid shows while the hand is on it"
    assert history(session, framing)[:2] == ["Rotate right", "Flip horizontally"]
    assert history(session, framing)[2] == f"Straighten {framing.angle.value:+.1f}°"
    reset = next(one for one in framing.findChildren(QToolButton) if one.text() == "Reset")
    QTest.mouseClick(reset, LEFT)
    assert session.recipe == Recipe()
    assert not reset.isEnabled()
    assert reset.text() == "Reset"


def test_the_crop_bar_is_there_while_the_tool_is_open(
    qtbot: QtBot, session: Session, framing: FramingPanel
) -> None:
    bar = CropBar(session)
    qtbot.addWidget(bar)
    assert bar.isHidden()
    QTest.mouseClick(button(framing, "crop_button"), LEFT)
    assert bar.isVisible()
    assert button(framing, "crop_button").isChecked()
    bar.aspects.setFocus()
    for _ in range(3):
        QTest.keyClick(bar.aspects, Qt.Key.Key_Down)
    assert session.framing.crop_size == (500, 400)
    assert any(label.text() == "500 × 400" for label in bar.findChildren(QLabel))
    QTest.mouseClick(bar.swap, LEFT)
    assert session.framing.crop_size == (320, 400)
    QTest.mouseClick(bar.apply, LEFT)
    assert bar.isHidden()
    width, height = session.framing.shown_size
    assert (width, height) == (320, 400)
