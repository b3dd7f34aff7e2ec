"""EmptyState: what stands where the photo will be: an invitation, the name of what is being opened, or why it
could not be."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.paths import sample_portrait
from studio.ui.session import Session
from studio.ui.theme.icons import icon
from studio.ui.translate import translated

_ICON = 40


class _State(Enum):
    INVITING = "drop"
    OPENING = "photo"
    FAILED = "warning"
    """The values are the names of icons."""


class EmptyState(QWidget):
    """Shown while no photo is on the canvas; its buttons ask the window for dialogs."""

    open_photo_wanted = Signal()
    open_folder_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = _State.INVITING
        self._name = ""
        self._error: StudioError | None = None
        self.setProperty("part", "empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon, self._title, self._text = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("part", "title")
        self._text.setProperty("part", "faint")
        self.open_photo = QPushButton(self)
        self.open_photo.setProperty("part", "primary")
        self.open_folder, self.sample = QPushButton(self), QPushButton(self)
        self._lay_out()
        self.open_photo.clicked.connect(self.open_photo_wanted)
        self.open_folder.clicked.connect(self.open_folder_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self.sample.setVisible(sample_portrait() is not None)
        session.photo_opening.connect(self._show_opening)
        session.photo_failed.connect(self._show_failed)
        self._translate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._translate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        frame = QFrame(self)
        frame.setProperty("part", "drop")
        frame.setMaximumWidth(560)
        column = QVBoxLayout(frame)
        column.setContentsMargins(36, 36, 36, 36)
        column.setSpacing(12)
        for label in (self._icon, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self._icon)
            column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.open_photo, self.open_folder, self.sample):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addSpacing(6)
        column.addLayout(buttons)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 24, 24, 24)
        for edge in (0, 2):
            grid.setRowStretch(edge, 1)
            grid.setColumnStretch(edge, 1)
        grid.setColumnStretch(1, 8)
        grid.addWidget(frame, 1, 1)

    @Slot(Path)
    def _show_opening(self, path: Path) -> None:
        self._state, self._name = _State.OPENING, path.name
        self._translate()

    @Slot(Path, object)
    def _show_failed(self, path: Path, error: StudioError) -> None:
        self._state, self._name, self._error = _State.FAILED, path.name, error
        self._translate()

    def _translate(self) -> None:
        if self._state is _State.OPENING:
            title, text = self.tr("Opening “{name}”…").format(name=self._name), ""
        elif self._state is _State.FAILED and self._error is not None:
            title = self.tr("This photo cannot be shown")
            text = translated(self._error.message)
        else:
            title = self.tr("Drop a photo here")
            text = self.tr("Or a folder. JPEG, PNG, TIFF and WebP. Your originals are never changed.")
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._icon.setPixmap(icon(self._state.value, self.palette()).pixmap(_ICON, _ICON))
        self.open_photo.setText(self.tr("Open photo…"))
        self.open_folder.setText(self.tr("Open folder…"))
        self.sample.setText(self.tr("Try the sample portrait"))
        for button in (self.open_photo, self.open_folder, self.sample):
            button.setEnabled(self._state is not _State.OPENING)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
