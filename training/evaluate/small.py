"""What is measured of photos, in small: all of each laid over a square, and a piece of it close up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.examples import Example, UInt8, square

WHOLE = 128
"""Sides of the square that the whole photo is measured on."""
CLOSE = 96
"""Sides of the piece."""
_COVERED = 0.5


@dataclass(frozen=True, eq=False)
class Small:
    """n photos, encoded sRGB, 0 to 1.

    ``squares`` (n, 5, 256, 256): what the network sees. ``whole`` (n, 3, 128, 128); ``skin`` and ``subject``
    (n, 128, 128), 0 to 1. ``close`` (n, 3, 96, 96): pixels of the example as they are, from the middle of the
    skin, else of the photo; they lie at ``windows`` (n, 4): left, top, right, bottom in 0 to 1.
    """

    names: tuple[str, ...]
    scenes: tuple[int, ...]
    squares: Tensor
    whole: Tensor
    skin: Tensor
    subject: Tensor
    close: Tensor
    windows: Tensor

    def __len__(self) -> int:
        return len(self.names)

    def some(self, rows: Sequence[int]) -> Small:
        """Those photos alone."""
        at = list(rows)
        return Small(
            tuple(self.names[i] for i in at),
            tuple(self.scenes[i] for i in at),
            *(
                part[at]
                for part in (self.squares, self.whole, self.skin, self.subject, self.close, self.windows)
            ),
        )


def small(examples: Sequence[Example]) -> Small:
    """Raises ValueError without examples."""
    if not examples:
        raise ValueError("no photos to measure")
    squares = torch.stack([square(example) for example in examples])
    whole = functional.adaptive_avg_pool2d(squares, WHOLE)
    pieces = [_close(example) for example in examples]
    return Small(
        tuple(example.name for example in examples),
        tuple(example.scene for example in examples),
        squares,
        whole[:, :3].contiguous(),
        whole[:, 3],
        whole[:, 4],
        torch.stack([piece for piece, _ in pieces]),
        torch.tensor([window for _, window in pieces]),
    )


def quartered(examples: Sequence[Example]) -> list[Example]:
    """Each photo's four quarters in place of it: what is there to compare where photos are very few."""
    out = []
    for example in examples:
        height, width = (max(1, size // 2) for size in example.pixels.shape[:2])
        for top in (0, example.pixels.shape[0] - height):
            for left in (0, example.pixels.shape[1] - width):
                pixels, maps = (
                    np.ascontiguousarray(layer[top : top + height, left : left + width])
                    for layer in (example.pixels, example.maps)
                )
                out.append(Example(example.name, pixels, maps, bool(maps.any()), example.scene))
    return out


def _close(example: Example) -> tuple[Tensor, tuple[float, float, float, float]]:
    height, width = example.pixels.shape[:2]
    skin = example.maps[..., 0] > 255 * _COVERED
    middle = np.argwhere(skin).mean(0) if skin.any() else np.array([height / 2, width / 2])
    tall, wide = min(CLOSE, height), min(CLOSE, width)
    top = int(np.clip(round(middle[0] - tall / 2), 0, height - tall))
    left = int(np.clip(round(middle[1] - wide / 2), 0, width - wide))
    cut: UInt8 = np.ascontiguousarray(example.pixels[top : top + tall, left : left + wide])
    if cut.shape[:2] != (CLOSE, CLOSE):
        cut = np.asarray(cv2.resize(cut, (CLOSE, CLOSE), interpolation=cv2.INTER_LINEAR), np.uint8)
    piece = torch.from_numpy(cut.astype(np.float32) / np.float32(255.0)).permute(2, 0, 1)
    return piece, (left / width, top / height, (left + wide) / width, (top + tall) / height)
