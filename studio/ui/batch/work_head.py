"""WorkHead: how far the batch is, what holds it up, and what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.ui.batch import said
from studio.ui.batch.desk import BatchDesk
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.theme.colours import colours_of
from studio.ui.theme.icons import coloured, icon
from studio.ui.translate import translated

BUTTONS = ("pause", "cancel", "resume", "again", "show", "html", "csv", "new")
_ICONS = {
    "cancel": "stop",
    "resume": "play",
    "again": "redo",
    "show": "folder",
    "html": "info",
    "csv": "info",
}


class WorkHead(Live, QFrame):
    """The head over the table while a batch works and after it."""

    wanted = Signal(str)
    """What a button asks for, as :class:`~studio.ui.batch_job.BatchJob` names it."""

    def __init__(self, desk: BatchDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("work_head")
        self._title, self._what, self._pace = Label(self), Label(self), Label(self)
        self._title.setProperty("part", "title")
        self._title.setObjectName("work_title")
        self._title.setWordWrap(True)
        self._what.setProperty("part", "faint")
        self._pace.setProperty("part", "faint")
        self._pace.setObjectName("work_pace")
        self.progress = QProgressBar(self)
        self.progress.setObjectName("work_progress")
        self.progress.setTextVisible(False)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for name in BUTTONS:
            button = self.buttons[name] = QPushButton(self)
            button.setObjectName(f"work_{name}")
            button.clicked.connect(lambda _=False, what=name: self._press(what))
            if name == "new":
                row.addStretch(1)
            row.addWidget(button)
        self.banner = QFrame(self)
        self.banner.setObjectName("work_banner")
        self.banner.setProperty("part", "notice")
        self._sign, self._trouble = Label(self), Label(self)
        self._trouble.setWordWrap(True)
        self._trouble.setObjectName("work_trouble")
        self.hurry = QPushButton(self)
        self.hurry.setObjectName("work_hurry")
        self.hurry.clicked.connect(desk.hurry)
        across = QHBoxLayout(self.banner)
        across.setContentsMargins(12, 8, 8, 8)
        across.setSpacing(10)
        across.addWidget(self._sign)
        across.addWidget(self._trouble, 1)
        across.addWidget(self.hurry)
        line = QHBoxLayout()
        line.addWidget(self._what, 1)
        line.addWidget(self._pace)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(line)
        column.addWidget(self.progress)
        column.addWidget(self.banner)
        column.addLayout(row)
        desk.changed.connect(self.follow)
        desk.progressed.connect(self.follow)
        self.retranslate()
        self.recolour()

    def retranslate(self) -> None:
        texts = {
            "again": self.tr("Try Failed Ones Again"),
            "show": self.tr("Show the Files"),
            "html": self.tr("Report"),
            "csv": self.tr("Report as Table (CSV)"),
            "new": self.tr("New Batch"),
        }
        for name, text in texts.items():
            self.buttons[name].setText(text)
        self.hurry.setText(self.tr("Try Now"))
        self.progress.setAccessibleName(self.tr("Progress of the batch"))
        self.follow()

    def recolour(self) -> None:
        for name, drawing in _ICONS.items():
            self.buttons[name].setIcon(icon(drawing, self.palette()))
        self.follow()

    @Slot()
    def follow(self) -> None:
        """As the desk says."""
        desk = self._desk
        counts = desk.counts
        over = desk.state == "ended"
        self._title.setText(self._heading())
        order = desk.plan.order if desk.plan is not None else None
        what = self.tr("Into {folder}").format(folder=order.out) if order is not None else ""
        if desk.watched is not None and desk.last is not None and desk.plan is not None:
            last = desk.plan.photos[desk.last].source.name
            what = self.tr("Last photo: {name}. Into {folder}").format(name=last, folder=desk.plan.order.out)
        if desk.looked is not None:
            what = self.tr("No file is changed yet.") if desk.aligns else self.tr("Nothing is written yet.")
        self._what.setText(what)
        self._pace.setText("" if over else self._said_pace())
        watched = desk.watched
        self.progress.setVisible(not over and (watched is None or bool(counts.waiting)))
        done, total = desk.looked or (counts.total - counts.waiting, counts.total)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._show_banner()
        reports = desk.reports
        seen = {
            "pause": desk.state in ("running", "paused") and desk.looked is None,
            "cancel": desk.state in ("running", "paused", "stopping"),
            "resume": over and (bool(counts.waiting) or desk.watches),
            "again": over and bool(counts.failed),
            "show": over,
            "html": over and reports is not None,
            "csv": over and reports is not None,
            "new": over,
        }
        for name, on in seen.items():
            self.buttons[name].setVisible(on)
        self.buttons["cancel"].setText(self.tr("Cancel") if watched is None else self.tr("Stop Watching"))
        self.buttons["resume"].setText(self.tr("Watch Again") if desk.watches else self.tr("Go On"))
        self.buttons["cancel"].setEnabled(desk.state != "stopping")
        paused = desk.state == "paused"
        self.buttons["pause"].setText(self.tr("Go On") if paused else self.tr("Pause"))
        self.buttons["pause"].setIcon(icon("play" if paused else "pause", self.palette()))

    def _heading(self) -> str:
        desk, counts = self._desk, self._desk.counts
        if desk.state == "ended":
            return said.what_became(counts)
        if desk.looked is not None:
            if desk.state == "stopping":
                return self.tr("Stopping…")
            seen, count = map(said.number, desk.looked)
            if desk.aligns:
                return self.tr("Skin is measured: {seen} of {count} photos").format(seen=seen, count=count)
            return self.tr("A first look at the shoot: {seen} of {count} photos").format(
                seen=seen, count=count
            )
        finished, total = said.number(counts.total - counts.waiting), said.number(counts.total)
        if desk.watched is not None and desk.state == "running":
            name = desk.watched.folder.name or str(desk.watched.folder)
            if counts.waiting:
                text = self.tr("Watching “{name}”: {done} of {total} photos are done")
                return text.format(name=name, done=finished, total=total)
            return self.tr("Watching “{name}”: {photos} done").format(
                name=name, photos=said.photos(counts.total - counts.failed)
            )
        if desk.plan is None or desk.progress is None:
            return self.tr("The batch begins…")
        texts = {
            "paused": self.tr("Paused: {done} of {total} photos are done"),
            "stopping": self.tr("Stopping: {done} of {total} photos are done"),
        }
        text = texts.get(desk.state, self.tr("{done} of {total} photos are done"))
        return text.format(done=finished, total=total)

    def _said_pace(self) -> str:
        progress, words = self._desk.progress, []
        if self._desk.watched is not None and progress is not None and not progress.counts.waiting:
            failed = self._desk.counts.failed
            return self.tr("{n} failed").format(n=said.number(failed)) if failed else ""
        if progress is None or self._desk.state != "running" or self._desk.trouble is not None:
            return ""
        if progress.counts.failed:
            words.append(self.tr("{n} failed").format(n=said.number(progress.counts.failed)))
        if progress.photos_per_minute is not None:
            rate = progress.photos_per_minute
            words.append(
                self.tr("{n} photos a minute").format(n=f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}")
            )
        if progress.seconds_left is not None and progress.counts.waiting:
            words.append(self.tr("{time} left").format(time=said.left(progress.seconds_left)))
        return "   ".join(words)

    def _show_banner(self) -> None:
        """What holds it up; when it is over, why it ended early."""
        desk = self._desk
        trouble = desk.trouble if desk.state in ("running", "paused") else None
        text, severity = "", "warning"
        if trouble is not None:
            text = self.tr("Waiting: {reason} It goes on by itself.").format(reason=translated(trouble))
        elif desk.state == "ended" and desk.stopped is not None:
            text, severity = translated(desk.stopped), "error"
        elif desk.state == "ended" and desk.cancelled and desk.counts.waiting:
            text, severity = (
                self.tr("You cancelled it. What is written stays; the rest can be gone on with."),
                "note",
            )
        self.hurry.setVisible(trouble is not None and desk.state == "running")
        self.banner.setVisible(bool(text))
        if (text, severity) == (self._trouble.text(), self.banner.property("severity")):
            return
        self._trouble.setText(text)
        self.banner.setProperty("severity", severity)
        self.banner.style().unpolish(self.banner)
        self.banner.style().polish(self.banner)
        colour = getattr(colours_of(self.palette()), severity)
        self._sign.setPixmap(coloured(severity, colour).pixmap(20, 20))
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def _press(self, what: str) -> None:
        reports = self._desk.reports
        if what in ("html", "csv"):
            if reports is not None:
                open_file(reports[0] if what == "csv" else reports[1])
        else:
            self.wanted.emit(what)


def open_file(path: Path) -> None:
    """With the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
