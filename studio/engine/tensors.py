"""The one door between pictures in numpy and tensors.

Inside the engine a strip is a tensor of **planes** (3, n), n >= h * w: each channel contiguous, which is what
the vector units want. Behind the last pixel it is padded, so that the answer never depends on how a picture
was cut: torch computes the last numbers that fill no vector by other code than the rest (``pow`` then differs
in the last bit). With whole vectors, and one thread (:mod:`studio.engine.strips`), there are no such numbers.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from studio.imaging.image import Float32

# A multiple of every vector unit's length.
VECTOR = 64


def padded_length(pixels: int) -> int:
    """The least whole number of vectors for so many pixels."""
    return -(-pixels // VECTOR) * VECTOR


def planes_of(pixels: Float32, device: torch.device) -> Tensor:
    """Planes (3, n) on ``device``, padded with zeros, of the colour of ``pixels`` (h, w, 3 or 4)."""
    height, width = pixels.shape[:2]
    count = height * width
    planes = torch.empty((3, padded_length(count)), dtype=torch.float32)
    planes[:, count:] = 0.0
    np.copyto(planes.numpy()[:, :count].reshape(3, height, width), pixels[..., :3].transpose(2, 0, 1))
    return planes.to(device)


def as_colours(planes: Tensor) -> Tensor:
    """(n, 3): the planes as a list of colours, padding included; a view."""
    return planes.t()


def as_picture(colours: Tensor, height: int, width: int) -> Tensor:
    """(h, w, 3): colours (n, 3) as a picture, padding left out; a view when they are planes in memory."""
    return colours[: height * width].reshape(height, width, 3)


def into_array(picture: Tensor, out: Float32) -> None:
    """Copy a picture (h, w, 3) from its device into an array (h, w, 3 or 4), the fourth channel untouched."""
    torch.from_numpy(out)[..., :3].copy_(picture)
