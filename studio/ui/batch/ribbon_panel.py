"""RibbonPanel: the skin ribbon, what is said of the chosen photo, and the tools that align it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSpinBox, QToolButton, QVBoxLayout, QWidget

from studio.ui.batch import said
from studio.ui.batch.ribbon_view import RibbonView
from studio.ui.batch.said_of_shoot import told_of
from studio.ui.batch.shoot_desk import ShootDesk
from studio.ui.live import Live
from studio.ui.panels.elided_label import ElidedLabel
from studio.ui.plain import Label, tip
from studio.ui.theme.icons import coloured, icon


class RibbonPanel(Live, QFrame):
    """Seen once something is known of the shoot; the tools, once the batch is over."""

    redo_wanted = Signal()
    """Have done what is wished for."""

    def __init__(self, desk: ShootDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("ribbon_panel")
        self._title, self._count = Label(self), Label(self)
        self._title.setProperty("part", "heading")
        self._count.setProperty("part", "faint")
        self._count.setObjectName("ribbon_count")
        self.view = RibbonView(desk, self)
        self._told = ElidedLabel("", self)
        self._told.setObjectName("ribbon_told")
        self._told.setProperty("part", "faint")
        self.align, self.take_back, self.again = QPushButton(self), QPushButton(self), QPushButton(self)
        self.align.setObjectName("ribbon_align")
        self.take_back.setObjectName("ribbon_take_back")
        self.again.setObjectName("ribbon_again")
        self.again.setProperty("part", "primary")
        self.share = QSpinBox(self)
        self.share.setObjectName("ribbon_share")
        self.share.setRange(0, 100)
        self.share.setSingleStep(5)
        self.share.setKeyboardTracking(False)
        self.undo, self.redo = QToolButton(self), QToolButton(self)
        self.undo.setObjectName("ribbon_undo")
        self.redo.setObjectName("ribbon_redo")
        self._tools = QWidget(self)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(8)
        for widget in (self.align, self.share, self.take_back, self.undo, self.redo):
            tools.addWidget(widget)
        tools.addStretch(1)
        tools.addWidget(self.again)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addSpacing(12)
        head.addWidget(self._told, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addWidget(self._tools)
        self.align.clicked.connect(lambda: desk.align(1.0))
        self.take_back.clicked.connect(desk.take_back)
        self.again.clicked.connect(self.redo_wanted)
        self.share.valueChanged.connect(lambda percent: desk.align(percent / 100.0))
        self.undo.clicked.connect(desk.alignments.undo)
        self.redo.clicked.connect(desk.alignments.redo)
        for signal in (desk.changed, desk.may_changed, desk.selection_changed, desk.alignments.changed):
            signal.connect(self.follow)
        self.retranslate()
        self.recolour()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Skin along the shoot"))
        self.align.setText(self.tr("Align with Scene"))
        self.align.setToolTip(
            tip(
                self.tr(
                    "Bring the skin of what is chosen to that of its scene, by white balance and exposure."
                    " You can also drag a dot down in the ribbon."
                )
            )
        )
        self.take_back.setText(self.tr("Take Back"))
        self.take_back.setToolTip(tip(self.tr("What is chosen is to be as it was planned")))
        self.share.setSuffix(self.tr(" %"))
        self.share.setAccessibleName(self.tr("How far what is chosen is aligned"))
        self.share.setToolTip(tip(self.tr("How far: 100 % is the skin of its scene (up and down keys)")))
        for button, name in ((self.undo, self.tr("Undo")), (self.redo, self.tr("Redo"))):
            button.setToolTip(tip(name))
            button.setAccessibleName(name)
        self.follow()

    def recolour(self) -> None:
        self.undo.setIcon(icon("undo", self.palette()))
        self.redo.setIcon(icon("redo", self.palette()))
        self.again.setIcon(coloured("play", self.palette().highlightedText().color().name()))

    @Slot()
    def follow(self) -> None:
        """As the desk says."""
        desk, shoot = self._desk, self._desk.shoot
        self.setVisible(any(stretch.skin is not None for stretch in shoot.stretches))
        out = sum(stretch.stands_out for stretch in shoot.stretches)
        self._count.setText(
            self.tr("Nothing stands out") if not out
            else self.tr("1 stands out") if out == 1
            else self.tr("{n} stand out").format(n=said.number(out))
        )  # fmt: skip
        told = told_of(desk, desk.current).replace("\n", "   ")
        if len(desk.selected) > 1:
            told = self.tr("{n} photos are chosen").format(n=said.number(len(desk.selected)))
        if told != self._told.text():
            self._told.setText(told)
            self._told.setToolTip(tip(told))
        self._tools.setVisible(desk.may_align)
        can = [photo for photo in desk.selected if desk.can_align(photo)]
        shares = {desk.alignments.share(photo) for photo in can}
        self.align.setEnabled(bool(can) and shares != {1.0})
        self.share.setEnabled(bool(can))
        self.share.blockSignals(True)
        self.share.setValue(round(100 * max(shares, default=0.0)))
        self.share.blockSignals(False)
        self.take_back.setEnabled(
            any(
                each in desk.alignments or desk.is_aligned(each)
                for each in desk.selected
                if not desk.alignments.takes_back(each)
            )
        )
        self.undo.setEnabled(desk.alignments.can_undo)
        self.redo.setEnabled(desk.alignments.can_redo)
        wished = len(desk.alignments)
        self.again.setEnabled(bool(wished))
        self.again.setText(
            self.tr("Redo 1 Photo with Alignment") if wished == 1
            else self.tr("Redo {n} Photos with Alignment").format(n=said.number(wished)) if wished
            else self.tr("Redo with Alignment")
        )  # fmt: skip
