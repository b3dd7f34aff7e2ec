"""What is said of a batch: states, times, counts, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from studio.batch.results import Counts
from studio.messages import QT_TRANSLATE_NOOP, Message, Value
from studio.ui.translate import translated

STATES: Mapping[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("BatchState", "To do"),
    "problem": QT_TRANSLATE_NOOP("BatchState", "Problem"),
    "working": QT_TRANSLATE_NOOP("BatchState", "At work"),
    "held": QT_TRANSLATE_NOOP("BatchState", "Waits"),
    "done": QT_TRANSLATE_NOOP("BatchState", "Done"),
    "failed": QT_TRANSLATE_NOOP("BatchState", "Failed"),
    "skipped": QT_TRANSLATE_NOOP("BatchState", "Was there"),
}
ORDER = tuple(STATES)
_SECONDS = QT_TRANSLATE_NOOP("BatchState", "{n} s")
_MINUTES = QT_TRANSLATE_NOOP("BatchState", "{n} min")
_HOURS = QT_TRANSLATE_NOOP("BatchState", "{n} h")
_GIGABYTES = QT_TRANSLATE_NOOP("BatchState", "{n} GB")
_MEGABYTES = QT_TRANSLATE_NOOP("BatchState", "{n} MB")
_PHOTO, _PHOTOS = QT_TRANSLATE_NOOP("BatchState", "1 photo"), QT_TRANSLATE_NOOP("BatchState", "{n} photos")
_FILE, _FILES = QT_TRANSLATE_NOOP("BatchState", "1 file"), QT_TRANSLATE_NOOP("BatchState", "{n} files")
_ALL_DONE = QT_TRANSLATE_NOOP("BatchState", "All is done: {photos}.")
_DONE = QT_TRANSLATE_NOOP("BatchState", "{n} done")
_FAILED = QT_TRANSLATE_NOOP("BatchState", "{n} failed")
_THERE = QT_TRANSLATE_NOOP("BatchState", "{n} were there already")
_LEFT = QT_TRANSLATE_NOOP("BatchState", "{n} not done yet")
_OF = QT_TRANSLATE_NOOP("BatchState", "Of {photos}: {what}.")
_COMMA = QT_TRANSLATE_NOOP("BatchState", ", ")


def say(text: str, **values: Value) -> str:
    """One of the texts of this module's kind ("BatchState"), filled."""
    return translated(Message("BatchState", text, values))


def number(value: int) -> str:
    return QLocale().toString(value)


def photos(count: int) -> str:
    """ "1 photo", "3 photos"."""
    return say(_PHOTO) if count == 1 else say(_PHOTOS, n=number(count))


def files(count: int) -> str:
    return say(_FILE) if count == 1 else say(_FILES, n=number(count))


def taken(seconds: float) -> str:
    """What a photo took: "0.8 s", "12 s"; "" for next to none."""
    if seconds < 0.05:
        return ""
    return say(_SECONDS, n=QLocale().toString(seconds, "f", 1 if seconds < 10 else 0))


def left(seconds: float) -> str:
    """How long it will take, no more exact than it is."""
    if seconds < 55:
        step = 1 if seconds < 10 else 5
        return say(_SECONDS, n=max(1, step * round(seconds / step)))
    minutes = max(1, round(seconds / 60))
    return say(_MINUTES, n=minutes) if minutes < 100 else say(_HOURS, n=f"{minutes / 60:.1f}")


def size(count: int) -> str:
    """In powers of ten."""
    if count < 995_000_000:
        return say(_MEGABYTES, n=number(max(1, round(count / 1e6))))
    return say(_GIGABYTES, n=QLocale().toString(count / 1e9, "f", 1 if count < 1e11 else 0))


def what_became(counts: Counts) -> str:
    """The counts in one sentence."""
    if counts.done == counts.total:
        return say(_ALL_DONE, photos=photos(counts.total))
    parts = (
        (_DONE, counts.done),
        (_FAILED, counts.failed),
        (_THERE, counts.skipped),
        (_LEFT, counts.waiting),
    )
    words = [say(text, n=number(count)) for text, count in parts if count]
    return say(_OF, photos=photos(counts.total), what=say(_COMMA).join(words))
