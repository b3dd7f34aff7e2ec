"""The settings while the program runs: changed by anyone, saved a moment later off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.errors import StudioError
from studio.settings import Settings, save_settings
from studio.ui.background import Background

SAVE_AFTER_MS = 500


class Preferences(QObject):
    """Holds the settings in force. ``changed`` carries the new ones."""

    changed = Signal(object)

    def __init__(
        self,
        settings: Settings,
        background: Background,
        failed: Callable[[StudioError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._background = background
        self._failed = failed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)

    @property
    def current(self) -> Settings:
        return self._settings

    def change(self, **values: Any) -> None:
        """Set some fields of the settings."""
        self._take(replace(self._settings, **values))

    def add_recent(self, path: Path) -> None:
        self._take(self._settings.with_recent(str(path)))

    def toggle_favourite(self, style_id: str) -> None:
        """Make a style a favourite, or an ordinary one again."""
        kept = tuple(other for other in self._settings.favourites if other != style_id)
        if len(kept) == len(self._settings.favourites):
            kept = (*kept, style_id)
        self.change(favourites=kept)

    def flush(self) -> None:
        """Hand what is not saved yet to the background; it is on the disk once that has stopped."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def _take(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self._timer.start()
            self.changed.emit(settings)

    @Slot()
    def _save(self) -> None:
        settings = self._settings
        self._background.run(lambda: save_settings(settings), lambda _: None, self._failed)
