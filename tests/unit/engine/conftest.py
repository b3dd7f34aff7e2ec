"""Fixtures for tests of the engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.engine import some_styles
from tests.support.engine_loop import Running


@pytest.fixture
def engine() -> Iterator[Running]:
    running = Running(some_styles())
    yield running
    running.stop()
