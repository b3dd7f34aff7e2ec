"""The skin map: the skin of these faces, and not what merely looks alike."""

from __future__ import annotations

import numpy as np
import pytest

from studio.portrait.face import Face
from studio.portrait.skin import skin_map
from studio.portrait.small import shade_free
from tests.support.figure import FACE, TONES, figure


@pytest.mark.parametrize("tone", TONES.values(), ids=TONES.keys())
def test_face_and_hand_of_every_tone(tone: tuple[float, float, float]) -> None:
    skin = skin_map(figure(tone), (FACE,))
    assert skin[150:170, 180:220].mean() > 0.9
    assert skin[340:360, 260:290].mean() > 0.6
    assert skin[300:320, 120:180].mean() < 0.1
    assert skin[30:40, 190:210].mean() < 0.1
    assert skin[20:100, 20:80].mean() < 0.05


def test_the_light_may_be_dark_or_coloured() -> None:
    picture = figure(TONES["brown"])
    for light in ((0.15, 0.15, 0.15), (1.0, 0.7, 0.4), (0.6, 0.7, 1.0)):
        skin = skin_map(picture * np.array(light, np.float32), (FACE,))
        assert skin[150:170, 180:220].mean() > 0.85
        assert skin[300:320, 120:180].mean() < 0.15


def test_a_sandy_wall_is_not_skin() -> None:
    """Not of the face's colour, though many rules for skin would take it."""
    skin = skin_map(figure(TONES["light"], wall=(0.80, 0.68, 0.50)), (FACE,))
    assert skin[150:170, 180:220].mean() > 0.9
    assert skin[20:100, 10:90].mean() < 0.1


def test_without_a_face_there_is_no_skin() -> None:
    assert not skin_map(figure(TONES["light"]), ()).any()


def test_shade_changes_lightness_and_not_colour() -> None:
    tone = np.array(TONES["light"], np.float32)
    linear = ((tone + 0.055) / 1.055) ** 2.4
    shaded = np.stack([1.055 * (linear * light) ** (1 / 2.4) - 0.055 for light in (1.0, 0.5, 0.25)])
    colours = shade_free(np.asarray(shaded[None], np.float32))[0]
    assert np.ptp(colours[:, 0]) > 20
    assert np.ptp(colours[:, 1]) < 2.5
    assert np.ptp(colours[:, 2]) < 2.5


def test_a_face_outside_or_too_small_teaches_nothing() -> None:
    picture = figure(TONES["light"])
    for face in (Face(2.0, 2.0, 0.3, 0.3), Face(0.5, 0.5, 0.001, 0.001)):
        assert not skin_map(picture, (face,)).any()
