"""VerdictPage: what was learned and how well, in words and against the bar; and the style to be adopted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.messages import Message
from studio.runs.events import Event, number
from studio.ui.background import Background
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.train.adopt_form import AdoptForm
from studio.ui.train.missed_photos import MissedPhotos, missed_in
from studio.ui.train.opening import open_report
from studio.ui.train.paragraphs import Paragraphs
from studio.ui.train.remembered import Remembered
from studio.ui.train.sample_pictures import samples_of
from studio.ui.train.samples_view import SamplesView
from studio.ui.train.score_bars import Bar, ScoreBars
from studio.ui.train.watch import RunWatch
from studio.ui.translate import translated

_PARTS = ("result", "learned", "weak", "add")
_ABOVE = 10
"""Pixels above a heading."""
_BETWEEN, _MARGIN = 24, 8


class VerdictPage(Live, QScrollArea):
    """Follows a run's "verdict" and "done"; before them it says that there is none yet."""

    tried = Signal(object)
    """(Style) The user wants to see the adopted style on a photo."""

    def __init__(
        self,
        session: Session,
        background: Background,
        pictures: Remembered,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session, self._background = session, background
        self._watch: RunWatch | None = None
        self._verdict: Event | None = None
        self._done: Event | None = None
        content = QWidget(self)
        self._waiting = Label(content)
        self._waiting.setProperty("part", "faint")
        self.likely, self.bars = ScoreBars(content), ScoreBars(content)
        self.likely.setObjectName("verdict_likely")
        self.bars.setObjectName("verdict_bars")
        self._likely_told, self._bars_told = Label(content), Label(content)
        for told in (self._likely_told, self._bars_told):
            told.setProperty("part", "faint")
            told.setWordWrap(True)
        self._heads = {part: Label(content) for part in _PARTS}
        self.texts = {part: Paragraphs(content, lead=part == "result") for part in _PARTS}
        self.missed = MissedPhotos(background, content)
        self.form = AdoptForm(session, content)
        self.form.tried.connect(self.tried)
        self.samples = SamplesView(pictures, content)
        self.report = QPushButton(content)
        self.report.setObjectName("open_report")
        self.report.clicked.connect(self._open_report)
        self._lay_out(content)
        self.setWidget(content)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.verticalScrollBar().sizeHint().width()
        self.samples.fit((self.width() - bar - _MARGIN - _BETWEEN) // 2)

    @property
    def ready(self) -> bool:
        """Whether there is a verdict."""
        return self._verdict is not None

    def begin(self, watch: RunWatch) -> None:
        """Show another run."""
        self._watch, self._verdict, self._done = watch, None, None
        self.samples.begin(watch.run)
        self.form.begin()
        self.take(watch.events)

    def take(self, events: list[Event]) -> None:
        """Show what came."""
        for event in events:
            if event.kind == "started":
                # A run that goes on is judged anew.
                self._verdict = self._done = None
            elif event.kind == "verdict":
                self._verdict = event
            elif event.kind == "done":
                self._done = event
        shown = [found for event in events if (found := samples_of(event)) is not None]
        if shown:
            self.samples.show_samples(shown[-1])
        self._follow()

    def retranslate(self) -> None:
        self._waiting.setText(self.tr("There is no verdict yet: it comes when the training ends."))
        self._likely_told.setText(
            self.tr("How much of the way from an untouched photo to your own edit it likely makes")
        )
        heads = {
            "result": self.tr("Result"),
            "learned": self.tr("What it learned"),
            "weak": self.tr("Where it fits and where not"),
            "add": self.tr("What would help"),
        }
        for part, text in heads.items():
            self._heads[part].setText(text)
        self.report.setText(self.tr("Open Report"))
        self.report.setToolTip(self.tr("Numbers, curves and the photos that fit best and worst, as a page"))
        self._follow()

    def _follow(self) -> None:
        verdict, done, watch = self._verdict, self._done, self._watch
        self._waiting.setVisible(verdict is None)
        scores = verdict.get("scores") if verdict is not None else None
        better = verdict is not None and bool(verdict.get("better"))
        likely = likely_in(verdict)
        shown = [] if likely is None else [Bar(self.tr("Likely"), likely[0], own=True, between=likely[1:])]
        self._show_bars(self.likely, self._likely_told, shown)
        bars = self._bars(scores if isinstance(scores, Mapping) else {}, better)
        if verdict is not None and verdict.get("discernible") is False:
            bars = []  # the words say that they tell nothing
        self._show_bars(self.bars, self._bars_told, bars)
        if verdict is not None and verdict.get("paired") is True:
            told = self.tr("How much of the change from before to after each makes")
        else:
            told = self.tr(
                "How near the photos come to the finished ones when all are taken together; at 100 % they can"
                " no longer be told apart."
            )
        self._bars_told.setText(told)
        for part in _PARTS:
            said = _sentences(verdict.get(part)) if verdict is not None else []
            self.texts[part].show_sentences(said)
            self._heads[part].setVisible(bool(said))
        self.missed.show_photos(watch.run if watch is not None else None, missed_in(verdict))
        path = done.get("path") if done is not None else None
        there = isinstance(path, str) and watch is not None
        self.form.setVisible(there)
        self.report.setVisible(verdict is not None)
        self.samples.setVisible(verdict is not None and self.samples.samples is not None)
        if there and watch is not None:
            self.form.offer(Path(str(path)), watch.run.config)

    @staticmethod
    def _show_bars(bars: ScoreBars, told: Label, shown: list[Bar]) -> None:
        bars.show_bars(shown)
        for widget in (bars, told):
            widget.setVisible(bool(shown))

    def _bars(self, scores: Mapping[str, Any], better: bool) -> list[Bar]:
        names = {
            "learned": self.tr("Learned"),
            "start": self.tr("First estimate"),
            "baseline": self.tr("One colour table"),
            "untouched": self.tr("Untouched"),
        }
        own = "learned" if better or "start" not in scores else "start"
        bars = []
        for key, name in names.items():
            values = scores.get(key)
            score = values.get("score") if isinstance(values, Mapping) else None
            error = values.get("error") if isinstance(values, Mapping) else None
            if isinstance(score, int | float):
                bars.append(Bar(name, score, error if isinstance(error, int | float) else 0.0, key == own))
        return bars

    def _lay_out(self, content: QWidget) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._waiting)
        for widget in (self._likely_told, self.likely, self._bars_told, self.bars):
            left.addWidget(widget)
        for part in _PARTS:
            self._heads[part].setProperty("part", "heading")
            self.texts[part].setObjectName(f"verdict_{part}")
            left.addSpacing(_ABOVE)
            left.addWidget(self._heads[part])
            left.addWidget(self.texts[part])
            if part == "weak":
                left.addWidget(self.missed)
        row = QHBoxLayout()
        row.addWidget(self.report)
        row.addStretch(1)
        left.addLayout(row)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addWidget(self.samples, 1)
        across = QHBoxLayout(content)
        across.setContentsMargins(0, _MARGIN, _MARGIN, _MARGIN)
        across.setSpacing(_BETWEEN)
        across.addLayout(left, 1)
        across.addLayout(right, 1)

    @Slot()
    def _open_report(self) -> None:
        if self._watch is not None:
            open_report(self._session, self._background, self._watch.run)


def likely_in(verdict: Event | None) -> tuple[float, float, float] | None:
    """The share of the way that a style learned without pairs likely makes, and between what it lies."""
    told = verdict.get("likely") if verdict is not None else None
    share = told.get("share") if isinstance(told, Mapping) else None
    if not isinstance(share, Mapping):
        return None
    middle, low, high = (number(share.get(end)) for end in ("middle", "low", "high"))
    return None if middle is None or low is None or high is None else (middle, low, high)


def _sentences(value: object) -> list[str]:
    """Messages of a verdict's part, translated."""
    if not isinstance(value, list):
        return []
    return [translated(each) for each in value if isinstance(each, Message)]
