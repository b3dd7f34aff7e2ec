"""Any photo in the time machine: the one that is open, a chosen one, a dropped one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.engine.trial_request import TrialRequest
from studio.ui.main_window import MainWindow
from studio.ui.session import Session
from studio.ui.train.run_page import RunPage
from studio.ui.train.time_machine import TimeMachine
from studio.ui.train_place import TrainPlace
from tests.support.recorded_run import PHOTOS, STEPS, recorded
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened


@pytest.fixture
def machine(session: Session, home: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[TimeMachine]:
    """The time machine of a finished training, seen."""
    with qtbot.waitSignal(session.styles_changed):
        session.style_list.load(lambda _: None)
    window = MainWindow(session)
    place = TrainPlace(session, window)
    page = RunPage(session, place.desk)
    page.resize(900, 600)
    page.show()
    page.show_run(recorded(tmp_path / "runs"))
    qtbot.waitUntil(lambda: page.machine.step == STEPS[-1] and page.verdict.ready, timeout=30_000)
    page.tabs.setCurrentWidget(page.machine)
    yield page.machine
    page.stop()
    page.close()
    window.close()
    session.close()
    page.deleteLater()
    window.deleteLater()


Answer = Callable[[], TrialRequest]


@pytest.fixture
def answer(window_engine: WindowEngine, qtbot: QtBot) -> Answer:
    """Waits until the engine was asked to try a style, and lets it answer."""

    def trial() -> TrialRequest:
        def there() -> list[TrialRequest]:
            return [each for each in window_engine.waiting if isinstance(each, TrialRequest)]

        qtbot.waitUntil(lambda: bool(there()), timeout=30_000)
        (asked,) = there()  # one at a time
        window_engine.answer(lambda request: request is asked)
        return asked

    return trial


def blue(machine: TimeMachine) -> list[int]:
    """That of the picture beside, and of the one in the style; -1 without a picture."""
    images = machine.other.image, machine.now.image
    return [-1 if image is None else image.pixelColor(2, 2).blue() for image in images]


def file_of(request: TrialRequest, session: Session) -> str:
    catalogue = session.style_list.catalogue
    assert catalogue is not None
    return catalogue.get(request.style_id).path.name


def trials(engine: WindowEngine) -> list[TrialRequest]:
    return [each for each in engine.asked if isinstance(each, TrialRequest)]


def test_the_open_photo_is_seen_at_every_checkpoint(
    machine: TimeMachine, session: Session, window_engine: WindowEngine, answer: Answer, qtbot: QtBot
) -> None:
    assert machine.photo.count() == PHOTOS
    photo = opened(session, window_engine, ramp_photo())
    session.set_value("exposure", -1.0)
    assert machine.photo.itemText(PHOTOS) == "Open: ramp.png"
    assert not trials(window_engine), "nothing is rendered that nobody chose"
    machine.photo.setCurrentIndex(PHOTOS)
    assert blue(machine) == [-1, -1], "no other photo under this one's name"
    first = answer()
    assert (first.photo, first.style_id) == (photo, "")
    assert first.recipe.value("exposure") == -1.0, "as it is lit in Edit"
    second = answer()
    assert second.style_id
    assert second.photo is photo
    qtbot.waitUntil(lambda: blue(machine) == [0, 255])
    # The neighbours come before they are asked for.
    third = answer()
    assert third.style_id not in ("", second.style_id)
    machine.slider.setFocus()
    QTest.keyClick(machine.slider, Qt.Key.Key_Left)
    assert machine.said.text() == "step 10, score 0.600"
    qtbot.waitUntil(lambda: machine._any.get(10) is not None)
    QTest.keyClick(machine.slider, Qt.Key.Key_Left)
    answer()
    qtbot.waitUntil(lambda: machine._any.get(0) is not None)
    QTest.qWait(50)
    assert len(trials(window_engine)) == 1 + len(STEPS), "each is rendered once"
    machine.photo.setCurrentIndex(0)
    qtbot.waitUntil(lambda: blue(machine)[1] == 100)


def test_who_scrubs_waits_for_no_checkpoint_that_was_passed(
    machine: TimeMachine, session: Session, window_engine: WindowEngine, answer: Answer, qtbot: QtBot
) -> None:
    opened(session, window_engine, ramp_photo())
    machine.photo.setCurrentIndex(PHOTOS)
    answer()
    qtbot.waitUntil(lambda: len(trials(window_engine)) == 2)
    for value in (1, 2, 1, 0):
        machine.slider.setValue(value)
    assert file_of(answer(), session) == f"{STEPS[-1]:06d}.pstyle"
    qtbot.waitUntil(lambda: blue(machine) == [0, 255], timeout=5000)  # what was begun is shown
    assert file_of(answer(), session) == f"{STEPS[0]:06d}.pstyle", "then comes where the slider stands"


def test_a_photo_is_chosen_or_dropped_and_one_that_cannot_be_read_says_so(
    machine: TimeMachine, window_engine: WindowEngine, answer: Answer, qtbot: QtBot, tmp_path: Path
) -> None:
    photo = ramp_photo(path=tmp_path / "anna.png")
    window_engine.photos[photo.path] = photo
    machine.choice.choose.click()
    dialog = machine.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(photo.path))
    dialog.reject()
    assert machine.photo.currentText() == "anna.png"
    assert answer().photo == photo.path
    answer()
    qtbot.waitUntil(lambda: blue(machine) == [0, 255])
    answer()  # its neighbour, which would still be on its way
    qtbot.waitUntil(lambda: machine._any.get(STEPS[-2]) is not None)

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.txt"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    machine.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert machine.photo.currentText() == "notes.txt"
    assert not machine.pair.error.isVisible()
    answer()
    assert machine.pair.error.isVisible()
    assert machine.pair.error.text() == "“notes.txt” is not an image that this program knows."
    assert blue(machine) == [-1, -1]
    asked = len(trials(window_engine))
    machine.slider.setValue(0)
    QTest.qWait(50)
    assert len(trials(window_engine)) == asked, "and is not asked for again and again"
    machine.photo.setCurrentIndex(machine.choice._find(photo.path))
    assert not machine.pair.error.isVisible()


def test_a_style_file_that_is_broken_is_told_at_its_step_alone(
    machine: TimeMachine, session: Session, window_engine: WindowEngine, answer: Answer, qtbot: QtBot
) -> None:
    watch = machine._watch
    assert watch is not None
    (watch.run.samples / f"{STEPS[0]:06d}.pstyle").write_bytes(b"no style")
    opened(session, window_engine, ramp_photo())
    machine.slider.setValue(0)
    machine.photo.setCurrentIndex(PHOTOS)
    answer()
    qtbot.waitUntil(machine.pair.error.isVisible, timeout=5000)
    machine.slider.setValue(1)
    answer()
    qtbot.waitUntil(lambda: blue(machine) == [0, 255], timeout=5000)
    assert not machine.pair.error.isVisible()
