"""The window's start: the first shows it, a later one hands its photos over. Light: it may end at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio.ui.first_window import SAMPLE, FirstWindow


def claim(argv: Sequence[str]) -> FirstWindow | None:
    """None where the first window now shows what ``argv`` names; else what ``app.run`` takes."""
    first = FirstWindow()
    paths = [Path(word) for word in argv if word != SAMPLE]
    return None if first.hand_over(paths, sample=SAMPLE in argv) else first
