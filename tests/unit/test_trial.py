"""The trial's eye: the button that leads on, by its colour."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from studio.ui.theme.colours import DARK

ACCENT = [int(DARK.accent[at : at + 2], 16) for at in (1, 3, 5)]


@pytest.fixture
def trial_window() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "packaging"))
        from frozen import trial_window

        yield trial_window
    for name in [name for name in sys.modules if name.split(".")[0] == "frozen"]:
        del sys.modules[name]


def test_the_button_that_leads_on(trial_window: ModuleType) -> None:
    screen = np.full((800, 1280, 3), 30, np.uint8)
    screen[5:30, 1160:1270] = ACCENT  # the title's
    screen[100:130, 10:200] = ACCENT  # what is chosen in a list
    screen[200:214, 300:314] = ACCENT  # a tick
    screen[300:302, 300:700] = screen[400:402, 300:700] = ACCENT  # a frame
    screen[300:402, 300:302] = screen[300:402, 698:700] = ACCENT
    assert trial_window.leading(screen) is None
    screen[700:725, 1000:1100] = ACCENT
    screen[708:716, 1030:1070] = 20  # its text
    x, y = trial_window.leading(screen)
    assert abs(x - 1050) <= 2
    assert abs(y - 712) <= 2
    screen[600:625, 1000:1100] = ACCENT
    assert trial_window.leading(screen) is None
