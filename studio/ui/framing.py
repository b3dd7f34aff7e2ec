"""Framing: turning, mirroring, straightening and cropping the photo, and the state of the crop tool."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot

from studio.editing.geometry import ANGLE, AS_TAKEN, FULL_CROP, Geometry
from studio.editing.recipe import Recipe
from studio.imaging.photo import Photo
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.ui.crop_box import Crop, CropBox
from studio.ui.edits import Edits

_LEFT = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Rotate left"))
_RIGHT = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Rotate right"))
_FLIP = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Flip horizontally"))
_FLIP_DOWN = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Flip vertically"))
_CROP = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Crop"))
_RESET = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Reset crop and straighten"))
_STRAIGHTEN = Message("Param", ANGLE.label)


class Aspect(Enum):
    """The ratios that a crop can be held to; the long side by the short one, 0 for the photo's own."""

    FREE = None
    ORIGINAL = 0.0
    SQUARE = 1.0
    FOUR_TO_FIVE = 5 / 4
    TWO_TO_THREE = 3 / 2
    SIXTEEN_TO_NINE = 16 / 9


class Framing(QObject):
    """Edits the geometry of the current photo.

    While the crop tool is open (``cropping``) the picture is shown without its crop, and ``crop`` is what the
    hand has made so far; :meth:`apply_crop` makes one step of the history of it.
    """

    changed = Signal()
    """The tool opened or closed, or its crop or ratio is another one."""
    straightening_changed = Signal(bool)
    """The angle is being dragged: a grid helps."""

    def __init__(self, edits: Edits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._photo: Photo | None = None
        self._begun_on = AS_TAKEN  # the geometry that the tool's crop belongs to
        self.cropping = False
        self.straightening = False
        self.crop: Crop = FULL_CROP
        self.aspect = Aspect.FREE
        self.upright = False
        """Whether ratios other than the photo's own stand on the short side."""
        edits.recipe_changed.connect(self._follow)

    @property
    def geometry(self) -> Geometry:
        return self._edits.recipe.geometry

    @property
    def whole_size(self) -> tuple[int, int]:
        """(width, height) of the turned picture without its crop; (1, 1) without a photo."""
        if self._photo is None:
            return 1, 1
        image = self._photo.image
        return self.geometry.uncropped().framed_size(image.width, image.height)

    @property
    def shown_size(self) -> tuple[int, int]:
        """(width, height) of the picture that the canvas shows."""
        if self._photo is None:
            return 1, 1
        image = self._photo.image
        return self.shown(self._edits.recipe).geometry.framed_size(image.width, image.height)

    def shown(self, recipe: Recipe) -> Recipe:
        """What the canvas shows of a recipe: without its crop while the tool is open."""
        return recipe.with_geometry(recipe.geometry.uncropped()) if self.cropping else recipe

    @property
    def box(self) -> CropBox:
        """The crop of the tool, held to its ratio."""
        return CropBox.of(self.crop, self.whole_size, self.ratio)

    @property
    def ratio(self) -> float | None:
        """Width by height, None where it is free."""
        if self.aspect is Aspect.ORIGINAL:
            width, height = self.whole_size
            return width / height
        ratio: float | None = self.aspect.value
        return 1 / ratio if ratio and self.upright else ratio

    @property
    def crop_size(self) -> tuple[int, int]:
        """(width, height) in pixels of what the tool's crop keeps."""
        if self._photo is None:
            return 1, 1
        now, image = self.geometry, self._photo.image
        return Geometry(now.turns, crop=self.crop).framed_size(image.width, image.height)

    def turn_to(self, photo: Photo) -> None:
        """Another photo is on the canvas: what the tool held is dropped."""
        self._close()
        self._photo = photo

    # Edits

    def rotate(self, quarters: int) -> None:
        """Clockwise, as seen on the screen."""
        self.crop = Geometry(crop=self.crop).turned(quarters).crop
        if quarters % 2:
            self.upright = not self.upright
        self._begun_on = self.geometry.turned(quarters)
        self._edits.set_geometry(self._begun_on, _RIGHT if quarters > 0 else _LEFT)
        self.changed.emit()

    def flip(self, *, vertically: bool = False) -> None:
        half = 2 if vertically else 0
        self.crop = Geometry(crop=self.crop).mirrored().turned(half).crop
        self._begun_on = self.geometry.mirrored().turned(half)
        self._edits.set_geometry(self._begun_on, _FLIP_DOWN if vertically else _FLIP)
        self.changed.emit()

    def set_angle(self, angle: float, *, dragging: bool = False) -> None:
        """Straighten by so many degrees clockwise."""
        now = self.geometry
        self._begun_on = Geometry(now.turns, now.flipped, ANGLE.clamp(angle), now.crop)
        self._edits.set_geometry(self._begun_on, _STRAIGHTEN, dragging=dragging)
        self._set_straightening(dragging)

    @Slot()
    def end_drag(self) -> None:
        self._edits.end_drag()
        self._set_straightening(False)

    def reset(self) -> None:
        """The picture as it was taken, as one step."""
        self._close()
        self._edits.set_geometry(AS_TAKEN, _RESET)

    # The crop tool

    def toggle_crop(self) -> None:
        """Open the tool, or apply what it holds."""
        if self.cropping:
            self.apply_crop()
        elif self._photo is not None:
            self.cropping = True
            self._begun_on = self.geometry
            self.crop = self.geometry.crop
            width, height = self.whole_size
            self.upright = height > width
            self.changed.emit()

    def set_box(self, box: CropBox) -> None:
        """What a hand made of it."""
        if self.cropping and box.crop != self.crop:
            self.crop = box.crop
            self.changed.emit()

    def set_aspect(self, aspect: Aspect, *, upright: bool | None = None) -> None:
        """Hold the crop to a ratio, standing or lying."""
        self.aspect = aspect
        self.upright = self.upright if upright is None else upright
        self.crop = self.box.with_ratio(self.ratio).crop
        self.changed.emit()

    def reset_crop(self) -> None:
        """The tool's crop back to the whole picture, at its ratio."""
        self.crop = CropBox.of(FULL_CROP, self.whole_size).with_ratio(self.ratio).crop
        self.changed.emit()

    def apply_crop(self) -> None:
        if self.cropping:
            now, crop = self.geometry, self.crop
            self.cropping = False
            self._edits.set_geometry(Geometry(now.turns, now.flipped, now.angle, crop), _CROP)
            self.changed.emit()

    def cancel_crop(self) -> None:
        self._close()

    @Slot()
    def _follow(self) -> None:
        """Undo or another edit framed the photo anew while the tool was open: it begins again from there."""
        if self.cropping and self.geometry != self._begun_on:
            self._begun_on = self.geometry
            self.crop = self.geometry.crop
            self.changed.emit()

    def _close(self) -> None:
        if self.cropping:
            self.cropping = False
            self.changed.emit()

    def _set_straightening(self, on: bool) -> None:
        if on != self.straightening:
            self.straightening = on
            self.straightening_changed.emit(on)
