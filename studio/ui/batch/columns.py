"""The columns of the table of photos, and what rows are sorted by."""

from __future__ import annotations

from PySide6.QtGui import QColor, QGuiApplication

from studio.batch.journal import PhotoState
from studio.messages import Message
from studio.ui.theme.colours import colours_of

PICTURE, NAME, STATE, REASON, TIME = range(5)
COLUMNS = 5


def colour_of(state: str, column: int) -> QColor | None:
    """Of what stands in the columns of states and notes; None: as any text."""
    colours = colours_of(QGuiApplication.palette())
    colour = {
        "failed": colours.error,
        "problem": colours.warning,
        "held": colours.warning,
        "done": colours.note if column == STATE else colours.faint,
        "waiting": colours.faint,
        "skipped": colours.faint,
    }.get(state)
    return QColor(colour) if colour is not None else None


def kind_of_reason(state: PhotoState, problem: Message | None) -> tuple[bool, str]:
    """Those of which there is something to say first, and those of a kind together.

    By the English template: translating thousands of sentences would take too long.
    """
    message = problem if state.state == "waiting" else state.reason
    if message is None and state.notes:
        message = state.notes[0]
    return message is None, message.template if message is not None else ""
