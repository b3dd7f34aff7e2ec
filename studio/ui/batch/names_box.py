"""NamesBox: where the files of a batch go, what they are called, and what if a name is taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from studio.batch.errors import NameTemplateInvalid
from studio.batch.names import DEFAULT, FIELDS, NameTemplate
from studio.batch.plan import ON_COLLISION, OnCollision
from studio.ui.batch.heading import Part
from studio.ui.folder_dialog import ask_folder
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.session import Session
from studio.ui.train.ask import pictures_folder
from studio.ui.translate import translated


class NamesBox(Live, Part):
    """What is wrong with a template is said below it, and otherwise what the first files would be called."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        settings = session.preferences.current
        self.folder = QLineEdit(settings.batch_folder, self)
        self.folder.setObjectName("batch_folder")
        self.browse = QPushButton(self)
        self.browse.setObjectName("batch_browse")
        self.template = QLineEdit(settings.batch_template or DEFAULT, self)
        self.template.setObjectName("batch_template")
        self.insert = QToolButton(self)
        self.insert.setObjectName("batch_insert")
        self.insert.setProperty("part", "choice")
        self.insert.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.insert.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self)
        self.insert.setMenu(self._menu)
        self.first = Label(self)
        self.first.setObjectName("batch_first_names")
        self.first.setWordWrap(True)
        self.collision = QComboBox(self)
        self.collision.setObjectName("batch_collision")
        for rule in ON_COLLISION:
            self.collision.addItem("", rule)
        self.collision.setCurrentIndex(max(self.collision.findData(settings.batch_collision), 0))
        self._folder_label, self._template_label, self._rule_label = Label(self), Label(self), Label(self)
        for label, field, button in (
            (self._folder_label, self.folder, self.browse),
            (self._template_label, self.template, self.insert),
        ):
            label.setBuddy(field)
            row = QHBoxLayout()
            row.addWidget(field, 1)
            row.addWidget(button)
            self.column.addWidget(label)
            self.column.addLayout(row)
        self._rule_label.setBuddy(self.collision)
        self.column.addWidget(self.first)
        self.column.addWidget(self._rule_label)
        self.column.addWidget(self.collision)
        self.folder.textChanged.connect(self._remember)
        self.template.textChanged.connect(self._remember)
        self.collision.currentIndexChanged.connect(self._remember)
        self.browse.clicked.connect(self._browse)
        self.retranslate()

    @property
    def out(self) -> Path | None:
        """Absolute; None where none is named."""
        text = self.folder.text().strip()
        return Path(text).expanduser().absolute() if text else None

    @property
    def rule(self) -> OnCollision:
        found: OnCollision = self.collision.currentData()
        return found

    def mistake(self) -> str:
        """What is wrong with the template, "" if nothing."""
        try:
            NameTemplate(self.template.text())
        except NameTemplateInvalid as error:
            return translated(error.message)
        return ""

    def show_first(self, text: str, *, wrong: bool = False) -> None:
        """What the first files would be called, or what is wrong."""
        self.first.setText(text)
        self.first.setVisible(bool(text))
        self.first.setProperty("part", "error" if wrong else "faint")
        self.first.style().unpolish(self.first)
        self.first.style().polish(self.first)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Names"))
        for label, field, text in (
            (self._folder_label, self.folder, self.tr("Output folder")),
            (self._template_label, self.template, self.tr("Name of each file")),
            (self._rule_label, self.collision, self.tr("Where a file of that name is there already")),
        ):
            label.setText(text)
            field.setAccessibleName(text)
        self.folder.setPlaceholderText(self.tr("Choose a folder"))
        self.browse.setText(self.tr("Choose…"))
        self.insert.setText(self.tr("Insert"))
        self.insert.setAccessibleName(self.tr("Insert a field into the name"))
        rules = (
            self.tr("Number the new file"),
            self.tr("Skip the photo's file"),
            self.tr("Replace it, if a batch wrote it"),
        )
        for row, text in enumerate(rules):
            self.collision.setItemText(row, text)
        self.collision.setToolTip(tip(self.tr("Originals, and files that you changed, are never replaced.")))
        fields = {
            "name": self.tr("Name of the photo"),
            "number": self.tr("Number in the batch"),
            "date": self.tr("Date of the photo"),
            "time": self.tr("Time of the photo"),
            "style": self.tr("Style"),
            "rating": self.tr("Stars"),
            "camera": self.tr("Camera"),
            "folder": self.tr("Folder of the photo"),
            "subfolder": self.tr("Folders above the photo"),
            "preset": self.tr("Preset"),
        }
        self._menu.clear()
        for name in FIELDS:
            text = "{number:04}" if name == "number" else f"{{{name}}}"
            entry = self._menu.addAction(f"{fields.get(name, name)}\t{text}")
            entry.triggered.connect(lambda _=False, said=text: self.template.insert(said))

    @Slot()
    def _browse(self) -> None:
        shown = self.folder.text() or pictures_folder()
        ask_folder(self, self.tr("Output Folder"), lambda folder: self.folder.setText(str(folder)), shown)

    @Slot()
    def _remember(self) -> None:
        if not self.mistake():
            template = self.template.text()
            self._session.preferences.change(
                batch_folder=self.folder.text().strip(),
                batch_template="" if template == DEFAULT else template,
                batch_collision=self.rule,
            )
        self.changed.emit()
