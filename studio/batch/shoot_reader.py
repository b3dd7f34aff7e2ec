"""Reading along what is kept of a shoot while it grows: colours stay in memory, pictures in the file."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

from studio.batch.impression import Impression
from studio.batch.lines import LINE_PARTS
from studio.batch.scenes import Pairs
from studio.batch.shoot_book import FIRST, book_of, impression_from
from studio.files import open_file
from studio.styles import strict_json

_FAULTS = (OSError, ValueError, TypeError, KeyError, OverflowError)


class ShootReader:
    """``impressions``: each photo's last one, without its picture; none where the file is damaged.

    Not thread-safe, but :meth:`picture` is.
    """

    def __init__(self, journal: Path) -> None:
        self._path = book_of(journal)
        self._at = 0
        self._damaged = False
        self.impressions: dict[int, Impression] = {}
        self.first: dict[int, Impression] = {}
        """Of photos that were done again: how they came out at first."""
        self.pairs = Pairs()
        self._where: dict[int, tuple[int, int]] = {}

    def read(self, photos: int) -> bool:
        """Take in what was written since, of that many photos; whether there was anything."""
        if self._damaged:
            return False
        before = self._at
        try:
            with open_file(self._path) as file:
                file.seek(self._at)
                for line in file:
                    if not line.endswith(b"\n"):
                        break
                    self._take(line, photos)
                    self._at += len(line)
        except FileNotFoundError:
            return False
        except _FAULTS:
            self._damaged = True
            self.impressions, self.first = {}, {}
            return True
        return self._at > before

    def picture(self, photo: int) -> bytes:
        """Its picture as it came out, a JPEG; b"" where it is gone."""
        start, length = self._where.get(photo, (0, 0))
        try:
            with open_file(self._path) as file:
                file.seek(start)
                line = strict_json.parse(file.read(length).decode("ascii"), LINE_PARTS)
            return base64.b64decode(line["picture"], validate=True)
        except _FAULTS:
            return b""

    def _take(self, line: bytes, photos: int) -> None:
        parsed = strict_json.parse(line.decode("ascii"), LINE_PARTS)
        if self._at == 0:
            if parsed != FIRST:
                raise ValueError("another version")
            return
        found = replace(impression_from(parsed), picture=b"")
        if not 0 <= found.photo < photos:
            return
        earlier = self.impressions.get(found.photo)
        if earlier is not None:
            self.first.setdefault(found.photo, earlier)
        self.impressions[found.photo] = found
        self._where[found.photo] = self._at, len(line)
