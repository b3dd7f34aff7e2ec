"""StyleWatch: keeps an eye on the folder of the user's styles while the window is open."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from studio import paths
from studio.errors import StudioError
from studio.ui.background import Background

if TYPE_CHECKING:
    from studio.styles.catalogue import Catalogue

# A file that is being copied changes again within this time.
REST_MS = 500
# Whoever writes a file may stop for breath; only after this is a broken one called so.
PATIENCE_MS = 2000
# Each takes a handle of the system's.
_MOST_FILES = 500


class StyleWatch(QObject):
    """Looks at the folder when something stirs there, and takes over what lies in it once that rests.

    A file that is half written changes again, so it is not looked at before it is whole. The files are read
    off the window's thread.
    """

    taken = Signal()
    """The catalogue has looked at the folder again."""
    settled = Signal()
    """Nothing has changed for a while: what is broken now is broken."""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._catalogue: Catalogue | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._seen: object = None
        self._taken: object = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._poll)

    def start(self, catalogue: Catalogue) -> None:
        """Watch the folder of this catalogue, which has just been read."""
        if self._watcher is not None or catalogue.user_folder is None:
            return
        self._catalogue = catalogue
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._stir)
        self._watcher.fileChanged.connect(self._stir)
        self._stir()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._catalogue = None

    @Slot()
    def _stir(self) -> None:
        if self._catalogue is not None and not (self._timer.isActive() and self._timer.interval() == REST_MS):
            self._timer.start(REST_MS)

    @Slot()
    def _poll(self) -> None:
        catalogue = self._catalogue
        if catalogue is not None:
            self._background.run(lambda: _state(catalogue), self._compare, self._give_up)

    def _compare(self, found: tuple[object, list[str]]) -> None:
        state, paths = found
        catalogue = self._catalogue
        if catalogue is None:
            return
        self._follow(paths)
        if state != self._seen:
            self._seen = state
            self._timer.start(REST_MS)
        elif state != self._taken:
            self._background.run(catalogue.look, self._take, self._give_up)
        else:
            self.settled.emit()

    def _take(self, state: object) -> None:
        self._taken = state
        self.taken.emit()
        if self._catalogue is not None:
            self._timer.start(PATIENCE_MS)

    def _give_up(self, _: StudioError) -> None:
        """The next change brings the next look."""

    def _follow(self, paths: list[str]) -> None:
        """Watch these folders and files; one that was replaced is forgotten by the system each time."""
        assert self._watcher is not None
        watched = {*self._watcher.directories(), *self._watcher.files()}
        gone, new = watched - set(paths), set(paths) - watched
        if gone:
            self._watcher.removePaths(sorted(gone))
        if new:
            self._watcher.addPaths(sorted(new))


def load_catalogue() -> Catalogue:
    """The program's styles and the user's, whose folder is made so that it can be watched."""
    from studio.styles.catalogue import Catalogue

    folder = paths.user_styles()
    with contextlib.suppress(OSError):  # without it there is nothing to see
        folder.mkdir(parents=True, exist_ok=True)
    return Catalogue(paths.resources() / "styles", folder)


def _state(catalogue: Catalogue) -> tuple[object, list[str]]:
    """What the folder looks like, and what there is to watch: it, its parent in case it comes, its files."""
    from studio.styles.folders import folder_state

    folder = catalogue.user_folder
    assert folder is not None
    state = folder_state(folder)
    files: list[Path] = sorted(stamp[0] for stamp in state)[:_MOST_FILES]
    return state, [str(path) for path in (folder, folder.parent) if path.is_dir()] + list(map(str, files))
