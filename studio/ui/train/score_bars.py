"""ScoreBars: how much of the way to the finished photos each goes: learned, first estimate, one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.theme.colours import colours_of

_ROW, _NAME, _NUMBER = 26, 200, 96


@dataclass(frozen=True)
class Bar:
    """``score``: the share of the way, 1 at most, below 0 where it leads away; ``error``: give or take."""

    name: str
    score: float
    error: float = 0.0
    own: bool = False
    """It is what was learned."""
    between: tuple[float, float] | None = None
    """The ends of a range, where the score is not in its middle; told in place of the error."""

    @property
    def ends(self) -> tuple[float, float]:
        """The uncertainty's ends."""
        return self.between or (self.score - self.error, self.score + self.error)


class ScoreBars(QWidget):
    """One bar below the other, with its uncertainty as a thin line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self.bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{bar.name}: {self._said(bar)}" for bar in self.bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, _ROW * len(self.bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NAME + _NUMBER + 80, _ROW * len(self.bars))

    def paintEvent(self, _: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        wide = max(1.0, self.width() - _NAME - _NUMBER)
        for place, bar in enumerate(self.bars):
            top = place * _ROW
            painter.setPen(QColor(colours.text))
            row = QRectF(0, top, _NAME - 8, _ROW)
            name = self.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, _NAME - 8)
            painter.drawText(row, left, name)
            whole = QRectF(_NAME, top + 6, wide, _ROW - 12)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.sunken))
            painter.drawRoundedRect(whole, 3, 3)
            part = QRectF(whole)
            part.setWidth(wide * min(max(bar.score, 0.0), 1.0))
            painter.setBrush(QColor(colours.accent if bar.own else colours.disabled))
            painter.drawRoundedRect(part, 3, 3)
            if bar.error > 0.0 or bar.between is not None:
                low, high = (_NAME + wide * min(max(end, 0.0), 1.0) for end in bar.ends)
                middle = top + _ROW / 2
                painter.setPen(QPen(QColor(colours.text), 1.4))
                painter.drawLine(QPointF(low, middle), QPointF(high, middle))
                for end in (low, high):
                    painter.drawLine(QPointF(end, middle - 3), QPointF(end, middle + 3))
            painter.setPen(QColor(colours.text))
            number = QRectF(_NAME + wide + 8, top, _NUMBER - 8, _ROW)
            painter.drawText(number, left, self._said(bar))
        painter.end()

    @staticmethod
    def _said(bar: Bar) -> str:
        if bar.between is not None:
            # Below 0 it leads away; by how much is of no use.
            low, high = (round(100 * min(max(end, 0.0), 1.0)) for end in bar.between)
            return f"{low} – {high} %" if low < high else f"{high} %"
        said = f"{100 * bar.score:.0f} %".replace("-", "−")
        return f"{said} ± {100 * bar.error:.0f}" if bar.error > 0.0 else said
