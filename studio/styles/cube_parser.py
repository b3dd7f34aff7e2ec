"""The text of a .cube file, read as hostile input.

Formats: Adobe "Cube LUT Specification" 1.0 (2013), and DaVinci Resolve's files with a one-dimensional
shaper before the cube and ``LUT_1D_INPUT_RANGE`` / ``LUT_3D_INPUT_RANGE``.

Read rightly although outside the specification: CR or CRLF line ends, a byte order mark, UTF-16 with one,
titles in UTF-8 or Latin-1 or without quotes, tabs, blank lines, comments anywhere, keywords in lower case.
Refused, with the line: everything whose colours would be a guess. That includes unknown and repeated
keywords (Resolve's ``LUT_IN_VIDEO_RANGE`` changes the meaning of every number, so an unknown word cannot be
skipped), keywords after the table, decimal commas, and values no picture can have.
"""

from __future__ import annotations

import re
from typing import NoReturn

import numpy as np

from studio.messages import QT_TRANSLATE_NOOP
from studio.styles.cube_rows import DATA_START, read_rows
from studio.styles.cube_text import shown, split_cube, without_comment
from studio.styles.lut import MIN_DOMAIN_WIDTH, UNIT_DOMAIN, Domain, Lut, Triple

MAX_BYTES = 64 << 20
SIZE_LIMITS = {"LUT_1D_SIZE": (2, 65536), "LUT_3D_SIZE": (2, 129)}
# Half-float's largest value: the widest range in real files (shapers of scene-linear data).
MAX_INPUT = 65504.0
# Above this the output is no sRGB-encoded colour but a table of 8- or 10-bit integers.
MAX_OUTPUT = 100.0

_NUMBERS = {"DOMAIN_MIN": 3, "DOMAIN_MAX": 3, "LUT_1D_INPUT_RANGE": 2, "LUT_3D_INPUT_RANGE": 2}
_WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")


class CubeParser:
    """One pass over one file; ``parse`` gives the table or raises StyleFileInvalid with the line."""

    def __init__(self, data: bytes, name: str) -> None:
        self.text = split_cube(data, name)
        self.title: str | None = None
        self.sizes: dict[str, int] = {}
        self.numbers: dict[str, tuple[float, ...]] = {}
        self.places: dict[str, int] = {}

    def parse(self) -> Lut:
        first = self.header()
        rows = self.sizes.get("LUT_1D_SIZE", 0), self.sizes.get("LUT_3D_SIZE", 0) ** 3
        if not any(rows):
            no_size = QT_TRANSLATE_NOOP("errors", "there is no LUT_1D_SIZE or LUT_3D_SIZE before the table")
            self.text.refuse(no_size, min(first, len(self.text.lines) - 1))
        domain, shaper_domain = self._domains()
        limits = np.full(sum(rows), MAX_OUTPUT)
        if all(rows):
            limits[: rows[0]] = MAX_INPUT
        table = read_rows(self.text, first, limits)
        title = self.title or ""
        shaper = table[: rows[0]] if rows[0] else None
        if not rows[1]:
            return Lut(title, shaper=shaper, shaper_domain=shaper_domain)
        size = self.sizes["LUT_3D_SIZE"]
        cube = table[rows[0] :].reshape(size, size, size, 3)
        return Lut(title, cube, domain, shaper, shaper_domain)

    def header(self) -> int:
        """Read the keywords; the index of the table's first line (or the number of lines)."""
        for index, line in enumerate(self.text.lines):
            text = line.strip()
            if not text or text.startswith(b"#"):
                continue
            if DATA_START.match(text):
                return index
            self._keyword(index, text)
        return len(self.text.lines)

    def _keyword(self, index: int, text: bytes) -> None:
        match = _WORD.match(text)
        word = match.group().decode("ascii").upper() if match else ""
        rest = text[match.end() :] if match else b""
        if not word or (rest and not rest[:1].isspace() and word != "TITLE"):
            self.text.refuse(
                QT_TRANSLATE_NOOP("errors", "“{text}” is neither a keyword nor numbers"),
                index,
                text=shown(text),
            )
        if word in self.places:
            self.text.refuse(QT_TRANSLATE_NOOP("errors", "{word} is given twice"), index, word=word)
        self.places[word] = index
        if word == "TITLE":
            self.title = self._read_title(index, rest)
        elif word in SIZE_LIMITS:
            self.sizes[word] = self._read_size(index, word, rest)
        elif word in _NUMBERS:
            self.numbers[word] = self._read_numbers(index, word, rest)
        else:
            self.text.refuse(
                QT_TRANSLATE_NOOP("errors", "the keyword “{text}” is unknown"), index, text=shown(text)
            )

    def _read_title(self, index: int, rest: bytes) -> str:
        try:
            title = rest.decode("utf-8")
        except UnicodeDecodeError:
            title = rest.decode("latin-1")
        title = title.strip()
        if title.startswith('"'):
            body, quote, after = title[1:].rpartition('"')
            if not quote or (after.strip() and not after.strip().startswith("#")):
                self.text.refuse(
                    QT_TRANSLATE_NOOP("errors", "the title’s quotation mark is not closed"), index
                )
            title = body
        return " ".join("".join(c if c.isprintable() else " " for c in title).split())[:200]

    def _read_size(self, index: int, word: str, rest: bytes) -> int:
        digits = without_comment(rest).strip()
        low, high = SIZE_LIMITS[word]
        if not re.fullmatch(rb"[+-]?[0-9]+", digits):
            self.text.refuse(
                QT_TRANSLATE_NOOP("errors", "{word} must be a whole number, not “{text}”"),
                index,
                word=word,
                text=shown(digits),
            )
        # More digits than this are out of range whatever they say, and long numbers are slow to read.
        size = int(digits) if len(digits) <= 12 else high + 1
        if not low <= size <= high:
            self.text.refuse(
                QT_TRANSLATE_NOOP("errors", "{word} is {text}; it must lie between {low} and {high}"),
                index,
                word=word,
                text=shown(digits),
                low=low,
                high=high,
            )
        return size

    def _read_numbers(self, index: int, word: str, rest: bytes) -> tuple[float, ...]:
        tokens = without_comment(rest).split()
        if len(tokens) != _NUMBERS[word]:
            self.text.refuse(
                QT_TRANSLATE_NOOP("errors", "{word} needs {wanted} numbers, not {count}"),
                index,
                word=word,
                wanted=_NUMBERS[word],
                count=len(tokens),
            )
        return tuple(self.text.number(token, index, MAX_INPUT) for token in tokens)

    def _domains(self) -> tuple[Domain, Domain]:
        """The cube's and the shaper's domain."""
        kinds = [kind for kind in ("1D", "3D") if f"LUT_{kind}_SIZE" in self.sizes]
        whole: Domain = (
            _triple(self.numbers.get("DOMAIN_MIN", UNIT_DOMAIN[0])),
            _triple(self.numbers.get("DOMAIN_MAX", UNIT_DOMAIN[1])),
        )
        domains = {"1D": UNIT_DOMAIN, "3D": UNIT_DOMAIN}
        if len(kinds) == 1:
            domains[kinds[0]] = whole
        elif whole != UNIT_DOMAIN:
            # The specification knows no file with two tables, so which of them is meant is open.
            self._refuse_domain(
                QT_TRANSLATE_NOOP("errors", "it is open which of the two tables DOMAIN belongs to")
            )
        for kind in ("1D", "3D"):
            word = f"LUT_{kind}_INPUT_RANGE"
            if word not in self.numbers:
                continue
            if kind not in kinds:
                self.text.refuse(
                    QT_TRANSLATE_NOOP("errors", "{word} without a table that it belongs to"),
                    self.places[word],
                    word=word,
                )
            if domains[kind] != UNIT_DOMAIN:
                self.text.refuse(
                    QT_TRANSLATE_NOOP("errors", "the input range is given twice"), self.places[word]
                )
            low, high = self.numbers[word]
            domains[kind] = (low, low, low), (high, high, high)
        for low_end, high_end in domains.values():
            if not all(b - a >= MIN_DOMAIN_WIDTH for a, b in zip(low_end, high_end, strict=True)):
                self._refuse_domain(QT_TRANSLATE_NOOP("errors", "the input range is empty or reversed"))
        return domains["3D"], domains["1D"]

    def _refuse_domain(self, template: str) -> NoReturn:
        self.text.refuse(template, max(self.places[word] for word in _NUMBERS if word in self.places))


def parse_cube(data: bytes, name: str) -> Lut:
    """The table in the bytes of a .cube file; ``name`` is the file's, for the sentence.

    Raises StyleFileInvalid, with the line where one is at fault.
    """
    return CubeParser(data, name).parse()


def cube_title(head: bytes, name: str) -> str:
    """The title in the first bytes of a .cube file, or an empty text; checks the keywords, not the table.

    Raises StyleFileInvalid for keywords that ``parse_cube`` would refuse.
    """
    parser = CubeParser(head, name)
    parser.header()
    return parser.title or ""


def _triple(values: tuple[float, ...]) -> Triple:
    return values[0], values[1], values[2]
