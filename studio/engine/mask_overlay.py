"""The area of a style shown on the picture, as photo editors do: red where the style acts."""

from __future__ import annotations

import numpy as np

from studio.engine.framing import Framed
from studio.engine.request import Region
from studio.imaging.image import Float32
from studio.imaging.transform import LUMA

OVERLAY = (0.85, 0.1, 0.15)
OPACITY = 0.6
EVERYWHERE: Float32 = np.array([[[0.0, 1.0]]], np.float32)
"""The coefficients of a mask that is 1."""
# How gray the picture turns, so that red skin and red cloth do not pass for the area.
FADE = 0.7


def overlaid(rgb: Float32, mask: Float32, region: Region, framed: Framed) -> Float32:
    """``rgb`` (h, w, 3), which shows ``region`` of the framed photo, with the mask (p, q) laid over it."""
    import cv2

    height, width = rgb.shape[:2]
    # Places of the output's pixels in the coefficient map: half-pixel centres, as the kernels read it.
    step_x, step_y = region.width / width, region.height / height
    fine_x, fine_y = mask.shape[1] / framed.width, mask.shape[0] / framed.height
    matrix = np.array(
        [
            [step_x * fine_x, 0.0, (region.x + step_x / 2) * fine_x - 0.5],
            [0.0, step_y * fine_y, (region.y + step_y / 2) * fine_y - 0.5],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    read = cv2.warpAffine(mask, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    read = read.reshape(height, width, 2)
    luma = (np.clip(rgb, 0.0, 1.0) @ np.array(LUMA, np.float32))[..., None]
    cover = np.clip(read[..., :1] * luma + read[..., 1:], 0.0, 1.0) * np.float32(OPACITY)
    gray = rgb + (luma - rgb) * np.float32(FADE)
    out: Float32 = gray * (1 - cover) + np.array(OVERLAY, np.float32) * cover
    return out.astype(np.float32)
