"""The command line: each mode from a folder of photos to its table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.learning import main
from studio.styles.cube import write_cube
from studio.styles.lut import Lut, identity_grid
from tests.support.pictures import portrait
from tests.support.shoots import shoot, write
from training import stages
from training.stages import Plan


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Portraits in another light each, and the tables that the looks are made of."""
    folder = tmp_path_factory.mktemp("material")
    whole = portrait()
    for number in range(11):
        random = np.random.default_rng(number)
        light = whole ** random.uniform(0.6, 1.6) * random.uniform(0.8, 1.0, 3)
        write(folder / "photos" / f"{number}.jpg", np.asarray(light[:384, 64:448] * 255, np.uint8))
    grid = identity_grid(5)
    (folder / "looks").mkdir()
    for name, power in (("kodak_portra_400", 1.2), ("polaroid_690_warm", 0.7)):
        cube = np.asarray(grid ** np.float32(power), np.float32)
        write_cube(folder / "looks" / f"{name}.cube", Lut(name, cube))
    places = ["--photos", str(folder / "photos"), "--tables", str(folder / "looks")]
    return [*places, "--style", "4", "--ordinary", "4", "--threads", "1", "--splits", "0"]


def measured(tmp_path: Path, *words: str) -> dict[str, Any]:
    path = tmp_path / "table.json"
    main([*words, "--json", str(path)])
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def test_the_main_table_over_kinds_of_looks(
    material: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measured(tmp_path, *material, "--looks", "portra", "glow")
    assert found["mode"] == "folders"
    assert [(case["kind"], case["name"]) for case in found["cases"]] == [
        ("film", "kodak_portra_400"),
        ("texture", "glow"),
    ]
    assert found["settings"]["seeds of splits"] == "100"
    assert found["settings"]["unseen"] == 3
    assert "estimate, film:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "mode", "column"),
    [
        (("--few", "2"), "2 photos", "transport all"),
        (("--few", "1", "--choices", "2"), "one photo", "mkl each"),
        (("--leak",), "leak", "estimate"),
    ],
)
def test_the_probes(
    material: list[str], tmp_path: Path, words: tuple[str, ...], mode: str, column: str
) -> None:
    found = measured(tmp_path, *material, "--looks", "portra", *words)
    assert found["mode"] == mode
    (case,) = found["cases"]
    assert case["values"][column] > 0
    assert found["summary"]
    if mode == "leak":
        assert case["values"]["untouched"] == 0.0
        assert case["facts"]["darkened"] == 4


@pytest.mark.slow
def test_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(stages.PLANS, "quick", Plan(taught=2, game=1))
    shoot(tmp_path / "before", range(6))
    shoot(tmp_path / "after", range(6), look=True)
    found = measured(tmp_path, "--pairs", str(tmp_path), "--splits", "0", "--threads", "1", "--ours", "quick")
    assert [case["facts"]["tested"] for case in found["cases"]] == [3, 3]
    for case in found["cases"]:
        assert list(case["values"]) == ["untouched", "mean table", "taught", "played", "ours"]
        assert case["values"]["ours"] < case["values"]["untouched"]


def test_one_mode_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--leak", "--few", "1"])
    assert "not allowed with" in capsys.readouterr().err
