"""Doors that may say no, but only in our own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.errors import PhotoError


def refusal(opened: Callable[[Path], object], path: Path) -> PhotoError | None:
    """What a door says no with, None where it opens. Any other exception fails the test."""
    try:
        opened(path)
    except PhotoError as error:
        return error
    return None
