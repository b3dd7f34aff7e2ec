"""The command palette: every action by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from studio.ui.live import Live
from studio.ui.theme.icons import icon

WIDTH, HEIGHT = 520, 360


class CommandPalette(Live, QDialog):
    """Type a part of a name, Enter does it, Escape leaves."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("command_palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedSize(WIDTH, HEIGHT)
        self._search = QLineEdit(self)
        self._search.setClearButtonEnabled(True)
        self._list = QTreeWidget(self)
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, self._list.header().ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, self._list.header().ResizeMode.ResizeToContents)
        self._actions = [
            action for action in actions if action.isEnabled() and action.objectName() != "palette"
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._search)
        column.addWidget(self._list)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list.itemActivated.connect(self._run)
        self._list.itemClicked.connect(self._run)
        self.retranslate()

    def present(self) -> None:
        """Show at the top of the window."""
        parent = self.parentWidget()
        if parent is not None:
            corner = parent.mapToGlobal(parent.rect().topLeft())
            self.move(corner.x() + (parent.width() - WIDTH) // 2, corner.y() + 60)
        self.show()
        self.activateWindow()
        self._search.setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Find an Action"))
        self._search.setPlaceholderText(self.tr("What do you want to do?"))
        self._search.setAccessibleName(self.windowTitle())
        self._list.setAccessibleName(self.tr("Actions"))
        self._list.clear()
        for action in self._actions:
            text, _, shared_key = action.text().partition("\t")
            key = shared_key or action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QTreeWidgetItem(self._list, [re.sub("&(.)", r"\1", text), key])
            item.setIcon(0, action.icon() if not action.icon().isNull() else icon("blank", self.palette()))
            item.setToolTip(0, action.toolTip())
            item.setData(0, Qt.ItemDataRole.UserRole, action.objectName())
        self._filter(self._search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work in the list while the focus stays in the field."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text(0).casefold() for word in words))
        shown = self._shown()
        if shown:
            self._list.setCurrentItem(shown[0])
        else:
            self._list.clearSelection()

    def _step(self, by: int) -> None:
        shown = self._shown()
        if shown:
            here = next((n for n, item in enumerate(shown) if item is self._list.currentItem()), 0)
            self._list.setCurrentItem(shown[(here + by) % len(shown)])

    @Slot()
    def _run(self) -> None:
        item = self._list.currentItem()
        if item is None or item.isHidden():
            return
        wanted = item.data(0, Qt.ItemDataRole.UserRole)
        self.close()
        for action in self._actions:
            if action.objectName() == wanted:
                action.trigger()

    def _items(self) -> list[QTreeWidgetItem]:
        rows = (self._list.topLevelItem(row) for row in range(self._list.topLevelItemCount()))
        return [item for item in rows if item is not None]

    def _shown(self) -> list[QTreeWidgetItem]:
        return [item for item in self._items() if not item.isHidden()]
