"""Small files of foreign formats, written as their makers would."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
# Linear sRGB as a camera would have it: XYZ (D65) to camera.
_TO_CAMERA = (
    3.2404542,
    -1.5371385,
    -0.4985314,
    -0.9692660,
    1.8760108,
    0.0415560,
    0.0556434,
    -0.2040259,
    1.0572252,
)


def heif(pixels: Array, **blocks: bytes) -> bytes:
    """uint8 or uint16 (H, W, 3 or 4); uint16 is stored in 12 bits. ``blocks``: icc_profile, exif, xmp."""
    import pillow_heif

    deep = pixels.dtype == np.uint16
    mode = ("RGBA" if pixels.shape[2] == 4 else "RGB") + (";16" if deep else "")
    size = (pixels.shape[1], pixels.shape[0])
    file = pillow_heif.from_bytes(mode, size, np.ascontiguousarray(pixels).tobytes())
    if "icc_profile" in blocks:
        file.info["icc_profile"] = blocks["icc_profile"]
    out = io.BytesIO()
    kept = {name: block for name, block in blocks.items() if name != "icc_profile"}
    file.save(out, quality=-1, chroma=444, matrix_coefficients=0, **kept)
    return out.getvalue()


def jp2(pixels: Array, icc: bytes | None = None, xmp: bytes | None = None) -> bytes:
    """Without loss."""
    import imagecodecs

    data = bytes(imagecodecs.jpeg2k_encode(pixels, codecformat="jp2", level=0, reversible=True))
    if icc is not None:
        place = data.index(b"jp2h") - 4
        (size,) = struct.unpack_from(">I", data, place)
        inner, colr = data[place + 8 : place + size], data.index(b"colr", place) - 4 - place - 8
        (length,) = struct.unpack_from(">I", inner, colr)
        inner = inner[:colr] + _box(b"colr", b"\x02\0\0" + icc) + inner[colr + length :]
        data = data[:place] + _box(b"jp2h", inner) + data[place + size :]
    if xmp is not None:
        data += _box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + xmp)
    return data


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def psd(pixels: Array, mode: int, resources: dict[int, bytes] | None = None) -> bytes:
    """A composite without layers; ``mode``: 1 gray, 3 RGB, 4 CMYK (255 is white), 9 Lab."""
    height, width, channels = pixels.shape
    depth = pixels.dtype.itemsize * 8
    blocks = b""
    for number, block in (resources or {}).items():
        blocks += b"8BIM" + struct.pack(">HHI", number, 0, len(block)) + block + b"\0" * (len(block) % 2)
    planes = np.ascontiguousarray(pixels.transpose(2, 0, 1)).astype(pixels.dtype.newbyteorder(">")).tobytes()
    return (
        struct.pack(">4sH6xHIIHH", b"8BPS", 1, channels, height, width, depth, mode)
        + struct.pack(">I", 0)
        + struct.pack(">I", len(blocks)) + blocks
        + struct.pack(">IH", 0, 0)
        + planes
    )  # fmt: skip


def dng(
    path: Path,
    colours: Array,
    neutral: tuple[float, float, float],
    exposure: float = 0.0,
    turn: int = 1,
    xmp: bytes = b"",
) -> None:
    """A sensor (RGGB) that saw linear colours (H, W, 3), 0 to 1, H and W even: 1/125 s, f/2.8, ISO 400."""
    import tifffile

    mosaic = np.empty(colours.shape[:2], np.float64)
    for row, column, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        mosaic[row::2, column::2] = colours[row::2, column::2, channel]

    def signed(values: tuple[float, ...]) -> tuple[int, ...]:
        return tuple(number for value in values for number in (round(value * 10000), 10000))

    tifffile.imwrite(
        path,
        np.rint(np.clip(mosaic, 0, 1) * 65535).astype(np.uint16),
        photometric=32803,
        extratags=[
            (271, "s", 0, "Maker", True),
            (272, "s", 0, "Maker One", True),
            (274, "H", 1, turn, True),
            *([(700, "B", len(xmp), xmp, True)] if xmp else []),
            (33434, "2I", 1, (1, 125), True),
            (33437, "2I", 1, (28, 10), True),
            (34855, "H", 1, 400, True),
            (36867, "s", 0, "2024:05:06 07:08:09", True),
            (42036, "s", 0, "Maker 85mm f/1.8", True),
            (33421, "H", 2, (2, 2), True),
            (33422, "B", 4, bytes((0, 1, 1, 2)), True),
            (50706, "B", 4, bytes((1, 4, 0, 0)), True),
            (50708, "s", 0, "Maker One", True),
            (50714, "H", 1, 0, True),
            (50717, "I", 1, 65535, True),
            (50721, "2i", 9, signed(_TO_CAMERA), True),
            (50728, "2I", 3, signed(neutral), True),
            (50730, "2i", 1, signed((exposure,)), True),
            (50778, "H", 1, 21, True),
        ],
    )
