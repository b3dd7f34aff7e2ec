"""The journal of a batch: its plan, then what became of each photo, one line of JSON each.

Lines after the plan's; ``photo`` is the photo's place in the plan, ``output`` the output's in the photo:

========  =============================================================================================
photo     as in the plan; one that came later (a watched folder), before anything is said of it
begun     photo, alone; a worker took it; ``alone``: while no other was in work
left      photo; it was given up in order (paused, cancelled) and not by the end of the process
ready     photo, output, digest (of the bytes that are about to be written), input (size, time, hash)
done      photo, seconds, notes; all outputs have their names
failed    photo, seconds, reason, again; ``again``: going on tries it once more
aligned   photo, temperature, tint, exposure; it is to be done anew with those added to its recipe, in place
          of its files (all 0: as planned)
watching  whether its folder is watched from here on; nobody told otherwise: the watch is to be gone on with
ended     whether everything was looked at; the last line of a batch that ran to its end
========  =============================================================================================

Why a SIGKILL or a power cut at any moment loses, doubles and corrupts nothing:

1. All names are frozen in the plan, which is written whole, in one step, before any work. Going on uses the
   same names, so nothing is done twice under two names.
2. An output is encoded in memory; the hash of its bytes is on the disk ("ready") *before* its name appears,
   and the name appears in one step, with all bytes flushed before it (``studio/files.py``). So whatever has
   the name of an output is a file with a hash that the journal knows, whole and ours, or somebody else's. The
   one exception, where a file system has no hard links, is an empty file that reserves the name: it is ours
   if "ready" was told.
3. "done" comes last. Without it, the hash of what is there decides (``studio/batch/standing.py``): known for
   this input means finished, absent means to be done, unknown means somebody else's, which stays. With it the
   hash is compared all the same: a file that was deleted or changed later is not "done".
4. Temporary files bear the batch's, the photo's and the output's number; those that a kill left are removed
   on going on, under the lock.
5. A photo that is aligned is to be done once more: what it has is known by its hash to be ours, and is
   replaced in one step, as above.
6. The lock on the journal dies with its process, so two never work on one batch. Two batches that would write
   the same name are told apart when the second starts; and a name is taken only if it is free, or if what has
   it is ours by its hash.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

from studio.batch import lines
from studio.batch.errors import BatchBusy, JournalInvalid
from studio.batch.fingerprint import Fingerprint
from studio.batch.lock import FileLock
from studio.batch.plan import Alignment, BatchPlan, PlannedPhoto
from studio.batch.plan_json import photo_line, plain_message, plan_lines
from studio.batch.record import PhotoState, Ready, Record, read_journal
from studio.files import make_folder, write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message

__all__ = [
    "SUFFIX",
    "Journal",
    "PhotoState",
    "Ready",
    "Record",
    "journals",
    "new_journal",
    "open_journal",
    "read_journal",
]

SUFFIX = ".journal"
DEATHS = 2
"""So many times a photo may be begun without an end; with the last one alone in work, it is to blame."""
_KILLED = QT_TRANSLATE_NOOP(
    "errors",
    "The program ended twice while it worked on “{name}”. It is left out; it can be tried again by hand.",
)


class Journal:
    """The writing side of one batch. Holds its lock until closed; thread-safe.

    All methods that tell raise OutputError when the line cannot be written.
    """

    def __init__(self, record: Record, lock: FileLock) -> None:
        self.path, self.plan = record.path, record.plan
        self.states = record.states
        self.watched = record.watched
        """Whether its folder is watched, or was when the process that watched it ended."""
        self._lock = lock
        self._lines = lines.Lines(record.path)

    @property
    def id(self) -> str:
        return self.path.stem

    def begun(self, photo: int, *, alone: bool = False) -> None:
        self._lines.add({"begun": photo, "alone": alone}, lasting=False)

    def extend(self, photos: Sequence[PlannedPhoto]) -> range:
        """Photos that came later, planned after those that there are; their places.

        Not while a runner works.
        """
        first = len(self.plan.photos)
        self._lines.add(*(photo_line(photo, number) for number, photo in enumerate(photos, first)))
        self.plan = replace(self.plan, photos=(*self.plan.photos, *photos))
        # Another list: whoever reads the plan and the states in another thread has two that agree.
        self.states = [*self.states, *(PhotoState() for _ in photos)]
        return range(first, len(self.plan.photos))

    def align(self, alignments: Mapping[int, Alignment | None]) -> None:
        """Have photos done anew, aligned so, or as they were planned. Not while a runner works."""
        self._lines.add(
            *({"aligned": photo, **asdict(each or Alignment())} for photo, each in alignments.items())
        )
        photos = list(self.plan.photos)
        for photo, each in alignments.items():
            photos[photo] = replace(photos[photo], alignment=each)
            self.states[photo] = self.states[photo].once_more()
        self.plan = replace(self.plan, photos=tuple(photos))

    def watching(self, on: bool) -> None:
        """That its folder is watched from here on, or is not any more."""
        self._lines.add({"watching": on})
        self.watched = on

    def left(self, photo: int) -> None:
        self._lines.add({"left": photo}, lasting=False)

    def ready(self, photo: int, output: int, digest: str, input: Fingerprint) -> None:
        """Before an output gets its name."""
        self._lines.add({"ready": photo, "output": output, "digest": digest, "input": asdict(input)})
        state = self.states[photo]
        self.states[photo] = replace(state, ready=(*state.ready, Ready(output, digest, input)))

    def done(self, photo: int, seconds: float, notes: tuple[Message, ...]) -> None:
        plain = [note.as_plain() for note in notes]
        self._lines.add({"done": photo, "seconds": round(seconds, 3), "notes": plain})
        self.states[photo] = replace(
            self.states[photo], state="done", reason=None, seconds=seconds, notes=notes, begun=0
        )

    def failed(self, photo: int, seconds: float, reason: Message, *, again: bool) -> None:
        plain = plain_message(reason)
        self._lines.add({"failed": photo, "seconds": round(seconds, 3), "reason": plain, "again": again})
        self.states[photo] = replace(
            self.states[photo], state="failed", reason=reason, again=again, seconds=seconds, begun=0
        )

    def ended(self) -> None:
        self._lines.add({"ended": True})

    def close(self) -> None:
        self._lines.close()
        self._lock.release()


def new_journal(plan: BatchPlan, folder: Path) -> Journal:
    """Write the plan into a new journal in ``folder``, and lock it. Raises OutputError, JournalInvalid."""
    make_folder(folder)
    path = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}{SUFFIX}"
    lock = _locked(path)
    try:
        write_atomically(path, b"".join(map(lines.as_line, plan_lines(plan))))
        return Journal(Record(path, plan, [PhotoState() for _ in plan.photos]), lock)
    except BaseException:
        lock.release()
        raise


def open_journal(path: Path, *, deaths: int = DEATHS) -> Journal:
    """Go on with a batch. Raises BatchBusy, JournalInvalid, OutputError.

    Photos that were begun ``deaths`` times without an end, the last time alone, have failed: a photo that
    ends the process must not do so for ever.
    """
    lock = _locked(path)
    try:
        journal = Journal(read_journal(path), lock)
        for number, state in enumerate(journal.states):
            if state.begun >= deaths and state.alone:
                name = journal.plan.photos[number].source.name
                journal.failed(number, 0.0, Message("errors", _KILLED, {"name": name}), again=False)
        return journal
    except BaseException:
        lock.release()
        raise


def end_damaged(path: Path) -> None:
    """Have a journal that cannot be read count as ended. Raises BatchBusy, OutputError."""
    lock = _locked(path)
    try:
        with closing(lines.Lines(path)) as file:
            file.add({"ended": True})
    finally:
        lock.release()


def journals(folder: Path) -> list[Path]:
    """The journals of a folder, the newest first."""
    try:
        found = [path for path in folder.iterdir() if path.suffix == SUFFIX]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)


def lock_of(path: Path) -> FileLock:
    return FileLock(path.with_suffix(".lock"))


def _locked(path: Path) -> FileLock:
    lock = lock_of(path)
    if not lock.take():
        raise BatchBusy
    return lock


def targets_in(path: Path) -> Iterator[str]:
    """The targets that a journal names. Raises JournalInvalid."""
    for line in lines.read_lines(path):
        if "photo" in line:
            try:
                found = [str(output["target"]) for output in line["outputs"]]
            except (TypeError, LookupError) as error:
                raise JournalInvalid(name=path.name, details=str(error)) from error
            yield from found


def is_locked(path: Path) -> bool:
    """Whether somebody works on the batch of that journal at the moment."""
    lock = lock_of(path)
    taken = lock.take()
    lock.release()
    return not taken
