"""The blind test: every photo once, the sides by chance, the score at the end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.ui.background import Background
from studio.ui.train.blind_test import BlindTest, questions_of
from studio.ui.train.remembered import Remembered
from studio.ui.train.sample_pictures import Samples, by_step
from tests.support.recorded_run import PHOTOS, recorded

OWN = 240


@pytest.fixture
def blind(tmp_path: Path, qtbot: QtBot) -> Iterator[BlindTest]:
    """Of a run whose own edits are almost white."""
    run = recorded(tmp_path / "runs", truth=OWN)
    background = Background()
    pictures = Remembered(background)
    pictures.begin(run)
    test = BlindTest(pictures)
    test.begin()
    assert not test.possible
    test.take(by_step(run.tail().read())[20])
    test.resize(800, 500)
    test.show()
    yield test
    test.close()
    background.stop()
    for thing in (test, background):
        thing.deleteLater()


def own_side(blind: BlindTest, qtbot: QtBot) -> int:
    """Where a person who sees well finds the own edit."""
    qtbot.waitUntil(lambda: all(box.image is not None for box in blind.sides), timeout=30_000)
    images = [box.image for box in blind.sides]
    levels = [image.pixelColor(5, 5).red() for image in images if image is not None]
    assert max(levels) == pytest.approx(OWN, abs=3)
    return levels.index(max(levels))


def test_who_sees_the_difference_finds_all(blind: BlindTest, qtbot: QtBot) -> None:
    assert blind.possible
    for _ in range(PHOTOS):
        assert blind.question is not None
        QTest.mouseClick(blind.sides[own_side(blind, qtbot)], Qt.MouseButton.LeftButton)
    assert blind.answers == [True] * PHOTOS
    assert blind.question is None
    assert blind.head.text() == f"You found your own edit on {PHOTOS} of {PHOTOS} photos."
    assert not blind.sides[0].isVisible()
    QTest.mouseClick(blind.again, Qt.MouseButton.LeftButton)
    assert blind.answers == []
    assert blind.head.text() == "Which one is your own edit?"


def test_keys_answer_too_and_wrong_is_wrong(blind: BlindTest, qtbot: QtBot) -> None:
    own = own_side(blind, qtbot)
    QTest.keyClick(blind, Qt.Key.Key_2 if own == 0 else Qt.Key.Key_1)
    assert blind.answers == [False]


def test_sides_and_order_are_by_chance_and_each_photo_is_asked_once() -> None:
    samples = Samples(1, ("a", "b", "c", "d"), truth=("a", "b", "", "d"))
    asked = [questions_of(samples, random.Random(seed)) for seed in range(40)]
    assert all(sorted(each.number for each in one) == [0, 1, 3] for one in asked)
    assert len({tuple(each.number for each in one) for one in asked}) > 3
    left = sum(each.own_left for one in asked for each in one)
    assert 40 < left < 80
    assert questions_of(Samples(1, ("a",)), random.Random(0)) == ()
