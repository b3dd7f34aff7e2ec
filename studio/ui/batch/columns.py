"""The columns of the table of photos, and what rows are sorted by."""

from __future__ import annotations

from studio.batch.journal import PhotoState
from studio.messages import Message

PICTURE, NAME, STATE, REASON, TIME = range(5)
COLUMNS = 5


def kind_of_reason(state: PhotoState, problem: Message | None) -> tuple[bool, str]:
    """Those of which there is something to say first, and those of a kind together.

    By the English template: translating thousands of sentences would take too long.
    """
    message = problem if state.state == "waiting" else state.reason
    if message is None and state.notes:
        message = state.notes[0]
    return message is None, message.template if message is not None else ""
