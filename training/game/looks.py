"""Looks on the small pictures of a game: the definition, made cheap where nobody can see the difference.

A cube has few of its 33 nodes an axis (:func:`training.regularise.nodes_of`) and is read trilinearly: on the
splines of the network's cubes that lies within a fraction of 1/255 of the definition (tested).
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from studio.generators.differentiable import apply_look
from studio.generators.photographic import Look


def shown(pictures: Tensor, look: Look, windows: Tensor) -> Tensor:
    """Colours (n, 3, h, w), extended sRGB, of pictures (n, 3, h, w) that lie at ``windows`` (n, 4).

    Without the luma bands: so small a picture has none of them.
    """
    return apply_look(_through_cube(pictures, look.cube), None, look.grid, None, windows)


def shown_close(pictures: Tensor, look: Look, windows: Tensor) -> Tensor:
    """The same for pieces of a photo of 512 pixels, with what shows there of the luma bands.

    The bands are defined on a reference picture three times as large: its coarse band and half its middle one
    are the fine one here.
    """
    middle, coarse = look.gains[:, 1], look.gains[:, 2]
    gains = torch.stack([(middle + coarse) / 2.0, coarse / 2.0, torch.zeros_like(coarse)], 1)
    added = apply_look(pictures, None, None, gains, windows) - pictures
    return shown(pictures, look, windows) + added


def _through_cube(pictures: Tensor, cube: Tensor) -> Tensor:
    at = pictures.clamp(0.0, 1.0).permute(0, 2, 3, 1)[:, None] * 2.0 - 1.0
    read = functional.grid_sample(
        cube.permute(0, 4, 1, 2, 3), at, mode="bilinear", padding_mode="border", align_corners=True
    )
    return pictures + read[:, :, 0]
