"""Words that come from files, shown letter by letter.

Left alone, Qt takes a text with a tag in it for rich text, and opens the pictures that it names; in buttons
and menus an ampersand marks a key.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """A label that shows its text as it is: the only kind that the window uses."""

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def tip(text: str) -> str:
    """A tooltip that says ``text``: escaped where Qt might take it for rich text, otherwise as it is."""
    if "<" not in text and "&" not in text:
        return text
    return '<qt><span style="white-space: pre-wrap">' + escape(text) + "</span></qt>"


def caption(text: str) -> str:
    """``text`` for a button or a menu."""
    return text.replace("&", "&&")
