"""ScopeBox: which photos a batch is about."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from studio.ui.batch import said
from studio.ui.batch.heading import Part
from studio.ui.folder_dialog import ask_folder
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.session import Session
from studio.ui.train.ask import local_paths, pictures_folder

FOLDER, OPEN, EDITED, ADDED = "folder", "open", "edited", "added"
SCOPES = (FOLDER, OPEN, EDITED, ADDED)


class ScopeBox(Live, Part):
    """A folder with all below it, the photos that are open, those that were edited, or those gathered.

    A folder that is dropped is taken; photos that are dropped are gathered.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAcceptDrops(True)
        self._count: int | None = None
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        for scope in SCOPES:
            button = self._buttons[scope] = QRadioButton(self)
            button.setObjectName(f"scope_{scope}")
            self._group.addButton(button)
        self.folder = QLineEdit(self)
        self.folder.setObjectName("scope_path")
        self.browse = QPushButton(self)
        self.browse.setObjectName("scope_browse")
        self.empty = QPushButton(self)
        self.empty.setObjectName("scope_empty")
        self._said = Label(self)
        self._said.setObjectName("scope_count")
        self._said.setProperty("part", "faint")
        row = QHBoxLayout()
        row.setContentsMargins(22, 0, 0, 0)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        self.watch = QCheckBox(self)
        self.watch.setObjectName("scope_watch")
        self.watch.toggled.connect(self._tell)
        below = QHBoxLayout()
        below.setContentsMargins(22, 0, 0, 0)
        below.addWidget(self.watch, 1)
        self.column.addWidget(self._buttons[FOLDER])
        self.column.addLayout(row)
        self.column.addLayout(below)
        self.column.addWidget(self._buttons[OPEN])
        self.column.addWidget(self._buttons[EDITED])
        last = QHBoxLayout()
        last.addWidget(self._buttons[ADDED], 1)
        last.addWidget(self.empty)
        self.column.addLayout(last)
        self.column.addWidget(self._said)
        self._buttons[FOLDER].setChecked(True)
        self._group.buttonClicked.connect(self._by_hand)
        self._group.buttonToggled.connect(lambda _, on: self._tell() if on else None)
        self.folder.textChanged.connect(self._name_folder)
        self.browse.clicked.connect(self._browse)
        self.empty.clicked.connect(session.batch.clear)
        session.batch.changed.connect(self._follow_added)
        session.folder_changed.connect(self.follow)
        session.recipe_changed.connect(self.follow)
        self._added = session.batch.added
        self._suggest()
        self.retranslate()

    @property
    def scope(self) -> str:
        return next(scope for scope, button in self._buttons.items() if button.isChecked())

    @property
    def watches(self) -> bool:
        """Whether the folder is to be watched for photos that come."""
        return self.scope == FOLDER and self.watch.isChecked()

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Absolute; empty where nothing is chosen yet."""
        session, scope = self._session, self.scope
        if scope == FOLDER:
            text = self.folder.text().strip()
            return (Path(text).expanduser().absolute(),) if text else ()
        if scope == OPEN:
            return session.folder_photos
        return tuple(session.edits.recipes()) if scope == EDITED else session.batch.added

    def show_count(self, count: int | None) -> None:
        """How many photos were found; None while nobody knows."""
        self._count = count
        self._said.setText("" if count is None else said.photos(count))
        self._said.setVisible(count is not None)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Photos"))
        self.folder.setAccessibleName(self.tr("Folder of the photos"))
        self.folder.setPlaceholderText(self.tr("Choose a folder, or drop one here"))
        self.browse.setText(self.tr("Choose…"))
        self.empty.setText(self.tr("Empty List"))
        self.watch.setText(self.tr("Watch this folder: style photos as they come"))
        self.watch.setToolTip(
            tip(
                self.tr(
                    "For shooting with a cable: what is there is done first, then each new photo, until you"
                    " stop it."
                )
            )
        )
        self.show_count(self._count)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Count anew what can be chosen; what holds nothing cannot be."""
        session = self._session
        counts = {
            OPEN: len(session.folder_photos),
            EDITED: len(session.edits.recipes()),
            ADDED: len(session.batch.added),
        }
        texts = {
            OPEN: self.tr("Photos that are open ({n})"),
            EDITED: self.tr("Edited in this sitting ({n})"),
            ADDED: self.tr("Added with Ctrl+Enter ({n})"),
        }
        self._buttons[FOLDER].setText(self.tr("A folder, with all folders in it"))
        for scope, text in texts.items():
            self._buttons[scope].setText(text.format(n=said.number(counts[scope])))
            self._buttons[scope].setEnabled(counts[scope] > 0)
        self.empty.setVisible(counts[ADDED] > 0)
        self.watch.setEnabled(self.scope == FOLDER)
        if self.scope != FOLDER and not counts[self.scope]:
            self._buttons[FOLDER].setChecked(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_paths(event.mimeData())
        event.acceptProposedAction()
        if len(paths) == 1 and paths[0].is_dir():
            self._take_folder(paths[0])
            return
        for path in paths:
            self._session.batch.add(path)

    def _suggest(self) -> None:
        """The folder that is open; what was gathered goes before."""
        opened = self._session.folder.folder
        if opened is not None:
            self.folder.setText(str(opened))
        if self._session.batch.added:
            self._buttons[ADDED].setChecked(True)

    @Slot()
    def _follow_added(self) -> None:
        added = self._session.batch.added
        if added == self._added:
            return
        grew, self._added = len(added) > len(self._added), added
        self.follow()
        if grew:
            self._buttons[ADDED].setChecked(True)
        if self.scope == ADDED:
            self._tell()

    @Slot()
    def _by_hand(self) -> None:
        if self.scope == FOLDER and not self.folder.text():
            self.folder.setFocus()

    @Slot()
    def _name_folder(self) -> None:
        self._buttons[FOLDER].setChecked(True)
        self._tell()

    @Slot()
    def _browse(self) -> None:
        shown = self.folder.text() or pictures_folder()
        ask_folder(self, self.tr("Photos of the Batch"), self._take_folder, shown)

    def _take_folder(self, folder: Path) -> None:
        self.folder.setText(str(folder))

    @Slot()
    def _tell(self) -> None:
        self.watch.setEnabled(self.scope == FOLDER)
        self.show_count(None)
        self.changed.emit()
