"""PresetsBox: what files a batch makes of each photo; several at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from studio.batch.presets import ExportPreset
from studio.ui.batch.heading import Part
from studio.ui.batch.kept_presets import (
    AS_PHOTO,
    READY_MADE,
    as_settings,
    own_presets,
    preset_name,
    preset_said,
)
from studio.ui.batch.preset_dialog import PresetDialog
from studio.ui.live import Live
from studio.ui.plain import tip
from studio.ui.session import Session

_NAME = Qt.ItemDataRole.UserRole
_ROWS = 4


class PresetsBox(Live, Part):
    """A list with ticks. The choice and the user's own presets are remembered."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._own = list(own_presets(session.preferences.current))
        self._ticked = set(session.preferences.current.batch_chosen) or {AS_PHOTO.name}
        self._filling = False
        self.list = QListWidget(self)
        self.list.setObjectName("batch_presets")
        self.list.setProperty("part", "choices")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.new, self.edit, self.remove = QPushButton(self), QPushButton(self), QPushButton(self)
        self.new.setObjectName("preset_new")
        self.edit.setObjectName("preset_edit")
        self.remove.setObjectName("preset_remove")
        row = QHBoxLayout()
        for button in (self.new, self.edit, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addWidget(self.list)
        self.column.addLayout(row)
        self.list.itemChanged.connect(self._tick)
        self.list.currentRowChanged.connect(self._follow)
        self.list.itemDoubleClicked.connect(lambda _: self._change())
        self.new.clicked.connect(self._make)
        self.edit.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.retranslate()

    @property
    def presets(self) -> tuple[ExportPreset, ...]:
        """Those that are ticked, in the order of the list."""
        return tuple(preset for preset in self._all() if preset.name in self._ticked)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Files of Each Photo"))
        self.list.setAccessibleName(self.tr("Export presets"))
        self.new.setText(self.tr("New…"))
        self.edit.setText(self.tr("Change…"))
        self.remove.setText(self.tr("Remove"))
        self._fill()

    def _all(self) -> tuple[ExportPreset, ...]:
        return (*READY_MADE, *self._own)

    def _fill(self) -> None:
        row = self.list.currentRow()
        self._filling = True
        self.list.clear()
        for preset in self._all():
            item = QListWidgetItem(f"{preset_name(preset)}\n{preset_said(preset)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = preset.name in self._ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            item.setData(_NAME, preset.name)
            item.setToolTip(tip(preset_said(preset)))
            self.list.addItem(item)
        self._filling = False
        self.list.setFixedHeight(_ROWS * max(self.list.sizeHintForRow(0), 20) + 6)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self._follow()

    @Slot()
    def _follow(self) -> None:
        own = self._current_own() is not None
        self.edit.setEnabled(own)
        self.remove.setEnabled(own)

    def _current_own(self) -> ExportPreset | None:
        place = self.list.currentRow() - len(READY_MADE)
        return self._own[place] if 0 <= place < len(self._own) else None

    @Slot(QListWidgetItem)
    def _tick(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        name = item.data(_NAME)
        if item.checkState() == Qt.CheckState.Checked:
            self._ticked.add(name)
        else:
            self._ticked.discard(name)
        self._remember()

    @Slot()
    def _make(self) -> None:
        """A new one, beginning as the one that is chosen."""
        row = max(self.list.currentRow(), 0)
        taken = {preset.name for preset in self._all()}
        PresetDialog(replace(self._all()[row], name=""), taken, self._add, self).open()

    @Slot()
    def _change(self) -> None:
        own = self._current_own()
        if own is not None:
            taken = {preset.name for preset in self._all()} - {own.name}
            PresetDialog(own, taken, lambda new: self._exchange(own, new), self).open()

    def _add(self, preset: ExportPreset) -> None:
        self._own.append(preset)
        self._ticked.add(preset.name)
        self._fill()
        self.list.setCurrentRow(self.list.count() - 1)
        self._remember()

    def _exchange(self, old: ExportPreset, new: ExportPreset) -> None:
        self._own[self._own.index(old)] = new
        if old.name in self._ticked:
            self._ticked = (self._ticked - {old.name}) | {new.name}
        self._fill()
        self._remember()

    @Slot()
    def _remove(self) -> None:
        own = self._current_own()
        if own is not None:
            self._own.remove(own)
            self._ticked.discard(own.name)
            self._fill()
            self._remember()

    def _remember(self) -> None:
        chosen = tuple(preset.name for preset in self.presets)
        self._session.preferences.change(batch_presets=as_settings(self._own), batch_chosen=chosen)
        self.changed.emit()
