"""Numbers that follow each other, told together."""

from __future__ import annotations

from collections.abc import Sequence


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted numbers as (first, last) of those that follow each other."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
