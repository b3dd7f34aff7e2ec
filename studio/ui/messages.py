"""Notices: the one form in which something is told to the user, by the one bar that shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from studio.errors import StudioError
from studio.messages import Message


class Severity(Enum):
    """How much of the user's attention a notice wants."""

    NOTE = "note"
    """Something went well or is worth knowing; leaves by itself."""
    WARNING = "warning"
    """Something is not as it should be, the work goes on."""
    ERROR = "error"
    """A step could not be done."""


@dataclass(frozen=True)
class Offer:
    """What the user can do about a notice, with one click: a title and what it calls."""

    title: Message
    accept: Callable[[], None]


@dataclass(frozen=True)
class Notice:
    """One plain sentence, with technical details on request and perhaps an offer."""

    message: Message
    severity: Severity = Severity.NOTE
    details: str = ""
    offer: Offer | None = None

    @staticmethod
    def of_error(error: StudioError, offer: Offer | None = None) -> Notice:
        """The notice of an error."""
        return Notice(error.message, Severity.ERROR, error.details, offer)
