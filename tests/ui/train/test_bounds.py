"""What could grow, or go on, without an end: callbacks, layouts, the range of a chart."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.errors import StudioError
from studio.runs.events import LARGEST, Event
from studio.runs.folder import RunFolder
from studio.ui.background import Background
from studio.ui.train.course import CHARTS, Course
from studio.ui.train.plot import Plot
from studio.ui.train.remembered import Remembered
from studio.ui.train.sample_pictures import KINDS, Samples
from studio.ui.train.samples_area import SamplesArea
from studio.ui.train.samples_view import SamplesView

STEPS = 40


class SlowBackground:
    """Keeps what was asked; answers when told to, oldest first."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[dict[str, QImage]], None]] = []

    def run(
        self, work: object, then: Callable[[dict[str, QImage]], None], failed: Callable[[StudioError], None]
    ) -> None:
        self.waiting.append(then)

    def answer(self, many: int) -> None:
        for _ in range(min(many, len(self.waiting))):
            self.waiting.pop(0)({})


@pytest.mark.parametrize("seed", [3, 2737])
def test_who_scrubs_faster_than_pictures_come_is_called_as_often_as_pictures_come(seed: int) -> None:
    background, hand = SlowBackground(), random.Random(seed)
    pictures = Remembered(cast(Background, background))
    pictures.begin(cast(RunFolder, object()))
    samples = [Samples(step, ("a.jpg",)) for step in range(STEPS)]
    calls, answers, place = 0, 0, 0

    def show() -> None:
        nonlocal calls
        calls += 1
        if pictures.get(place, 0) is None:
            pictures.want(samples[place], 0, show)
            return
        for near in (place + 1, place - 1):
            if 0 <= near < STEPS:
                pictures.want(samples[near], 0, show)

    moves = 150
    for _ in range(moves):
        place = min(STEPS - 1, max(0, place + hand.choice((1, 1, -1, 2, 3))))
        show()
        many = hand.choice((0, 0, 1, 2))
        answers += min(many, len(background.waiting))
        background.answer(many)
    assert calls <= moves + answers


class Resizes(QObject):
    """Counts how often widgets are resized."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() == QEvent.Type.Resize
        return False


def test_rows_of_photos_come_to_rest_at_every_height(tmp_path: Path, qtbot: QtBot) -> None:
    images = {kind: QImage(48, 32, QImage.Format.Format_RGB888) for kind in KINDS}
    for image in images.values():
        image.fill(QColor("gray"))

    class There:
        def get(self, step: int, number: int) -> dict[str, QImage]:
            return images

    host = QWidget()
    view = SamplesView(cast(Remembered, There()))
    layout = QVBoxLayout(host)
    layout.addWidget(SamplesArea(view))
    qtbot.addWidget(host)
    view.begin(cast(RunFolder, object()))
    view.show_samples(Samples(1, ("a.jpg", "b.jpg"), before=("c.jpg",), truth=("d.jpg",)))
    host.resize(640, 300)
    host.show()
    resizes = Resizes()
    QApplication.instance().installEventFilter(resizes)  # type: ignore[union-attr]
    restless = []
    for height in range(240, 380, 2):
        host.resize(640, height)
        QTest.qWait(8)
        resizes.count = 0
        QTest.qWait(12)
        if resizes.count > 40:
            restless.append((height, resizes.count))
    QApplication.instance().removeEventFilter(resizes)  # type: ignore[union-attr]
    assert not restless, "a scroll bar that comes and goes"


@pytest.mark.parametrize("factor", [1.35, 1 / 1.35])
@pytest.mark.parametrize("log", [False, True])
def test_a_chart_is_zoomed_as_far_as_there_is_something_to_see(
    log: bool, factor: float, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    plot = Plot(CHARTS[1])
    qtbot.addWidget(plot)
    course = Course()
    values: list[Any] = [0.5, LARGEST, 1e-300, -LARGEST, 0.7]
    course.take(Event(0.0, "step", {"step": step, "loss_g": value}) for step, value in enumerate(values))
    plot.show_course(course)
    plot.set_log(log)
    plot.show()
    QTest.qWait(30)
    for _ in range(600):
        plot.item.vb.scaleBy((factor, factor), QPointF(1.0, 0.5))
    QTest.qWait(30)
    (left, right), (bottom, top) = plot.item.viewRange()
    assert 0 < right - left <= 4 * LARGEST
    assert 0 < top - bottom <= 4 * LARGEST
    assert "Traceback" not in capsys.readouterr().err
    assert plot.grab().toImage().pixelColor(2, 2) != QColor(Qt.GlobalColor.transparent)
