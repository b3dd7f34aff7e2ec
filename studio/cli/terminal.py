"""What the command line says: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any, TextIO

from studio.errors import CmykNeedsProfile, StudioError
from studio.messages import Message

_HELP = {CmykNeedsProfile.template: "Name it with --cmyk-profile FILE."}


class OutputLost(Exception):
    """Standard output takes no more: its reader went away (``broken`` is true) or its disk is full."""

    def __init__(self, reason: str, *, broken: bool) -> None:
        super().__init__(reason)
        self.broken = broken


class Terminal:
    """Both streams of one run. ``progress`` is shown on a terminal only and leaves no trace."""

    def __init__(self, *, verbose: bool = False) -> None:
        self.verbose = verbose
        self._shown = ""
        for stream in (sys.stdout, sys.stderr):
            # A file name may hold what the terminal's encoding cannot say.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    def line(self, text: str) -> None:
        """One line of result. Raises OutputLost."""
        self.clear()
        if sys.stdout is None:  # the caller closed it
            raise OutputLost("it is closed", broken=True)
        try:
            sys.stdout.write(printable(text) + "\n")
            sys.stdout.flush()
        except OSError as error:
            lose(sys.stdout)
            broken = isinstance(error, BrokenPipeError)
            raise OutputLost(error.strerror or "it cannot be written", broken=broken) from error

    def json(self, document: Any) -> None:
        """The run's one JSON document. Raises OutputLost."""
        for line in json.dumps(document, indent=2).splitlines():
            self.line(line)

    def note(self, text: str) -> None:
        """One line beside the results. A lost standard error is nobody's fault and stops nothing."""
        self.clear()
        self._say(printable(text) + "\n")

    def error(self, error: StudioError) -> None:
        """The sentence of an error; what stands behind it with ``--verbose``."""
        self.failure(error.message)
        if self.verbose and error.details:
            for line in error.details.splitlines():
                self.note(line)

    def failure(self, reason: Message) -> None:
        """The sentence of what failed, and the option that would help."""
        self.note(f"portrait-studio: {reason}")
        if reason.template in _HELP:
            self.note(_HELP[reason.template])

    def progress(self, text: str) -> None:
        """Show ``text`` in the terminal's last line, in place of what was shown before."""
        text = printable(text)
        if text != self._shown and sys.stderr is not None and sys.stderr.isatty():
            self.clear()
            width = os.get_terminal_size(sys.stderr.fileno()).columns
            self._shown = text[: (width or 80) - 1]
            self._say(self._shown)

    def clear(self) -> None:
        if self._shown:
            self._say("\r" + " " * len(self._shown) + "\r")
            self._shown = ""

    def _say(self, text: str) -> None:
        if sys.stderr is None:
            return
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            lose(sys.stderr)


def printable(text: str) -> str:
    """One line, without what would steer the terminal: names and metadata come from anyone."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def lose(stream: TextIO) -> None:
    """Send the rest of a broken stream nowhere, so that Python's own flush at exit stays quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines with the columns of ``rows`` under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
