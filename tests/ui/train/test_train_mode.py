"""The mode Train in the real window: trainings listed, followed, judged, looked back at, and adopted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from studio import paths
from studio.messages import Message
from studio.runs.folder import RunFolder
from studio.ui.main_window import MainWindow
from studio.ui.messages import Notice
from studio.ui.modes import Mode
from studio.ui.session import Session
from studio.ui.train.course import CHARTS
from studio.ui.train.run_page import RunPage
from studio.ui.train.train_mode import TrainMode
from studio.ui.translate import translated
from tests.support.recorded_run import BASELINE, PHOTOS, finish, level_at, recorded, write_step
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened

SCORE = CHARTS[0].lines[0]


@pytest.fixture
def runs(home: Path) -> Path:
    folder = paths.user_runs()
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def opening(session: Session, qtbot: QtBot) -> Iterator[Callable[[], TrainMode]]:
    """Opens the window and goes to Train; it is closed after the test."""
    windows: list[MainWindow] = []

    def open_train() -> TrainMode:
        window = MainWindow(session)
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        with qtbot.waitSignal(session.styles_changed):
            session.style_list.load(lambda _: None)
        QTest.keyClick(window, Qt.Key.Key_F3)
        until(qtbot, lambda: window.findChild(TrainMode) is not None)
        mode = window.findChild(TrainMode)
        assert isinstance(mode, TrainMode)
        until(qtbot, mode.isVisible)
        return mode

    yield open_train
    for window in windows:
        window.close()
        session.close()
        window.deleteLater()


def page_of(mode: TrainMode, qtbot: QtBot) -> RunPage:
    until(qtbot, lambda: mode.stack.currentWidget() is mode.page and mode.page.run is not None)
    mode.page.live.plots.build()
    return mode.page


def until(qtbot: QtBot, ready: Callable[[], object]) -> None:
    """Other tests may want the processor too."""
    qtbot.waitUntil(lambda: bool(ready()), timeout=30_000)


def click(widget: QAbstractButton) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))


def test_without_trainings_it_says_what_this_is_and_begins(
    opening: Callable[[], TrainMode], session: Session
) -> None:
    mode = opening()
    assert session.modes.current is Mode.TRAIN
    assert mode.stack.currentWidget() is mode.empty
    click(mode.empty.begin)
    assert mode.stack.currentWidget() is mode.wizard
    assert mode.wizard.isVisible()


def test_leaving_and_coming_back_keeps_everything_as_it_was(
    opening: Callable[[], TrainMode], session: Session, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    mode = opening()
    window = mode.window()
    assert isinstance(window, MainWindow)
    click(mode.runs.new)
    actions = window.actions_by_id
    assert actions["train_mode"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert session.modes.current is Mode.EDIT
    assert not mode.isVisible()
    opened(session, window_engine, ramp_photo())
    assert actions["export"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert mode.isVisible()
    assert mode.stack.currentWidget() is mode.wizard
    assert not actions["export"].isEnabled(), "what acts on the photo acts where the photo is seen"
    assert actions["open"].isEnabled()
    other = ramp_photo()
    window_engine.photos[other.path] = other
    session.show_photo(other.path)
    assert session.modes.current is Mode.EDIT, "a photo that is opened is shown"


def test_with_pairs_nothing_is_guessed(opening: Callable[[], TrainMode], runs: Path, qtbot: QtBot) -> None:
    recorded(runs, truth=140)
    page = page_of(opening(), qtbot)
    until(qtbot, lambda: page.tabs.currentWidget() is page.verdict)
    assert page.verdict.bars.isVisible()
    assert not page.verdict.likely.isVisible()


def test_a_finished_training_shows_its_verdict_and_becomes_a_style(
    opening: Callable[[], TrainMode],
    runs: Path,
    session: Session,
    window_engine: WindowEngine,
    qtbot: QtBot,
) -> None:
    recorded(runs)
    mode = opening()
    page = page_of(mode, qtbot)
    until(qtbot, lambda: page.tabs.currentWidget() is page.verdict)
    assert page.verdict.texts["result"].text() == "It matches on 8 of 12 photos."
    assert not page.verdict.texts["learned"].isVisible()
    bars = page.verdict.bars.bars
    assert [(bar.score, bar.own) for bar in bars] == [(0.7, True), (0.5, False), (BASELINE, False)]
    likely = page.verdict.likely.bars
    assert [(bar.score, bar.ends, bar.own) for bar in likely] == [(0.5, (0.3, 0.6), True)]
    assert page.verdict.likely.accessibleDescription().endswith(": 30 – 60 %")
    assert page.verdict.likely.isVisible()
    missed = page.verdict.missed
    assert [each.name for each in missed.shown] == ["anna.jpg"], "no file elsewhere is looked at"
    until(qtbot, lambda: missed.boxes[0][1].image is not None)
    form = page.verdict.form
    assert (form.name.text(), form.group.currentText()) == ("Mine", "Film")
    form.name.setText("Golden evening")
    form.licence.setText("CC0")
    with qtbot.waitSignal(session.style_list.added) as added:
        click(form.adopt)
    style = added.args[0] if added.args else None
    assert style is not None
    assert (style.name, style.group, style.licence) == ("Golden evening", "Film", "CC0")
    assert style.path.parent == paths.user_styles()
    until(qtbot, form.try_it.isVisible)
    assert not form.adopt.isEnabled(), "it is there already"
    opened(session, window_engine, ramp_photo())
    session.modes.go(Mode.TRAIN)
    click(form.try_it)
    assert session.modes.current is Mode.EDIT
    assert session.recipe.style is not None
    assert session.recipe.style.id == style.id


def test_the_time_machine_goes_to_every_checkpoint_and_keeps_one(
    opening: Callable[[], TrainMode], runs: Path, session: Session, qtbot: QtBot
) -> None:
    recorded(runs)
    page = page_of(opening(), qtbot)
    until(qtbot, lambda: page.machine.step == 20 and page.verdict.ready)
    page.tabs.setCurrentWidget(page.machine)
    machine = page.machine

    def level() -> int:
        image = machine.now.image
        return image.pixelColor(4, 4).red() if image is not None else -1

    until(qtbot, lambda: abs(level() - level_at(20)) < 3)
    machine.slider.setFocus()
    for step in (10, 0):
        QTest.keyClick(machine.slider, Qt.Key.Key_Left)
        until(qtbot, lambda step=step: abs(level() - level_at(step)) < 3)  # type: ignore[misc]
        assert machine.said.text() == f"step {step}, score {0.5 + step / 100:.3f}"
    QTest.keyClick(machine.slider, Qt.Key.Key_Right)
    assert machine.photo.count() == PHOTOS
    with qtbot.waitSignal(session.style_list.added) as added:
        click(machine.keep)
    style = added.args[0] if added.args else None
    assert style is not None
    assert style.name == "Mine, step 10"
    until(qtbot, machine.try_it.isVisible)
    assert not machine.keep.isEnabled()
    QTest.keyClick(machine.slider, Qt.Key.Key_Left)
    assert machine.keep.isEnabled()


def test_a_training_at_work_is_followed_live(
    opening: Callable[[], TrainMode], runs: Path, qtbot: QtBot
) -> None:
    run = recorded(runs, finished=False)
    with run.occupied():
        run.log.write("started", pid=1, resumed=True)
        mode = opening()
        page = page_of(mode, qtbot)
        until(qtbot, lambda: page.live.samples.samples is not None)
        assert page.tabs.currentWidget() is page.live
        assert not page.tabs.isTabEnabled(1)
        score, losses = page.live.plots.charts[:2]
        assert page.live.plots.course.baseline == BASELINE
        write_step(run, 20, loss=0.25)
        run.log.write("watch", what="numbers", action="ended", message=Message("Evaluation", "Careful.", {}))
        until(qtbot, lambda: "0.25" in losses.read_at(20))
        assert losses.read_at(19.7) == "step 20   generator 0.25   discriminators 0.6"
        assert score.read_at(11) == "step 10   score 0.6"
        until(qtbot, page.live.messages.isVisible)
        assert page.live.messages.text() == "Careful."
        facts = page.head.facts.text()
        for fact in ("step 20 of 20", "12.5 images a second", "processor (CPU)", "500 MB of memory"):
            assert fact in facts
        assert "left" not in facts, "time left is told only where it is known"
        buttons = page.head.buttons
        assert buttons["stop"].isVisible()
        assert not buttons["resume"].isVisible()
        click(buttons["pause"])
        until(qtbot, lambda: run.pause_requested)
        until(qtbot, lambda: buttons["pause"].text() == "Go On")
        click(buttons["pause"])
        until(qtbot, lambda: not run.pause_requested)
        finish(run)
        until(qtbot, lambda: page.tabs.currentWidget() is page.verdict)
        assert page.verdict.ready


def test_a_sample_is_seen_large_by_mouse_and_keys(
    opening: Callable[[], TrainMode], runs: Path, qtbot: QtBot
) -> None:
    recorded(runs)
    page = page_of(opening(), qtbot)
    until(qtbot, lambda: page.verdict.ready)  # which is then shown
    page.tabs.setCurrentWidget(page.live)
    live = page.live
    until(qtbot, lambda: len(live.samples.images) == PHOTOS)
    QTest.mouseClick(live.samples.boxes[1, "now"], Qt.MouseButton.LeftButton)
    assert live.sides.currentWidget() is live.large
    assert live.large.kind == "now"
    QTest.keyClick(live.large, Qt.Key.Key_Right)
    assert live.large.kind == "difference"
    assert live.large.box.image is live.samples.images[1]["difference"]
    QTest.keyClick(live.large, Qt.Key.Key_Up)
    assert live.large.box.image is live.samples.images[0]["difference"]
    QTest.keyClick(live.large, Qt.Key.Key_Escape)
    assert live.samples.isVisible()


def test_curves_are_compared_zoomed_by_logarithm_and_saved(
    opening: Callable[[], TrainMode], runs: Path, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    recorded(runs, "Older")
    recorded(runs, "Newer")
    mode = opening()
    page = page_of(mode, qtbot)
    until(qtbot, lambda: mode.runs.list.count() == 2)
    plots = page.live.plots
    until(qtbot, lambda: page.verdict.ready)  # which is then shown
    page.tabs.setCurrentWidget(page.live)
    assert plots.compare.count() == 2
    plots.compare.setCurrentIndex(1)
    plots.compare.activated.emit(1)
    until(qtbot, lambda: plots._other is not None and len(plots._other.curve(SCORE).steps) == 3)
    other = plots.compare.currentText()
    assert {page.run.config.name if page.run else "", other} == {"Older", "Newer"}
    for chart in plots.charts:
        legends = chart.legend, chart.other_legend
        assert [row.name.text() for row in legends] == [page.head.title.text(), other]
        assert all(row.name.isVisible() for row in legends)
        hues = []
        for row in legends:
            assert row.name.geometry().right() < row.words[0].geometry().left(), "no word lies on the name"
        for row in legends:
            words = [word for word in row.words if word.isVisible() and "beat" not in word.text()]
            assert [word.text()[2:] for word in words] == [
                translated(line.title) for line in chart.chart.lines
            ]
            hues += [word.palette().color(word.foregroundRole()).name() for word in words]
        assert len(set(hues)) == len(hues), "each curve has a colour of its own"
        drawn = [item.getData() for item in chart.item.listDataItems()]
        points = 3 if chart.chart.key == "score" else 2
        raw = sum(line.smooth for line in chart.chart.lines)
        assert [len(xs) for xs, _ in drawn if xs is not None] == [points] * (2 * len(chart.chart.lines) + raw)
    assert plots.charts[1].read_at(20, other=True) == plots.charts[1].read_at(20)
    for menu in mode.findChildren(QMenu):
        assert not menu.isVisible()
    plots.log.setChecked(True)
    assert plots.charts[1].item.ctrl.logYCheck.isChecked()
    assert not plots.charts[0].item.ctrl.logYCheck.isChecked(), "a score may be below nothing"
    plots.write_picture(tmp_path / "curves.png")
    with qtbot.waitSignal(
        session.notice, check_params_cb=lambda notice: "curves.csv" in str(notice.message)
    ):  # the second of the two, as they are written in order
        plots.write_numbers(tmp_path / "curves.csv")
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
    rows = (tmp_path / "curves.csv").read_text().splitlines()
    assert rows[0].startswith("step,score,loss_g")
    assert len(rows) == 4


def test_throwing_away_asks_first(opening: Callable[[], TrainMode], runs: Path, qtbot: QtBot) -> None:
    run = recorded(runs)
    mode = opening()
    page = page_of(mode, qtbot)

    def answer(text: str) -> None:
        box = next(each for each in mode.findChildren(QMessageBox) if each.isVisible())
        click(next(button for button in box.buttons() if button.text() == text))

    click(page.head.buttons["discard"])
    answer("Keep It")
    assert run.path.exists()
    click(page.head.buttons["discard"])
    answer("Throw Away")
    until(qtbot, lambda: not run.path.exists())
    until(qtbot, lambda: mode.stack.currentWidget() is mode.empty)
    assert mode.runs.list.count() == 0


def test_the_list_says_how_each_stands_and_trains_again(
    opening: Callable[[], TrainMode], runs: Path, qtbot: QtBot
) -> None:
    recorded(runs, "Done one")
    stopped = recorded(runs, "Half", finished=False)
    mode = opening()
    until(qtbot, lambda: mode.runs.list.count() == 2)
    texts = {mode.runs.list.item(row).text() for row in range(2)}
    assert texts == {"Done one\nFinished", "Half\nStopped"}
    page_of(mode, qtbot)
    run = next(run for run in mode._desk.runs() if run.path == stopped.path)
    menu = mode.runs.menu_for(run)
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert said == ["Resume", "Train Again with Changes…", "Open Folder", "Throw Away…"]
    menu.actions()[1].trigger()
    menu.close()
    assert mode.stack.currentWidget() is mode.wizard
    assert mode.wizard.choices.of("style") == ("/photos",)


def test_a_draft_is_gone_on_with_in_the_wizard(
    opening: Callable[[], TrainMode], runs: Path, qtbot: QtBot
) -> None:
    recorded(runs, "Done one")
    draft = RunFolder.create(runs / "draft", recorded(runs.parent, "Other").config)
    mode = opening()
    page_of(mode, qtbot)
    until(qtbot, lambda: mode.runs.list.count() == 2)
    mode.runs.chosen.emit(next(run for run in mode._desk.runs() if run.path == draft.path))
    assert mode.stack.currentWidget() is mode.wizard
    found = mode.wizard.draft
    assert found is not None
    assert found.path == draft.path


def test_a_training_that_ends_while_photos_are_edited_is_told(
    opening: Callable[[], TrainMode], runs: Path, session: Session, qtbot: QtBot
) -> None:
    run = recorded(runs, "Older", finished=False)
    recorded(runs, "Newer")
    with run.occupied():
        run.log.write("started", pid=1, resumed=True)
        mode = opening()
        page = page_of(mode, qtbot)
        until(qtbot, lambda: page.run is not None and page.run.path == run.path)  # the one at work
        newer = next(each for each in mode._desk.runs() if each.path != run.path)
        mode.show_run(newer)
        session.modes.go(Mode.EDIT)
        told: list[Notice] = []
        session.notice.connect(told.append)
        finish(run)
    until(qtbot, lambda: bool(told))
    assert str(told[0].message) == "“Older” was learned."
    offer = told[0].offer
    assert offer is not None
    offer.accept()
    assert session.modes.current is Mode.TRAIN
    until(qtbot, lambda: page.run is not None and page.run.path == run.path)
