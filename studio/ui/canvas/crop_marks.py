"""What is drawn over the photo while it is cropped or straightened."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio.ui.canvas.panes import Layout
from studio.ui.canvas.viewport import Point, Viewport
from studio.ui.crop_box import CropBox

_DIMMED = QColor(30, 30, 30, 165)
_DARK = QColor(0, 0, 0, 150)
_LIGHT = QColor(255, 255, 255, 235)
_FAINT_DARK = QColor(0, 0, 0, 90)
_FAINT_LIGHT = QColor(255, 255, 255, 130)
_ARM = 18.0  # of a corner, logical pixels
_LEVEL_LINES = 12


def paint_crop(painter: QPainter, box: CropBox, viewport: Viewport, *, grid: bool = True) -> None:
    """The picture dimmed outside the box; the box with thirds, corners and sides to take hold of."""
    picture, inside = picture_area(viewport), box_area(box, viewport)
    painter.save()
    path = QPainterPath()
    path.addRect(picture)
    path.addRect(inside)
    path.setFillRule(Qt.FillRule.OddEvenFill)
    painter.fillPath(path, _DIMMED)
    if grid:
        _paint_lines(painter, inside, 3, 3)
    _both(painter, [*_outline(inside)], _DARK, 3.0, _LIGHT, 1.0)
    _both(painter, [*_arms(inside)], _DARK, 5.0, _LIGHT, 3.0)
    painter.restore()


def paint_level_grid(painter: QPainter, layout: Layout, viewport: Viewport) -> None:
    """Fine lines over every picture, to set horizons and walls against."""
    for pane in layout.panes():
        painter.save()
        painter.setClipRect(QRectF(*pane.clip))
        area = picture_area(viewport).translated(pane.frame.x, pane.frame.y)
        longest = max(area.width(), area.height(), 1.0)
        across, down = (
            max(round(_LEVEL_LINES * side / longest), 2) for side in (area.width(), area.height())
        )
        _paint_lines(painter, area, across, down)
        painter.restore()


def picture_area(viewport: Viewport) -> QRectF:
    """The whole picture in logical pixels of the pane."""
    return _area(viewport, Point(0, 0), Point(*viewport.photo))


def box_area(box: CropBox, viewport: Viewport) -> QRectF:
    return _area(viewport, Point(box.left, box.top), Point(box.right, box.bottom))


def _area(viewport: Viewport, corner: Point, other: Point) -> QRectF:
    one, two = viewport.to_pane(corner), viewport.to_pane(other)
    return QRectF(one.x, one.y, two.x - one.x, two.y - one.y)


def _paint_lines(painter: QPainter, area: QRectF, across: int, down: int) -> None:
    columns = [area.left() + area.width() * step / across for step in range(1, across)]
    rows = [area.top() + area.height() * step / down for step in range(1, down)]
    lines = [QLineF(x, area.top(), x, area.bottom()) for x in columns]
    lines += [QLineF(area.left(), y, area.right(), y) for y in rows]
    _both(painter, lines, _FAINT_DARK, 2.0, _FAINT_LIGHT, 1.0)


def _outline(area: QRectF) -> list[QLineF]:
    corners = [area.topLeft(), area.topRight(), area.bottomRight(), area.bottomLeft()]
    return [QLineF(one, two) for one, two in zip(corners, [*corners[1:], corners[0]], strict=True)]


def _arms(area: QRectF) -> list[QLineF]:
    """Thick strokes at the corners and the middles of the sides."""
    arm_x, arm_y = min(_ARM, area.width() / 4), min(_ARM, area.height() / 4)
    lines = []
    for x, dx in ((area.left(), arm_x), (area.right(), -arm_x)):
        for y, dy in ((area.top(), arm_y), (area.bottom(), -arm_y)):
            lines += [QLineF(x, y, x + dx, y), QLineF(x, y, x, y + dy)]
    middle = area.center()
    for y in (area.top(), area.bottom()):
        lines.append(QLineF(middle.x() - arm_x / 2, y, middle.x() + arm_x / 2, y))
    for x in (area.left(), area.right()):
        lines.append(QLineF(x, middle.y() - arm_y / 2, x, middle.y() + arm_y / 2))
    return lines


def _both(
    painter: QPainter, lines: list[QLineF], under: QColor, wide: float, over: QColor, narrow: float
) -> None:
    """Light within dark, so that it shows on any picture."""
    for colour, width in ((under, wide), (over, narrow)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawLines(lines)
