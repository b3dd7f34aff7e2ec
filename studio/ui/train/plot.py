"""Plot: one chart of a run's course, with a legend, the values under the pointer, and zoom."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio.runs.events import LARGEST
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.theme.colours import colours_of
from studio.ui.train.course import Chart, Course, Curve, Line, smoothed
from studio.ui.train.plot_axis import ShortAxis
from studio.ui.train.plot_legend import LegendRow
from studio.ui.translate import translated

# Told apart by colour-blind people too (M. Okabe, K. Ito, 2008), lighter on dark ground.
ON_DARK = ("#56b4e9", "#e69f00", "#2fc99a", "#e08fbe")
ON_LIGHT = ("#0072b2", "#d55e00", "#00805d", "#a6478a")
"""The run's curves; after them those of the run that it is compared with."""
_RAW = 90
"""How opaque the raw values behind the smoothed ones are, of 255."""


class Plot(Live, QWidget):
    """Draws a :class:`Course`. The wheel zooms, a drag moves, a double click shows all again."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.setObjectName(f"plot_{chart.key}")
        self._course = Course()
        self._other: Course | None = None
        self._names = "", ""
        self._log = False
        self.title = Label(self)
        self.title.setProperty("part", "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.legend = LegendRow(len(chart.lines) + chart.bar, self)
        self.other_legend = LegendRow(len(chart.lines), self)
        self.readout = self.legend.readout
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
        self._compared = [self.item.plot() for _ in chart.lines]
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

    def show_course(
        self, course: Course, other: Course | None = None, names: tuple[str, str] = ("", "")
    ) -> None:
        """Draw a course, and another one to compare with; ``names`` tells the two apart."""
        self._course, self._other, self._names = course, other, names
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

    def read_at(self, step: float, other: bool = False) -> str:
        """What the curves, or the ``other`` run's, are at a step, in words; empty without any values."""
        course = self._other if other else self._course
        if course is None:
            return ""
        first = next((p for line in self.chart.lines if (p := course.curve(line).at(step))), None)
        if first is None:
            return ""
        said = [self.tr("step {step}").format(step=f"{first[0]:.0f}")]
        for line in self.chart.lines:
            point = course.curve(line).at(first[0])
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
        hues = self._hues()
        for line, raw, curve, colour in zip(self.chart.lines, self._raw, self._curves, hues, strict=False):
            self._colour(line, curve, colour, 2.0)
            if raw is not None:
                faint = QColor(colour)
                faint.setAlpha(_RAW)
                raw.setPen(pyqtgraph.mkPen(faint, width=1))
        for line, curve, colour in zip(self.chart.lines, self._compared, hues[2:], strict=False):
            self._colour(line, curve, colour, 1.3)
        self._bar.setPen(pyqtgraph.mkPen(colours.text, width=1.2, style=Qt.PenStyle.DashLine))
        self._cursor.setPen(pyqtgraph.mkPen(colours.disabled, width=1))
        self._tell_legend()

    def _colour(self, line: Line, curve: Any, colour: str, width: float) -> None:
        curve.setPen(pyqtgraph.mkPen(colour, width=width))
        curve.setSymbol("o" if line.kind == "measure" else None)
        curve.setSymbolSize(5)
        curve.setSymbolBrush(colour)
        curve.setSymbolPen(None)

    def _draw(self) -> None:
        for line, raw, curve in zip(self.chart.lines, self._raw, self._curves, strict=True):
            found = self._course.curve(line)
            if raw is not None:
                self._put(raw, found.steps, found.values)
            self._put_curve(curve, line, found)
        for line, curve in zip(self.chart.lines, self._compared, strict=True):
            self._put_curve(curve, line, self._other.curve(line) if self._other is not None else Curve())
        level = self._course.baseline if self.chart.bar else None
        shown = level is not None and (not self._log or level > 0)
        self._bar.setVisible(shown)
        if shown and level is not None:
            self._bar.setValue(math.log10(level) if self._log else level)
        self._tell_legend()

    def _put_curve(self, curve: Any, line: Line, found: Curve) -> None:
        self._put(curve, found.steps, smoothed(found.values) if line.smooth else found.values)

    def _put(self, curve: Any, steps: list[float], values: list[float]) -> None:
        if self._log:
            pairs = [(step, value) for step, value in zip(steps, values, strict=True) if value > 0]
            steps, values = [step for step, _ in pairs], [value for _, value in pairs]
        curve.setData(steps, values)

    def _hues(self) -> tuple[str, ...]:
        dark = self.palette().window().color().lightness() < 128
        return ON_DARK if dark else ON_LIGHT

    def _tell_legend(self) -> None:
        lines, hues = [translated(line.title) for line in self.chart.lines], self._hues()
        own = [(f"━ {title}", colour) for title, colour in zip(lines, hues, strict=False)]
        level = self._course.baseline
        if self.chart.bar and level is not None:
            beat = self.tr("╍ to beat: {score}").format(score=f"{level:.2f}")
            own.append((beat, colours_of(self.palette()).text))
        compared = self._other is not None
        self.legend.show_words(own, self._names[0] if compared else "")
        other = [(f"─ {title}", colour) for title, colour in zip(lines, hues[2:], strict=False)]
        self.other_legend.show_words(other, self._names[1])
        self.other_legend.setVisible(compared)

    def _lay_out(self) -> None:
        keeps_room = self.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keeps_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.title, self.legend, self.other_legend):
            column.addWidget(widget)
        column.addWidget(self.view, 1)

    def _forget_pointer(self) -> None:
        self.readout.clear()
        self.other_legend.readout.clear()
        self._cursor.setVisible(False)

    @Slot(object)
    def _point(self, at: QPointF) -> None:
        inside = self.item.sceneBoundingRect().contains(at)
        step = self.item.vb.mapSceneToView(at).x() if inside else 0.0
        text = self.read_at(step) if inside else ""
        self.readout.setText(text)
        self.other_legend.readout.setText(self.read_at(step, other=True) if inside else "")
        self._cursor.setVisible(bool(text))
        self._cursor.setValue(step)

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        if event.double():
            self.item.enableAutoRange()
