"""SmallPictures: small pictures of photos, and what lies in folders, read off the window's thread."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from studio import paths
from studio.errors import StudioError
from studio.ui.background import Background
from studio.ui.images import to_qimage

AT_ONCE = 4
"""So many photos are read ahead at most: what was scrolled past does not stand before what is looked at."""


@dataclass(frozen=True)
class Listing:
    """The photos of one place. ``folder``: it is one. ``error`` says why it could not be read."""

    place: str
    photos: tuple[Path, ...] = ()
    folder: bool = False
    error: StudioError | None = None


class SmallPictures(QObject):
    """Two threads: folders are listed in one, and photos, which take longer, are read in the other."""

    ready = Signal(Path, object)
    """(path, QImage | None) None where the photo cannot be opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos, self._folders = Background(self), Background(self)
        self._asked: set[Path] = set()

    def stop(self) -> None:
        """Wait for what is at work; nothing is delivered any more."""
        self._photos.stop()
        self._folders.stop()

    def want(self, path: Path, longest: int) -> bool:
        """Ask for a picture with that longest side; whether there was room."""
        if path in self._asked:
            return True
        if len(self._asked) >= AT_ONCE:
            return False
        self._asked.add(path)

        def take(image: QImage | None) -> None:
            self._asked.discard(path)
            self.ready.emit(path, image)

        self._photos.run(lambda: _decoded(path, longest), take, lambda _: take(None))
        return True

    def list(self, places: Sequence[str], then: Callable[[tuple[Listing, ...]], None]) -> None:
        """What lies in the places, in their order."""
        self._folders.run(lambda: tuple(map(_listed, places)), then, lambda _: then(()))

    def ask_room(self, then: Callable[[int | None], None]) -> None:
        """How many bytes are free where trainings are kept; None where nobody knows."""
        self._folders.run(_free, then, lambda _: then(None))


def _decoded(path: Path, longest: int) -> QImage:
    from studio.imaging.decode import decode_thumbnail

    rgb = decode_thumbnail(path, longest).rgb
    return to_qimage(np.round(np.clip(np.nan_to_num(rgb), 0.0, 1.0) * 255.0).astype(np.uint8))


def _listed(place: str) -> Listing:
    from studio.imaging.folders import list_photos

    path = Path(place)
    try:
        if path.is_dir() or not path.suffix:
            return Listing(place, tuple(list_photos(path)), folder=True)
    except StudioError as error:
        return Listing(place, folder=True, error=error)
    except (OSError, ValueError):
        pass  # told when it is looked at
    return Listing(place, (path,))


def _free() -> int | None:
    place = paths.user_runs()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return None
