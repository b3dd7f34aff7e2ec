"""The one door from pixels in numpy arrays to pictures of the toolkit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

UInt8 = npt.NDArray[np.uint8]


def to_qimage(pixels: UInt8) -> QImage:
    """A QImage of its own memory from uint8 (H, W, 4) RGBX in display colour, or (H, W, 3) RGB.

    It may be passed through signals and outlive the array. Raises ValueError for another type or shape.
    """
    return as_qimage(pixels).copy()


def as_qimage(pixels: UInt8) -> QImage:
    """The same without copying: the QImage reads the array's memory, which must stay and not change.

    This wrapper keeps the array alive; a copy that C++ makes of it does not. Keep it where it is drawn.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] not in (3, 4) or pixels.size == 0:
        raise ValueError(f"uint8 (H, W, 3 or 4) wanted, not {pixels.dtype} {pixels.shape}")
    pixels = np.ascontiguousarray(pixels)
    height, width, channels = pixels.shape
    form = QImage.Format.Format_RGBX8888 if channels == 4 else QImage.Format.Format_RGB888
    return QImage(pixels.data, width, height, width * channels, form)


def png_bytes(image: QImage) -> bytes:
    """An image as a PNG file. Raises ValueError for an image without pixels."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise ValueError("an image without pixels")
    return bytes(data.data())
