"""Time left: true after a tenth, also where photos differ in size and work was interrupted."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.batch.budget import FLOAT_BYTES, SMALL_BYTES, MemoryBudget, bytes_for
from studio.batch.outputs import PlannedOutput
from studio.batch.pace import ActiveClock, Pace, weight
from studio.batch.plan import PlannedPhoto
from studio.imaging.encode import ExportOptions


def photo(megapixels: float, format: str = "jpeg") -> PlannedPhoto:
    output = PlannedOutput(Path("out"), ExportOptions(format))
    return PlannedPhoto(Path("a.jpg"), (output,), megapixels=megapixels)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("seed", range(4))
def test_within_a_fifth_after_a_tenth(workers: int, seed: int) -> None:
    """Sizes in runs, as cameras change; the time of each scatters by a fifth; loading takes 3 s at first."""
    random = np.random.default_rng(seed)
    sizes = np.repeat(random.choice([6.0, 12.0, 24.0, 45.0], 20), 10)
    photos = [photo(float(size)) for size in sizes]
    clock = Clock()
    pace = Pace(sum(map(weight, photos)), len(photos), workers, clock)
    free_at = [clock.now + 3.0] * workers
    events: list[tuple[float, int, int]] = []  # time, 0 for the end and 1 for the beginning, photo
    for number, each in enumerate(photos):
        place = int(np.argmin(free_at))
        events.append((free_at[place], 1, number))
        free_at[place] += weight(each) * 0.02 * float(random.uniform(0.8, 1.2))
        events.append((free_at[place], 0, number))
    whole, done = max(free_at), 0
    wrong = []
    for moment, begins, number in sorted(events):
        clock.now = moment
        if begins:
            pace.begun(number, weight(photos[number]))
            continue
        pace.ended(number, weight(photos[number]))
        done += 1
        if len(photos) // 10 <= done <= len(photos) * 9 // 10:
            assert pace.seconds_left is not None
            wrong.append(abs(pace.seconds_left / (whole - moment) - 1))
    assert max(wrong) < 0.2


def test_nothing_is_said_too_early_and_nothing_counts_that_took_no_work() -> None:
    clock = Clock()
    pace = Pace(100.0, 10, 1, clock)
    for number in range(5):
        pace.ended(number, 1.0)
    assert pace.seconds_left is None
    assert pace.photos_per_minute is None
    for number in range(5, 9):
        pace.begun(number, 5.0)
        clock.now += 20.0 if number == 5 else 2.0
        pace.ended(number, 5.0)
    assert pace.photos_per_minute == pytest.approx(30.0)
    assert pace.seconds_left == pytest.approx((100 - 5 - 20) / 5 * 2)
    pace.begun(9, 5.0)
    clock.now += 1.0
    assert pace.seconds_left == pytest.approx((100 - 5 - 20) / 5 * 2 - 1)
    pace.more(10.0)
    assert pace.seconds_left == pytest.approx((110 - 5 - 20) / 5 * 2 - 1)


def test_the_clock_stands_still_while_held() -> None:
    now = Clock()
    clock = ActiveClock(now)
    now.now += 2
    clock.hold()
    clock.hold()
    now.now += 50
    clock.release()
    now.now += 50
    assert clock.seconds == 2
    clock.release()
    now.now += 3
    assert clock.seconds == 5


def test_a_budget_lets_in_what_fits_and_a_giant_alone() -> None:
    budget = MemoryBudget(100)
    inside: list[int] = []
    most: list[int] = []
    lock = threading.Lock()

    def take(size: int) -> None:
        with budget.share(size):
            with lock:
                inside.append(size)
                most.append(sum(min(each, 100) for each in inside))
            threading.Event().wait(0.01)
            with lock:
                inside.remove(size)

    threads = [threading.Thread(target=take, args=(size,)) for size in (40, 40, 40, 1000, 10, 60, 40, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert inside == []
    assert max(most) <= 100
    assert len(most) == 8


def test_memory_goes_by_size_and_depth() -> None:
    assert bytes_for(photo(24.0)) == 24e6 * SMALL_BYTES
    assert bytes_for(photo(24.0, "tiff")) == 24e6 * FLOAT_BYTES
    web = replace(photo(24.0).outputs[0], options=ExportOptions(long_edge=1000))
    assert bytes_for(replace(photo(24.0), outputs=(web,))) < bytes_for(photo(24.0))
    assert bytes_for(replace(photo(24.0), outputs=(web, *photo(24.0).outputs))) == bytes_for(photo(24.0))
    assert weight(replace(photo(24.0), outputs=(web,))) < weight(photo(24.0))
    assert bytes_for(photo(0.0)) == bytes_for(photo(24.0))
