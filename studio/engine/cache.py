"""What the engine keeps: decoded photos with their pyramids, and small results, within budgets of memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from studio.editing.geometry import Geometry
from studio.engine.framing import Framed
from studio.engine.memory import physical_memory
from studio.engine.request import Region, UInt8
from studio.engine.sampling import reduced
from studio.imaging.cmyk import assumed
from studio.imaging.decode import decode_photo
from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Photo
from studio.imaging.pyramid import BoxReduce, Pyramid
from studio.imaging.resample import box_means
from studio.imaging.sidecar import sidecar_stamps

if TYPE_CHECKING:
    from studio.portrait.maps import PortraitMaps

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

SMALL_BYTES = 64 << 20
VIEW_BYTES = 48 << 20


class BudgetCache(Generic[K, V]):
    """Least recently used out first, when the bytes exceed the budget; the newest always stays.

    Thread-safe.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._lock = threading.Lock()
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._bytes = 0

    @property
    def nbytes(self) -> int:
        return self._bytes

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> V | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: K, value: V, nbytes: int) -> None:
        with self._lock:
            old = self._entries.pop(key, None)
            self._entries[key] = (value, nbytes)
            self._bytes += nbytes - (old[1] if old else 0)
            while self._bytes > self.budget and len(self._entries) > 1:
                _, (_, freed) = self._entries.popitem(last=False)
                self._bytes -= freed

    def get_or_make(self, key: K, make: Callable[[], tuple[V, int]]) -> V:
        """The value kept, or the one that ``make`` gives with its bytes (outside the lock)."""
        value = self.get(key)
        if value is None:
            value, nbytes = make()
            self.put(key, value, nbytes)
        return value

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self._bytes = 0


class PictureCache:
    """Decoded photos, their pyramids and thumbnails. ``budget`` in bytes, a quarter of the memory by default.

    Photos are found by their file's path, size and time, pyramids and thumbnails by the photo's digest.
    """

    def __init__(self, budget: int | None = None) -> None:
        budget = physical_memory() // 4 if budget is None else budget
        # A pyramid holds at most a third of its photo; the photos' share leaves room for it.
        self._photos: BudgetCache[Hashable, Photo] = BudgetCache(budget * 3 // 4)
        self._pyramids: BudgetCache[str, Pyramid] = BudgetCache(budget // 4)
        self._frames: BudgetCache[Hashable, Framed] = BudgetCache(budget // 4)
        self._small: BudgetCache[Hashable, ImageBuffer] = BudgetCache(SMALL_BYTES)
        self._views: BudgetCache[Hashable, ImageBuffer] = BudgetCache(VIEW_BYTES)
        self.portraits: BudgetCache[Hashable, PortraitMaps] = BudgetCache(SMALL_BYTES)
        self.style_thumbnails: BudgetCache[Hashable, UInt8] = BudgetCache(SMALL_BYTES)

    def photo(self, path: Path, *, allow_damaged: bool = False, keep: bool = True) -> Photo:
        """The decoded photo, from memory while its file is unchanged. Raises PhotoError.

        Without ``keep`` a photo that must be decoded is not kept.
        """

        def decode() -> tuple[Photo, int]:
            photo = decode_photo(path, allow_damaged=allow_damaged)
            return photo, photo.image.nbytes

        try:
            status = path.stat()
        except (OSError, ValueError):
            return decode()[0]
        key = (path, status.st_size, status.st_mtime_ns, allow_damaged, sidecar_stamps(path), assumed())
        return self._photos.get_or_make(key, decode) if keep else self._photos.get(key) or decode()[0]

    def framed(self, photo: Photo, geometry: Geometry, reduce: BoxReduce = box_means) -> Framed:
        """The photo in its frame, over its pyramid; levels are built when they are first asked for."""
        pixels = photo.image.width * photo.image.height

        def frame() -> tuple[Framed, int]:
            pyramid = self._pyramids.get_or_make(
                photo.digest, lambda: (Pyramid(photo.image, reduce), pixels * 4)
            )
            own = 0 if geometry.changes_nothing else photo.image.nbytes + pixels * 4
            return Framed(photo, geometry, pyramid, reduce), own

        return self._frames.get_or_make((photo.digest, geometry), frame)

    def small(self, key: Hashable, make: Callable[[], ImageBuffer]) -> ImageBuffer:
        """A small picture, made once by ``make``."""

        def made() -> tuple[ImageBuffer, int]:
            image = make()
            return image, image.nbytes

        return self._small.get_or_make(key, made)

    def reduced(self, framed: Framed, region: Region, size: tuple[int, int]) -> ImageBuffer:
        """As :func:`studio.engine.sampling.reduced`: while a slider is dragged, and for all styles, once."""

        def reduce() -> tuple[ImageBuffer, int]:
            image = reduced(framed, region, size)
            return image, image.nbytes

        return self._views.get_or_make((framed.key, region, size), reduce)

    def clear(self) -> None:
        """Forget everything: memory is short."""
        for cache in (self._photos, self._pyramids, self._frames, self._small, self._views, self.portraits):
            cache.clear()
        self.style_thumbnails.clear()
