"""AdoptForm: a learned style's name, group and licence, and the button that brings it into the gallery."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.runs.config import TrainingConfig
from studio.styles.card import MAX_TEXTS
from studio.styles.style import Style
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.style_names import group_name
from studio.ui.train.adoption import Texts, adopt, find_adopted


class AdoptForm(Live, QFrame):
    """Filled from the training's settings until the user writes something else."""

    tried = Signal(object)
    """(Style) The user wants to see it on a photo."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._asked = False
        self._style: Style | None = None
        self.setObjectName("adopt_form")
        self.setProperty("part", "sheet")
        self._head = Label(self)
        self._head.setProperty("part", "heading")
        self.name, self.licence = QLineEdit(self), QLineEdit(self)
        self.group = QComboBox(self)
        self.group.setEditable(True)
        self.group.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for field, name in ((self.name, "name"), (self.group, "group"), (self.licence, "licence")):
            field.setObjectName(f"adopt_{name}")
        self.name.setMaxLength(MAX_TEXTS["name"])
        self.licence.setMaxLength(MAX_TEXTS["licence"])
        self._labels = {field: Label(self) for field in (self.name, self.group, self.licence)}
        self.adopt, self.try_it = QPushButton(self), QPushButton(self)
        self.adopt.setObjectName("adopt")
        self.adopt.setProperty("part", "primary")
        self.try_it.setObjectName("try_it")
        self.adopt.clicked.connect(self._adopt)
        self.try_it.clicked.connect(self._try)
        self.name.textChanged.connect(self._follow)
        session.style_list.changed.connect(self._look)
        form = QFormLayout()
        for field, label in self._labels.items():
            form.addRow(label, field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.adopt)
        row.addWidget(self.try_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._head)
        column.addLayout(form)
        column.addLayout(row)
        self.retranslate()

    def begin(self) -> None:
        """Another run's style comes."""
        self._path, self._asked, self._style = None, False, None
        self._follow()

    def offer(self, path: Path, config: TrainingConfig) -> None:
        """Fill in what the training was told of the style in this file, once."""
        if path == self._path:
            return
        self._path = path
        self.name.setText(config.name)
        self.licence.setText(config.licence)
        own = (style for style in self._session.styles if not style.builtin)
        groups = {group_name(style.group) for style in own if style.group}
        self.group.clear()
        self.group.addItems(sorted(groups))
        self.group.setCurrentText(config.group)
        self._follow()
        self._look()

    def retranslate(self) -> None:
        self._head.setText(self.tr("The style"))
        for field, text in (
            (self.name, self.tr("Name")),
            (self.group, self.tr("Group")),
            (self.licence, self.tr("Licence")),
        ):
            self._labels[field].setText(text)
            field.setAccessibleName(text)
        self.licence.setPlaceholderText(self.tr("how others may use it; empty: not said"))
        self.try_it.setText(self.tr("Try It on a Photo"))
        self.try_it.setToolTip(self.tr("Go to Edit and apply the style to the photo that is open"))
        self._follow()

    @Slot()
    def _look(self) -> None:
        """See whether it is in the gallery already, from an earlier sitting, or is there no more."""
        path = self._path
        if path is not None and not self._asked:
            find_adopted(self._session, path, lambda style: self._take(path, style))

    @Slot()
    def _follow(self) -> None:
        adopted = self._style is not None
        self.adopt.setText(self.tr("In Your Gallery") if adopted else self.tr("Add to My Styles"))
        self.adopt.setEnabled(not adopted and not self._asked and bool(self.name.text().strip()))
        self.try_it.setVisible(adopted)
        for field in self._labels:
            field.setEnabled(not adopted)

    @Slot()
    def _adopt(self) -> None:
        if self._path is not None:
            self._asked = True
            self._follow()
            texts = Texts(self.name.text(), self.group.currentText(), self.licence.text())
            path = self._path
            adopt(self._session, path, texts, lambda style: self._take(path, style))

    def _take(self, path: Path, style: Style | None) -> None:
        if path == self._path:
            self._asked, self._style = False, style
            if style is not None:
                self.name.setText(style.name)
                self.group.setCurrentText(style.group)
                self.licence.setText(style.licence)
            self._follow()

    @Slot()
    def _try(self) -> None:
        if self._style is not None:
            self.tried.emit(self._style)
