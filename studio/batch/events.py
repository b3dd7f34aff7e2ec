"""What a running batch tells: events, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from studio.batch.results import Counts
from studio.batch.trouble import Trouble
from studio.messages import Message


@dataclass(frozen=True)
class PhotoBegun:
    photo: int


@dataclass(frozen=True)
class PhotoEnded:
    """Its state is in the journal."""

    photo: int


@dataclass(frozen=True)
class Waiting:
    """A photo waits for a trouble to pass: ``reason`` says which; None when it goes on."""

    photo: int
    reason: Message | None
    trouble: Trouble


Event: TypeAlias = PhotoBegun | PhotoEnded | Waiting


@dataclass(frozen=True)
class Progress:
    """How far it is. ``photos_per_minute`` and ``seconds_left`` are None while they cannot be said."""

    counts: Counts
    photos_per_minute: float | None
    seconds_left: float | None
