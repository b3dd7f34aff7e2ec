"""The impressions of a batch in a file beside its journal. Nothing is lost with it but the ribbon."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np

from studio.batch.errors import JournalInvalid
from studio.batch.impression import Impression, Lab
from studio.batch.lines import Lines, as_line, read_lines
from studio.batch.plan_json import only, text
from studio.batch.scenes import Frame
from studio.files import write_atomically
from studio.imaging.fingerprint import Fingerprint
from studio.imaging.image import Float32

SUFFIX = ".shoot"
FIRST = {"shoot": 1}
_MOST_PICTURE = 1 << 20
_MOST_NUMBER = 1e12
_NO_DETAIL: Float32 = np.zeros(1024, np.float32)


class ShootBook:
    """The writing side; the caller holds the journal's lock. Raises OutputError."""

    def __init__(self, journal: Path) -> None:
        path = book_of(journal)
        if not path.exists():
            write_atomically(path, as_line(FIRST), lasting=False)
        self._lines = Lines(path)

    def add(self, impression: Impression) -> None:
        """Thread-safe. Raises OutputError."""
        self._lines.add(_line(impression), lasting=False)

    def close(self) -> None:
        self._lines.close()


def book_of(journal: Path) -> Path:
    return journal.with_suffix(SUFFIX)


def read_book(journal: Path, photos: int) -> list[Impression]:
    """What there is, a photo's last impression; nothing where the file is missing or damaged."""
    found: dict[int, Impression] = {}
    try:
        lines = read_lines(book_of(journal))
        if next(lines, None) != FIRST:
            return []
        for line in lines:
            impression = impression_from(line)
            if 0 <= impression.photo < photos:
                found[impression.photo] = impression
    except (JournalInvalid, ValueError, TypeError, KeyError, OverflowError):
        return []
    return [found[photo] for photo in sorted(found)]


def _line(impression: Impression) -> dict[str, Any]:
    frame = impression.frame
    seen = np.concatenate([frame.print.colours.ravel(), frame.print.layout])
    return {
        "impression": impression.photo,
        "captured": frame.captured,
        "folder": str(frame.folder),
        "aspect": round(frame.print.aspect, 4),
        "seen": base64.b64encode(seen.astype("<f2").tobytes()).decode("ascii"),
        "skin": None if impression.skin is None else _rounded(impression.skin),
        "people": [_rounded(lab) for lab in impression.people],
        "change": round(impression.change, 3),
        "picture": base64.b64encode(impression.picture).decode("ascii"),
    }


def impression_from(line: dict[str, Any]) -> Impression:
    """That of a line. Raises ValueError, KeyError, TypeError, OverflowError."""
    only(
        line,
        {"impression", "captured", "folder", "aspect", "seen", "skin", "people", "change", "picture"},
    )
    seen: Float32 = np.frombuffer(base64.b64decode(text(line["seen"]), validate=True), "<f2").astype(
        np.float32
    )
    picture = base64.b64decode(text(line["picture"]), validate=True)
    if seen.shape != (64 * 3 + 256,) or not np.isfinite(seen).all() or len(picture) > _MOST_PICTURE:
        raise ValueError("no impression")
    print_ = Fingerprint(
        layout=seen[192:],
        detail=_NO_DETAIL,
        colours=seen[:192].reshape(64, 3),
        aspect=_within(line["aspect"]),
        one_hue=False,
        blank=False,
    )
    captured = None if line["captured"] is None else _within(line["captured"])
    return Impression(
        photo=int(line["impression"]),
        frame=Frame(captured, print_, text(line["folder"])),
        skin=None if line["skin"] is None else _lab(line["skin"]),
        people=tuple(_lab(lab) for lab in line["people"]),
        change=_within(line["change"]),
        picture=picture,
    )


def _rounded(lab: Lab) -> list[float]:
    return [round(value, 2) for value in lab]


def _lab(value: Any) -> Lab:
    lightness, a, b = (_within(part) for part in value)
    return lightness, a, b


def _within(value: Any) -> float:
    """A number with which arithmetic stays finite. Raises ValueError, TypeError, OverflowError."""
    number = float(value)
    if not abs(number) <= _MOST_NUMBER:
        raise ValueError("no impression")
    return number
