"""RunsList: the trainings there are, newest first, each with its state, and what can be done with them."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtCore import QDateTime, QLocale, QPoint, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QPushButton, QVBoxLayout, QWidget

from studio.runs.folder import RunFolder
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.theme.icons import icon
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.said_state import AT_WORK, RESTS, STATES
from studio.ui.translate import translated

_PATH = Qt.ItemDataRole.UserRole
_STAMP = re.compile(r"-(\d{8}-\d{6})(-[0-9a-f]{4}|-\d+)?$", re.ASCII)
"""What desk and command line put behind the name of a run's folder: when it was made."""
_DRAWINGS = {"done": "learned", "failed": "error", "died": "warning", "paused": "pause", "waiting": "warning"}


class RunsList(Live, QWidget):
    """A click shows a run; the button begins a new one."""

    chosen = Signal(object)
    """(RunFolder)"""
    new_wanted = Signal()
    again_wanted = Signal(object)
    """(RunFolder) Train again with changes."""
    discard_wanted = Signal(object)
    """(RunFolder)"""

    def __init__(self, desk: TrainingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("runs_list")
        self._head = Label(self)
        self._head.setProperty("part", "heading")
        self.new = QPushButton(self)
        self.new.setObjectName("new_training")
        self.new.clicked.connect(self.new_wanted)
        self.list = QListWidget(self)
        self.list.setObjectName("runs")
        self.list.setSpacing(2)
        self.list.setWordWrap(True)  # a long name takes two lines, rather than moving all others aside
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setIconSize(QSize(16, 16))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.new)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        desk.changed.connect(self.follow)
        self.retranslate()
        self.recolour()

    def follow(self) -> None:
        """Show the desk's runs as they are now; the chosen one stays chosen."""
        runs = self._desk.runs()
        current = self.list.currentItem()
        chosen = current.data(_PATH) if current is not None else None
        self.list.blockSignals(True)
        while self.list.count() > len(runs):
            self.list.takeItem(self.list.count() - 1)
        self.list.setCurrentRow(-1)
        names = Counter(run.config.name for run in runs)
        for row, run in enumerate(runs):
            if row >= self.list.count():
                self.list.addItem(QListWidgetItem())
            item = self.list.item(row)
            self._write(item, run, dated=names[run.config.name] > 1)
            if str(run.path) == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._head.setVisible(bool(runs))

    def choose(self, run: RunFolder | None) -> None:
        """Mark a run as the one that is shown; None for none of them. Tells nobody."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        for row in range(self.list.count()):
            if run is not None and self.list.item(row).data(_PATH) == str(run.path):
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def retranslate(self) -> None:
        self._head.setText(self.tr("Trainings"))
        self.list.setAccessibleName(self.tr("Trainings"))
        self.new.setText(self.tr("Teach a New Style…"))
        self.new.setToolTip(self.tr("From your finished photos, in three steps"))
        self.follow()

    def recolour(self) -> None:
        self.new.setIcon(icon("train", self.palette()))
        self.follow()

    def menu_for(self, run: RunFolder) -> QMenu:
        """What can be done with a run."""
        state = self._desk.state(run)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if state in RESTS:
            menu.addAction(self.tr("Resume"), lambda: self._desk.resume(run))
        if state not in (*AT_WORK, "queued", "new"):  # one that is new is opened and changed itself
            menu.addAction(self.tr("Train Again with Changes…"), lambda: self.again_wanted.emit(run))
        menu.addAction(self.tr("Open Folder"), lambda: open_folder(run))
        menu.addSeparator()
        menu.addAction(self.tr("Throw Away…"), lambda: self.discard_wanted.emit(run))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self._run_of(self.list.currentItem())
        if event.key() == Qt.Key.Key_Delete and run is not None:
            self.discard_wanted.emit(run)
        else:
            super().keyPressEvent(event)

    def _write(self, item: QListWidgetItem, run: RunFolder, *, dated: bool) -> None:
        state = self._desk.state(run)
        name, said = run.config.name, translated(STATES[state])
        made = made_at(run)
        # Those of one name are told apart by their time, which otherwise would only take room.
        text = f"{said} · {made}" if dated and made else said
        item.setText(f"{name}\n{text}")
        item.setToolTip(tip("\n".join(filter(None, (f"{name}: {said}", made, str(run.path))))))
        item.setData(_PATH, str(run.path))
        item.setIcon(icon(_DRAWINGS.get(state, "train"), self.palette()))

    def _run_of(self, item: QListWidgetItem | None) -> RunFolder | None:
        path = item.data(_PATH) if item is not None else None
        return next((run for run in self._desk.runs() if str(run.path) == path), None)

    @Slot()
    def _choose(self) -> None:
        run = self._run_of(self.list.currentItem())
        if run is not None:
            self.chosen.emit(run)

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        run = self._run_of(self.list.itemAt(at))
        if run is not None:
            self.menu_for(run).popup(self.list.viewport().mapToGlobal(at))


def made_at(run: RunFolder) -> str:
    """When a run was made, as short as the user's language has it, today the time alone; "" if unknown."""
    stamp = _STAMP.search(run.path.name)
    made = QDateTime.fromString(stamp[1], "yyyyMMdd-HHmmss") if stamp else QDateTime()
    if not made.isValid():
        return ""
    short = QLocale.FormatType.ShortFormat
    if made.date() == QDateTime.currentDateTime().date():
        return QLocale().toString(made.time(), short)
    return QLocale().toString(made, short)


def open_folder(run: RunFolder) -> None:
    """Show the run's folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.path)))
