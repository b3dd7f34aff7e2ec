"""What the photographic network sees of a photo: five channels, and statistics beside them."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from studio.imaging.colour import rgb_to_lab
from studio.imaging.image import Float32
from studio.imaging.transform import LUMA

SIDE = 256
"""Sides of the square that every thumbnail is laid over, and the thumbnail's longest side."""
CHANNELS = 5
"""Red, green, blue, skin, subject."""
STATISTICS = 32 + 6 + 8
_QUANTILES = 32
# Statistics are taken on a quarter of the side: a sort of 65536 values would cost more than the network.
_POOL = 4


def prepare(thumbnail: Float32, skin: Float32 | None = None, subject: Float32 | None = None) -> Float32:
    """(5, 256, 256), 0 to 1, from a thumbnail (h, w, 3) and maps (h, w) of any size, 1 x 1 included.

    Colours are clamped to 0 to 1; what is not a number counts as black (a map: as nothing). A map that is
    not there is zero.
    """
    channels = np.zeros((CHANNELS, SIDE, SIDE), np.float32)
    channels[:3] = _laid_over(thumbnail).transpose(2, 0, 1)
    for channel, shown in ((3, skin), (4, subject)):
        if shown is not None:
            channels[channel] = _laid_over(shown)
    return channels


def statistics(pictures: Tensor) -> Tensor:
    """(n, 46) of pictures (n, 5, h, w): the exposure, contrast and colour that convolutions hardly count.

    32 quantiles of luma, mean and deviation of CIE Lab, then for skin and for subject their share of the
    picture and their mean Lab (zero where the map is). All are scaled to about -1 to 1.
    """
    small = functional.avg_pool2d(pictures, _POOL) if pictures.shape[-1] > _POOL else pictures
    rgb, maps = small[:, :3].flatten(2), small[:, 3:].flatten(2)
    luma = (rgb * rgb.new_tensor(LUMA).view(1, 3, 1)).sum(1)
    places = torch.linspace(0, luma.shape[1] - 1, _QUANTILES, device=luma.device).round().long()
    quantiles = luma.sort(dim=1).values[:, places] * 2.0 - 1.0
    lab = rgb_to_lab(rgb.transpose(1, 2)) / rgb.new_tensor((50.0, 30.0, 30.0)) - rgb.new_tensor(
        (1.0, 0.0, 0.0)
    )
    deviation = (lab.var(1, correction=0) + 1e-6).sqrt()
    share = maps.mean(2)
    # The small constant fades a region's colour out with the region.
    colour = torch.einsum("nmp,npc->nmc", maps, lab) / (maps.sum(2) + 0.002 * luma.shape[1])[..., None]
    return torch.cat([quantiles, lab.mean(1), deviation, share, colour.flatten(1)], 1)


def _laid_over(picture: Float32) -> Float32:
    clean = np.clip(np.nan_to_num(np.asarray(picture, np.float32), nan=0.0, posinf=1.0, neginf=0.0), 0.0, 1.0)
    height, width = clean.shape[:2]
    # Area means downwards, so that nothing aliases; each axis by its own way.
    if width != SIDE:
        method = cv2.INTER_AREA if width > SIDE else cv2.INTER_LINEAR
        clean = np.asarray(cv2.resize(clean, (SIDE, height), interpolation=method), np.float32)
    if height != SIDE:
        method = cv2.INTER_AREA if height > SIDE else cv2.INTER_LINEAR
        clean = np.asarray(cv2.resize(clean, (SIDE, SIDE), interpolation=method), np.float32)
    return clean
