"""Plots: the course of a run in four charts, the score largest; saved as a picture or as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.files import write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.events import Event
from studio.ui.images import png_bytes
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.session import Session
from studio.ui.train.ask import ask_target
from studio.ui.train.course import CHARTS, Course
from studio.ui.train.plot import Plot

_WRITTEN = QT_TRANSLATE_NOOP("Plots", "Saved as “{name}”.")
_PLACES = ((0, 0, 1, 2), (1, 0, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1))
_TALL = 5
"""The score's share of the height, of which the others have 3."""
_DRAW_MS = 20
"""Between two charts that are made, or drawn: each is painted in a frame of its own."""
_REST_MS = 1000
"""Between two rounds of drawing: a chart of thousands of steps takes 10 ms, which the training wants too."""


class Plots(Live, QWidget):
    """Takes a run's events in; another run's course can be laid behind."""

    compare_wanted = Signal(object)
    """(what stands in the list: a key of :meth:`offer_others`, or None) The other run to compare with."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._name = ""
        self.course = Course()
        self._other: Course | None = None
        self._names = "", ""
        self.setObjectName("plots")
        self.charts: list[Plot] = []
        # One at a time, made and, once seen, painted: all at once would stop the window for too long.
        self._building = QTimer(self, singleShot=True, interval=_DRAW_MS)
        self._building.timeout.connect(self._build_next)
        self._building.start()
        self._stale: list[Plot] = []
        self._drawing = QTimer(self, singleShot=True, interval=_DRAW_MS)
        self._drawing.timeout.connect(self._draw_next)
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(self._draw_next)
        self.log = QCheckBox(self)
        self.log.setObjectName("log_scale")
        self.log.toggled.connect(self._set_log)
        self.compare = QComboBox(self)
        self.compare.setObjectName("compare_run")
        self.compare.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.compare.setMinimumContentsLength(12)
        self.compare.activated.connect(self._choose_other)
        self._compare_label = Label(self)
        self.save = QPushButton(self)
        self.save.setObjectName("save_curves")
        menu = QMenu(self.save)
        self.save_picture = menu.addAction("", self._ask_picture)
        self.save_numbers = menu.addAction("", self._ask_numbers)
        self.save.setMenu(menu)
        self._waiting = Label(self)
        self._waiting.setObjectName("plots_waiting")
        self._waiting.setProperty("part", "faint")
        self._waiting.setWordWrap(True)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setContentsMargins(64, 0, 12, 0)  # beside the numbers of the chart's axis
        self._waiting.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._waiting.hide()
        self._lay_out()
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._building.start()

    def build(self) -> None:
        """Make and show all charts at once."""
        while len(self.charts) < len(CHARTS):
            self._build_one()
        for chart in self.charts:
            chart.show()

    def begin(self, name: str, events: Iterable[Event]) -> None:
        """Show another run from its beginning."""
        self._name, self.course = name, Course()
        self._other, self._names = None, ("", "")
        self.course.take(events)
        self._resting.stop()
        self._draw()
        for chart in self.charts:
            chart.begin()

    def say_waiting(self, sentence: str) -> None:
        """Say, over the empty charts, what is done before there are curves; "" is nothing."""
        self._waiting.setText(sentence)
        self._waiting.setVisible(bool(sentence))
        self._waiting.raise_()

    def take(self, events: Iterable[Event]) -> None:
        """Add what came; the charts that it changes show it one after the other, about once a second."""
        came = list(events)
        self.course.take(came)
        kinds = {event.kind for event in came}
        self._stale += [each for each in self.charts if each.chart.shows(kinds) and each not in self._stale]
        if self._stale and not self._drawing.isActive() and not self._resting.isActive():
            self._drawing.start()

    def offer_others(self, runs: Iterable[tuple[object, str]]) -> None:
        """Which other runs there are: (key, name)."""
        chosen = self.compare.currentData()
        self.compare.clear()
        self.compare.addItem(self.tr("nothing"), None)
        for key, name in runs:
            self.compare.addItem(name, key)
        self.compare.setCurrentIndex(max(0, self.compare.findData(chosen)))
        self.compare.setEnabled(self.compare.count() > 1)
        self._tell_compare()

    def compare_with(self, names: tuple[str, str], events: Iterable[Event] | None) -> None:
        """Lay another run's course behind; None takes it away. ``names``: this run's, the other's."""
        self._other, self._names = Course() if events is not None else None, names
        if self._other is not None:
            self._other.take(events or ())
        self._draw()

    def write_picture(self, target: Path) -> None:
        """Write what is seen of the charts as a PNG, off the window's thread; a notice says what came."""
        self._draw()
        image = self._canvas.grab().toImage()
        self._write(target, lambda: png_bytes(image))

    def write_numbers(self, target: Path) -> None:
        """Write all points as CSV, likewise."""
        data = self.course.as_csv()
        self._write(target, lambda: data)

    def retranslate(self) -> None:
        self.log.setText(self.tr("Logarithmic"))
        self.log.setToolTip(tip(self.tr("For losses and rates that differ by much")))
        self._compare_label.setText(self.tr("Compare with"))
        self.compare.setAccessibleName(self.tr("Compare with"))
        self._tell_compare()
        if self.compare.count():
            self.compare.setItemText(0, self.tr("nothing"))
        self.save.setText(self.tr("Save"))
        self.save_picture.setText(self.tr("Picture (PNG)…"))
        self.save_numbers.setText(self.tr("Numbers (CSV)…"))

    def _tell_compare(self) -> None:
        any_other = self.compare.isEnabled()
        self.compare.setToolTip("" if any_other else self.tr("No other training has curves yet"))

    @Slot()
    def _build_next(self) -> None:
        if len(self.charts) < len(CHARTS):
            self._build_one()
        elif self.isVisible() and (unseen := next(filter(QWidget.isHidden, self.charts), None)) is not None:
            unseen.show()
        else:
            return  # until the page is shown
        self._building.start()

    def _build_one(self) -> None:
        chart = Plot(CHARTS[len(self.charts)], self)
        chart.hide()
        self._grid.addWidget(chart, *_PLACES[len(self.charts)])
        self.charts.append(chart)
        chart.show_course(self.course, self._other, self._names)
        self._set_log(self.log.isChecked())

    @Slot()
    def _draw_next(self) -> None:
        if not self._stale:
            return
        self._stale.pop(0).show_course(self.course, self._other, self._names)
        (self._drawing if self._stale else self._resting).start()

    def _draw(self) -> None:
        self._stale.clear()
        for chart in self.charts:
            chart.show_course(self.course, self._other, self._names)

    def _lay_out(self) -> None:
        self._canvas = QWidget(self)
        self._grid = grid = QGridLayout(self._canvas)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._waiting, 0, 0, 1, 2)
        grid.setRowStretch(0, _TALL)
        grid.setRowStretch(1, 3)
        grid.setRowStretch(2, 3)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        row = QHBoxLayout()
        for widget in (self._compare_label, self.compare, self.log):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.save)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.addWidget(self._canvas, 1)
        column_of_all.addLayout(row)

    @Slot(bool)
    def _set_log(self, on: bool) -> None:
        # A score may be below 0, and what the discriminators say mostly is somewhere.
        for chart in self.charts:
            if chart.chart.key in ("losses", "rates"):
                chart.set_log(on)

    @Slot()
    def _choose_other(self) -> None:
        self.compare_wanted.emit(self.compare.currentData())

    @Slot()
    def _ask_picture(self) -> None:
        ask_target(self, self.tr("Save the Curves as a Picture"), self._name, ".png", self.write_picture)

    @Slot()
    def _ask_numbers(self) -> None:
        ask_target(self, self.tr("Save the Curves' Numbers"), self._name, ".csv", self.write_numbers)

    def _write(self, target: Path, data: Callable[[], bytes]) -> None:
        # Whoever chose the name in the dialog agreed to replace what had it.
        self._session.background.run(
            lambda: write_atomically(target, data(), replace=True),
            lambda _: self._session.notify(Message("Plots", _WRITTEN, {"name": target.name})),
            self._session.tell,
        )
