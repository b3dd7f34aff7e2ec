"""Batches that ended before their end: finding them, and letting them be."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from studio.batch.errors import JournalInvalid
from studio.batch.journal import is_locked, journals, open_journal, read_journal
from studio.batch.lines import as_line, last_line
from studio.batch.plan import Order
from studio.batch.results import Counts, counted

MOST = 20
"""So many are looked at, the newest first: each is read whole."""
_ENDED = as_line({"ended": True}).rstrip()


@dataclass(frozen=True)
class Unfinished:
    """A batch of which something is still to be done, and nobody works on it."""

    path: Path
    order: Order
    counts: Counts


def unfinished(folder: Path) -> tuple[Unfinished, ...]:
    """Those of a folder of journals, the newest first. Damaged journals are passed over."""
    found: list[Unfinished] = []
    for path in journals(folder):
        if len(found) == MOST:
            break
        try:
            if last_line(path) == _ENDED or is_locked(path):
                continue
            record = read_journal(path)
        except (JournalInvalid, OSError):
            continue
        counts = counted(record.plan, record.states)
        if counts.waiting:
            found.append(Unfinished(path, record.plan.order, counts))
    return tuple(found)


def let_be(path: Path) -> None:
    """Have a batch count as ended; what it wrote stays, and is known to be ours.

    Raises BatchBusy, JournalInvalid, OutputError.
    """
    with closing(open_journal(path)) as journal:
        journal.ended()
