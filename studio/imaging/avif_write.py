"""AVIF out, 8 bits, through libavif."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt

from studio.imaging.exif import ORIENTATION
from studio.imaging.ifd_edit import without_entries
from studio.imaging.photo import Metadata

_SPEED = 6  # of 0 (slowest) to 10


def write_avif(pixels: npt.NDArray[np.uint8], quality: int, metadata: Metadata, icc: bytes | None) -> bytes:
    """uint8 (H, W, 3 or 4) to an AVIF file; full colour resolution from quality 90 on, half below.

    Raises IfdBroken for EXIF that cannot be read.
    """
    from PIL import Image

    # An orientation would have Pillow write the block anew, in its own form.
    exif = without_entries(metadata.exif, frozenset({ORIENTATION})) if metadata.exif else b""
    out = io.BytesIO()
    Image.fromarray(pixels).save(
        out, "AVIF", quality=quality, subsampling="4:4:4" if quality >= 90 else "4:2:0", speed=_SPEED,
        icc_profile=icc or b"", exif=exif, xmp=metadata.xmp or b"",
    )  # fmt: skip
    return out.getvalue()
