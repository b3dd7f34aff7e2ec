"""What hands do in the wizard, for its tests."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.runs.config import TrainingConfig
from studio.ui.train.wizard import Wizard
from tests.support.wizard_desk import WizardDesk, WizardWatch


def click(wizard: Wizard, name: str) -> None:
    widget = wizard.findChild(QAbstractButton, name)
    assert widget is not None
    assert widget.isVisible()
    assert widget.isEnabled(), hint(wizard)
    # Where a checkbox or a card has something to hit.
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))


def hint(wizard: Wizard) -> str:
    label = wizard.findChild(QLabel, "wizard_hint")
    assert label is not None
    return label.text()


def drop(wizard: Wizard, side: str, *paths: Path) -> None:
    box = wizard.findChild(QWidget, f"side_{side}")
    assert box is not None
    assert box.isVisible()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    box.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def to_photos(wizard: Wizard, style: Path, ordinary: Path) -> None:
    click(wizard, "wizard_next")
    drop(wizard, "style", style)
    drop(wizard, "ordinary", ordinary)


def watch_of(desk: WizardDesk) -> WizardWatch:
    return desk.watches[desk.drafts[-1].path]


def looks(desk: WizardDesk, wizard: Wizard, qtbot: QtBot, count: int = 1) -> TrainingConfig:
    """Wait until it was asked to look so many times; the config of the last."""
    qtbot.waitUntil(lambda: desk.calls.count("look") == count)
    return [config for name, config in desk.asked if name == "look"][-1]


def grid_row(wizard: Wizard, name: str) -> QPoint:
    grid = wizard._photos.grid
    for row in range(grid.model().rowCount()):
        if grid.model().index(row, 0).data() == name:
            index = grid.model().index(row, 0)
            grid.scrollTo(index)
            return grid.visualRect(index).center()
    raise AssertionError(name)


def toggle(wizard: Wizard, name: str) -> None:
    QTest.mouseClick(wizard._photos.grid.viewport(), Qt.MouseButton.LeftButton, pos=grid_row(wizard, name))


def reason(wizard: Wizard, name: str) -> str:
    model = wizard._photos.model
    return next(model.reason(each) for each in model.photos if each.path.name == name)
