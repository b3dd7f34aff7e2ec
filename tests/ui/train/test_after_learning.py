"""Around a training: adopting over a restart, trying without an open photo, notices out of the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QMessageBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.runs.progress import Progress
from studio.ui.background import Background
from studio.ui.message_bar import MessageBar
from studio.ui.messages import Notice, Severity
from studio.ui.session import Session
from studio.ui.theme.colours import DARK, LIGHT
from studio.ui.theme.sheet import style_sheet
from studio.ui.train.adopt_form import AdoptForm
from studio.ui.train.keep_one import KeepOne
from studio.ui.train.live_page import LivePage
from studio.ui.train.paragraphs import Paragraphs
from studio.ui.train.remembered import Remembered
from studio.ui.train.run_page import RunPage
from studio.ui.train.sample_pictures import by_step
from studio.ui.train.train_mode import TrainMode
from studio.ui.train.try_offer import TryOffer, first_photo
from studio.ui.train.watch import RunWatch
from tests.support.recorded_run import recorded
from tests.support.shoots import shoot
from tests.support.trainings import desk_at
from tests.support.window_engine import WindowEngine, ramp_photo


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(900, 700)
    window.show()
    yield window
    window.close()
    window.deleteLater()


def until(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=30_000)


def test_a_style_that_was_adopted_is_known_again_whatever_it_is_called(
    session: Session, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.styles_changed):
        session.style_list.load(lambda _: None)
    run = recorded(tmp_path / "runs")
    other = recorded(tmp_path / "runs", "Another")
    form = AdoptForm(session)
    qtbot.addWidget(form)
    form.offer(Path(run.config.output), run.config)
    form.name.setText("Golden evening")
    with qtbot.waitSignal(session.style_list.added):
        form.adopt.click()
    until(qtbot, lambda: not form.adopt.isEnabled())

    later = AdoptForm(session)
    qtbot.addWidget(later)
    later.offer(Path(run.config.output), run.config)
    until(qtbot, lambda: later.adopt.text() == "In Your Gallery")
    assert not later.adopt.isEnabled()
    assert later.name.text() == "Golden evening"
    assert not later.try_it.isHidden()

    third = AdoptForm(session)
    qtbot.addWidget(third)
    (other_path := Path(other.config.output)).write_bytes((other.samples / "000010.pstyle").read_bytes())
    third.offer(other_path, other.config)
    style = next(style for style in session.styles if style.name == "Golden evening")
    session.style_list.remove(style.id)
    until(qtbot, later.adopt.isEnabled)
    assert later.adopt.text() == "Add to My Styles", "it is there no more"
    assert third.adopt.isEnabled(), "a style that is another one was never there"


def test_a_checkpoint_that_was_kept_is_known_again_after_a_restart(
    session: Session, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.styles_changed):
        session.style_list.load(lambda _: None)
    run = recorded(tmp_path / "runs")
    with desk_at(run.path.parent) as desk:
        watch = desk.watch(run)
        until(qtbot, lambda: len(by_step(watch.events)) == 3)
        samples = by_step(watch.events)

        def opened() -> KeepOne:
            keeper = KeepOne(session)
            qtbot.addWidget(keeper)
            keeper.begin(watch)
            keeper.show()
            return keeper

        first = opened()
        first.show_samples(samples[10])
        with qtbot.waitSignal(session.style_list.added):
            first.keep.click()
        until(qtbot, lambda: first.keep.text() == "In Your Gallery")

        later = opened()
        later.show_samples(samples[10])
        until(qtbot, lambda: later.keep.text() == "In Your Gallery")
        assert not later.keep.isEnabled()
        assert later.try_it.isVisible()
        later.show_samples(samples[20])
        until(qtbot, lambda: 20 in later._known)
        assert later.keep.isEnabled(), "another step was not kept"
        later.show_samples(samples[10])
        style = next(style for style in session.styles if style.name == "Mine, step 10")
        session.style_list.remove(style.id)
        until(qtbot, later.keep.isEnabled)
        assert later.keep.text() == "Keep This One", "it is there no more"


def test_sentences_of_a_verdict_stand_apart_and_the_first_stands_out(qtbot: QtBot) -> None:
    told = Paragraphs(lead=True)
    qtbot.addWidget(told)
    told.resize(400, 300)
    told.show()
    told.show_sentences(["What it is worth.", "How that was measured.", "And against what."])
    first, second, third = told.labels
    assert first.property("part") == "lead"
    assert second.property("part") is None
    assert second.geometry().top() - first.geometry().bottom() >= 8
    assert third.geometry().top() - second.geometry().bottom() >= 8
    told.show_sentences(["Alone."])
    assert told.text() == "Alone."
    assert not second.isVisible()
    told.show_sentences([])
    assert not told.isVisible()


def test_only_trainings_with_curves_are_offered_to_compare_with(
    session: Session, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    shown, other = (recorded(tmp_path / "runs", name) for name in ("Shown", "Other"))
    for name in ("new", "failed"):
        path = tmp_path / "runs" / name
        run = RunFolder.create(path, replace(shown.config, name=name, output=str(path / "a.pstyle")))
        if name == "failed":
            run.log.write("started", pid=1)
            run.log.write("failed", sentence="", details="")
    with desk_at(tmp_path / "runs") as desk:
        until(qtbot, lambda: len(desk.runs()) == 4)
        page = RunPage(session, desk)
        qtbot.addWidget(page)
        page.show_run(next(run for run in desk.runs() if run.path == shown.path))
        combo = page.live.plots.compare
        assert [combo.itemData(place) for place in range(combo.count())] == [None, str(other.path)]
        desk.discard(next(run for run in desk.runs() if run.path == other.path))
        assert not combo.isEnabled()
        assert combo.toolTip() == "No other training has curves yet"
        page.stop()


@pytest.mark.parametrize("elsewhere", [False, True], ids=["waited for", "the wizard meanwhile"])
def test_the_page_of_a_training_is_made_after_the_mode_is_seen(
    elsewhere: bool, session: Session, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    recorded(tmp_path / "runs")
    with desk_at(tmp_path / "runs") as desk:
        until(qtbot, lambda: len(desk.runs()) == 1)
        mode = TrainMode(session, desk)
        qtbot.addWidget(mode)
        mode.show()
        assert mode._page is None, "all at once would stop the window"
        if elsewhere:
            mode.show_wizard()
            qtbot.wait(200)
            assert mode.stack.currentWidget() is mode.wizard
        else:
            until(qtbot, lambda: mode.stack.currentWidget() is mode._page)
            assert mode.page.run is desk.runs()[0]
        mode.stop()


def test_the_mode_opens_without_torch() -> None:
    code = (
        "import sys, studio.ui.train.train_mode, studio.ui.train.try_offer;"
        "print([name for name in ('torch', 'cv2') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.fixture
def offer(session: Session, window: QWidget) -> TryOffer:
    return TryOffer(session, window)


def pressed(window: QWidget, text: str) -> None:
    box = window.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.text() == text).click()


def test_trying_without_an_open_photo_asks_for_one(
    offer: TryOffer,
    window: QWidget,
    session: Session,
    window_engine: WindowEngine,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    photo = ramp_photo(path=tmp_path / "anna.png")
    photo.path.write_bytes(b"photo")
    window_engine.photos[photo.path] = photo
    style = session.styles[0]
    offer.try_style(style, None)
    texts = [button.text() for button in window.findChildren(QMessageBox)[-1].buttons()]
    assert sorted(texts) == ["Cancel", "Choose a Photo…"], "without a training there are no photos of it"
    pressed(window, "Choose a Photo…")
    window.findChildren(QFileDialog)[-1].fileSelected.emit(str(photo.path))
    until(qtbot, lambda: bool(window_engine.answer()) and session.photo is photo)
    until(qtbot, lambda: session.recipe.style is not None)
    assert session.recipe.style is not None
    assert session.recipe.style.id == style.id
    other = session.styles[1]
    offer.try_style(other, None)
    assert session.recipe.style.id == other.id, "and with one it is applied at once"


def test_trying_takes_one_of_the_trainings_photos(
    offer: TryOffer,
    window: QWidget,
    session: Session,
    window_engine: WindowEngine,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    folder = shoot(tmp_path / "plain", range(2))
    photo = ramp_photo(path=sorted(folder.iterdir())[0])
    window_engine.photos[photo.path] = photo
    config = TrainingConfig(
        name="Film", output=str(tmp_path / "x.pstyle"), style=("/finished",), ordinary=("/gone", str(folder))
    )
    offer.try_style(session.styles[0], RunFolder(tmp_path / "run", config))
    pressed(window, "One of the Training's")
    until(qtbot, lambda: bool(window_engine.answer()) and session.photo is photo)
    until(qtbot, lambda: session.recipe.style is not None)


def test_photos_that_are_gone_are_passed_over(tmp_path: Path) -> None:
    folder = shoot(tmp_path / "plain", range(2))
    empty = tmp_path / "empty"
    empty.mkdir()
    first = sorted(folder.iterdir())[0]
    assert first_photo(("/nowhere", str(empty), str(folder))) == first
    assert first_photo((str(first),)) == first
    assert first_photo(("/nowhere", str(empty))) is None


def test_a_notice_over_the_mode_train_leaves_tabs_and_controls_free(
    session: Session, window: QWidget
) -> None:
    bar = MessageBar(session, window)
    train = QWidget(window)
    train.resize(900, 700)
    train.show()
    bar.move_to(train, 100)
    session.notice.emit(Notice(Message("errors", "Added."), Severity.NOTE))
    assert bar.geometry().bottom() <= train.height() - 100
    assert bar.geometry().top() > train.height() // 2
    train.resize(900, 500)
    QApplication.sendPostedEvents()
    assert bar.geometry().bottom() <= 400
    bar.move_to(window)
    assert bar.geometry().top() < 100
    bar.dismiss()


def test_empty_charts_say_what_is_done_before_there_are_curves(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    background = Background()
    page = LivePage(session, Remembered(background))
    qtbot.addWidget(page)
    progress = Progress()
    run = recorded(tmp_path, finished=False)
    watch = SimpleNamespace(run=run, events=[], progress=progress, at_work=True, state="running")
    page.begin(cast(RunWatch, watch))

    def told(kind: str, **values: object) -> str:
        event = Event(0.0, kind, values)
        progress.take(event)
        page.take([event])
        return "" if page.plots._waiting.isHidden() else page.plots._waiting.text()

    assert told("gathering", fraction=0.5).startswith("It reads the photos")
    assert "estimates the style" in told("stage", name="estimate")
    assert told("step", step=1, steps=9, loss_g=0.5) == "", "there is a curve"
    watch.at_work, watch.state = False, "queued"
    page.begin(cast(RunWatch, watch))
    assert page.plots._waiting.text().startswith("It begins by itself")
    page.plots.build()
    page.plots.resize(600, 500)
    assert page.plots._waiting.contentsRect().left() > 50, "it leaves the numbers of the axis free"
    watch.state = "stopped"
    page.begin(cast(RunWatch, watch))
    assert page.plots._waiting.isHidden(), "where nothing is done nothing is said"
    page.plots.build()
    background.stop()


@pytest.mark.parametrize("colours", [DARK, LIGHT])
def test_an_unticked_box_has_an_edge_and_focus_is_no_choice(colours: object, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.setStyleSheet(style_sheet(colours))  # type: ignore[arg-type]
    box = QCheckBox("Tick", host)
    buttons = [QToolButton(host) for _ in range(3)]
    for place, button in enumerate(buttons):
        button.setText("Edit")
        button.setCheckable(True)
        button.setProperty("part", "segment")
        button.setGeometry(10, 40 + 40 * place, 80, 30)
    buttons[0].setChecked(True)
    host.resize(200, 200)
    host.show()
    image = box.grab().toImage()
    middle = image.height() // 2
    inside, ground = image.pixelColor(3, 4), image.pixelColor(image.width() - 1, 1)
    edges = [image.pixelColor(x, middle) for x in range(5)]
    assert any(abs(edge.lightness() - ground.lightness()) > 40 for edge in edges), "it is seen to be a box"
    box.setChecked(True)
    assert abs(box.grab().toImage().pixelColor(3, 4).lightness() - inside.lightness()) > 20
    QApplication.sendEvent(buttons[1], QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    buttons[1].setFocus()
    chosen, focused, plain = (button.grab().toImage() for button in buttons)
    assert chosen != focused
    assert focused.pixelColor(40, 5) == plain.pixelColor(40, 5), "its ground is as of one not chosen"
