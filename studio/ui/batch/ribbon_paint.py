"""Painting the skin ribbon: how far from its scene above, the colours of skin and faces below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

from studio.ui.batch.ribbon_layout import RibbonLayout
from studio.ui.batch.shoot import Shoot, rgb_of
from studio.ui.batch.shoot_desk import ShootDesk
from studio.ui.theme.colours import colours_of

PLOT, SKIN, FACE, OVERVIEW, SPACE = 46, 26, 7, 9, 4
MOST_FACES = 3
_LEAST_SCALE = 6.0
_DOT = 3.5


@dataclass(frozen=True)
class Measures:
    """Rows from top to bottom, in pixels: plot, marks of what stands out, skin, faces, overview."""

    faces: int
    overview: bool

    @property
    def base(self) -> int:
        """Where the scene lies in the plot."""
        return SPACE + PLOT

    @property
    def skin(self) -> int:
        return self.base + 2 * SPACE

    @property
    def below(self) -> int:
        return self.skin + SKIN + FACE * self.faces + SPACE

    @property
    def height(self) -> int:
        return self.below + (OVERVIEW + SPACE if self.overview else 0)


def measures_of(shoot: Shoot, *, overview: bool) -> Measures:
    return Measures(min(shoot.faces, MOST_FACES), overview)


def scale_of(shoot: Shoot) -> float:
    """Pixels for one ΔE."""
    return (PLOT - 2 * _DOT) / max(shoot.farthest, _LEAST_SCALE)


class RibbonPainter:
    """Paints what lies between two pixels of the strip: as many photos as the screen has room for."""

    def __init__(self, desk: ShootDesk, layout: RibbonLayout, palette: QPalette) -> None:
        self._desk, self._shoot, self._layout = desk, desk.shoot, layout
        self._palette, self._colours = palette, colours_of(palette)
        self._measures = measures_of(desk.shoot, overview=False)
        self._scale = scale_of(desk.shoot)

    def paint(self, painter: QPainter, first: int, last: int, *, focus: bool) -> None:
        """The painter's origin is the left of the strip."""
        faint = QColor(self._colours.faint)
        faint.setAlpha(110)
        base = self._measures.base
        painter.fillRect(QRect(first, base, min(last, self._layout.length) - first, 1), faint)
        seen = self._layout.seen(first, last)
        wished = {place: lab for place in seen if (lab := self._desk.alignments.expected(self._shoot, place))}
        after = dict(zip(wished, rgb_of(list(wished.values())), strict=True))
        for place in seen:
            self._paint_photo(painter, place, after.get(place))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in seen:
            self._paint_dot(painter, place)
        current = self._shoot.places.get(self._desk.current)
        if current is not None and focus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(self._palette.color(QPalette.ColorRole.WindowText), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._frame(current).adjusted(-1, -1, 0, 0))

    def _frame(self, place: int) -> QRect:
        left = self._layout.left(place)
        return QRect(left, SPACE, self._layout.width, self._measures.below - SPACE)

    def _paint_photo(self, painter: QPainter, place: int, wished: int | None) -> None:
        shoot, measures = self._shoot, self._measures
        photo, left = shoot.photo(place), self._layout.left(place)
        width = self._layout.width - 1
        if photo in self._desk.selected:
            chosen = QColor(self._colours.accent)
            chosen.setAlpha(70)
            painter.fillRect(self._frame(place), chosen)
        if shoot.stretches[place].stands_out:
            painter.fillRect(QRect(left, measures.base + 3, width, 4), QColor(self._colours.error))
        colours = shoot.colours[place]
        painter.fillRect(QRect(left, measures.skin, width, SKIN), QColor(0xFF000000 | colours[0]))
        if wished is not None:
            # Before and after on one photo: what is to be lies below.
            after = QColor(0xFF000000 | wished)
            painter.fillRect(QRect(left, measures.skin + SKIN // 2, width, SKIN - SKIN // 2), after)
            painter.fillRect(QRect(left, measures.skin + SKIN // 2, width, 1), QColor(self._colours.accent))
        for row, colour in enumerate(colours[1 : MOST_FACES + 1]):
            top = measures.skin + SKIN + 1 + row * FACE
            painter.fillRect(QRect(left, top, width, FACE - 1), QColor(0xFF000000 | colour))

    def _paint_dot(self, painter: QPainter, place: int) -> None:
        shoot, off = self._shoot, self._shoot.off[place]
        if off is None:
            return
        photo, middle = shoot.photo(place), self._layout.left(place) + self._layout.width / 2
        at = QPointF(middle, self._y(off))
        out = shoot.stretches[place].stands_out
        colour = QColor(self._colours.error if out else self._colours.faint)
        before = shoot.before.get(place) if self._desk.is_aligned(photo) else None
        if photo in self._desk.alignments:
            share = self._desk.alignments.share(photo)
            back = self._desk.alignments.takes_back(photo)
            later = self._y(shoot.before.get(place, off) if back else off * (1.0 - share))
            self._way(painter, at, QPointF(middle, later), colour)
            return
        if before is not None:
            self._way(painter, QPointF(middle, self._y(before)), at, QColor(self._colours.faint))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if out:  # told by its shape too
            far = _DOT + 1.5
            points = [QPointF(0, -far), QPointF(far, 0), QPointF(0, far), QPointF(-far, 0)]
            painter.drawPolygon(QPolygonF([at + point for point in points]))
        else:
            painter.drawEllipse(at, _DOT - 1, _DOT - 1)

    def _way(self, painter: QPainter, old: QPointF, new: QPointF, colour: QColor) -> None:
        """From where it was, hollow, to where it is or is to be."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1))
        painter.drawEllipse(old, _DOT, _DOT)
        painter.drawLine(old, new)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.accent))
        painter.drawEllipse(new, _DOT, _DOT)

    def _y(self, off: float) -> float:
        return self._measures.base - min(off * self._scale, PLOT - _DOT)


def paint_overview(
    painter: QPainter, desk: ShootDesk, area: QRect, window: tuple[float, float], palette: QPalette
) -> None:
    """The whole shoot in a line, marks on it, and which part of it is shown (0 to 1)."""
    colours, image = colours_of(palette), desk.shoot.overview
    if image.isNull():
        return
    painter.drawImage(area, image, image.rect())
    step = area.width() / image.width()
    for column in desk.shoot.marks:
        left = area.left() + int(column * step)
        painter.fillRect(QRect(left, area.top(), 2, area.height()), QColor(colours.error))
    painter.setPen(QPen(palette.color(QPalette.ColorRole.WindowText), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    first, last = (area.left() + int(part * area.width()) for part in window)
    painter.drawRect(QRect(QPoint(first, area.top() - 1), QPoint(last, area.bottom() + 1)))
