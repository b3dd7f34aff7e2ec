"""Examples: the photos that a style is learned from, in small, as arrays and as what the network sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from studio.generators.seen import SIDE
from studio.imaging.image import Float32
from training.randomness import Random

LONGEST = 512
"""The most pixels of an example's longer side."""

UInt8: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Example:
    """A photo in small.

    ``pixels``: uint8 (h, w, 3), sRGB, upright, longest side at most ``LONGEST``. ``maps``: uint8 (h, w, 2),
    how much of each pixel is skin and belongs to people; zero where no face was found (``peopled`` false).
    ``name`` is the file's, for people to read. Photos of one ``scene`` share its number. Style and ordinary
    photos are numbered apart, each from 0: a number on both sides is not one scene.
    """

    name: str
    pixels: UInt8
    maps: UInt8
    peopled: bool
    scene: int = 0


@dataclass(frozen=True, eq=False)
class Examples:
    """All photos of a training, each in one place only; what is ``held`` is measured on, never learned from.

    ``style``: finished photos. ``ordinary``: photos of other scenes, not in the style. ``pairs``: before and
    after of the same frame, aligned, of one size.
    """

    style: tuple[Example, ...] = ()
    ordinary: tuple[Example, ...] = ()
    pairs: tuple[tuple[Example, Example], ...] = ()
    held_style: tuple[Example, ...] = ()
    held_ordinary: tuple[Example, ...] = ()
    held_pairs: tuple[tuple[Example, Example], ...] = ()


def held_out(examples: Examples) -> bool:
    """Whether any photo is held out."""
    return bool(examples.held_style or examples.held_ordinary or examples.held_pairs)


def everything(examples: Examples) -> Examples:
    """The same with no photo held out."""
    return Examples(
        (*examples.style, *examples.held_style),
        (*examples.ordinary, *examples.held_ordinary),
        (*examples.pairs, *examples.held_pairs),
    )


@dataclass(frozen=True)
class Window:
    """A part of a picture: left, top, right, bottom in 0 to 1, and whether it is mirrored."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0
    mirrored: bool = False


WHOLE = Window()


def square(example: Example, window: Window = WHOLE) -> Tensor:
    """(5, 256, 256), 0 to 1: the part laid over the square that the network sees; skin and subject last."""
    height, width = example.pixels.shape[:2]
    rows = span(window.top, window.bottom, height)
    columns = span(window.left, window.right, width)
    layers = []
    for layer in (example.pixels, example.maps):
        cut = np.ascontiguousarray(layer[rows, columns])
        method = cv2.INTER_AREA if min(cut.shape[:2]) >= SIDE else cv2.INTER_LINEAR
        laid = np.asarray(cv2.resize(cut, (SIDE, SIDE), interpolation=method))
        scaled: Float32 = laid.astype(np.float32) / np.float32(255.0)
        layers.append(torch.from_numpy(scaled).permute(2, 0, 1))
    whole = torch.cat(layers)
    return whole.flip(2) if window.mirrored else whole


def random_window(random: Random, smallest: float = 0.35) -> Window:
    """A window of ``smallest`` to all of the area, of about the picture's shape, mirrored at times."""
    side = np.sqrt(random.uniform(smallest, 1.0))
    wide, tall = np.clip(side * np.exp(random.uniform(-0.2, 0.2) * np.array([1.0, -1.0])), 0.1, 1.0)
    left, top = random.uniform(0.0, 1.0 - wide), random.uniform(0.0, 1.0 - tall)
    mirrored = bool(random.random() < 0.5)
    return Window(float(left), float(top), float(left + wide), float(top + tall), mirrored)


def span(low: float, high: float, size: int) -> slice:
    """The pixels, at least one, from ``low`` to ``high`` (0 to 1) of a side of ``size`` pixels."""
    first = min(int(low * size + 1e-6), size - 1)  # 0.29 * 100 is less than 29
    return slice(first, max(first + 1, min(size, round(high * size))))
