"""The device that generators and kernels run on."""

from __future__ import annotations

import pytest
import torch

from studio.generators import device as device_module
from studio.generators.device import choose_device, cpu_after_failure


def test_the_cpu_when_asked_for() -> None:
    choice = choose_device("cpu")
    assert choice.device == "cpu"
    assert choice.threads == device_module.cpu_threads()
    assert "preferences" in str(choice.reason)
    assert str(choice.threads) in str(choice.label)


def test_what_does_not_work_falls_back_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    choice = choose_device("cuda")
    assert choice.device == "cpu"
    assert "CUDA was chosen but does not work here (there is none)" in str(choice.reason)


def test_a_device_that_is_there_but_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)

    def broken(*_: object, **named: object) -> torch.Tensor:
        raise RuntimeError("CUDA error: no kernel image is available\nmore lines")

    monkeypatch.setattr(torch, "arange", broken)
    choice = choose_device("cuda")
    assert choice.device == "cpu"
    assert "no kernel image is available" in str(choice.reason)
    assert "more lines" not in str(choice.reason)


@pytest.mark.parametrize(
    ("working", "device"), [({"cuda", "mps"}, "cuda:0"), ({"mps"}, "mps"), (set(), "cpu")]
)
def test_auto_takes_the_fastest_that_works(
    working: set[str], device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_module, "_fault", lambda kind: "" if kind in working else "not available")
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda index: "Some GPU")
    choice = choose_device("auto")
    assert choice.device == device
    assert str(choice.reason)


def test_one_core_is_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_module, "cpu_threads", lambda: 1)
    assert str(choose_device("cpu").label) == "CPU · 1 thread"


def test_after_a_failure() -> None:
    choice = cpu_after_failure(choose_device("cpu"), "it vanished")
    assert choice.device == "cpu"
    assert "it vanished" in str(choice.reason)
