"""What the export dialog says about its target: the full path, or what stands in the way and the ways out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from studio.ui.dialogs.target import Obstacle, Target
from studio.ui.live import Live
from studio.ui.plain import Label, caption


class TargetView(Live, QFrame):
    """Offers a number, or to replace, where a file is there already; an original offers a number only."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: Target | None = None
        self.setProperty("part", "sheet")
        self._heading, self._path, self._problem = Label(self), Label(self), Label(self)
        self._heading.setProperty("part", "faint")
        self._problem.setProperty("part", "warning")
        self._path.setObjectName("export_path")
        self.number, self.replace = QRadioButton(self), QRadioButton(self)
        self.number.setObjectName("export_number")
        self.replace.setObjectName("export_replace")
        self.number.setChecked(True)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 10)
        column.setSpacing(5)
        for label in (self._heading, self._path, self._problem):
            label.setWordWrap(True)
            column.addWidget(label)
        for button in (self.number, self.replace):
            self._group.addButton(button)
            column.addWidget(button)
            button.toggled.connect(self._toggled)
        self.retranslate()

    def chosen(self, target: Target) -> Path | None:
        """The path to write to, by the target and the user's choice; None while there is none."""
        if target.obstacle is Obstacle.NONE:
            return target.path
        if target.obstacle is Obstacle.EXISTS and self.replace.isChecked():
            return target.path
        return target.numbered

    def show_target(self, target: Target | None) -> None:
        """None while the disk is being asked: the last answer stays, to be quiet while the user types."""
        if target is None:
            return
        if self._target is None or target.path != self._target.path:
            # To replace one file is no leave to replace another.
            self.number.setChecked(True)
        self._target = target
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Will be written to"))
        target = self._target
        obstacle = target.obstacle if target else Obstacle.NONE
        path = self.chosen(target) if target else None
        self._path.setText(_breakable(str(path)) if path else "—")
        problem = self._problem_text(target) if target else ""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.number.setVisible(target is not None and target.numbered is not None)
        self.replace.setVisible(obstacle is Obstacle.EXISTS)
        if target is not None and target.numbered is not None:
            offer = self.tr("Add a number: {name}").format(name=target.numbered.name)
            self.number.setText(caption(offer))
        self.replace.setText(self.tr("Replace the file that is there"))

    @Slot()
    def _toggled(self) -> None:
        self.retranslate()
        self.changed.emit()

    def _problem_text(self, target: Target) -> str:
        return {
            Obstacle.NONE: "",
            Obstacle.NO_NAME: self.tr("Give the file a name."),
            Obstacle.BAD_NAME: self.tr('A name cannot hold any of \\ / : * ? " < > |'),
            Obstacle.NO_FOLDER: self.tr("This folder is not there. Choose another one."),
            Obstacle.NOT_WRITABLE: self.tr("This folder may not be written to. Choose another one."),
            Obstacle.EXISTS: self.tr("“{name}” is there already."),
            Obstacle.ORIGINAL: self.tr("“{name}” is the original, which is never replaced."),
            Obstacle.FOLDER_IN_THE_WAY: self.tr("“{name}” is a folder."),
        }[target.obstacle].format(name=target.path.name)


def _breakable(path: str) -> str:
    """The path with invisible places to break its line at."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
