"""View: how the canvas shows the photo, what lies under the pointer, and where it is asked to zoom."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.ui.view_mode import ViewMode

_NO_FACE = Message(
    "View", QT_TRANSLATE_NOOP("View", "No face was found: the style acts on the whole picture.")
)
_ONE_FACE = Message("View", QT_TRANSLATE_NOOP("View", "1 face found"))
_FACES = QT_TRANSLATE_NOOP("View", "{count} faces found")


def faces_found(faces: int) -> Message:
    """What the panel says of that many faces."""
    if faces == 0:
        return _NO_FACE
    return _ONE_FACE if faces == 1 else Message("View", _FACES, {"count": faces})


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
    show_area_changed = Signal(bool)
    proof_changed = Signal()
    portrait_found = Signal(object)
    """(Message | None)"""
    zoom_requested = Signal(object)
    zoom_changed = Signal(float)
    readout_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = ViewMode.SINGLE
        self.show_before = False
        self.show_area = False
        self.proofs = False
        self.marks_gamut = False
        self.portrait: Message | None = None
        self.zoom = 1.0

    def set_mode(self, mode: ViewMode) -> None:
        if mode is not self.mode:
            self.mode = mode
            self.mode_changed.emit(mode)

    def set_show_before(self, on: bool) -> None:
        if on != self.show_before:
            self.show_before = on
            self.show_before_changed.emit(on)

    def set_show_area(self, on: bool) -> None:
        if on != self.show_area:
            self.show_area = on
            self.show_area_changed.emit(on)

    def set_proof(self, on: bool, *, marks: bool = False) -> None:
        """Show the soft proof; ``marks``: and what its profile does not hold."""
        if (on, marks) != (self.proofs, self.marks_gamut):
            self.proofs, self.marks_gamut = on, marks
            self.proof_changed.emit()

    def show_portrait(self, faces: int | None) -> None:
        """How many faces were found in the current photo; None: nobody has looked yet."""
        self.portrait = None if faces is None else faces_found(faces)
        self.portrait_found.emit(self.portrait)

    def zoom_to(self, zoom: ZoomTo) -> None:
        self.zoom_requested.emit(zoom)

    def set_zoom(self, zoom: float) -> None:
        if zoom != self.zoom:
            self.zoom = zoom
            self.zoom_changed.emit(zoom)

    def set_readout(self, readout: object) -> None:
        """``readout``: a :class:`~studio.ui.canvas.readout.Readout`, None without a photo."""
        self.readout_changed.emit(readout)
