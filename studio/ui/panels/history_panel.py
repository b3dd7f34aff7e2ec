"""HistoryPanel: the steps that were taken, and those that were undone; a click goes to one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from studio.ui.panels.section import Section
from studio.ui.session import Session
from studio.ui.steps import said

_ROWS = 8


class HistoryModel(QAbstractListModel):
    """Row 0 is the photo as it was opened, row n the n-th step; undone steps follow, grayed."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._labels: tuple[str, ...] = ()
        self.done = 0
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        document = self._session.document
        self.beginResetModel()
        if document is None:
            self._labels, self.done = (), 0
        else:
            history = document.history
            self._labels = tuple(said(entry) for entry in (*history.done, *history.undone))
            self.done = len(history.done)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or self._session.document is None:
            return 0
        return len(self._labels) + 1

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        undone = row > self.done
        if role == Qt.ItemDataRole.DisplayRole:
            return self._labels[row - 1] if row else self.tr("As opened")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self.data(index)
            return self.tr("{step}, undone").format(step=text) if undone else text
        if role == Qt.ItemDataRole.ForegroundRole and undone:
            view = self.parent()
            return (
                view.palette().color(QPalette.ColorRole.PlaceholderText)
                if isinstance(view, QWidget)
                else None
            )
        return None


class HistoryPanel(Section):
    """Lists the current document's history."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, folded=True)
        self._session = session
        self.list = QListView(self)
        self.model = HistoryModel(session, self)
        self.list.setModel(self.model)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setFixedHeight(self.list.fontMetrics().height() * _ROWS + 2 * _ROWS)
        self.body.addWidget(self.list)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        session.history_changed.connect(self._refresh)
        session.photo_opened.connect(self._refresh)
        self.translate()
        self._refresh()

    def heading(self) -> str:
        return self.tr("History")

    def translate(self) -> None:
        super().translate()
        self.list.setAccessibleName(self.tr("Steps of the history"))
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.list.viewport().update()

    @Slot()
    def _refresh(self) -> None:
        self.model.refresh()
        here = self.model.index(self.model.done, 0)
        self.list.setCurrentIndex(here)
        self.list.scrollTo(here)

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        if index.row() != self.model.done:
            self._session.edits.go_to(index.row())
