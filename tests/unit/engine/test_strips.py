"""Strips on several threads: every row once, and a fault anywhere reaches the caller."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.engine.request import CancelToken
from studio.engine.strips import CPU_STRIP_PIXELS, StripLoop
from studio.errors import Cancelled
from tests.support.engine import CPU_CHOICE


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 300), st.integers(1, 200), st.integers(1, 5000), st.integers(1, 5), st.integers(1, 200))
def test_every_row_once(width: int, height: int, strip_pixels: int, threads: int, fits: int) -> None:
    done: list[int] = []
    told: list[float] = []

    def strip(top: int, rows: int, device: torch.device) -> None:
        if rows > fits:
            raise MemoryError
        done.extend(range(top, top + rows))

    StripLoop(replace(CPU_CHOICE, threads=threads), strip_pixels).run(width, height, strip, told.append)
    assert sorted(done) == list(range(height))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_all_cores_work_at_once() -> None:
    meeting = threading.Barrier(3, timeout=10)
    threads: set[int] = set()

    def strip(top: int, rows: int, device: torch.device) -> None:
        # Nobody gets past before all three are here.
        if top < 3:
            meeting.wait()
        threads.add(threading.get_ident())
        assert torch.is_inference_mode_enabled()

    StripLoop(replace(CPU_CHOICE, threads=3), 10).run(10, 9, strip)
    assert len(threads) == 3


@pytest.mark.parametrize("bad", [0, 4, 8])
def test_a_fault_in_any_strip_reaches_the_caller(bad: int) -> None:
    def strip(top: int, rows: int, device: torch.device) -> None:
        if top == bad:
            raise ValueError("strip", top)

    with pytest.raises(ValueError, match=str(bad)):
        StripLoop(replace(CPU_CHOICE, threads=3), 10).run(10, 9, strip)


def test_cancelled_before_the_first_strip() -> None:
    token = CancelToken()
    token.cancel()
    done: list[int] = []
    with pytest.raises(Cancelled):
        StripLoop(CPU_CHOICE).run(10, 10, lambda top, rows, device: done.append(top), token=token)
    assert done == []


def test_an_interrupt_in_progress_stops_the_other_threads_too() -> None:
    done: list[int] = []

    def strip(top: int, rows: int, device: torch.device) -> None:
        time.sleep(0.001)
        done.append(top)

    def interrupted(fraction: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        StripLoop(replace(CPU_CHOICE, threads=2), 10).run(10, 400, strip, interrupted)
    assert len(done) < 200


@pytest.mark.parametrize(
    ("width", "height", "count"),
    [(6000, 4000, 94), (1340, 893, 8), (340, 300, 2), (40, 30, 1), (100_000, 2, 2)],
)
def test_strips_are_large_but_enough_for_all_cores(width: int, height: int, count: int) -> None:
    taken: list[int] = []
    StripLoop(replace(CPU_CHOICE, threads=2)).run(width, height, lambda top, rows, device: taken.append(rows))
    assert sum(taken) == height
    assert len(taken) == count
    assert max(taken) * width <= max(CPU_STRIP_PIXELS, width)
