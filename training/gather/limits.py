"""How many photos a training takes."""

from __future__ import annotations

from dataclasses import dataclass

from studio.runs.config import Preset


@dataclass(frozen=True)
class Limits:
    """Of each side at most ``seen`` photos are opened, and ``used`` are learned from or held out."""

    seen: int
    used: int

    @classmethod
    def of(cls, preset: Preset) -> Limits:
        """Looking for people takes most of the time, and quick must be quick."""
        return cls(240, 150) if preset == "quick" else cls(600, 400)
