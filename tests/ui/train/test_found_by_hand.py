"""What a retoucher stumbled over in the mode Train, driving it with a real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDateTime, QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.ui.session import Session
from studio.ui.train.course import CHARTS, Course
from studio.ui.train.intent_page import IntentPage
from studio.ui.train.plan_page import PlanPage
from studio.ui.train.plot import Plot
from studio.ui.train.plot_axis import short_number
from studio.ui.train.plots import Plots
from studio.ui.train.run_head import RunHead
from studio.ui.train.runs_list import RunsList, made_at
from studio.ui.train.side_box import SideBox
from studio.ui.train.train_empty import TrainEmpty
from studio.ui.train.wizard import Wizard
from tests.support.trainings import config, desk_at, wait_until
from tests.support.wizard_desk import WizardDesk, found, looked
from tests.support.wizard_hands import looks, to_photos, watch_of

DAY = QDateTime.fromString("20250203-171500", "yyyyMMdd-HHmmss")


def turn_wheel(widget: QWidget) -> bool:
    """Whether the widget left the turn of the wheel to what it stands on."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return not event.isAccepted()


def unfold(page: PlanPage) -> None:
    page.advanced.findChildren(QToolButton)[0].click()
    assert page.advanced.unfolded


@pytest.mark.parametrize("name", ["plan_device", "advanced_schedule", "advanced_batch", "advanced_penalty"])
def test_the_wheel_scrolls_the_plan_and_changes_none_of_its_values(name: str, qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    unfold(page)
    page.resize(700, 300)
    page.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    before = page.values()
    field = page.findChild(QWidget, name)
    assert field is not None
    assert turn_wheel(field)
    assert field.focusPolicy() is Qt.FocusPolicy.StrongFocus, "nor does it take the keyboard"
    assert page.values() == before
    page.verticalScrollBar().setValue(40)
    page.show_values({})
    assert page.verticalScrollBar().value() == 0, "another plan is shown from its beginning"


@pytest.mark.parametrize("width", [1040, 420])
def test_the_first_sight_shows_its_sentences_whole(width: int, qtbot: QtBot) -> None:
    empty = TrainEmpty()
    qtbot.addWidget(empty)
    empty.resize(width, 700)
    with qtbot.waitExposed(empty):
        empty.show()
    for label in empty.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())
            assert label.width() >= min(400, width - 60)


def test_a_chosen_folder_is_added_alone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "open", lambda _: None)
    box = SideBox("style")
    qtbot.addWidget(box)
    added: list[list[str]] = []
    box.added.connect(added.append)
    box._ask_folder()
    dialog = box.findChildren(QFileDialog)[-1]
    # As Qt's own dialog does where the name of a folder within the shown one was typed.
    dialog.filesSelected.emit(["/photos", "/photos/finished"])
    box._ask_files()
    box.findChildren(QFileDialog)[-1].filesSelected.emit(["/photos/1.jpg", "/photos/2.jpg"])
    assert added == [["/photos/finished"], ["/photos/1.jpg", "/photos/2.jpg"]]


def test_findings_of_a_place_go_with_it(
    wizard: Wizard, desk: WizardDesk, style: Path, ordinary: Path, qtbot: QtBot
) -> None:
    to_photos(wizard, style, ordinary)
    looks(desk, wizard, qtbot)
    gray, plain = sorted(style.iterdir())[0], sorted(ordinary.iterdir())[0]
    findings = (found(gray, "style", "gray"), found(plain, "ordinary", "gray"))
    watch_of(desk).tell("looked", **looked(findings))
    model = wizard._photos.model
    assert {each.path for each in model.known()} == {gray, plain}
    box = wizard.findChild(QWidget, "side_style")
    assert box is not None
    box.findChildren(QToolButton, "remove_style")[-1].click()
    assert {each.path for each in model.photos} == set(ordinary.iterdir())
    assert {each.path for each in model.known()} == {plain}, "the others are known until the next look"


def test_trainings_of_one_name_are_told_apart(tmp_path: Path, qtbot: QtBot) -> None:
    # The second is named as the command line does.
    stamps = {"20250203-171500-ab12": "Mine", "20250204-090000": "Mine", "x": "Other"}
    for stamp, name in stamps.items():
        RunFolder.create(tmp_path / "runs" / f"mine-{stamp}", config(tmp_path, name))
    with desk_at(tmp_path / "runs") as desk:
        wait_until(lambda: len(desk.runs()) == 3)
        today = desk.draft(config(tmp_path))
        runs = RunsList(desk)
        qtbot.addWidget(runs)
        wait_until(lambda: runs.list.count() == 4)
        texts = {runs.list.item(row).text().partition(" · ")[::2] for row in range(4)}
        assert ("Other\nNot started", "") in texts
        times = {time for name, time in texts if name == "Mine\nNot started"}
        assert len(times) == 3
        assert {made_at(today), QLocale().toString(DAY, QLocale.FormatType.ShortFormat)} < times
        assert len(made_at(today)) < min(len(time) for time in times - {made_at(today)})


def test_what_a_run_took_counts_from_its_start(tmp_path: Path, qtbot: QtBot) -> None:
    with desk_at(tmp_path / "runs") as desk:
        run = desk.draft(config(tmp_path))
        watch = desk.watch(run)
        head = RunHead(desk)
        qtbot.addWidget(head)
        watch.events = [
            Event(5.0, "timed", {"device": "cpu"}),
            Event(20.0, "started", {"pid": 1, "resumed": False}),
            Event(81.0, "stage", {"name": "estimate"}),
        ]
        watch.state = "running"
        head.show_watch(watch)
        assert head.facts.text() == "processor (CPU)   ·   1:01 so far"
        watch.state = "done"
        head.follow()
        assert head.facts.text().endswith("1:01 in all")
        watch.stop()


def test_the_keyboard_never_falls_upon_throwing_away(tmp_path: Path, qtbot: QtBot) -> None:
    with desk_at(tmp_path / "runs") as desk:
        watch = desk.watch(desk.draft(config(tmp_path)))
        head = RunHead(desk)
        qtbot.addWidget(head)
        watch.state = "died"
        head.show_watch(watch)
        head.show()
        head.activateWindow()
        head.buttons["resume"].setFocus()
        wait_until(head.buttons["resume"].hasFocus)
        watch.state = "running"
        head.follow()
        assert head.buttons["pause"].hasFocus()
        watch.stop()


@pytest.fixture
def plot(qtbot: QtBot) -> Callable[[str], Plot]:
    def make(key: str) -> Plot:
        made = Plot(next(chart for chart in CHARTS if chart.key == key))
        qtbot.addWidget(made)
        made.resize(290, 170)
        course = Course()
        rates = {"rate_g": 5e-4, "rate_d": 1e-3}
        course.take([Event(0.0, "step", {"step": n, "steps": 9, **rates}) for n in range(9)])
        course.take([Event(0.0, "step", {"step": 9, "steps": 9, "rate_g": 0.0, "rate_d": 0.0})])
        made.show_course(course)
        made.show()
        return made

    return make


def test_learning_rates_can_be_read_off_their_axis(plot: Callable[[str], Plot]) -> None:
    made = plot("rates")
    axis = made.item.getAxis("left")
    assert axis.tickStrings([0.0, 5e-4, 1e-3], 1.0, 5e-4) == ["0", "5e-4", "1e-3"]
    assert QFontMetrics(QApplication.font()).horizontalAdvance("1.5e-4") < axis.width()


@pytest.mark.parametrize(
    ("value", "text", "short"),
    [
        (0.0005, "0.0005", "5e-4"),
        (-0.00015, "-0.00015", "-1.5e-4"),
        (0.005, "0.005", "5e-3"),
        (0.25, "0.25", "0.25"),
        (0.69125, "0.69125", "0.69125"),
        (0.0, "0", "0"),
    ],
)
def test_small_numbers_are_short(value: float, text: str, short: str) -> None:
    assert short_number(value, text) == short


def test_a_plot_forgets_the_pointer_that_left_and_the_run_before(plot: Callable[[str], Plot]) -> None:
    made = plot("rates")
    middle = made.item.sceneBoundingRect().center()
    for leave in (lambda: QApplication.sendEvent(made, QEvent(QEvent.Type.Leave)), made.begin):
        made._point(middle)
        assert made.readout.text().startswith("step")
        assert made._cursor.isVisible()
        leave()
        assert not made.readout.text()
        assert not made._cursor.isVisible()
    made.show_course(Course())
    made.begin()
    assert made.item.viewRange()[0][1] < 2.0, "the other run's steps are gone from the axis"


def test_choices_of_the_plan_still_follow_keys(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    unfold(page)
    page.show()
    combo = page.findChild(QComboBox, "advanced_schedule")
    assert combo is not None
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert page.values()["schedule"] == "cosine"


def test_the_keyboard_comes_to_the_choice_that_is_made(qtbot: QtBot) -> None:
    plan, intent = PlanPage(), IntentPage()
    for page in (plan, intent):
        qtbot.addWidget(page)
    plan.show_values({"preset": "quick"})
    intent.show_intent("pairs")
    assert plan.focusProxy() is plan.findChild(QWidget, "plan_quick")
    assert intent.focusProxy() is intent.findChild(QWidget, "intent_pairs")


def test_charts_that_learn_something_new_are_drawn_one_at_a_time(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plots = Plots(session)
    qtbot.addWidget(plots)
    plots.build()
    drawn: list[str] = []
    real = Plot.show_course

    def noted(plot: Plot, *given: Any) -> None:
        drawn.append(plot.chart.key)
        real(plot, *given)

    monkeypatch.setattr(Plot, "show_course", noted)
    for step in range(3):
        plots.take([Event(0.0, "step", {"step": step, "steps": 9, "loss_g": 0.5, "loss_d": 0.25})])
    assert drawn == [], "all at once they would stop the window"
    plots._draw_next()
    assert len(drawn) == 1
    changed = sorted(chart.key for chart in CHARTS if chart.shows({"step"}))
    assert 1 < len(changed) < len(CHARTS), "the score comes with measures"
    qtbot.waitUntil(lambda: sorted(drawn) == changed)
    losses = next(each for each in plots.charts if each.chart.key == "losses")
    assert losses.read_at(2) == "step 2   generator 0.5   discriminators 0.25"
    qtbot.waitUntil(lambda: not plots._drawing.isActive())
    assert len(drawn) == len(changed)


def test_charts_are_drawn_about_once_a_second_however_often_something_comes(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.ui.train.plots._REST_MS", 60_000)
    plots = Plots(session)
    qtbot.addWidget(plots)
    plots.build()
    losses = next(each for each in plots.charts if each.chart.key == "losses")

    def take(step: int, kind: str = "step") -> None:
        values = {"step": step, "steps": 9, "loss_g": 0.5, "loss_d": 0.25, "score": 0.5}
        plots.take([Event(0.0, kind, values)])

    def points() -> int:
        return len(losses._curves[0].getOriginalDataset()[0])

    take(1)
    qtbot.waitUntil(plots._resting.isActive)
    assert points() == 1
    take(2)
    take(2, "measure")
    qtbot.wait(150)
    assert points() == 1
    plots._resting.timeout.emit()  # a minute later
    qtbot.waitUntil(lambda: not plots._stale)
    assert points() == 2
    plots.begin("another", ())
    take(1)
    assert plots._drawing.isActive(), "another run is seen at once"
