"""JPEG out (ITU-T T.81), 8 bits."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt

from studio.imaging.jpeg_segments import metadata_segments
from studio.imaging.photo import Metadata


def write_jpeg(
    rgb: npt.NDArray[np.uint8],
    quality: int,
    metadata: Metadata,
    icc: bytes | None,
    subsampling: str = "auto",
    *,
    progressive: bool = False,
) -> bytes:
    """uint8 (H, W, 3), or (H, W, 1) of gray, to a JPEG file.

    ``subsampling`` "auto": full colour resolution from quality 90 on, half below; else "444", "422", "420".
    """
    if subsampling == "auto":
        subsampling = "444" if quality >= 90 else "420"
    if progressive:
        data = _progressive(rgb, quality, subsampling)
    else:
        import simplejpeg

        data = simplejpeg.encode_jpeg(
            np.ascontiguousarray(rgb),
            quality,
            colorspace="GRAY" if rgb.shape[2] == 1 else "RGB",
            colorsubsampling="Gray" if rgb.shape[2] == 1 else subsampling,
            fastdct=False,
        )
    lead = 2 + 2 + int.from_bytes(data[4:6], "big") if data[2:4] == b"\xff\xe0" else 2
    return b"".join([data[:lead], metadata_segments(metadata, icc), data[lead:]])


def _progressive(rgb: npt.NDArray[np.uint8], quality: int, subsampling: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(rgb[..., 0] if rgb.shape[2] == 1 else rgb).save(
        out, "JPEG", quality=quality, subsampling=":".join(subsampling), progressive=True, optimize=True
    )
    return out.getvalue()
