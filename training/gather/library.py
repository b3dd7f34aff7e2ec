"""Photos in small and the maps of the people in them, kept between trainings in a folder of the cache."""

from __future__ import annotations

import contextlib
import hashlib
import io
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo

from studio.errors import FolderAway, OutputError, PhotoMissing, PhotoUnreadable
from studio.files import system_path, write_atomically
from studio.imaging.decode import SmallPhoto, decode_small
from studio.messages import Message
from studio.passing import passing
from studio.portrait.maps import analyse
from training.examples import LONGEST, UInt8
from training.gather.listing import GONE, file_of, gone

VERSION = 1
"""Raised when pictures or maps come out otherwise than before."""
MOST_BYTES = 2 << 30
_FACTS = ("width", "height", "captured")
_LARGE = 40 << 20
_LARGE_JPEG = 120 << 20
_SETTLES = 1.0
"""Seconds after which the system knows that a drive which gave a fault is gone."""


@dataclass(frozen=True, eq=False)
class Opened:
    """``pixels``: uint8 (h, w, 3), sRGB, upright, longest side at most 512. Size and time of the file."""

    pixels: UInt8
    width: int
    height: int
    captured: str


class Library:
    """Opens photos, from the cache where it can. Any thread may ask; a cache that fails is done without."""

    def __init__(self, cache: Path | None) -> None:
        self.there: Collection[Path] = ()
        """Folders whose photos were there in the beginning: where they are not, a drive went."""
        self._cache = cache
        # Files that unpack to gigabytes come one at a time.
        self._one_large = threading.Lock()

    def small(self, path: Path) -> Opened:
        """The photo in small. Raises PhotoError and its kinds, FolderAway."""
        key = self._key(path)
        kept = self._read(key, "photo")
        if kept is not None:
            pixels, facts = kept
            with contextlib.suppress(KeyError, ValueError):
                return Opened(pixels, int(facts["width"]), int(facts["height"]), facts["captured"])
        with self._one_large if _unpacks_large(path) else contextlib.nullcontext():
            photo = self._decoded(path)
            pixels = np.round(np.clip(np.nan_to_num(photo.image.rgb), 0.0, 1.0) * 255.0).astype(np.uint8)
        small = Opened(pixels, photo.width, photo.height, photo.captured)
        self._write(key, "photo", pixels, {name: str(getattr(small, name)) for name in _FACTS})
        return small

    def maps(self, path: Path, pixels: UInt8) -> UInt8:
        """uint8 (h, w, 2): how much of each pixel is skin, and belongs to people; zero without a face.

        ``pixels`` are those of :meth:`small` for that path.
        """
        key = self._key(path)
        kept = self._read(key, "maps")
        if kept is not None and kept[0].shape == pixels.shape:
            return np.ascontiguousarray(kept[0][..., :2])
        maps = people_in(pixels)
        padded = np.concatenate([maps, np.zeros_like(maps[..., :1])], axis=2)
        self._write(key, "maps", padded, {})
        return maps

    def tidy(self, most: int = MOST_BYTES) -> None:
        """Keep the cache below so many bytes: what was used longest ago goes. Never raises."""
        if self._cache is None:
            return
        files = []
        with contextlib.suppress(OSError):
            for path in system_path(self._cache).glob("*.png"):
                status = path.stat()
                files.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= most:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size

    def _decoded(self, path: Path) -> SmallPhoto:
        try:
            return decode_small(path, LONGEST)
        except (PhotoMissing, PhotoUnreadable) as error:
            folder = path.parent
            if folder not in self.there:
                raise
            if passing(error.__cause__) == "away":
                time.sleep(_SETTLES)
            if gone([folder]) is not None:
                raise FolderAway(name=folder.name or str(folder), reason=Message("errors", GONE)) from error
            if file_of(path) is None:
                raise
            return decode_small(path, LONGEST)  # it was away for a moment

    def _key(self, path: Path) -> str | None:
        if self._cache is None:
            return None
        try:
            status = system_path(path).stat()
        except (OSError, ValueError):
            return None
        text = f"{VERSION}\0{path.absolute()}\0{status.st_size}\0{status.st_mtime_ns}"
        return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()

    def _read(self, key: str | None, what: str) -> tuple[UInt8, dict[str, str]] | None:
        if key is None or self._cache is None:
            return None
        place = system_path(self._cache / f"{key}.{what}.png")
        try:
            with Image.open(place, formats=("PNG",)) as image:
                if image.mode != "RGB" or max(image.size) > LONGEST or not isinstance(image, PngImageFile):
                    return None
                pixels = np.array(image)
                facts = {key: str(value) for key, value in image.text.items()}
            place.touch()
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it is made anew
            return None
        return pixels, facts

    def _write(self, key: str | None, what: str, pixels: UInt8, facts: dict[str, str]) -> None:
        if key is None or self._cache is None:
            return
        text = PngInfo()
        for name, value in facts.items():
            text.add_text(name, value)
        data = io.BytesIO()
        Image.fromarray(pixels).save(data, "PNG", compress_level=1, pnginfo=text)
        with contextlib.suppress(OutputError, OSError):
            system_path(self._cache).mkdir(parents=True, exist_ok=True)
            write_atomically(self._cache / f"{key}.{what}.png", data.getvalue(), replace=True, lasting=False)


def people_in(pixels: UInt8) -> UInt8:
    """uint8 (h, w, 2): skin and subject, found on uint8 (h, w, 3)."""
    found = analyse(pixels.astype(np.float32) / np.float32(255.0))
    maps = np.zeros((*pixels.shape[:2], 2), np.uint8)
    for channel, shown in enumerate((found.skin, found.subject)):
        if shown is not None:
            maps[..., channel] = np.round(shown * 255.0)
    return maps


def _unpacks_large(path: Path) -> bool:
    try:
        size = system_path(path).stat().st_size
    except (OSError, ValueError):
        return False
    # A JPEG is opened at a fraction of its size.
    return size > (_LARGE_JPEG if path.suffix.lower() in (".jpg", ".jpeg") else _LARGE)
