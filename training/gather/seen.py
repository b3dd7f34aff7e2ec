"""The first look at photos: opened in small, described, and those of no use named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from studio.errors import PhotoError
from studio.imaging.fingerprint import Fingerprint, fingerprint
from studio.imaging.scenes import captured_seconds
from training.gather.findings import Finding, Kind, Side, finding
from training.gather.library import Library
from training.gather.work import Watch

SMALLEST = 128
"""Pixels of the shorter side, at least."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A photo that was opened. ``captured``: seconds on any clock, None where unknown."""

    path: Path
    width: int
    height: int
    captured: float | None
    print: Fingerprint
    scene: int = 0

    def in_scene(self, scene: int) -> Seen:
        return replace(self, scene=scene)


def look_at(
    paths: Sequence[Path], side: Side, library: Library, kept: Collection[Path], watch: Watch
) -> tuple[list[Seen], list[Finding]]:
    """Those of use, and what is to be said of the others. Raises Cancelled."""

    def look(path: Path) -> Seen | Finding:
        try:
            small = library.small(path)
        except PhotoError as error:
            return finding(path, side, "broken", reason=error.message)
        when = captured_seconds(small.captured)
        seen = Seen(path, small.width, small.height, when, fingerprint(small.pixels))
        if seen.print.blank:
            return finding(path, side, "blank")
        if min(seen.width, seen.height) < SMALLEST and path not in kept:
            return finding(path, side, "tiny", width=seen.width, height=seen.height)
        return seen

    found = watch.over(look, paths)
    seen = [each for each in found if isinstance(each, Seen)]
    return seen, [each for each in found if isinstance(each, Finding)]


class Sieve:
    """Photos of one side, which checks take out one by one; the user may keep what they advise against."""

    def __init__(self, side: Side, seen: Sequence[Seen], kept: Collection[Path]) -> None:
        self.side = side
        self.seen = list(seen)
        self.findings: list[Finding] = []
        self._kept = frozenset(kept)

    def take_out(self, photo: Seen, kind: Kind, **values: str | int) -> None:
        """Name it, and take it out unless the user keeps it."""
        excluded = photo.path not in self._kept
        self.findings.append(finding(photo.path, self.side, kind, excluded=excluded, **values))
        if excluded:
            self.seen.remove(photo)
