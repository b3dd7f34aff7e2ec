"""What hands do in the mode Batch, for its tests; the core behind it is the real one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from studio.ui.batch.batch_mode import BatchMode
from studio.ui.batch.columns import NAME, REASON, STATE

SOON_MS = 20_000


def click(mode: BatchMode, name: str) -> None:
    widget = mode.findChild(QAbstractButton, name)
    assert widget is not None, name
    assert widget.isVisible(), name
    assert widget.isEnabled(), name
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))


def enabled(mode: BatchMode, name: str) -> bool:
    widget = mode.findChild(QAbstractButton, name)
    assert widget is not None, name
    return widget.isVisible() and widget.isEnabled()


def text(mode: BatchMode, name: str) -> str:
    """What a label says; "" where it is not to be seen."""
    label = mode.findChild(QLabel, name)
    assert label is not None, name
    return label.text() if label.isVisible() else ""


def write(mode: BatchMode, name: str, words: str) -> None:
    field = mode.findChild(QLineEdit, name)
    assert field is not None, name
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def choose(mode: BatchMode, name: str, value: object) -> None:
    combo = mode.findChild(QComboBox, name)
    assert combo is not None, name
    assert combo.findData(value) >= 0, value
    combo.setCurrentIndex(combo.findData(value))


def ask_for(mode: BatchMode, shoot: Path, out: Path, style: str = "warm-film") -> None:
    """Fill the form in."""
    write(mode, "scope_path", str(shoot))
    write(mode, "batch_folder", str(out))
    choose(mode, "batch_style", style)


def plan(mode: BatchMode, qtbot: QtBot) -> None:
    click(mode, "batch_plan")
    until(mode, "planned", qtbot)


def until(mode: BatchMode, state: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: mode.desk.state == state, timeout=SOON_MS)


def column(mode: BatchMode, which: int) -> list[str]:
    """What the table says, from top to bottom."""
    model = mode.model
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]


def names(mode: BatchMode) -> list[str]:
    return column(mode, NAME)


def states(mode: BatchMode) -> list[str]:
    return column(mode, STATE)


def reasons(mode: BatchMode) -> list[str]:
    return column(mode, REASON)
