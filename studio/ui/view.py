"""View: how the canvas shows the photo, what lies under the pointer, and where it is asked to zoom."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from studio.ui.view_mode import ViewMode


class ZoomTo(Enum):
    """A zoom that the canvas is asked for."""

    FIT = "fit"
    ACTUAL = "actual"
    DOUBLE = "double"
    TOGGLE = "toggle"
    """Between fit and 100 %, about the pointer."""
    IN = "in"
    OUT = "out"


class View(QObject):
    """The state of the view. The canvas obeys ``mode``, ``show_before`` and ``zoom_requested``, and tells the
    zoom and the readout; buttons and the status line do the reverse."""

    mode_changed = Signal(object)
    show_before_changed = Signal(bool)
    zoom_requested = Signal(object)
    zoom_changed = Signal(float)
    readout_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = ViewMode.SINGLE
        self.show_before = False
        self.zoom = 1.0

    def set_mode(self, mode: ViewMode) -> None:
        if mode is not self.mode:
            self.mode = mode
            self.mode_changed.emit(mode)

    def set_show_before(self, on: bool) -> None:
        if on != self.show_before:
            self.show_before = on
            self.show_before_changed.emit(on)

    def zoom_to(self, zoom: ZoomTo) -> None:
        self.zoom_requested.emit(zoom)

    def set_zoom(self, zoom: float) -> None:
        if zoom != self.zoom:
            self.zoom = zoom
            self.zoom_changed.emit(zoom)

    def set_readout(self, readout: object) -> None:
        """``readout``: a :class:`~studio.ui.canvas.readout.Readout`, None without a photo."""
        self.readout_changed.emit(readout)
