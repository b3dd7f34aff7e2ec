"""Checkpoints: atomic, the newest that can be read, three of them, and no pickle."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import torch

from studio.errors import OutputError
from training.game import checkpoint


def newest(folder: Path) -> checkpoint.Stored | None:
    """The newest that can be read."""
    return next((found for _, found in checkpoint.stored(folder) if found is not None), None)


def write(folder: Path, step: int) -> Path:
    return checkpoint.write(
        folder, step, {"a.weight": torch.full((2, 3), float(step))}, {"step": step, "x": 0.1}
    )


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "new", 7)
    found = newest(tmp_path / "new")
    assert found is not None
    tensors, values = found
    assert values == {"step": 7, "x": 0.1}
    assert torch.equal(checkpoint.part(tensors, "a.")["weight"], torch.full((2, 3), 7.0))


def test_three_are_kept_and_the_best(tmp_path: Path) -> None:
    checkpoint.write_network(tmp_path / checkpoint.BEST, torch.nn.Linear(2, 2), {"score": 0.5})
    for step in (1, 20, 300, 4000, 50000):
        write(tmp_path, step)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "best.safetensors",
        "step-00000300.safetensors",
        "step-00004000.safetensors",
        "step-00050000.safetensors",
    ]


def test_those_of_later_steps_go(tmp_path: Path) -> None:
    """A game that could not go on from them begins anew, and must find its own."""
    for step in (70, 80, 90, 5, 6):
        write(tmp_path, step)
    assert [step for step, _ in checkpoint.stored(tmp_path)] == [6, 5]


@pytest.mark.parametrize("damage", ["cut", "empty", "garbage", "pickle", "other", "long header", "large"])
def test_a_damaged_one_is_passed_over(tmp_path: Path, damage: str) -> None:
    write(tmp_path, 1)
    newer = write(tmp_path, 2)
    data = newer.read_bytes()
    header = json.dumps({"a": {"dtype": "F32", "shape": [9], "data_offsets": [0, 4]}}).encode()
    newer.write_bytes(
        {
            "cut": data[: len(data) // 2],
            "empty": b"",
            "garbage": b"\xff" * 200,
            "pickle": b"cos\nsystem\n(S'touch hacked'\ntR.",
            "long header": (1 << 40).to_bytes(8, "little") + data[8:],
            "large": data,
            "other": len(header).to_bytes(8, "little") + header + b"0000",
        }[damage]
    )
    if damage == "large":
        os.truncate(newer, 1 << 40)
    found = newest(tmp_path)
    assert found is not None
    assert found[1]["step"] == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "step-00000001.safetensors")
    assert list(checkpoint.stored(tmp_path)) == [(1, None)]


def test_nothing_there_is_nothing(tmp_path: Path) -> None:
    assert newest(tmp_path) is None
    assert newest(tmp_path / "none") is None
    (tmp_path / "step-00000001.safetensors").mkdir()
    assert newest(tmp_path) is None


def test_a_place_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        write(tmp_path / "file" / "folder", 1)


def test_moments_come_back_and_those_of_others_do_not() -> None:
    def trained(size: int) -> tuple[torch.nn.Linear, torch.optim.Adam]:
        torch.manual_seed(0)
        net = torch.nn.Linear(size, 1)
        optimiser = torch.optim.Adam(net.parameters(), 0.1)
        for _ in range(3):
            optimiser.zero_grad()
            net(torch.ones(1, size)).sum().backward()
            optimiser.step()
        return net, optimiser

    net, optimiser = trained(2)
    moments = checkpoint.state_of_adam(optimiser)
    other = torch.optim.Adam(net.parameters(), 0.1)
    checkpoint.restore_adam(other, moments)
    again = checkpoint.state_of_adam(other)
    assert again.keys() == moments.keys()
    assert all(torch.equal(again[key], moments[key]) for key in moments)
    with pytest.raises(ValueError, match="other parameters"):
        checkpoint.restore_adam(trained(3)[1], moments)
    wrong: list[checkpoint.Tensors] = [
        {"0.exp_avg_sq": torch.zeros(5)},
        {"0.exp_avg_sq": -moments["0.exp_avg_sq"]},
        {"0.step": torch.zeros(())},
        {"0.step": torch.ones(2)},
        {"-1.step": torch.ones(())},
        {"0.more": torch.ones(())},
    ]
    for each in wrong:
        with pytest.raises(ValueError, match="other parameters"):
            checkpoint.restore_adam(trained(2)[1], moments | each)
