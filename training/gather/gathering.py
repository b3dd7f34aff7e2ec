"""What both ways of gathering begin with."""

from __future__ import annotations

from pathlib import Path

from studio.messages import Message
from studio.runs.config import TrainingConfig
from training.gather.findings import Finding
from training.gather.library import Library
from training.gather.limits import Limits
from training.gather.listing import file_of, listed
from training.gather.work import Watch
from training.randomness import GATHERING, stream


class Gathering:
    """One gathering of photos from two sides; ``sides`` says where each one's photos are.

    Raises FolderUnreadable.
    """

    def __init__(
        self, config: TrainingConfig, library: Library, watch: Watch, sides: dict[str, tuple[str, ...]]
    ) -> None:
        self._library, self._watch = library, watch
        self._limits = Limits.of(config.preset)
        self._random = stream(config.seed, GATHERING)
        self._kept = frozenset(map(Path, config.kept))
        self._places = sides
        named = {Path(place) for places in sides.values() for place in places}
        self._listed = {side: listed(places, config.left_out) for side, places in sides.items()}
        library.there = {
            path.parent
            for photos in self._listed.values()
            for path in photos
            # A folder was seen a moment ago; of a file that was named nothing is known yet.
            if path.parent in named or file_of(path) is not None
        }
        self._findings: list[Finding] = []
        self._notes: list[Message] = []
