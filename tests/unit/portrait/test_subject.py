"""The subject map: whole people, their outline, and the same answer every time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from studio.imaging.image import Float32
from studio.portrait.face import Face
from studio.portrait.skin import skin_map
from studio.portrait.subject import subject_map
from tests.support.figure import FACE, TONES, figure


def people(picture: Float32, faces: tuple[Face, ...]) -> Float32:
    return subject_map(picture, faces, skin_map(picture, faces))


@pytest.mark.parametrize("tone", TONES.values(), ids=TONES.keys())
def test_head_hair_and_clothes_but_no_wall(tone: tuple[float, float, float]) -> None:
    subject = people(figure(tone), (FACE,))
    assert subject[150:170, 180:220].mean() > 0.95
    assert subject[30:45, 190:210].mean() > 0.8
    assert subject[260:390, 100:300].mean() > 0.95
    assert subject[20:190, 10:100].mean() < 0.05
    assert subject[20:190, 300:390].mean() < 0.05


def test_the_outline_is_the_pictures_own() -> None:
    picture = figure(TONES["light"])
    subject = people(picture, (FACE,))
    # The shirt ends at columns 60 and 340.
    row = subject[320]
    assert row[66] > 0.8
    assert row[54] < 0.2
    assert row[334] > 0.8
    assert row[346] < 0.2


def test_nobody_without_a_face() -> None:
    assert not people(figure(TONES["light"]), ()).any()


def test_the_same_in_every_thread_and_whatever_was_drawn_before() -> None:
    picture = figure(TONES["brown"])
    skin = skin_map(picture, (FACE,))
    first = subject_map(picture, (FACE,), skin)
    cv2.setRNGSeed(99)
    np.testing.assert_array_equal(subject_map(picture, (FACE,), skin), first)
    with ThreadPoolExecutor(3) as pool:
        for other in pool.map(lambda _: subject_map(picture, (FACE,), skin), range(6)):
            np.testing.assert_array_equal(other, first)


def test_a_face_that_fills_the_picture() -> None:
    picture = figure(TONES["light"])[60:190, 150:250]
    subject = people(np.ascontiguousarray(picture), (Face(0.0, 0.0, 1.0, 1.0),))
    assert np.isfinite(subject).all()
    assert subject[60:100, 40:60].mean() > 0.9


def test_thirty_faces_in_bounded_time() -> None:
    tile = cv2.resize(figure(TONES["brown"]), (80, 80), interpolation=cv2.INTER_AREA)
    crowd = np.asarray(np.tile(tile, (5, 6, 1)), np.float32)
    faces = tuple(
        Face((column + 0.35) / 6, (row + 0.15) / 5, 0.3 / 6, 0.3 / 5)
        for row in range(5)
        for column in range(6)
    )
    start = time.thread_time()
    skin = skin_map(crowd, faces)
    subject = subject_map(crowd, faces, skin)
    assert time.thread_time() - start < 3.0  # about 0.3 s
    for row in range(5):
        for column in range(6):
            assert skin[row * 80 + 30, column * 80 + 40] > 0.7
            assert subject[row * 80 + 30, column * 80 + 40] > 0.8
