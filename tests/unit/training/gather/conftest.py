"""For gathering: no search for faces in made-up pictures, which takes long, and a cache of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.imaging.image import Float32
from studio.portrait.face import Face
from studio.portrait.maps import PortraitMaps
from studio.runs.config import TrainingConfig
from tests.support.gathering import Gather
from training.gather import Gathered, gather, library


@pytest.fixture(autouse=True)
def quick_maps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody in the middle of every picture."""

    def analyse(thumbnail: Float32) -> PortraitMaps:
        height, width = thumbnail.shape[:2]
        skin = np.zeros((height, width), np.float32)
        skin[height // 3 : height // 2, width // 3 : width // 2] = 1.0
        face = Face(0.4, 0.3, 0.2, 0.3)
        return PortraitMaps((face,), skin, skin)

    monkeypatch.setattr(library, "analyse", analyse)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def gathered(cache: Path) -> Gather:
    """``gathered(style=[...], ordinary=[...], ...)``: folders and files as paths."""

    def run(watch: Any = None, **values: Any) -> Gathered:
        sides = ("style", "ordinary", "before", "after", "left_out", "kept")
        given: dict[str, Any] = {k: tuple(map(str, v)) if k in sides else v for k, v in values.items()}
        config = TrainingConfig(name="Mine", output="/tmp/mine.pstyle", **given)
        return gather(config, watch, cache) if watch is not None else gather(config, cache=cache)

    return run
