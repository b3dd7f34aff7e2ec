"""ImageBuffer: the one form in which pixels travel through the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]
Stored: TypeAlias = npt.NDArray[Any]
"""uint8 or uint16, full range standing for 0 to 1, or float32."""

_ALL = slice(None)


@dataclass(frozen=True, eq=False)
class ImageBuffer:
    """A picture of shape (H, W, 3) or (H, W, 4), read-only.

    Colour is **extended sRGB**: sRGB primaries (IEC 61966-2-1), the sRGB transfer curve mirrored for
    negative values, nominal range 0 to 1. Colours outside sRGB are values below 0 or above 1. A fourth
    channel is straight (not premultiplied) alpha, 0 to 1.

    ``stored`` is the array as it is kept: float32, or uint8 or uint16 whose full range stands for 0 to 1,
    which a photo in sRGB needs no more than. ``pixels`` and ``floats`` give float32 whatever is stored.

    Raises ValueError when the array has another type, shape or no pixel.
    """

    stored: Stored

    def __post_init__(self) -> None:
        stored = self.stored
        if (
            stored.dtype not in (np.float32, np.uint8, np.uint16)
            or stored.ndim != 3
            or stored.shape[2] not in (3, 4)
            or stored.size == 0
        ):
            raise ValueError(
                f"float32, uint8 or uint16 (H, W, 3 or 4) wanted, not {stored.dtype} {stored.shape}"
            )
        if stored.flags.writeable:
            # A view of our own, so that the caller's array keeps its flag.
            view = stored.view()
            view.flags.writeable = False
            object.__setattr__(self, "stored", view)

    @property
    def height(self) -> int:
        return int(self.stored.shape[0])

    @property
    def width(self) -> int:
        return int(self.stored.shape[1])

    @property
    def has_alpha(self) -> bool:
        return bool(self.stored.shape[2] == 4)

    @property
    def nbytes(self) -> int:
        """Memory of the pixels as they are stored."""
        return int(self.stored.nbytes)

    @property
    def within_srgb(self) -> bool:
        """Whether no value can lie outside 0 to 1."""
        return bool(self.stored.dtype != np.float32)

    def floats(self, rows: slice = _ALL, columns: slice = _ALL) -> Float32:
        """float32 (h, w, 3 or 4) of those rows and columns; a view where float32 is stored."""
        part = self.stored[rows, columns]
        if part.dtype == np.float32:
            return cast(Float32, part)
        return np.divide(part, np.float32(np.iinfo(part.dtype).max), dtype=np.float32)

    @property
    def pixels(self) -> Float32:
        """float32 (H, W, 3 or 4); a new array each time unless float32 is stored: parts by ``floats``."""
        whole = self.floats()
        if whole.flags.writeable:
            whole.flags.writeable = False
        return whole

    @property
    def rgb(self) -> Float32:
        """float32 (H, W, 3): the colour of ``pixels``."""
        return self.pixels[..., :3]

    @property
    def alpha(self) -> Float32 | None:
        """float32 (H, W): the alpha, or None."""
        return self.floats()[..., 3] if self.has_alpha else None
