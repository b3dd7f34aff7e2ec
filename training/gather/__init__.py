"""From folders of photos to checked, deduplicated, split examples."""

from __future__ import annotations

from pathlib import Path

from studio import paths
from studio.runs.config import TrainingConfig
from training.gather.findings import Counts, Finding, Gathered
from training.gather.library import Library
from training.gather.paired import gather_paired
from training.gather.unpaired import gather_unpaired
from training.gather.work import Watch

__all__ = ["Counts", "Finding", "Gathered", "Watch", "gather"]

_NOBODY = Watch()


def gather(config: TrainingConfig, watch: Watch = _NOBODY, cache: Path | None = None) -> Gathered:
    """The examples that ``config`` names, and what there is to say of them.

    Each photo that is not learned from is named with its reason; ``problem`` says why nothing can be
    learned, where that is so. Photos are held out by the scene, the same for the same seed. ``cache``: the
    folder where small pictures and maps are kept (default: in the user's cache). Originals are only read.

    Raises Cancelled (from ``watch.check``), FolderUnreadable; FolderAway for one that was there before.
    """
    library = Library(cache or paths.user_cache() / "training")
    gathered = (gather_paired if config.paired else gather_unpaired)(config, library, watch)
    library.tidy()
    return gathered
