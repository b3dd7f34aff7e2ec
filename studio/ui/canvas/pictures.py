"""Pictures: what the engine has rendered for the canvas so far, by side."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from studio.engine.request import PreviewReady, Region
from studio.ui.canvas.viewport import Point, Viewport
from studio.ui.images import as_qimage

WHOLE = "-whole"  # ends the slot of a picture of the whole photo
# Above this, pixels are shown as squares: who looks that closely wants to see them.
SQUARES_ABOVE = 2.0


def covers(outer: Region, inner: Region) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and outer.x + outer.width >= inner.x + inner.width
        and outer.y + outer.height >= inner.y + inner.height
    )


@dataclass(frozen=True, eq=False)
class Picture:
    """A rendered region of the photo, in display colour and of its own memory."""

    image: QImage
    region: Region
    stamp: int

    @staticmethod
    def of(ready: PreviewReady) -> Picture:
        # RGB32 is what the window is made of: painting then copies and converts nothing.
        image = as_qimage(ready.pixels).convertToFormat(QImage.Format.Format_RGB32)
        return Picture(image, ready.region, ready.stamp)

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw at its place; the painter counts in device pixels from the pane's corner."""
        x, y, width, height = viewport.target(self.region)
        size = self.image.size()
        if abs(width - size.width()) <= 1 and abs(height - size.height()) <= 1:
            # Rounding to whole pixels; scaling by it would only blur.
            painter.drawImage(QPoint(int(x), int(y)), self.image)
            return
        smooth = viewport.scale <= SQUARES_ABOVE or size.width() < self.region.width
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(QRectF(x, y, width, height), self.image, QRectF(self.image.rect()))

    def sharp_at(self, viewport: Viewport) -> bool:
        """Whether it has as many pixels as the screen shows."""
        width, height = viewport.size_of(self.region)
        return abs(width - self.image.width()) <= 1 and abs(height - self.image.height()) <= 1

    def colour_at(self, point: Point) -> QColor | None:
        """The display colour at a point of the photo; None outside the region."""
        x = int((point.x - self.region.x) / self.region.width * self.image.width() // 1)
        y = int((point.y - self.region.y) / self.region.height * self.image.height() // 1)
        inside = QRect(QPoint(0, 0), self.image.size()).contains(x, y)
        return self.image.pixelColor(x, y) if inside else None


class Pictures:
    """For each side of "before", "after" and "hover" a sharp tile of what is visible, and for the first two
    a picture of the whole photo that lies beneath it."""

    def __init__(self) -> None:
        self._held: dict[str, Picture] = {}

    def keep(self, ready: PreviewReady, whole: Region) -> bool:
        """Take a result; False when it is older than the one held."""
        held = self._held.get(ready.slot)
        if held is not None and ready.stamp <= held.stamp:
            return False
        picture = Picture.of(ready)
        self._held[ready.slot] = picture
        if ready.region == whole and not ready.slot.endswith(WHOLE):
            # Serves beneath later tiles; any stamp of the other slot is newer.
            self._held[ready.slot + WHOLE] = Picture(picture.image, picture.region, -1)
        return True

    def get(self, slot: str) -> Picture | None:
        return self._held.get(slot)

    def forget(self, slot: str) -> None:
        self._held.pop(slot, None)

    def clear(self) -> None:
        self._held.clear()

    def paint(self, painter: QPainter, viewport: Viewport, slot: str) -> bool:
        """Draw the best there is of a slot; False when there is nothing."""
        tile = self._held.get(slot)
        beneath = self._held.get(slot + WHOLE)
        if beneath is not None and not (tile is not None and covers(tile.region, viewport.visible())):
            beneath.paint(painter, viewport)
        if tile is not None:
            tile.paint(painter, viewport)
        return tile is not None or beneath is not None

    def colour_at(self, slot: str, point: Point) -> QColor | None:
        for picture in (self._held.get(slot), self._held.get(slot + WHOLE)):
            if picture is not None and (colour := picture.colour_at(point)) is not None:
                return colour
        return None
