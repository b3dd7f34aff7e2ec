"""Folders of made-up photos: each of its own content, a look to lay on them, and their capture times."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.ExifTags import IFD, Base

UInt8 = npt.NDArray[np.uint8]


def picture(number: int, width: int = 240, height: int = 160) -> UInt8:
    """Patches of colour and finer structure, uint8 (h, w, 3); others for another number."""
    random = np.random.default_rng(number)
    coarse = random.uniform(40, 215, (5, 7, 3)).astype(np.float32)
    fine = random.uniform(-40, 40, (20, 30, 1)).astype(np.float32)
    size = (width, height)
    pixels = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    pixels = pixels + cv2.resize(fine, size, interpolation=cv2.INTER_CUBIC)[..., None]
    return np.asarray(pixels.clip(0, 255), np.uint8)


def styled(pixels: UInt8) -> UInt8:
    """A warm look with more contrast."""
    light = pixels.astype(np.float32) / 255.0
    warm = (light**1.3) * np.array([1.1, 0.95, 0.75], np.float32)
    return np.asarray((warm * 255.0).clip(0, 255), np.uint8)


def gray(pixels: UInt8) -> UInt8:
    return np.repeat(np.asarray(pixels.mean(axis=2, keepdims=True), np.uint8), 3, axis=2)


def jpeg(pixels: UInt8, *, quality: int = 92, captured: str = "", **options: object) -> bytes:
    """A JPEG without a profile; ``captured`` in EXIF's form."""
    exif = Image.Exif()
    if captured:
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = captured
    out = BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality, subsampling=0, exif=exif, **options)
    return out.getvalue()


def write(path: Path, pixels: UInt8, *, captured: str = "", quality: int = 92) -> Path:
    """Write it, and its folder; a PNG by its name, otherwise a JPEG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        Image.fromarray(pixels).save(path)
    else:
        path.write_bytes(jpeg(pixels, captured=captured, quality=quality))
    return path


def shoot(folder: Path, numbers: range, *, look: bool = False) -> Path:
    """A folder of the pictures of those numbers: 7.jpg and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        pixels = picture(number)
        write(folder / f"{number}.jpg", styled(pixels) if look else pixels)
    return folder
