"""ProfileFile: a colour profile that the settings name, read and checked off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from studio.errors import StudioError
from studio.settings import Settings
from studio.ui.background import Background
from studio.ui.preferences import Preferences


class ProfileFile(QObject):
    """``current`` is what ``read`` made of the setting ``key`` last; None where that is unusable.

    ``read`` gets the setting's value, and raises StudioError, which ``tell`` gets.
    """

    changed = Signal(object)
    """``current`` is another one."""

    def __init__(
        self,
        key: str,
        read: Callable[[str], Any],
        preferences: Preferences,
        background: Background,
        tell: Callable[[StudioError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._read = key, read
        self._background, self._tell = background, tell
        self._value = ""
        self.current: Any = None
        preferences.changed.connect(self.follow)

    @Slot(object)
    def follow(self, settings: Settings) -> None:
        """Take what the settings name, once it has been read."""
        value = getattr(settings, self._key)
        if value != self._value:
            self._value = value
            self.read_again()

    def read_again(self) -> None:
        """What the setting names may be another profile now."""
        value = self._value

        def take(found: Any) -> None:
            if value == self._value and found != self.current:
                self.current = found
                self.changed.emit(found)

        def failed(error: StudioError) -> None:
            take(None)
            self._tell(error)

        self._background.run(lambda: self._read(value), take, failed)
