"""Which device computes: CUDA, Apple's Metal (MPS) or the CPU, and why."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal, TypeAlias

from studio.messages import QT_TRANSLATE_NOOP, Message, Value

Preference: TypeAlias = Literal["auto", "cpu", "cuda", "mps"]


@dataclass(frozen=True)
class DeviceChoice:
    """The device that was chosen.

    ``device`` is torch's name for it (``cpu``, ``cuda:0``, ``mps``), ``label`` a few words for the compute
    chip ("CPU · 2 threads"), ``reason`` a sentence that says why this one. ``threads`` is how many cores the
    CPU path uses: all there are, each with strips of its own.
    """

    device: str
    label: Message
    reason: Message
    threads: int


def choose_device(preference: Preference = "auto") -> DeviceChoice:
    """The device that ``preference`` names where it works here, else the CPU. Never fails.

    ``auto`` takes CUDA, then MPS, then the CPU. A device counts as working when a small sum on it comes out
    right. Imports torch (seconds on a cold disk): call it off the window's thread.
    """

    threads = cpu_threads()
    wanted = ("cuda", "mps") if preference == "auto" else (preference,)
    fault: Value = ""
    for kind in wanted:
        if kind == "cpu":
            reason = Message(
                "notes", QT_TRANSLATE_NOOP("notes", "The processor was chosen in the preferences.")
            )
            return DeviceChoice("cpu", _cpu_label(threads), reason, threads)
        fault = _fault(kind)
        if not fault:
            return _accelerator(kind, preference, threads)
    if preference == "auto":
        reason = Message(
            "notes",
            QT_TRANSLATE_NOOP("notes", "No usable graphics processor was found; the processor computes."),
        )
    else:
        template = QT_TRANSLATE_NOOP(
            "notes", "{name} was chosen but does not work here ({fault}); the processor computes."
        )
        reason = Message("notes", template, {"name": _NAMES[wanted[0]], "fault": fault})
    return DeviceChoice("cpu", _cpu_label(threads), reason, threads)


def cpu_after_failure(choice: DeviceChoice, fault: str) -> DeviceChoice:
    """The CPU in the place of a device that failed while working."""
    template = QT_TRANSLATE_NOOP("notes", "The graphics processor failed ({fault}); the processor computes.")
    reason = Message("notes", template, {"fault": fault})
    return DeviceChoice("cpu", _cpu_label(choice.threads), reason, choice.threads)


def first_line(error: BaseException) -> str:
    """What an exception says, short enough for a sentence; its type where it says nothing."""
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


def cpu_threads() -> int:
    """The cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


_NAMES = {"cuda": "CUDA", "mps": "Metal"}


def _cpu_label(threads: int) -> Message:
    if threads == 1:
        return Message("notes", QT_TRANSLATE_NOOP("notes", "CPU · 1 thread"))
    return Message("notes", QT_TRANSLATE_NOOP("notes", "CPU · {threads} threads"), {"threads": threads})


def _accelerator(kind: str, preference: str, threads: int) -> DeviceChoice:
    import torch

    if kind == "cuda":
        device, name = "cuda:0", torch.cuda.get_device_name(0)
    else:
        device, name = "mps", "Apple GPU"
    template = (
        QT_TRANSLATE_NOOP("notes", "{name} is the fastest device found here.")
        if preference == "auto"
        else QT_TRANSLATE_NOOP("notes", "{name} was chosen in the preferences.")
    )
    label = Message("notes", "{name}", {"name": name})
    return DeviceChoice(device, label, Message("notes", template, {"name": name}), threads)


def _fault(kind: str) -> Value:
    """Why ``kind`` does not compute here, in a few words; empty when it does."""
    import torch

    module = torch.cuda if kind == "cuda" else torch.backends.mps
    if not module.is_available():
        return Message("notes", QT_TRANSLATE_NOOP("notes", "there is none"))
    try:
        ok = float(torch.arange(8, dtype=torch.float32, device=kind).sum()) == 28.0
    except RuntimeError as error:
        return first_line(error)
    return "" if ok else Message("notes", QT_TRANSLATE_NOOP("notes", "it computes wrongly"))
