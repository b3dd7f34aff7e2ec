"""PhotosColumn: what was found in the photos as a whole: how many, how varied, what it takes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio import paths
from studio.messages import Message
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.train.coverage_view import CoverageView
from studio.ui.train.durations import size
from studio.ui.train.findings import Looked
from studio.ui.translate import translated


class PhotosColumn(Live, QScrollArea):
    """``again`` when the photos shall be looked at once more."""

    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(290)
        self.setMaximumWidth(360)
        self._looked: Looked | None = None
        self._problem: Message | None = None
        self._fraction: float | None = None
        self._at_work = False
        self._free: int | None = None
        self.progress = QProgressBar(self)
        self.progress.setObjectName("looking_progress")
        self.progress.setFormat("%p %")
        self._again = QPushButton(self)
        self._again.setObjectName("look_again")
        self._again.clicked.connect(self.again)
        self._counts, self._fault, self._notes = Label(self), Label(self), Label(self)
        self._fault.setObjectName("looking_problem")
        self._fault.setProperty("part", "error")
        self._notes.setProperty("part", "warning")
        self._varied, self._few, self._needs_title, self._needs = (Label(self) for _ in range(4))
        self._few.setObjectName("coverage_few")
        self._few.setProperty("part", "warning")
        self.coverage = CoverageView(self)
        for label in (self._varied, self._needs_title):
            label.setProperty("part", "heading")
        self._needs.setProperty("part", "faint")
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 0, 10, 8)
        column.setSpacing(8)
        parts: tuple[QWidget, ...] = (
            *(self._counts, self.progress, self._fault, self._again, self._notes),
            *(self._varied, self.coverage, self._few, self._needs_title, self._needs),
        )
        for part in parts:
            column.addWidget(part)
        for label in (self._counts, self._fault, self._notes, self._few, self._needs):
            label.setWordWrap(True)
        column.addStretch(1)
        self.setWidget(inner)
        self.retranslate()

    def show_looking(
        self, looked: Looked | None, problem: Message | None, fraction: float | None, at_work: bool
    ) -> None:
        """Show how far looking is, and what was found, of what is known so far."""
        self._looked, self._fraction, self._at_work = looked, fraction, at_work
        self._problem = problem or (looked.problem if looked else None)
        self.retranslate()

    def show_room(self, free: int | None) -> None:
        """How many bytes are free where the work files go."""
        self._free = free
        self.retranslate()

    def retranslate(self) -> None:
        looked = self._looked
        working = self._at_work and self._problem is None
        self.progress.setVisible(working)
        if working:
            known = self._fraction is not None
            self.progress.setRange(0, 100 if known else 0)
            self.progress.setValue(round(100 * (self._fraction or 0.0)))
            self.progress.setAccessibleName(self.tr("Looking at the photos…"))
        self._fault.setText(translated(self._problem) if self._problem else "")
        self._fault.setVisible(self._problem is not None)
        self._again.setText(self.tr("Look Again"))
        self._again.setVisible(self._problem is not None and not self._at_work)
        counted = self._counted(looked.counts) if looked else ""
        self._counts.setText(self.tr("Looking at the photos…") if working else counted)
        self._counts.setVisible(bool(self._counts.text()))
        self._notes.setText("\n\n".join(map(translated, looked.notes)) if looked else "")
        self._notes.setVisible(bool(self._notes.text()))
        coverage = looked.coverage if looked else ()
        if coverage != self.coverage.shown:
            self.coverage.show_coverage(coverage)
        self._varied.setText(self.tr("How varied they are"))
        self._varied.setVisible(bool(coverage))
        self.coverage.setVisible(bool(coverage))
        few = QLocale().createSeparatedList([translated(each.name) for each in coverage if not each.enough])
        text = self.tr("Too few: {kinds}. Add some, if you photograph the like; otherwise go on.")
        self._few.setText(text.format(kinds=few))
        self._few.setVisible(bool(few))
        self._needs_title.setText(self.tr("What it takes"))
        self._needs.setText(self._needed())

    def _counted(self, counts: Mapping[str, Mapping[str, int]]) -> str:
        texts = {
            "style": self.tr("Of {found} finished photos it learns from {used} and tests on {held} others."),
            "ordinary": self.tr(
                "Of {found} ordinary photos it learns from {used} and tests on {held} others."
            ),
            "pairs": self.tr("Of {found} pairs it learns from {used} and tests on {held} others."),
        }
        said = []
        for side, text in texts.items():
            each = counts.get(side, {})
            if each.get("found", 0) > 0:
                held = each.get("held", 0)
                said.append(text.format(found=each["found"], used=each.get("used", 0), held=held))
        return "\n".join(said)

    def _needed(self) -> str:
        looked = self._looked
        said = [
            self.tr("Work files go to {folder}. Your photos are only read, never changed or copied whole.")
        ]
        place = str(paths.user_runs())
        said = [said[0].format(folder=place)]
        if looked is not None and looked.disk is not None:
            text = self.tr("They take up to {size} of the disk.")
            if self._free is not None:
                text = self.tr("They take up to {size} of the disk; {free} are free there.")
            free = translated(size(self._free)) if self._free is not None else ""
            said.append(text.format(size=translated(size(looked.disk)), free=free))
        if looked is not None and looked.memory is not None:
            text = self.tr("Learning takes about {size} of memory.")
            said.append(text.format(size=translated(size(looked.memory))))
        return " ".join(said)
