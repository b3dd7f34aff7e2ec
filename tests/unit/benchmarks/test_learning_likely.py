"""The fit finds what made-up estimates were made with, and ranges hold about as often as they say."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from benchmarks.learning_fit import ALL, PARTS, Case, fitted, kept, most_believed
from benchmarks.learning_likely import OTHERS, case, main
from benchmarks.learning_material import KnownLook, splits
from tests.support.known_looks import photos
from training.start.prior import Prior

WARMER = np.array([0.2, 0.0, -0.2], np.float32)


def made(count: int = 120, error: float = 3.0) -> list[Case]:
    """Estimates that err by that (more with fewer photos), at right angles to looks of all sizes."""
    random = np.random.default_rng(3)
    out = []
    for number in range(count):
        size = 0.0 if number % 8 == 0 else float(random.uniform(0.5, 18.0))
        style = int(random.choice([5, 10, 40]))
        noise = error * (40 / style) ** 0.25 * float(np.exp(random.normal(0.0, 0.2)))
        shares = np.array(PARTS)
        out.append(
            Case(
                look=f"look {number % 20}",
                split=0,
                style=style,
                ordinary=50,
                strength=1.0,
                untouched=size,
                monochrome=False,
                changed=tuple((shares * np.hypot(size, noise)).tolist()),
                error=tuple(np.hypot((1 - shares) * size, shares * noise).tolist()),
            )
        )
    return out


def chance(cases: list[Case]) -> float:
    return float(most_believed(cases)[1].split("chance ")[1].split(",")[0])


def test_estimates_that_err_more_are_believed_from_larger_changes_on() -> None:
    assert 1.6 < chance(made(error=3.0)) / chance(made(error=1.5)) < 2.4


def test_errors_grow_with_fewer_photos_and_not_with_the_look() -> None:
    power, knots = fitted(made(600))
    assert power == pytest.approx(0.25, abs=0.08)
    strong = [knot.difference.middle for knot in knots if knot.change >= 8.0]
    assert strong == pytest.approx([3.0] * len(strong), rel=0.15)
    assert knots[-1].untouched.middle == pytest.approx(16.0, rel=0.1)
    assert knots[-1].left.middle < knots[-2].left.middle < 0.7


def test_ranges_hold_in_about_eight_of_ten() -> None:
    for words in kept(made()):
        inside, of = (int(part) for part in words.split(": ")[1].split(" within")[0].split(" of "))
        assert 0.6 < inside / of < 0.95


def test_a_case_of_a_weaker_look_is_that_look() -> None:
    look = KnownLook("warmer", "film", lambda x, m: (x + WARMER).clip(0.0, 1.0))
    split = splits(photos(range(30)), 12, 12)[0]
    full, half = (case(look.weaker(share), split, 0, OTHERS[1], Prior()) for share in (1.0, 0.5))
    assert half.untouched < 0.7 * full.untouched
    assert full.error[0] == pytest.approx(full.untouched)
    assert full.changed[0] == pytest.approx(0.0, abs=1e-3)
    assert full.changed[ALL] > half.changed[ALL]


def test_what_was_written_can_be_fitted_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([asdict(each) for each in made()]))
    main(["--from", str(path)])
    said = capsys.readouterr().out
    assert "BY_PHOTOS = 0." in said
    assert said.count("Knot(") == 6
