"""Monitor: its ICC profile, by the settings, read and checked off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from studio.errors import MonitorProfileUnusable, StudioError
from studio.settings import Settings
from studio.ui.background import Background
from studio.ui.preferences import Preferences

MAX_BYTES = 16 << 20


class Monitor(QObject):
    """``icc`` is the profile in force, None for sRGB."""

    changed = Signal(object)
    """(bytes | None)"""

    def __init__(
        self,
        preferences: Preferences,
        background: Background,
        tell: Callable[[StudioError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._tell = tell
        self._path = ""
        self.icc: bytes | None = None
        preferences.changed.connect(self.follow)

    @Slot(object)
    def follow(self, settings: Settings) -> None:
        """Take the settings' profile, once it has been read."""
        if settings.display_profile == self._path:
            return
        self._path = path = settings.display_profile

        def take(icc: bytes | None) -> None:
            if path == self._path and icc != self.icc:
                self.icc = icc
                self.changed.emit(icc)

        def failed(error: StudioError) -> None:
            take(None)
            self._tell(error)

        self._background.run(lambda: _read(path), take, failed)


def _read(path: str) -> bytes | None:
    if not path:
        return None
    from studio.imaging.profiles import display_lut

    name = Path(path).name
    try:
        with Path(path).open("rb") as stream:
            icc = stream.read(MAX_BYTES)
        display_lut(icc)
    except Exception as error:
        # A profile is a file of anyone's; the colour library raises what it likes.
        raise MonitorProfileUnusable(name=name, details=str(error)) from error
    return icc
