"""Folder: the photos of the filmstrip, listed off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.errors import NoPhotos, StudioError
from studio.ui.background import Background


@dataclass(frozen=True)
class _Listing:
    folder: Path | None
    photos: tuple[Path, ...]
    chosen: Path
    by_folder: bool = False


class Folder(QObject):
    """``folder`` is the one whose photos are shown, None for photos from several places."""

    changed = Signal()
    photo_chosen = Signal(Path)

    def __init__(
        self, background: Background, tell: Callable[[StudioError], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._tell = tell
        self._asked = 0
        self.folder: Path | None = None
        self.photos: tuple[Path, ...] = ()
        self._trying: Path | None = None

    def open_paths(self, paths: Sequence[Path], *, alone: bool = False) -> None:
        """Show the first photo. The strip holds all, or the folder of a single one unless ``alone``."""
        if paths:
            paths = tuple(paths)
            self._list(lambda: _look_at(paths, alone))

    def open_folder(self, folder: Path) -> None:
        self.open_paths((folder,))

    def step(self, origin: Path | None, by: int) -> None:
        """Choose the photo ``by`` places after ``origin``, up to the ends of the strip."""
        if origin not in self.photos:
            return
        place = min(max(self.photos.index(origin) + by, 0), len(self.photos) - 1)
        if self.photos[place] != origin:
            self.photo_chosen.emit(self.photos[place])

    def skip(self, path: Path, _: StudioError) -> None:
        """A photo did not open. Of a folder that was just opened the next one is tried."""
        if path == self._trying:
            place = self.photos.index(path) + 1
            self._trying = self.photos[place] if place < len(self.photos) else None
            if self._trying is not None:
                self.photo_chosen.emit(self._trying)

    def _list(self, work: Callable[[], _Listing]) -> None:
        self._asked += 1
        asked = self._asked

        def take(listing: _Listing) -> None:
            # A slow folder that was overtaken by another one is of no interest.
            if asked == self._asked:
                self.folder, self.photos = listing.folder, listing.photos
                self._trying = listing.chosen if listing.by_folder else None
                self.photo_chosen.emit(listing.chosen)
                self.changed.emit()

        self._background.run(work, take, self._tell)


def _look_at(paths: tuple[Path, ...], alone: bool) -> _Listing:
    from studio.imaging.decode import list_photos

    absolute = [path.expanduser().absolute() for path in paths]
    if len(absolute) == 1:
        only = absolute[0]
        if only.is_dir():
            photos = tuple(list_photos(only))
            if not photos:
                raise NoPhotos(name=only.name)
            return _Listing(only, photos, photos[0], by_folder=True)
        if alone:
            return _Listing(None, (only,), only)
        return _Listing(only.parent, _neighbours(only), only)
    photos = tuple(
        dict.fromkeys(
            photo for path in absolute for photo in (list_photos(path) if path.is_dir() else [path])
        )
    )
    if not photos:
        raise NoPhotos(name=absolute[0].name)
    return _Listing(None, photos, photos[0])


def _neighbours(photo: Path) -> tuple[Path, ...]:
    from studio.imaging.decode import list_photos

    try:
        photos = tuple(list_photos(photo.parent))
    except StudioError:
        # A file may be readable in a folder that may not be listed.
        return (photo,)
    return photos if photo in photos else (photo, *photos)
