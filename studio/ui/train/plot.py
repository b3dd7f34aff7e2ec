"""Plot: one chart of a run's course, with a legend, the values under the pointer, and zoom."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio.runs.events import LARGEST
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.theme.colours import colours_of
from studio.ui.train.course import Chart, Course, smoothed
from studio.ui.translate import translated

# Told apart by colour-blind people too (M. Okabe, K. Ito, 2008), lighter on dark ground.
ON_DARK = ("#56b4e9", "#e69f00")
ON_LIGHT = ("#0072b2", "#d55e00")
_RAW = 90
"""How opaque the raw values behind the smoothed ones are, of 255."""


class ShortAxis(pyqtgraph.AxisItem):  # type: ignore[misc]
    """An axis of values. A number that is too wide for its margin is not drawn at all: 0.0005 is 5e-4."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        numbers = [10.0**value if self.logMode else value * scale for value in values]
        said = super().tickStrings(values, scale, spacing)
        return [short_number(number, text) for number, text in zip(numbers, said, strict=True)]


class Plot(Live, QWidget):
    """Draws a :class:`Course`. The wheel zooms, a drag moves, a double click shows all again."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.setObjectName(f"plot_{chart.key}")
        self._course = Course()
        self._other: Course | None = None
        self._other_name = ""
        self._log = False
        self.title, self.readout = Label(self), Label(self)
        self.title.setProperty("part", "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.readout.setProperty("part", "faint")
        self.readout.setObjectName("readout")
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._legend = [Label(self) for _ in (*chart.lines, *chart.lines[:1], *chart.lines[:1])]
        self.view: Any = pyqtgraph.PlotWidget(
            self, viewBox=pyqtgraph.ViewBox(enableMenu=False), axisItems={"left": ShortAxis("left")}
        )
        self.view.setMinimumHeight(84)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.item: Any = self.view.getPlotItem()
        self.item.setMenuEnabled(False)
        # A menu of the library's, never shown, which would outlive the window.
        menu = self.item.ctrlMenu
        menu.setParent(self.view, menu.windowFlags())
        self.item.hideButtons()
        # Beyond what an event can tell there is nothing to see, and the library gives up.
        far = 2 * LARGEST
        self.item.vb.setLimits(xMin=-far, xMax=far, yMin=-far, yMax=far, minXRange=1e-3, minYRange=1e-12)
        self.item.showGrid(x=False, y=True, alpha=0.15)
        self.item.setDownsampling(auto=True, mode="peak")
        self.item.setClipToView(True)
        # So that the charts begin below each other.
        self.item.getAxis("left").setWidth(50)
        self._raw = [self.item.plot() if line.smooth else None for line in chart.lines]
        self._curves = [self.item.plot() for _ in chart.lines]
        self._compared: Any = self.item.plot()
        self._bar: Any = pyqtgraph.InfiniteLine(angle=0, movable=False)
        self._cursor: Any = pyqtgraph.InfiniteLine(angle=90, movable=False)
        for extra in (self._bar, self._cursor):
            extra.setVisible(False)
            self.item.addItem(extra, ignoreBounds=extra is self._cursor)
        self._lay_out()
        self.view.scene().sigMouseMoved.connect(self._point)
        self.view.scene().sigMouseClicked.connect(self._clicked)
        self.retranslate()
        self.recolour()

    def show_course(self, course: Course, other: Course | None = None, other_name: str = "") -> None:
        """Draw a course, and the first curve of another one to compare with."""
        self._course, self._other, self._other_name = course, other, other_name
        self._draw()

    def begin(self) -> None:
        """Show another run's course from here on: all of it, and nothing that the pointer read."""
        self._forget_pointer()
        self.item.setRange(xRange=(0.0, 1.0), yRange=(0.0, 1.0))
        self.item.enableAutoRange()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._forget_pointer()

    def set_log(self, on: bool) -> None:
        """Values on a logarithmic scale; those of 0 and less are not shown then."""
        if on != self._log:
            self._log = on
            self.item.setLogMode(x=False, y=on)
            self._draw()
            self.item.enableAutoRange()

    def read_at(self, step: float) -> str:
        """What the curves are at a step, in words; empty without any values."""
        first = next((p for line in self.chart.lines if (p := self._course.curve(line).at(step))), None)
        if first is None:
            return ""
        said = [self.tr("step {step}").format(step=f"{first[0]:.0f}")]
        for line in self.chart.lines:
            point = self._course.curve(line).at(first[0])
            if point is not None:
                said.append(f"{translated(line.title)} {point[1]:.3g}")
        return "   ".join(said)

    def retranslate(self) -> None:
        title = translated(self.chart.title)
        self.title.setText(title)
        self.title.setToolTip(title)
        self.setAccessibleName(title)
        self._tell_legend()

    def recolour(self) -> None:
        colours = colours_of(self.palette())
        self.view.setBackground(colours.sunken)
        for name in ("left", "bottom"):
            axis = self.item.getAxis(name)
            axis.setPen(colours.disabled)
            axis.setTextPen(colours.faint)
        for line, raw, curve, colour in zip(
            self.chart.lines, self._raw, self._curves, self._hues(), strict=False
        ):
            curve.setPen(pyqtgraph.mkPen(colour, width=2))
            if raw is not None:
                faint = QColor(colour)
                faint.setAlpha(_RAW)
                raw.setPen(pyqtgraph.mkPen(faint, width=1))
            curve.setSymbol("o" if line.kind == "measure" else None)
            curve.setSymbolSize(5)
            curve.setSymbolBrush(colour)
            curve.setSymbolPen(None)
        self._compared.setPen(pyqtgraph.mkPen(colours.faint, width=1.5, style=Qt.PenStyle.DotLine))
        self._bar.setPen(pyqtgraph.mkPen(colours.text, width=1.2, style=Qt.PenStyle.DashLine))
        self._cursor.setPen(pyqtgraph.mkPen(colours.disabled, width=1))
        self._tell_legend()

    def _draw(self) -> None:
        for line, raw, curve in zip(self.chart.lines, self._raw, self._curves, strict=True):
            found = self._course.curve(line)
            if raw is not None:
                self._put(raw, found.steps, found.values)
            self._put(curve, found.steps, smoothed(found.values) if line.smooth else found.values)
        if self._other is not None:
            first = self.chart.lines[0]
            found = self._other.curve(first)
            self._put(self._compared, found.steps, smoothed(found.values) if first.smooth else found.values)
        else:
            self._put(self._compared, [], [])
        level = self._course.baseline if self.chart.bar else None
        shown = level is not None and (not self._log or level > 0)
        self._bar.setVisible(shown)
        if shown and level is not None:
            self._bar.setValue(math.log10(level) if self._log else level)
        self._tell_legend()

    def _put(self, curve: Any, steps: list[float], values: list[float]) -> None:
        if self._log:
            pairs = [(step, value) for step, value in zip(steps, values, strict=True) if value > 0]
            steps, values = [step for step, _ in pairs], [value for _, value in pairs]
        curve.setData(steps, values)

    def _hues(self) -> tuple[str, ...]:
        dark = self.palette().window().color().lightness() < 128
        return ON_DARK if dark else ON_LIGHT

    def _tell_legend(self) -> None:
        rows: list[tuple[str, str]] = [
            (f"━ {translated(line.title)}", colour)
            for line, colour in zip(self.chart.lines, self._hues(), strict=False)
        ]
        colours = colours_of(self.palette())
        level = self._course.baseline
        if self.chart.bar and level is not None:
            rows.append((self.tr("╍ to beat: {score}").format(score=f"{level:.2f}"), colours.text))
        if self._other is not None:
            rows.append((f"┈ {self._other_name}", colours.faint))
        for place, label in enumerate(self._legend):
            label.setVisible(place < len(rows))
            if place < len(rows):
                text, colour = rows[place]
                label.setText(text)
                palette = label.palette()
                palette.setColor(label.foregroundRole(), QColor(colour))
                label.setPalette(palette)

    def _lay_out(self) -> None:
        head, keys = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        for label in self._legend:
            keys.addWidget(label)
        keys.setSpacing(10)
        keys.addStretch(1)
        keys.addWidget(self.readout)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(keys)
        column.addWidget(self.view, 1)

    def _forget_pointer(self) -> None:
        self.readout.clear()
        self._cursor.setVisible(False)

    @Slot(object)
    def _point(self, at: QPointF) -> None:
        inside = self.item.sceneBoundingRect().contains(at)
        step = self.item.vb.mapSceneToView(at).x() if inside else 0.0
        text = self.read_at(step) if inside else ""
        self.readout.setText(text)
        self._cursor.setVisible(bool(text))
        self._cursor.setValue(step)

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        if event.double():
            self.item.enableAutoRange()


def short_number(value: float, text: str) -> str:
    """``text``, or the same value as a power of ten where it is small and that is shorter."""
    if not 0.0 < abs(value) < 0.01:
        return text
    digits, power = f"{value:.1e}".split("e")
    short = f"{digits.removesuffix('.0')}e{int(power)}"
    return min(text, short, key=len)
