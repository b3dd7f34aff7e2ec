"""What a training needs of this computer is asked before anything is read."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from studio.errors import OutputError
from studio.generators import device
from studio.messages import Message, Value
from studio.runs import needs
from studio.runs.config import Device, TrainingConfig
from studio.runs.errors import TrainingConfigInvalid
from studio.runs.needs import refuse_output, refuse_what_lacks


def config(device: Device = "auto", tensorboard: bool = False) -> TrainingConfig:
    return TrainingConfig(name="A", output="/a.pstyle", style=("/s",), device=device, tensorboard=tensorboard)


def here(monkeypatch: pytest.MonkeyPatch, *kinds: str) -> list[str]:
    """Those graphics processors are in this computer; what was asked for."""
    asked: list[str] = []

    def fault(kind: str) -> Value:
        asked.append(kind)
        return "" if kind in kinds else Message("notes", "there is none")

    monkeypatch.setattr(device, "_fault", fault)
    monkeypatch.setattr("torch.cuda.get_device_name", lambda _number: "A card")
    return asked


@pytest.mark.parametrize(("wanted", "name"), [("cuda", "CUDA"), ("mps", "Metal")])
def test_a_device_that_is_named_and_not_there(
    monkeypatch: pytest.MonkeyPatch, wanted: Device, name: str
) -> None:
    here(monkeypatch, *{"cuda", "mps"} - {wanted})
    with pytest.raises(TrainingConfigInvalid) as refused:
        refuse_what_lacks(config(wanted))
    assert str(refused.value) == (
        f"The settings of this training cannot be used: {name} does not work here (there is none); choose"
        " another device, or leave the choice to the program."
    )


@pytest.mark.parametrize("wanted", ["cuda", "mps"])
def test_a_device_that_is_there(monkeypatch: pytest.MonkeyPatch, wanted: Device) -> None:
    asked = here(monkeypatch, wanted)
    refuse_what_lacks(config(wanted))
    assert asked == [wanted]


@pytest.mark.parametrize("wanted", ["auto", "cpu"])
def test_of_the_usual_devices_nothing_is_expected(monkeypatch: pytest.MonkeyPatch, wanted: Device) -> None:
    asked = here(monkeypatch)
    refuse_what_lacks(config(wanted))
    assert asked == []


def test_without_what_writes_for_tensorboard(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_what_lacks(config(tensorboard=True))
    asked: list[str] = []

    def nowhere(name: str) -> ModuleSpec | None:
        asked.append(name)
        return None

    monkeypatch.setattr(needs, "find_spec", nowhere)
    with pytest.raises(TrainingConfigInvalid, match="need the Python package tensorboardX, which is not"):
        refuse_what_lacks(config(tensorboard=True))
    assert asked == ["tensorboardX"]
    refuse_what_lacks(config())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder.pstyle", "a folder has that name"),
        ("gone/mine.pstyle", "the folder does not exist"),
        ("x" * 300 + "/mine.pstyle", "the name is too long"),
    ],
)
def test_where_no_style_file_can_be_written(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder.pstyle").mkdir()
    with pytest.raises(OutputError, match=reason):
        refuse_output(replace(config(), output=str(tmp_path / name), replace=True))


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = replace(config(), output=str(tmp_path / "mine.pstyle"))
    refuse_output(wanted)
    monkeypatch.setattr(os, "access", lambda place, mode: not (place == tmp_path and mode == os.W_OK))
    with pytest.raises(OutputError, match="no permission"):
        refuse_output(wanted)


def test_a_style_file_that_is_there_stays_unless_it_may_go(tmp_path: Path) -> None:
    output = tmp_path / "mine.pstyle"
    output.write_bytes(b"style")
    with pytest.raises(OutputError):
        refuse_output(replace(config(), output=str(output)))
    refuse_output(replace(config(), output=str(output), replace=True))
