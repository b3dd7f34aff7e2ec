"""Asking the engine for a small picture of any photo in any style."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from studio.editing.recipe import Recipe
from studio.imaging.photo import Photo


@dataclass(frozen=True, eq=False)
class TrialRequest:
    """Render a photo, open or named by its path, in a style at strength 1, on all else that the recipe does.

    An empty ``style_id`` asks for the photo without a style. Those of one stamp are answered all.
    """

    photo: Photo | Path
    recipe: Recipe
    style_id: str
    longest: int
    stamp: int
    display_icc: bytes | None = None


@dataclass(frozen=True, eq=False)
class TrialReady:
    """``pixels``: as those of PreviewReady."""

    request: TrialRequest
    pixels: npt.NDArray[np.uint8]
