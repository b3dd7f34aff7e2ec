"""Marks over the photo: labels and the dividing line. They lie on photos, not on the theme's surfaces, so
they bring a ground of their own and are read on any picture."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from studio.ui.canvas.viewport import Rect

SURROUND = QColor(0x5E, 0x5E, 0x5E)
"""Neutral gray around the photo, in every theme: coloured or bright surroundings mislead the eye."""

_INK = QColor(255, 255, 255)
_GROUND = QColor(0, 0, 0, 170)
_EDGE = QColor(0, 0, 0, 150)
_PADDING_X, _PADDING_Y, _DISTANCE = 9, 4, 12
_HANDLE = 11.0


def paint_label(painter: QPainter, text: str, area: Rect, place: Qt.AlignmentFlag) -> None:
    """A word on a dark pill in a corner (or the middle of an edge) of ``area``; elided to fit, and left out
    where there is no room for it."""
    room = int(area.width - 2 * (_DISTANCE + _PADDING_X))
    if room < 24:
        return
    metrics = painter.fontMetrics()
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(text) + 2 * _PADDING_X
    height = metrics.height() + 2 * _PADDING_Y
    x = area.x + _DISTANCE
    if place & Qt.AlignmentFlag.AlignRight:
        x = area.x + area.width - _DISTANCE - width
    elif place & Qt.AlignmentFlag.AlignHCenter:
        x = area.x + (area.width - width) / 2
    y = area.y + _DISTANCE
    if place & Qt.AlignmentFlag.AlignBottom:
        y = area.y + area.height - _DISTANCE - height
    pill = QRectF(x, y, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(_INK)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_line(painter: QPainter, x: float, height: float, *, focused: bool) -> None:
    """The dividing line with its handle: white within dark, so that it shows on light and dark."""
    painter.save()
    for colour, width in ((_EDGE, 3.0), (_INK, 1.0)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(x + 0.5, 0, x + 0.5, height))
    middle = QPointF(x + 0.5, height / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_EDGE, 3.5 if focused else 1.5))
    painter.setBrush(_INK)
    painter.drawEllipse(middle, _HANDLE, _HANDLE)
    path = QPainterPath()
    for side in (-1, 1):
        tip = middle + QPointF(side * 7, 0)
        path.addPolygon(QPolygonF([tip, tip - QPointF(side * 4, 4), tip - QPointF(side * 4, -4), tip]))
    painter.fillPath(path, QColor(0, 0, 0, 200))
    painter.restore()
