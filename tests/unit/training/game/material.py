"""Small examples for games: parts of scikit-image's photos that share no pixel, and a reporter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
import skimage
from PIL import Image

from training.examples import Example, UInt8


@lru_cache(maxsize=1)
def parts() -> tuple[Example, ...]:
    """23 parts of 150 x 150 pixels; neighbours in the list are of different photos."""
    folder = Path(skimage.__file__).parent / "data"
    names = ("astronaut.png", "chelsea.png", "coffee.png")
    photos = [np.asarray(Image.open(folder / name).convert("RGB"), np.uint8) for name in names]
    cut = []
    for number, photo in enumerate(photos):
        height, width = photo.shape[:2]
        rows, columns = height // 150, width // 150
        cut.append(
            [
                example(photo[150 * r : 150 * r + 150, 150 * c : 150 * c + 150], f"{number}-{r}-{c}", number)
                for r in range(rows)
                for c in range(columns)
            ]
        )
    longest = max(len(each) for each in cut)
    return tuple(each[i] for i in range(longest) for each in cut if i < len(each))


def example(pixels: UInt8, name: str = "a", scene: int = 0) -> Example:
    maps = np.zeros((*pixels.shape[:2], 2), np.uint8)
    return Example(name, np.ascontiguousarray(pixels[..., :3]), maps, False, scene)


def flat(colour: Sequence[float], side: int = 64) -> Example:
    """A photo of one colour, 0 to 1."""
    return example(np.full((side, side, 3), np.round(np.array(colour) * 255), np.uint8))


def brighter_and_warmer(photo: Example) -> Example:
    """Half a stop up in linear light, then a warm tint."""
    encoded = photo.pixels.astype(np.float64) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4) * 2.0**0.5
    linear = linear * (1.08, 1.0, 0.85)
    done = np.where(
        linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055
    )
    return example(np.round(done.clip(0, 1) * 255).astype(np.uint8), photo.name, photo.scene)


def smaller(photo: Example, side: int) -> Example:
    return example(np.asarray(cv2.resize(photo.pixels, (side, side), interpolation=cv2.INTER_AREA)))


T = TypeVar("T")


@dataclass(frozen=True)
class Score:
    score: float
    structure: float = 1.0


@dataclass
class Notebook:
    """A reporter that keeps what it is told; asks to stop once ``stop`` says so."""

    stop: Callable[[list[tuple[str, dict[str, Any]]]], bool] = lambda events: False
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    waits: int = 0
    waited: float = 0.0

    def keep(self, attempt: Callable[[], T]) -> T:
        return attempt()

    def event(self, kind: str, **values: Any) -> None:
        self.events.append((kind, values))

    def should_stop(self) -> bool:
        return self.stop(self.events)

    def wait_while_paused(self) -> None:
        self.waits += 1

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [values for each, values in self.events if each == kind]
