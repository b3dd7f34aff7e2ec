"""How long something takes, and how much it needs, in words that promise no more than was measured."""

from __future__ import annotations

from studio.messages import QT_TRANSLATE_NOOP, Message

_MINUTE = QT_TRANSLATE_NOOP("Training", "about a minute")
_MINUTES = QT_TRANSLATE_NOOP("Training", "about {n} minutes")
_HOUR = QT_TRANSLATE_NOOP("Training", "about an hour")
_HOURS = QT_TRANSLATE_NOOP("Training", "about {n} hours")
_MEGABYTES = QT_TRANSLATE_NOOP("Training", "{n} MB")
_GIGABYTES = QT_TRANSLATE_NOOP("Training", "{n} GB")


def duration(seconds: float) -> Message:
    """ "about 12 minutes", "about 2.5 hours": in steps that a measurement of a few seconds can carry."""
    minutes = seconds / 60.0
    if minutes < 1.5:
        return Message("Training", _MINUTE)
    if minutes < 50.0:
        step = 1 if minutes < 10 else 5
        return Message("Training", _MINUTES, {"n": max(2, step * round(minutes / step))})
    halves = max(2, round(minutes / 30.0))
    if halves == 2:
        return Message("Training", _HOUR)
    hours = halves / 2
    return Message("Training", _HOURS, {"n": f"{hours:g}" if hours < 10 else f"{hours:.0f}"})


def size(count: int) -> Message:
    """ "350 MB", "2.4 GB", in powers of ten."""
    if count < 995_000_000:
        return Message("Training", _MEGABYTES, {"n": max(1, round(count / 1e6))})
    return Message("Training", _GIGABYTES, {"n": f"{count / 1e9:.1f}"})
