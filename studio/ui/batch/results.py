"""Results: the skin ribbon, and below it the photos: as a table, or as a sheet, the most doubtful first."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.ui.batch import said
from studio.ui.batch.contact_sheet import ContactSheet
from studio.ui.batch.desk import BatchDesk
from studio.ui.batch.desk_state import AT_WORK
from studio.ui.batch.photo_table import PhotoTable
from studio.ui.batch.photo_table_model import PhotoTableModel
from studio.ui.batch.ribbon_panel import RibbonPanel
from studio.ui.batch.sheet_model import SheetModel
from studio.ui.batch.shoot_desk import ShootDesk
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.train.small_pictures import SmallPictures

_AROUND = 30


class Results(Live, QWidget):
    """What is chosen in one of the three is chosen in the others."""

    result_wanted = Signal(int)
    """(place in the plan) Open its first file."""
    source_wanted = Signal(int)
    """(place in the plan) Open the photo itself."""

    def __init__(self, desk: BatchDesk, pictures: SmallPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.shoot = ShootDesk(desk, self)
        self.ribbon = RibbonPanel(self.shoot, self)
        self.model = PhotoTableModel(desk, pictures, self)
        self.table = PhotoTable(self.model, self)
        self.sheet_model = SheetModel(self.shoot, self)
        self.sheet = ContactSheet(self.sheet_model, self)
        self.faults = QCheckBox(self)
        self.faults.setObjectName("batch_faults")
        self._shown = Label(self)
        self._shown.setProperty("part", "faint")
        self._switch = QButtonGroup(self)
        self.as_table, self.as_sheet = QToolButton(self), QToolButton(self)
        for n, (button, name, place) in enumerate(
            ((self.as_table, "view_table", "first"), (self.as_sheet, "view_sheet", "last"))
        ):
            button.setObjectName(name)
            button.setCheckable(True)
            button.setProperty("part", "segment")
            button.setProperty("place", place)
            self._switch.addButton(button, n)
        self.as_table.setChecked(True)
        self._bar = QFrame(self)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(0)
        row.addWidget(self.as_table)
        row.addWidget(self.as_sheet)
        row.addSpacing(14)
        row.addWidget(self.faults)
        row.addStretch(1)
        row.addWidget(self._shown)
        self._often = Label(self)
        self._often.setProperty("part", "faint")
        self._often.setObjectName("batch_often")
        self._often.setWordWrap(True)
        self._often.setContentsMargins(14, 2, 14, 6)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.ribbon)
        column.addWidget(self._bar)
        column.addWidget(self._often)
        column.addWidget(self._stack, 1)
        self._connect()
        self.retranslate()

    def stop(self) -> None:
        """Nothing is read any more."""
        self.table.stop()
        self.sheet.stop()
        self.shoot.stop()

    def retranslate(self) -> None:
        self.faults.setText(self.tr("Failures and problems only"))
        self.as_table.setText(self.tr("Table"))
        self.as_sheet.setText(self.tr("Least Certain First"))
        bold = self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        for button in (self.as_table, self.as_sheet):  # wide enough for the one that is chosen
            button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(button.text()) + _AROUND)
        self.as_sheet.setToolTip(
            tip(self.tr("Photos as they came out, those that are most worth a look first"))
        )
        self.follow()

    def begin_anew(self) -> None:
        """Another batch: all of it, as a table."""
        self.faults.setChecked(False)
        self.as_table.setChecked(True)

    def _connect(self) -> None:
        shoot = self.shoot
        self.faults.toggled.connect(self.model.show_faults_only)
        self._switch.idToggled.connect(lambda n, on: self._show(n) if on else None)
        for signal in (self.model.modelReset, self.model.layoutChanged, self.model.rowsInserted):
            signal.connect(self.follow)
        self.ribbon.view.opened.connect(self.result_wanted)
        self.ribbon.redo_wanted.connect(shoot.do_again)
        self.sheet.opened.connect(self.result_wanted)
        self.sheet.source_wanted.connect(self.source_wanted)
        self.sheet.align_wanted.connect(lambda: shoot.align(1.0))
        self.sheet.selectionModel().selectionChanged.connect(self._take_sheet)
        self.table.selectionModel().selectionChanged.connect(self._take_table)
        self.table.align_wanted.connect(lambda: shoot.align(1.0))
        self.model.often_changed.connect(self._tell_often)
        shoot.changed.connect(self.follow)
        shoot.current_changed.connect(self._show_current)

    @Slot()
    def follow(self) -> None:
        planned = self._desk.plan is not None
        known = bool(self.shoot.shoot.stretches)
        self._bar.setVisible(planned)
        for button in (self.as_table, self.as_sheet):
            button.setVisible(known)
        if not known and self._desk.state not in AT_WORK:
            self.as_table.setChecked(True)
        self.table.may_align = self.shoot.may_align
        rows = self.model.rowCount()
        narrowed = self.model.only_faults and not self.as_sheet.isChecked()
        self._shown.setText(self.tr("{n} shown").format(n=said.number(rows)) if narrowed else "")

        self._tell_often()

    @Slot()
    def _tell_often(self) -> None:
        often = self.model.said_often
        self._often.setText(often)
        self._often.setVisible(bool(often) and self.as_table.isChecked())

    def _show(self, n: int) -> None:
        self._stack.setCurrentIndex(n)
        self.faults.setVisible(n == 0)
        self._show_current()
        self.follow()

    @Slot()
    def _show_current(self) -> None:
        """What was chosen in the ribbon, in what is seen below it."""
        photo = self.shoot.current
        if photo < 0:
            return
        if self.as_sheet.isChecked():
            row = self.sheet_model.row(photo)
            if row is not None and photo not in self.sheet.chosen():
                self.sheet.setCurrentIndex(self.sheet_model.index(row, 0))
        else:
            row = self.model.row(photo)
            if row is not None and photo not in self.table.chosen():
                self.table.selectRow(row)

    @Slot()
    def _take_sheet(self) -> None:
        row = self.sheet.currentIndex().row()
        self._take(self.sheet.chosen(), self.sheet_model.photo(row) if row >= 0 else -1, self.sheet)

    @Slot()
    def _take_table(self) -> None:
        row = self.table.currentIndex().row()
        self._take(self.table.chosen(), self.model.number(row) if row >= 0 else -1, self.table)

    def _take(self, chosen: list[int], current: int, where: QWidget) -> None:
        """From the one that the user is in; what only follows the ribbon tells it nothing."""
        known = [photo for photo in chosen if photo in self.shoot.shoot.places]
        if known and where.hasFocus():
            self.shoot.choose(current if current in known else known[-1], known)
