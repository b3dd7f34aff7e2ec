"""ImageBuffer: the one form in which pixels travel through the program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ImageBuffer:
    """A picture: float32, shape (H, W, 3) or (H, W, 4), read-only.

    Colour is **extended sRGB**: sRGB primaries (IEC 61966-2-1), the sRGB transfer curve mirrored for
    negative values, nominal range 0 to 1. Colours outside sRGB are values below 0 or above 1. A fourth
    channel is straight (not premultiplied) alpha, 0 to 1.

    Raises ValueError when the array has another type, shape or no pixel.
    """

    pixels: Float32

    def __post_init__(self) -> None:
        pixels = self.pixels
        if (
            pixels.dtype != np.float32
            or pixels.ndim != 3
            or pixels.shape[2] not in (3, 4)
            or pixels.size == 0
        ):
            raise ValueError(f"float32 (H, W, 3 or 4) wanted, not {pixels.dtype} {pixels.shape}")
        if pixels.flags.writeable:
            # A view of our own, so that the caller's array keeps its flag.
            view = pixels.view()
            view.flags.writeable = False
            object.__setattr__(self, "pixels", view)

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def has_alpha(self) -> bool:
        return bool(self.pixels.shape[2] == 4)

    @property
    def rgb(self) -> Float32:
        """Shape (H, W, 3): the colour, a read-only view."""
        return self.pixels[..., :3]

    @property
    def alpha(self) -> Float32 | None:
        """Shape (H, W): the alpha, a read-only view, or None."""
        return self.pixels[..., 3] if self.has_alpha else None

    def with_rgb(self, rgb: Float32) -> ImageBuffer:
        """The same picture with another colour (H, W, 3); alpha is carried bit by bit."""
        alpha = self.alpha
        if alpha is None:
            return ImageBuffer(rgb)
        return ImageBuffer(np.concatenate([rgb, alpha[..., None]], axis=2))
