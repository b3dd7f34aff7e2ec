"""Scene: one photo as the canvas holds it, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from studio.engine.request import Region
from studio.imaging.photo import Photo
from studio.ui.canvas.asking import Asking
from studio.ui.canvas.marks import SURROUND, paint_label, paint_line
from studio.ui.canvas.panes import Layout, Pane
from studio.ui.canvas.pictures import Pictures
from studio.ui.canvas.viewport import Point, Viewport
from studio.ui.session import Session


@dataclass(frozen=True)
class Labels:
    """Words on the canvas, translated; ``hover`` names the style that is tried, or is empty."""

    before: str = ""
    after: str = ""
    hover: str = ""


@dataclass
class Scene:
    """A photo as it is framed, where it is looked at, what is rendered of it, and what was asked.

    The viewport's photo is the framed picture. What was asked before the stamp ``since`` is of another frame.
    """

    photo: Photo
    viewport: Viewport
    pictures: Pictures
    asking: Asking
    since: int
    whole: Region = field(init=False)

    def __post_init__(self) -> None:
        self.whole = Region(0, 0, *self.viewport.photo)

    @staticmethod
    def of(photo: Photo, viewport: Viewport, session: Session) -> Scene:
        """The framed photo, of which nothing is rendered yet."""
        pictures = Pictures()
        return Scene(photo, viewport, pictures, Asking(session, pictures), session.pictures.moment())

    def slot(self, pane: Pane, trial: str | None) -> str:
        """What a pane draws: ``trial`` ("hover", "mask") stands for the edits once its picture is there."""
        if pane.side == "after" and trial is not None and self.pictures.get(trial) is not None:
            return trial
        return pane.side

    def photo_point(self, point: Point, pane: Pane) -> Point | None:
        """The photo point under a logical point of the canvas; None beside the photo."""
        found = self.viewport.to_photo(Point(point.x - pane.frame.x, point.y - pane.frame.y))
        inside = 0 <= found.x < self.whole.width and 0 <= found.y < self.whole.height
        return found if inside else None


def paint_scene(
    painter: QPainter, scene: Scene, layout: Layout, *, before: bool = False, trial: str | None = None
) -> None:
    """The photo in every pane; the painter counts in logical pixels of the canvas."""
    ratio = scene.viewport.ratio
    for pane in layout.panes(before=before):
        painter.save()
        painter.setClipRect(QRectF(*pane.clip))
        # From here on in device pixels, so that nothing is scaled that need not be.
        painter.translate(pane.frame.x, pane.frame.y)
        painter.scale(1 / ratio, 1 / ratio)
        scene.pictures.paint(painter, scene.viewport, scene.slot(pane, trial))
        painter.restore()


def paint_marks(
    painter: QPainter, layout: Layout, labels: Labels, *, before: bool = False, focused: bool = False
) -> None:
    """Labels and the dividing line, over the photo."""
    panes = layout.panes(before=before)
    if layout.mode.divided or before:
        for pane in panes:
            right = pane is panes[-1] and layout.line is not None
            place = Qt.AlignmentFlag.AlignRight if right and not before else Qt.AlignmentFlag.AlignLeft
            paint_label(painter, labels.before if pane.side == "before" else labels.after, pane.clip, place)
    if layout.line is not None and not before:
        paint_line(painter, layout.line, layout.size[1], focused=focused)
    if labels.hover and not before:
        place = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        paint_label(painter, labels.hover, panes[-1].clip, place)


def paint_ground(painter: QPainter, layout: Layout, gap: QColor) -> None:
    """The surroundings, and the gap between two panes."""
    width, height = layout.size
    painter.fillRect(QRectF(0, 0, width, height), SURROUND)
    panes = layout.panes()
    if len(panes) == 2 and layout.line is None:
        left = panes[0].frame.x + panes[0].frame.width
        painter.fillRect(QRectF(left, 0, panes[1].frame.x - left, height), gap)
