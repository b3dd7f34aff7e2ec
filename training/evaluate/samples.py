"""Photos as people look at them: before, by one table, learned, and where the difference lies."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor

from studio.generators.photographic import Look, PhotographicNet
from studio.imaging.colour import delta_e_2000
from studio.imaging.image import Float32
from training.colour import to_lab
from training.evaluate.styled import flat_look, predicted
from training.examples import Example, UInt8, square
from training.game.looks import shown_close

LONGEST = 320


@dataclass(frozen=True, eq=False)
class Sample:
    """Of one photo, uint8 (h, w, 3), longest side at most 320. ``truth`` is None where it is not known.

    ``difference`` (h, w): CIEDE2000 between ``learned`` and the truth, or what it was before without one.
    """

    name: str
    before: UInt8
    baseline: UInt8 | None
    learned: UInt8
    truth: UInt8 | None
    difference: Float32


def sample(
    example: Example, net: PhotographicNet, baseline: Tensor | None = None, truth: Example | None = None
) -> Sample:
    """``baseline`` (N, N, N, 3): the excess of one table for all."""
    before = _reduced(example.pixels)
    done = _reduced(pictured(example, predicted(net, square(example)[None])))
    table = None if baseline is None else _reduced(pictured(example, flat_look(baseline)))
    true: UInt8 | None = None
    if truth is not None:
        size = before.shape[1], before.shape[0]
        true = np.asarray(cv2.resize(truth.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    apart = difference_map(done, before if true is None else true)
    return Sample(example.name, before, table, done, true, apart)


def pictured(example: Example, look: Look) -> UInt8:
    """uint8 (h, w, 3): the photo in a look (of one), at the example's size, luma bands included."""
    rgb = torch.from_numpy(example.pixels.astype(np.float32) / np.float32(255.0)).permute(2, 0, 1)[None]
    with torch.no_grad():
        done = shown_close(rgb, look, rgb.new_tensor([[0.0, 0.0, 1.0, 1.0]]))
    clean = done[0].nan_to_num(0.0).clamp(0.0, 1.0).permute(1, 2, 0)
    return np.ascontiguousarray((clean * 255.0).round().to(torch.uint8).numpy())


def difference_map(one: UInt8, other: UInt8) -> Float32:
    """(h, w): CIEDE2000 between pictures of one size."""
    labs = [to_lab(torch.from_numpy(each.astype(np.float32) / np.float32(255.0))) for each in (one, other)]
    return np.asarray(delta_e_2000(labs[0], labs[1]).numpy(), np.float32)


def _reduced(pixels: UInt8) -> UInt8:
    height, width = pixels.shape[:2]
    scale = min(1.0, LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
