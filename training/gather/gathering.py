"""What both ways of gathering begin with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio.errors import FolderUnreadable
from studio.messages import Message
from studio.runs.config import TrainingConfig
from training.gather.findings import Finding
from training.gather.library import Library
from training.gather.limits import Limits
from training.gather.listing import GONE, file_of, gone, listed
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
        self._listed = {side: listed(places, config.left_out) for side, places in sides.items()}
        self._folders = {path.parent for photos in self._listed.values() for path in photos}
        self._folders &= {Path(place) for places in sides.values() for place in places}
        self._findings: list[Finding] = []
        self._notes: list[Message] = []

    def _find(self, found: Sequence[Finding]) -> None:
        """Take findings of a look in. Photos whose folder went meanwhile are not missing: raises."""
        for each in found:
            if each.kind == "broken" and file_of(each.path) is None:
                lost = gone({each.path.parent} & self._folders)
                if lost is not None:
                    raise FolderUnreadable(name=lost.name or str(lost), reason=Message("errors", GONE))
        self._findings += found
