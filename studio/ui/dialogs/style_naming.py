"""The dialog in which a style gets its name and its group. The window beside it stays in use."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.styles.card import MAX_TEXTS
from studio.styles.style import Style
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.style_names import group_name


class StyleNaming(Live, QDialog):
    """Name and group of one of the user's styles; Enter keeps them, Escape does not."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._style: Style | None = None
        self.setObjectName("style_naming")
        self.setModal(False)
        self.setMinimumWidth(360)
        self._name = QLineEdit(self)
        self._name.setObjectName("style_name")
        self._name.setMaxLength(MAX_TEXTS["name"])
        self._group = QComboBox(self)
        self._group.setObjectName("style_group")
        self._group.setEditable(True)
        self._group.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._labels = {field: Label(self) for field in (self._name, self._group)}
        self._save, self._cancel = QPushButton(self), QPushButton(self)
        self._save.setDefault(True)
        self._lay_out()
        self._name.textChanged.connect(self._check)
        self._save.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        session.styles_changed.connect(self._follow)
        self.retranslate()

    def present(self, style: Style, *, group_first: bool) -> None:
        """Show the dialog for a style, the keyboard in one of its fields."""
        self._style = style
        self._name.setText(style.name)
        self._fill_groups()
        self._group.setCurrentText(group_name(style.group))
        self.show()
        self.raise_()
        self.activateWindow()
        field = self._group if group_first else self._name
        field.setFocus()
        line = self._group.lineEdit() if group_first else self._name
        if line is not None:
            line.selectAll()

    def accept(self) -> None:
        style = self._style
        if style is None or not self._name.text().strip():
            return
        name, group = self._name.text(), self._named_group()
        if (name, group) != (style.name, style.group):
            self._session.style_list.edit(
                style.id,
                name=name if name != style.name else None,
                group=group if group != style.group else None,
            )
        super().accept()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Name and Group"))
        for field, text in ((self._name, self.tr("&Name")), (self._group, self.tr("&Group"))):
            self._labels[field].setText(text)
            field.setAccessibleName(text.replace("&", ""))
        line = self._group.lineEdit()
        if line is not None:
            line.setMaxLength(MAX_TEXTS["group"])
            line.setPlaceholderText(self.tr("No group"))
        self._save.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, label in self._labels.items():
            form.addRow(label, field)
            label.setBuddy(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(14)
        column.addLayout(form)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column.addLayout(buttons)

    def _fill_groups(self) -> None:
        self._group.clear()
        for group in dict.fromkeys(style.group for style in self._session.styles if style.group):
            self._group.addItem(group_name(group), group)

    def _named_group(self) -> str:
        """The group as styles name it: of the program's, the one behind the translated name."""
        text = self._group.currentText().strip()
        place = self._group.findText(text)
        return str(self._group.itemData(place)) if place >= 0 else text

    @Slot()
    def _check(self) -> None:
        self._save.setEnabled(bool(self._name.text().strip()))

    @Slot()
    def _follow(self) -> None:
        """A style that is gone has no name to give."""
        if self._style is not None and self._session.style_list.find(self._style.id) is None:
            self.reject()
