"""The pictures of samples: which files they are, and what is made of them."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from studio.runs.events import Event
from studio.ui.train.sample_pictures import (
    by_step,
    difference,
    read_picture,
    read_pictures,
    samples_of,
)
from tests.support.recorded_run import SIZE, STEPS, level_at, recorded


def plain(colour: str) -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB888)
    image.fill(QColor(colour))
    return image


def test_the_pictures_of_a_photo(tmp_path: Path) -> None:
    run = recorded(tmp_path)
    samples = by_step(run.tail().read())
    assert tuple(samples) == STEPS
    found = read_pictures(run, samples[20], 1)
    assert set(found) == {"before", "baseline", "now", "difference"}
    assert (found["now"].width(), found["now"].height()) == SIZE
    assert found["now"].pixelColor(5, 5).red() == pytest.approx(level_at(20), abs=2)
    assert found["before"].pixelColor(5, 5).red() == pytest.approx(100, abs=2)


def test_what_is_missing_or_broken_is_left_out(tmp_path: Path) -> None:
    run = recorded(tmp_path)
    samples = by_step(run.tail().read())[10]
    (run.samples / samples.before[0]).unlink()
    (run.samples / samples.now[0]).write_bytes(b"no picture")
    assert set(read_pictures(run, samples, 0)) == {"baseline"}
    assert read_pictures(run, samples, 7) == {}


@pytest.mark.parametrize("name", ["../0-before.jpg", "/etc/passwd", 7, None, ".."])
def test_names_that_lead_elsewhere_are_not_followed(name: object) -> None:
    event = Event(0.0, "sample", {"step": 1, "files": ["0-1.jpg"], "before": [name], "style": name})
    found = samples_of(event)
    assert found is not None
    assert found.name(0, "before") == ""
    assert found.style == ""
    assert samples_of(Event(0.0, "sample", {"step": 1, "files": [name]})) is None


def test_a_difference_is_dark_where_there_is_none_and_pale_where_there_is_much() -> None:
    same, far = difference(plain("#808080"), plain("#808080")), difference(plain("#ffffff"), plain("#000000"))
    assert same.pixelColor(3, 3).lightness() < 10
    assert far.pixelColor(3, 3).lightness() > 200
    halves = plain("#808080")
    for x in range(20):
        for y in range(30):
            halves.setPixelColor(x, y, QColor("#b08080"))
    found = difference(plain("#808080"), halves)
    lightness = np.array(
        [[found.pixelColor(x, 15).lightness() for x in (found.width() // 8, found.width() - 4)]]
    )
    assert lightness[0, 0] > lightness[0, 1] + 30


def test_pictures_that_no_training_wrote_are_left_out(tmp_path: Path) -> None:
    place = tmp_path / "0-000001.png"
    image = QImage(2049, 16, QImage.Format.Format_RGB888)
    image.fill(0)
    assert image.save(str(place))
    assert read_picture(place) is None
    assert image.scaled(2048, 16).save(str(place))
    assert read_picture(place) is not None
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jpg")
        assert read_picture(tmp_path / "pipe.jpg") is None


def test_the_difference_of_a_line() -> None:
    image = QImage(512, 1, QImage.Format.Format_RGB888)
    image.fill(0)
    assert difference(image, image).height() == 1
