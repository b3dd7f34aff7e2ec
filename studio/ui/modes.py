"""Modes: what the window is for at the moment."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot


class Mode(Enum):
    """Photos are edited, a shoot is done in one go, or a style is taught."""

    EDIT = "edit"
    BATCH = "batch"
    TRAIN = "train"


class Modes(QObject):
    """The mode in force. ``changed`` carries the new one."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current = Mode.EDIT

    def go(self, mode: Mode) -> None:
        if mode is not self.current:
            self.current = mode
            self.changed.emit(mode)

    @Slot()
    def edit(self) -> None:
        self.go(Mode.EDIT)
