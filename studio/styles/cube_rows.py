"""The rows of numbers of a .cube file: fast where the text is plain, exact about what is wrong."""

from __future__ import annotations

import re
from itertools import chain

import numpy as np
import numpy.typing as npt

from studio.messages import QT_TRANSLATE_NOOP
from studio.styles.cube_text import CubeText, shown, without_comment

DATA_START = re.compile(rb"[-+.,0-9]|nan\b|inf(inity)?\b", re.IGNORECASE)
_WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
_COMMENT = re.compile(rb"#[^\n]*")
_MANY_ROWS = 1 << 16
# One call converts a block and lets no other thread run meanwhile, the window's included: 2 ms.
_ROWS_AT_ONCE = 1 << 12


def read_rows(text: CubeText, first: int, limits: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """The rows of three numbers from the line of index ``first`` to the end: float32 (len(limits), 3).

    ``limits`` is the largest absolute value allowed in each row. Comments and blank lines may stand
    between. Raises StyleFileInvalid with the line of the first fault, a missing or surplus row included.
    """
    expected = len(limits)
    if expected - (len(text.lines) - first) > _MANY_ROWS:
        # Not worth reading a million rows to say that more are missing.
        _check_length(text, _count_rows(text, first), expected)
    table = np.empty((expected, 3), dtype=np.float64)
    filled = 0
    for start in range(first, len(text.lines), _ROWS_AT_ONCE):
        block = text.lines[start : start + _ROWS_AT_ONCE]
        joined = _COMMENT.sub(b"", b"\n".join(block))
        rows = [tokens for line in joined.split(b"\n") if (tokens := line.split())]
        if b"_" in joined or any(len(row) != 3 for row in rows):
            rows = _checked_rows(text, start, block)
        if filled + len(rows) > expected:
            extra = _line_of_row(text, first, expected)
            text.refuse(
                QT_TRANSLATE_NOOP(
                    "errors", "the table has more than the {count} rows that its size asks for"
                ),
                extra,
                count=expected,
            )
        try:
            values = np.array(list(map(float, chain.from_iterable(rows))), dtype=np.float64)
        except ValueError:
            _checked_rows(text, start, block)
            raise
        table[filled : filled + len(rows)] = values.reshape(-1, 3)
        filled += len(rows)
    _check_length(text, filled, expected)
    # NaN fails this comparison too.
    good = np.abs(table).max(axis=1) <= limits
    if not good.all():
        row = int(np.argmin(good))
        index = _line_of_row(text, first, row)
        for token in without_comment(text.lines[index]).split():
            text.number(token, index, float(limits[row]))
    return table.astype(np.float32)


def _check_length(text: CubeText, rows: int, expected: int) -> None:
    if rows < expected:
        text.refuse(
            QT_TRANSLATE_NOOP("errors", "the table ends after {rows} rows; its size asks for {count}"),
            len(text.lines) - 1,
            rows=rows,
            count=expected,
        )


def _checked_rows(text: CubeText, start: int, block: list[bytes]) -> list[list[bytes]]:
    """The rows of a block that is not plain: comments and blank lines dropped, faults refused."""
    rows = []
    for index, line in enumerate(block, start):
        tokens = without_comment(line).split()
        if not tokens:
            continue
        if _WORD.fullmatch(tokens[0]) and not DATA_START.match(tokens[0]):
            text.refuse(
                QT_TRANSLATE_NOOP("errors", "the keyword “{text}” stands after the start of the table"),
                index,
                text=shown(tokens[0]),
            )
        for token in tokens:
            text.number(token, index, np.inf)
        if len(tokens) != 3:
            text.refuse(
                QT_TRANSLATE_NOOP("errors", "three numbers expected, not {count}"), index, count=len(tokens)
            )
        rows.append(tokens)
    return rows


def _count_rows(text: CubeText, first: int) -> int:
    return sum(1 for line in text.lines[first:] if without_comment(line).strip())


def _line_of_row(text: CubeText, first: int, row: int) -> int:
    """The index of the line of a row of the table."""
    for index in range(first, len(text.lines)):
        if without_comment(text.lines[index]).strip():
            if row == 0:
                return index
            row -= 1
    return len(text.lines) - 1
