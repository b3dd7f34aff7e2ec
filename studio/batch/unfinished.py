"""Batches that ended before their end: finding them, and letting them be."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from studio.batch.errors import JournalInvalid
from studio.batch.journal import end_damaged, is_locked, journals, open_journal
from studio.batch.lines import has_ended, read_lines
from studio.batch.lock import beginning
from studio.batch.plan import Order
from studio.batch.plan_json import order_from
from studio.batch.results import Counts
from studio.files import open_file

MOST = 20
"""So many are told of at most, the newest."""
_PHOTO = b'{"photo":'  # of the plan, or come later into a watched folder
_WATCHING = b'{"watching":'
_ANEW = re.compile(rb'\{"aligned":(\d{1,9}),')
_OVER = re.compile(rb'\{"(done|failed)":(\d{1,9})[,}]')


@dataclass(frozen=True)
class Unfinished:
    """A batch of which something is still to be done or watched for, and nobody works on it."""

    path: Path
    order: Order
    counts: Counts
    watched: bool = False
    """Its folder was watched until the program ended."""


def unfinished(folder: Path) -> tuple[Unfinished, ...]:
    """Those of a folder of journals, the newest first. Damaged journals are passed over."""
    found: list[Unfinished] = []
    for path in journals(folder):
        if len(found) == MOST:
            break
        try:
            with beginning(folder):  # looking takes the lock for a moment: whoever goes on waits for it
                if has_ended(path) or is_locked(path):
                    continue
            order, _ = order_from(next(read_lines(path)))
            counts, watched = _counted(path)
        except (JournalInvalid, OSError, ValueError, TypeError, OverflowError, StopIteration):
            continue
        if counts.waiting > 0 or watched:
            found.append(Unfinished(path, order, counts, watched))
    return tuple(found)


def _counted(path: Path) -> tuple[Counts, bool]:
    """By the beginnings of lines alone: a large plan takes a second to read. Skipped ones count as done.

    And whether its folder was watched.
    """
    photos, states, watched = 0, dict[bytes, bytes](), False
    with open_file(path) as file:
        for line in file:
            photos += line.startswith(_PHOTO)
            over = _OVER.match(line)
            if over is not None and line.endswith(b"\n"):
                states[over[2]] = over[1]
            elif line.startswith(_WATCHING):
                watched = line.startswith(_WATCHING + b"true")
            elif (anew := _ANEW.match(line)) is not None:
                states.pop(anew[1], None)
    done = sum(state == b"done" for state in states.values())
    counts = Counts(done=done, failed=len(states) - done, skipped=0, waiting=photos - len(states))
    return counts, watched


def let_be(path: Path) -> None:
    """Have a batch count as ended; what it wrote stays, and is known to be ours.

    A journal that cannot be gone on with can be let be too. Raises BatchBusy, OutputError.
    """
    with beginning(path.parent):
        try:
            with closing(open_journal(path)) as journal:
                journal.watching(False)
                journal.ended()
        except JournalInvalid:
            end_damaged(path)
