"""Parts of the wizard: what events tell, the advanced numbers, words for time and size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.errors import TrainingConfigInvalid
from studio.runs.events import Event
from studio.ui.train.advanced import ORDER, REAL, WHOLE, Advanced
from studio.ui.train.coverage_view import Coverage, CoverageView
from studio.ui.train.durations import duration, size
from studio.ui.train.findings import Looked, Timed
from studio.ui.train.photo_model import KEEPABLE
from studio.ui.train.plan_page import PlanPage
from tests.support.wizard_desk import found, looked
from training.gather import findings

CONFIG = TrainingConfig(name="x", output="/x.pstyle", style=("/photos",))


def test_the_user_may_overrule_what_gathering_lets_be_overruled() -> None:
    assert KEEPABLE == findings.KEEPABLE


@pytest.mark.parametrize("name", [*WHOLE, *REAL])
def test_the_ranges_are_those_of_a_config(name: str) -> None:
    low, high, *_ = (WHOLE | REAL)[name]  # type: ignore[operator]
    for value in (low, high):
        assert getattr(replace(CONFIG, **{name: value}), name) == value
    beyond = [low - 1] if name == "seed" else [low - 1, high + 1]
    for value in beyond:
        with pytest.raises(TrainingConfigInvalid):
            replace(CONFIG, **{name: value})


def test_advanced_values_are_the_usual_ones_until_they_are_changed(qtbot: QtBot) -> None:
    advanced = Advanced()
    qtbot.addWidget(advanced)
    assert advanced.values() == {name: getattr(CONFIG, name) for name in ORDER}
    told = []
    advanced.changed.connect(lambda: told.append(advanced.values()))
    rate = advanced.findChild(QDoubleSpinBox, "advanced_rate_generator")
    steps = advanced.findChild(QSpinBox, "advanced_steps")
    assert rate is not None
    assert steps is not None
    assert rate.text() == "0.0005"
    rate.setValue(2e-4)
    steps.setValue(40)
    assert [(each["rate_generator"], each["steps"]) for each in told] == [(2e-4, None), (2e-4, 40)]
    assert rate.text() == "0.0002"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (7, "batch"),
        (0.125, "self_pairs"),
        (True, "variations"),
        ("hinge", "loss"),
        (None, "steps"),
        (9, "steps"),
    ],
)
def test_advanced_values_are_shown_as_they_are(value: Any, name: str, qtbot: QtBot) -> None:
    advanced = Advanced()
    qtbot.addWidget(advanced)
    advanced.show_values({name: value})
    expected = pytest.approx(value, abs=0.01) if isinstance(value, float) else value
    assert advanced.values()[name] == expected


def test_a_plan_makes_a_config(qtbot: QtBot) -> None:
    page = PlanPage()
    qtbot.addWidget(page)
    page.show_values({"preset": "best", "author": "Ann\nB", "device": "cpu", "penalty": 2.0})
    config = replace(CONFIG, **(page.values() | {"name": "Mine"}))
    assert (config.preset, config.author, config.device, config.penalty) == ("best", "Ann B", "cpu", 2.0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3.0, "about a minute"),
        (89.0, "about a minute"),
        (100.0, "about 2 minutes"),
        (560.0, "about 9 minutes"),
        (1000.0, "about 15 minutes"),
        (3300.0, "about an hour"),
        (5600.0, "about 1.5 hours"),
        (40000.0, "about 11 hours"),
    ],
)
def test_durations_promise_no_more_than_was_measured(seconds: float, words: str) -> None:
    assert str(duration(seconds)) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [(12, "1 MB"), (350_400_000, "350 MB"), (996_000_000, "1.0 GB"), (2_440_000_000, "2.4 GB")],
)
def test_sizes(count: int, words: str) -> None:
    assert str(size(count)) == words


def test_a_look_is_read_from_its_event(tmp_path: Path) -> None:
    values = looked((found(tmp_path / "a.jpg", "style", "tiny"),), notes=[Message("Gather", "Few.")])
    told = Looked.of_event(Event(1.0, "looked", values))
    assert [(each.path.name, each.kind, each.excluded, each.keepable) for each in told.findings] == [
        ("a.jpg", "tiny", True, True)
    ]
    assert told.counts["style"]["used"] == 19
    assert [(each.kind, each.have, each.enough) for each in told.coverage] == [
        ("dark", 1, False),
        ("bright", 9, True),
    ]
    assert (told.memory, told.disk, told.problem) == (900_000_000, 120_000_000, None)
    assert [str(note) for note in told.notes] == ["Few."]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"counts": 3, "findings": {}, "coverage": "x", "notes": [1], "memory": "much", "disk": -1},
        {
            "counts": {"style": [1]},
            "findings": [None, {"side": "no"}, {"side": "style"}],
            "coverage": [1, {}],
        },
    ],
)
def test_an_event_of_another_form_tells_nothing(values: dict[str, Any]) -> None:
    told = Looked.of_event(Event(1.0, "looked", values))
    assert (told.findings, told.coverage, told.notes, told.memory, told.disk) == ((), (), (), None, None)
    assert not any(told.counts.values())


def test_times_that_are_none_are_not_told() -> None:
    values = {"plans": {"quick": 3, "balanced": None, "best": -2.0, "other": 1.0}, "game": float("nan")}
    told = Timed.of_event(Event(1.0, "timed", values))
    assert (told.plans, told.game, told.device, told.problem) == ({"quick": 3.0}, None, "", None)


def test_coverage_says_in_words_what_is_too_few(qtbot: QtBot) -> None:
    view = CoverageView()
    qtbot.addWidget(view)
    view.show_coverage([Coverage("skin", "dark", Message("Evaluation", "dark skin"), 2, 40, enough=False)])
    texts = [each.text() for each in view.findChildren(QLabel)]
    assert texts == ["Skin tone", "dark skin", "few: 2"]
    view.show_coverage([])
    assert view._grid.count() == 0
