"""The panels: sliders generated from Params, style, history, facts of the photo."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.editing.light_and_colour import EXPOSURE, LIGHT_AND_COLOUR
from studio.editing.recipe import STRENGTH, Recipe
from studio.imaging.photo import Metadata, Photo
from studio.messages import Message
from studio.ui.panels.group_panel import GroupPanel
from studio.ui.panels.history_panel import HistoryPanel
from studio.ui.panels.info_panel import InfoPanel
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.panels.style_panel import StylePanel
from studio.ui.session import Session
from tests.support.pictures import XMP
from tests.support.window_engine import WindowEngine, ramp_photo

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def slider(qtbot: QtBot) -> ParamSlider:
    slider = ParamSlider(EXPOSURE)
    shown(qtbot, slider, 214, 60)
    slider.slider.setFocus()
    return slider


@pytest.fixture
def panel(qtbot: QtBot, session: Session, photo: Photo) -> GroupPanel:
    panel = GroupPanel(session, LIGHT_AND_COLOUR)
    shown(qtbot, panel, 300, 400)
    return panel


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)


def at(slider: ParamSlider, value: float) -> QPoint:
    """Where the handle stands for a value."""
    share = (value - slider.param.minimum) / (slider.param.maximum - slider.param.minimum)
    return QPoint(round(7 + share * (slider.slider.width() - 14)), slider.slider.height() // 2)


def steps(session: Session) -> list[str]:
    assert session.document is not None
    return [str(entry.label) for entry in session.document.history.done]


def test_a_drag_tells_every_value_and_then_its_end(qtbot: QtBot, slider: ParamSlider) -> None:
    told: list[tuple[float, bool]] = []
    ended: list[bool] = []
    slider.changed.connect(lambda key, value, dragging: told.append((value, dragging)))
    slider.drag_ended.connect(lambda: ended.append(True))
    bar = slider.slider
    QTest.mousePress(bar, LEFT, pos=at(slider, 0))
    assert told == [], "taking hold moves nothing"
    QTest.mouseMove(bar, at(slider, 1.0))
    QTest.mouseMove(bar, at(slider, 2.0))
    assert not ended
    QTest.mouseRelease(bar, LEFT, pos=at(slider, 2.0))
    assert ended == [True]
    assert [dragging for _, dragging in told] == [True, True]
    assert slider.value == pytest.approx(2.0, abs=0.05)
    assert slider.number.value() == pytest.approx(slider.value)
    QTest.mouseDClick(bar, LEFT, pos=at(slider, 2.0))
    assert told[-1] == (0.0, False)


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 0.05),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, -0.05),
        (Qt.Key.Key_Right, SHIFT, 0.01),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 0.5),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 5.0),
    ],
)
def test_keys_step(slider: ParamSlider, key: Qt.Key, modifier: Qt.KeyboardModifier, value: float) -> None:
    QTest.keyClick(slider.slider, key, modifier)
    assert slider.value == pytest.approx(value)
    QTest.keyClick(slider.slider, Qt.Key.Key_Delete)
    assert slider.value == 0.0


def test_a_typed_value_is_taken_once(slider: ParamSlider) -> None:
    told: list[tuple[float, bool]] = []
    slider.changed.connect(lambda key, value, dragging: told.append((value, dragging)))
    slider.number.selectAll()
    QTest.keyClicks(slider.number, "1.5")
    assert told == []
    QTest.keyClick(slider.number, Qt.Key.Key_Return)
    assert told == [(1.5, False)]
    assert slider.value == 1.5
    assert slider.number.text().startswith("+1.50")


def test_the_wheel_scrolls_the_panel_and_changes_nothing(slider: ParamSlider) -> None:
    from PySide6.QtCore import QPointF

    for widget in (slider.slider, slider.number):
        event = QWheelEvent(
            QPointF(20, 5), widget.mapToGlobal(QPointF(20, 5)), QPoint(), QPoint(0, 240),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        assert not event.isAccepted()
    assert slider.value == 0.0
    assert slider.number.value() == 0.0


def test_strength_is_shown_in_percent(qtbot: QtBot) -> None:
    slider = ParamSlider(STRENGTH)
    shown(qtbot, slider, 214, 60)
    slider.show_value(1.25)
    assert slider.number.text() == "125\u202f%"
    assert slider.slider.value_shown == 1.25


def test_there_is_a_slider_for_every_param_with_a_name_for_screen_readers(
    panel: GroupPanel,
) -> None:
    wanted = {param.key: param.label for param in LIGHT_AND_COLOUR.params}
    assert {key: slider.slider.accessibleName() for key, slider in panel.sliders.items()} == wanted
    assert {key: slider.number.accessibleName() for key, slider in panel.sliders.items()} == wanted


def test_a_drag_is_one_step_and_undo_moves_the_slider(panel: GroupPanel, session: Session) -> None:
    slider = panel.sliders["contrast"]
    QTest.mousePress(slider.slider, LEFT, pos=at(slider, 0))
    for value in (10, 20, 30):
        QTest.mouseMove(slider.slider, at(slider, value))
    assert session.recipe.value("contrast") == slider.value
    QTest.mouseRelease(slider.slider, LEFT, pos=at(slider, 30))
    for value in (40, 50):
        QTest.mouseClick(slider.slider, LEFT, pos=at(slider, value))
    assert steps(session) == ["Contrast"] * 3
    session.undo()
    session.undo()
    session.undo()
    assert slider.value == 0.0
    assert session.recipe == Recipe()


def test_reset_takes_all_back_in_one_step_and_leaves_the_style(panel: GroupPanel, session: Session) -> None:
    session.set_style("warm-film")
    session.set_value("exposure", 1.0)
    session.set_value("tint", -20)
    reset = next(button for button in panel.findChildren(QToolButton) if button.text() == "Reset")
    QTest.mouseClick(reset, LEFT)
    assert session.recipe == Recipe().with_style("warm-film")
    assert len(steps(session)) == 4
    assert not reset.isEnabled()


def test_without_a_photo_nothing_can_be_set(qtbot: QtBot, session: Session) -> None:
    panel = GroupPanel(session, LIGHT_AND_COLOUR)
    qtbot.addWidget(panel)
    assert not any(slider.isEnabled() for slider in panel.sliders.values())


def test_sections_fold(panel: GroupPanel) -> None:
    heading = next(
        button for button in panel.findChildren(QToolButton) if button.text() == "Light and colour"
    )
    QTest.mouseClick(heading, LEFT)
    assert not panel.unfolded
    assert not panel.sliders["tint"].isVisible()
    QTest.mouseClick(heading, LEFT)
    assert panel.sliders["tint"].isVisible()


def test_the_style_panel_follows_and_drags_strength_in_one_step(
    qtbot: QtBot, session: Session, photo: Photo
) -> None:
    panel = StylePanel(session)
    shown(qtbot, panel, 300, 120)
    assert not panel.strength.isEnabled()
    session.set_style("cool-film")
    assert panel.strength.isEnabled()
    assert any(label.text() == "Cool film" for label in panel.findChildren(QLabel))
    bar = panel.strength.slider
    QTest.mousePress(bar, LEFT, pos=at(panel.strength, 1.0))
    for value in (1.1, 1.3, 1.5):
        QTest.mouseMove(bar, at(panel.strength, value))
    QTest.mouseRelease(bar, LEFT)
    assert session.recipe.style is not None
    assert session.recipe.style.strength == 1.5
    assert len(steps(session)) == 2
    QTest.mouseDClick(bar, LEFT, pos=at(panel.strength, 1.5))
    assert session.recipe.style.strength == 1.0
    remove = next(button for button in panel.findChildren(QToolButton) if button.text() == "Remove")
    QTest.mouseClick(remove, LEFT)
    assert session.recipe.style is None


def test_history_lists_steps_and_a_click_goes_to_one(qtbot: QtBot, session: Session, photo: Photo) -> None:
    panel = HistoryPanel(session)
    shown(qtbot, panel, 300, 300)
    session.set_style("warm-film")
    session.set_value("exposure", 1.0)
    session.set_value("contrast", 10)
    QTest.mouseClick(panel.findChildren(QToolButton)[0], LEFT)
    model = panel.model

    def rows() -> list[str]:
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    assert rows() == ["As opened", "Style Warm film", "Exposure +1.00 EV", "Contrast +10"]
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=panel.list.visualRect(model.index(1, 0)).center())
    assert session.recipe == Recipe().with_style("warm-film")
    assert rows() == ["As opened", "Style Warm film", "Exposure +1.00 EV", "Contrast +10"], (
        "undone steps stay in sight"
    )
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=panel.list.visualRect(model.index(3, 0)).center())
    assert session.recipe.value("contrast") == 10
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=panel.list.visualRect(model.index(0, 0)).center())
    assert session.recipe == Recipe()


def test_facts_and_notes(qtbot: QtBot, session: Session, window_engine: WindowEngine) -> None:
    panel = InfoPanel(session)
    shown(qtbot, panel, 300, 300)
    note = Message("notes", "No colour profile: sRGB assumed")
    exif = exif_block({0x829A: (1, 125), 0x829D: (28, 10)}, {0x8827: 400})
    photo = replace(ramp_photo(notes=(note,)), bit_depth=16, metadata=Metadata(exif=exif, xmp=XMP))
    window_engine.photos[photo.path] = photo
    session.show_photo(photo.path)
    window_engine.answer()

    def texts() -> set[str]:
        return {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}

    wanted = {
        "600 × 400, 0.2 MP",
        "PNG · 16-bit",
        "Display P3",
        str(note),
        "1/125 s · f/2.8 · ISO 400",
        "★★★★",
    }
    qtbot.waitUntil(lambda: wanted <= texts())
    session.show_photo(replace_path(window_engine, photo, "plain.png"))
    window_engine.answer()
    qtbot.waitUntil(lambda: "plain.png" in texts())
    assert str(note) not in texts()


def exif_block(rationals: dict[int, tuple[int, int]], shorts: dict[int, int]) -> bytes:
    """A first table with such tags, as TIFF/EP has it."""
    count = len(rationals) + len(shorts)
    after, values = 8 + 2 + 12 * count + 4, b""
    rows = []
    for tag, fraction in rationals.items():
        rows.append(struct.pack("<HHII", tag, 5, 1, after + len(values)))
        values += struct.pack("<II", *fraction)
    rows += [struct.pack("<HHIHH", tag, 3, 1, number, 0) for tag, number in shorts.items()]
    return b"II*\0\x08\0\0\0" + struct.pack("<H", count) + b"".join(rows) + bytes(4) + values


def replace_path(engine: WindowEngine, photo: Photo, name: str) -> Path:
    """Another photo, without notes."""
    other = replace(photo, path=photo.path.with_name(name), notes=())
    engine.photos[other.path] = other
    return other.path
