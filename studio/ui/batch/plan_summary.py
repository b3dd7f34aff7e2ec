"""PlanSummary: what a plan comes to, and the button that starts it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.ui.batch import said
from studio.ui.batch.planning import Planned
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.theme.icons import coloured
from studio.ui.translate import translated


class PlanSummary(Live, QFrame):
    """``start_wanted`` when it may begin."""

    start_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planned: Planned | None = None
        self.setObjectName("plan_summary")
        self._title, self._facts, self._notes, self._fault = (Label(self) for _ in range(4))
        self._title.setProperty("part", "title")
        self._title.setObjectName("plan_title")
        self._facts.setProperty("part", "faint")
        self._facts.setObjectName("plan_facts")
        self._notes.setProperty("part", "warning")
        self._notes.setObjectName("plan_notes")
        self._fault.setProperty("part", "error")
        self._fault.setObjectName("plan_fault")
        self.start = QPushButton(self)
        self.start.setObjectName("batch_start_button")
        self.start.setProperty("part", "primary")
        self.start.clicked.connect(self.start_wanted)
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self._title, self._facts, self._notes, self._fault):
            label.setWordWrap(True)
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.start)
        self.retranslate()
        self.recolour()

    def show_plan(self, planned: Planned) -> None:
        self._planned = planned
        self.retranslate()

    def retranslate(self) -> None:
        self.start.setText(self.tr("Start"))
        planned = self._planned
        if planned is None:
            return
        title = self.tr("{photos} give {files}").format(
            photos=said.photos(len(planned.plan.photos)), files=said.files(planned.files)
        )
        if planned.watch and not planned.plan.photos:
            title = self.tr("The folder is empty yet")
        self._title.setText(title)
        out = str(planned.plan.order.out)
        facts = [self.tr("About {size} into {folder}.").format(size=said.size(planned.bytes), folder=out)]
        if not planned.files:
            facts = [self.tr("There is nothing to write.")]
            if planned.watch:
                facts = [self.tr("What comes is written into {folder}.").format(folder=out)]
        elif planned.free is not None:
            facts.append(self.tr("{size} are free there.").format(size=said.size(planned.free)))
        if planned.watch:
            facts.append(self.tr("Then the folder is watched for new photos, until you stop it."))
        self._facts.setText(" ".join(facts))
        for label, lines in (
            (self._notes, self._said_notes(planned)),
            (self._fault, [translated(planned.full.message)] if planned.full is not None else []),
        ):
            label.setText("\n".join(lines))
            label.setVisible(bool(lines))
        self.start.setEnabled(planned.may_start)

    def recolour(self) -> None:
        self.start.setIcon(coloured("play", self.palette().highlightedText().color().name()))

    def _said_notes(self, planned: Planned) -> list[str]:
        found = (
            (
                len(planned.problems),
                self.tr("1 photo has a problem; the table says which."),
                self.tr("{n} photos have a problem; the table says which."),
            ),
            (
                planned.numbered,
                self.tr("1 name was taken already: a number is added."),
                self.tr("{n} names were taken already: a number is added."),
            ),
            (
                planned.skipped,
                self.tr("1 file is there already and is skipped."),
                self.tr("{n} files are there already and are skipped."),
            ),
            (
                planned.replaced,
                self.tr("1 file of an earlier batch will be replaced."),
                self.tr("{n} files of an earlier batch will be replaced."),
            ),
            (
                planned.untouched,
                self.tr("1 photo has no edits and is written as it is."),
                self.tr("{n} photos have no edits and are written as they are."),
            ),
        )
        return [
            one if count == 1 else many.format(n=said.number(count)) for count, one, many in found if count
        ]
