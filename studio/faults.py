"""Faults of the program, as errors with a sentence: what a thread's or the program's edge makes of them."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from studio.errors import InternalError, StudioError
from studio.messages import QT_TRANSLATE_NOOP


class ProgramReplaced(StudioError):
    """The packed program is not the one any more that was started: what it loads from now on may not fit."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The program was updated or removed while it was running. Your files are untouched; please start it"
        " again.",
    )


def fault_of(error: BaseException) -> StudioError:
    """What is told of ``error``, which nobody foresaw; its traceback is in ``details``."""
    details = "".join(traceback.format_exception(error))
    if _mark() != _AT_START:
        return ProgramReplaced(details=details)
    return InternalError(what=type(error).__name__, details=details)


def _mark() -> tuple[int, int, int] | None:
    """What tells the file of the packed program from another put in its place; None for any other program."""
    if not getattr(sys, "frozen", False):
        return None
    try:
        told = Path(sys.executable).stat()
    except OSError:
        return 0, 0, 0
    return told.st_ino, told.st_size, told.st_mtime_ns


_AT_START = _mark()
