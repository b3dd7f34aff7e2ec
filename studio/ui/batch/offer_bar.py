"""OfferBar: a batch that ended early, and what can be done about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from studio.batch.unfinished import Unfinished
from studio.ui.batch import said
from studio.ui.batch.desk import BatchDesk
from studio.ui.batch.desk_state import AT_WORK
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.theme.colours import colours_of
from studio.ui.theme.icons import coloured
from studio.ui.train.ask import ask_destroy


class OfferBar(Live, QFrame):
    """Shows the newest; when that is let be, the one before it."""

    go_on_wanted = Signal(object)
    """(Path) of the journal."""

    def __init__(self, desk: BatchDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("batch_offer")
        self.setProperty("part", "notice")
        self.setProperty("severity", "warning")
        self._sign, self._text = Label(self), Label(self)
        self._text.setWordWrap(True)
        self.go_on, self.discard = QPushButton(self), QPushButton(self)
        self.go_on.setObjectName("offer_go_on")
        self.discard.setObjectName("offer_discard")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self.discard)
        row.addWidget(self.go_on)
        self.go_on.clicked.connect(self._go_on)
        self.discard.clicked.connect(self._ask)
        desk.leftovers.changed.connect(self._follow)
        desk.changed.connect(self._follow)
        self.retranslate()
        self.recolour()

    def retranslate(self) -> None:
        self._follow()

    def recolour(self) -> None:
        colour = colours_of(self.palette()).warning
        self._sign.setPixmap(coloured("warning", colour).pixmap(20, 20))

    def _first(self) -> Unfinished | None:
        found = self._desk.leftovers.found
        return next((each for each in found if each.path != self._desk.journal), None)

    @Slot()
    def _follow(self) -> None:
        first = self._first()
        self.setVisible(first is not None and self._desk.state not in AT_WORK)
        watched = first is not None and first.watched
        self.go_on.setText(self.tr("Watch Again") if watched else self.tr("Go On"))
        self.discard.setText(self.tr("Do Not Watch") if watched else self.tr("Discard…"))
        if first is not None:
            out, counts = first.order.out, first.counts
            text = self.tr(
                "A batch into “{name}” has not come to its end: {done} of {total} photos are done."
            ).format(name=out.name or str(out), done=counts.done, total=counts.total)
            if first.watched:
                folder = first.order.inputs[0]
                text = self.tr(
                    "“{name}” was being watched for new photos when the program ended: {done} are done."
                ).format(name=folder.name or str(folder), done=said.number(counts.done))
            more = len([each for each in self._desk.leftovers.found if each.path != self._desk.journal]) - 1
            if more:
                text += " " + self.tr("There are {n} more.").format(n=more)
            self._text.setText(text)
            self._text.setToolTip(tip(str(out)))

    @Slot()
    def _go_on(self) -> None:
        first = self._first()
        if first is not None:
            self.go_on_wanted.emit(first.path)

    @Slot()
    def _ask(self) -> None:
        first = self._first()
        if first is None:
            return
        path: Path = first.path
        if first.watched and not first.counts.waiting:  # nothing is lost
            self._desk.leftovers.let_be(path)
            return
        ask_destroy(
            self,
            self.tr("Discard the rest of this batch?"),
            self.tr("The photos that are not done yet stay undone. What is written stays."),
            (self.tr("Discard It"), self.tr("Keep It")),
            lambda: self._desk.leftovers.let_be(path),
        )
