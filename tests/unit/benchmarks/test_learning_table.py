"""What the tables say of numbers that are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.learning_probes import Case
from benchmarks.learning_table import Against, Table, gain, leaks, means, ratios, summary

CASES = [
    Case("film", "a", "chance 1", {"untouched": 4.0, "transport": 2.0, "ours": 1.0}, {"seconds": 10.0}),
    Case("film", "a", "chance 2", {"untouched": 4.0, "transport": 6.0, "ours": 5.0}, {"seconds": 30.0}),
    Case("local", "b", "chance 1", {"untouched": 9.0, "transport": 4.0, "ours": 3.0}, {"seconds": 20.0}),
]
AGAINST = Against(("ours",), ("transport",), ("transport", "untouched"))


def test_means_gains_and_ratios() -> None:
    assert means(CASES) == {"untouched": 17 / 3, "transport": 4.0, "ours": 3.0}
    assert gain(CASES, "ours", "transport") == pytest.approx(0.25)
    assert gain(CASES, "transport", "ours") == pytest.approx(-1 / 3)
    assert ratios(CASES, "ours", ("transport", "untouched")) == [0.5, 1.25, 0.75]


def test_a_summary_tells_kinds_splits_gains_and_what_came_out_badly() -> None:
    text = "\n".join(summary(CASES, AGAINST))
    assert "ours, film: 25% under transport, at worst 1.25 times the best bar" in text
    assert "ours, local: 25% under transport, at worst 0.75 times" in text
    assert "ours, chance 1: 33% under transport" in text
    assert "ours, all: 25% under transport" in text
    assert "ours: 1 of 3 cases above 1.05 times the best bar" in text
    assert "1.25  film a, chance 2: ours 5.00, transport 6.00, untouched 4.00" in text
    assert "learning took 20 s, at most 30 s" in text


def test_one_group_is_not_told_twice_and_nothing_is_no_fault() -> None:
    lines = summary(CASES[2:], AGAINST)
    assert [line for line in lines if line.startswith("ours,")] == [
        "ours, all: 25% under transport, at worst 0.75 times the best bar"
    ]
    assert summary([], AGAINST) == leaks([], 1.0) == ["nothing was measured"]


def test_leaks_above_the_limit_are_named_worst_first() -> None:
    lines = leaks(CASES, 2.0)
    assert "ours: 2 of 3 cases above 2" in lines
    assert lines[-3:-1] == ["  5.00  a, chance 2", "  3.00  b, chance 1"]
    assert lines[-1] == "learning took 20 s, at most 30 s"


def test_every_case_is_written_as_it_comes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "table.json"
    table = Table("folders", {"seed": 7}, path)
    for case in CASES[:2]:
        table.add(case)
    kept = json.loads(path.read_text())
    assert kept["settings"] == {"seed": 7}
    assert [case["values"]["ours"] for case in kept["cases"]] == [1.0, 5.0]
    table.end(summary(table.cases, AGAINST))
    assert json.loads(path.read_text())["summary"][-1] == "learning took 20 s, at most 30 s"
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "folders; seed 7"
    assert told[1].split() == ["kind", "look", "split", "untouched", "transport", "ours"]
    assert len(told[1]) == len(told[2].split("  (")[0]), "columns stand under their names"
