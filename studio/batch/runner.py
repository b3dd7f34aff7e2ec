"""BatchRunner: works a plan off, photos side by side, and tells what happens."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection, Mapping
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from studio.batch.budget import MemoryBudget, bytes_for, usual_budget
from studio.batch.events import Event, PhotoBegun, PhotoEnded, Progress, Waiting
from studio.batch.journal import Journal
from studio.batch.pace import HASHED, ActiveClock, Pace, weight
from studio.batch.patience import Patience, Stopped
from studio.batch.results import Counts, counted
from studio.batch.suspects import Suspects
from studio.batch.trouble import PATIENCE, STAYS, OutputRoot, Trouble
from studio.batch.work import PhotoWork, aligned_notes, kept_notes, known_failure
from studio.engine.cancel import CancelToken
from studio.errors import Cancelled, OutputError, StudioError
from studio.faults import fault_of
from studio.generators.device import cpu_threads
from studio.messages import Message

if TYPE_CHECKING:
    from studio.batch.shoot_book import ShootBook
    from studio.engine.render import Renderer


class BatchRunner:
    """Works off what a journal says is left.

    Each of ``jobs`` threads takes one photo through all its steps: while one decodes, another renders and a
    third waits for the disk. ``make_renderer`` is told how many threads each may use for itself, and is
    called once in each. ``memory`` bounds, in bytes, what photos in flight take. ``only``: these photos and
    no others are looked at, also those that failed for good. ``impressions``: how each photo came out is
    written into a file beside the journal (:mod:`studio.batch.shoot_book`), for the ribbon. ``ends``: the
    journal is told of the end when nothing is left.
    """

    def __init__(
        self,
        journal: Journal,
        make_renderer: Callable[[int], Renderer],
        *,
        jobs: int | None = None,
        memory: int | None = None,
        patience: Mapping[Trouble, float] = PATIENCE,
        only: Collection[int] | None = None,
        impressions: bool = False,
        ends: bool = True,
    ) -> None:
        self.journal = journal
        self.token = CancelToken()
        self.stopped: Message | None = None
        """Why the batch ended before its end, None where it did not."""
        self._make_renderer, self._ends = make_renderer, ends
        self._root = OutputRoot(journal.plan.order.out, journal.id)
        if only is None:
            self._todo = [n for n, state in enumerate(journal.states) if not self._is_settled(n)]
        else:
            self._todo = sorted(only)
        self._jobs = max(1, min(jobs or cpu_threads(), len(self._todo)))
        self._budget = MemoryBudget(memory or usual_budget())
        self._clock = ActiveClock()
        # What is there already is looked at when the rest is done: work begins at once.
        self._there = {n for n in self._todo if journal.states[n].state == "done"}
        left = sum(map(self._weight, self._todo))
        self._pace = Pace(left, len(self._todo), self._jobs, lambda: self._clock.seconds)
        self._lock = threading.Lock()
        self._suspects = Suspects(self._todo, journal.states)
        self._next = iter(sorted(self._todo, key=lambda n: (n in self._suspects, n in self._there)))
        self._running = threading.Event()
        self._running.set()
        self._patience = Patience(patience, self.token, self._clock, self._jobs)
        self._book: ShootBook | None = None
        if impressions and self._todo:
            from studio.batch.shoot_book import ShootBook

            self._book = ShootBook(journal.path)
        self._events: SimpleQueue[Event | None] = SimpleQueue()

    def run(self, listen: Callable[[Event], None] | None = None) -> Counts:
        """Do it all; ``listen`` is told in the caller's thread. Blocks until all is done or it is stopped.

        Cancelled or interrupted, photos in flight are given up and what is written stays. Raises OutputError
        where the output folder cannot be made or written to, and PlaceAway where it is gone with all that
        was written before: then nothing was begun.
        """
        if self._todo:
            self._root.make(
                written=any(state.state == "done" and state.ready for state in self.journal.states)
            )
        threads = [threading.Thread(target=self._work, name=f"batch-{n}") for n in range(self._jobs)]
        try:
            for thread in threads:
                thread.start()
            ended = 0
            while ended < len(threads):
                try:
                    event = self._events.get(timeout=0.5)
                except Empty:
                    continue
                if event is None:
                    ended += 1
                elif listen is not None:
                    listen(event)
        except BaseException:
            self.cancel()
            raise
        finally:
            for thread in threads:
                if thread.ident is not None:
                    thread.join()
            if self._book is not None:
                self._book.close()
        counts = self.counts
        if self._ends and not counts.waiting and self.stopped is None:
            with contextlib.suppress(OutputError):  # nothing is lost without it
                self.journal.ended()
        return counts

    @property
    def counts(self) -> Counts:
        return counted(self.journal.plan, self.journal.states)

    @property
    def progress(self) -> Progress:
        with self._lock:
            return Progress(self.counts, self._pace.photos_per_minute, self._pace.seconds_left)

    def pause(self) -> None:
        """Begin no more photos; those in flight are finished."""
        if self._running.is_set():
            self._running.clear()
            self._clock.hold()

    def resume(self) -> None:
        """Go on; what waits for a trouble to pass tries again at once."""
        if not self._running.is_set():
            self._clock.release()
            self._running.set()
        self._patience.wake()

    def cancel(self) -> None:
        """Stop. What is written stays, and the rest can be gone on with."""
        self.token.cancel()
        self._running.set()
        self._patience.wake()

    def _is_settled(self, number: int) -> bool:
        """Failed for good earlier, with the photo as it is still; or impossible since planning."""
        photo, state = self.journal.plan.photos[number], self.journal.states[number]
        if state.state != "failed" or state.again:
            return False
        if photo.error is not None:
            return True
        try:
            return photo.input.still_is(photo.source)
        except (OSError, ValueError):
            return False

    def _weight(self, number: int) -> float:
        of_all = weight(self.journal.plan.photos[number])
        return of_all * HASHED if number in self._there else of_all

    def _work(self) -> None:
        threads = max(1, cpu_threads() // self._jobs)
        work = PhotoWork(
            self.journal, self._root, self.token, lambda: self._make_renderer(threads), self._book
        )
        try:
            while True:
                self._running.wait()
                with self._lock:
                    number = next(self._next, None)
                if number is None or self.token.cancelled:
                    return
                try:
                    with self._suspects.turn(number, self.token):
                        self._photo(work, number)
                except Stopped as stopped:
                    self.stopped = self.stopped or stopped.message
                    self.cancel()
                except Cancelled:
                    return
                except Exception as error:  # noqa: BLE001 - the edge of the thread; the journal fails, say
                    self.stopped = self.stopped or _sentence(error)
                    self.cancel()
        finally:
            self._events.put(None)

    def _photo(self, work: PhotoWork, number: int) -> None:
        """One photo, to its end in the journal. Raises Stopped, Cancelled."""
        photo, began = self.journal.plan.photos[number], self._clock.seconds
        worked = False

        def attempt() -> tuple[Message, ...]:
            nonlocal worked
            left = work.pending(number)
            if left and not worked:
                self._events.put(PhotoBegun(number))
                with self._lock:
                    if number in self._there:  # what was there is not what was written, or is gone
                        self._there.discard(number)
                        self._pace.more(weight(photo) * (1 - HASHED))
                    self._pace.begun(number, self._weight(number))
                self.journal.begun(number, alone=self._jobs == 1 or number in self._suspects)
                worked = True
            return work.do(number, left, lambda: self._budget.share(bytes_for(photo)))

        def told(reason: Message | None, trouble: Trouble) -> None:
            self._events.put(Waiting(number, reason, trouble))

        reason, again = known_failure(photo), False
        notes = (*photo.notes, *kept_notes(photo), *aligned_notes(photo))
        if photo.error is None:
            try:
                notes += self._patience.of(photo.source, attempt, told)
            except (Stopped, Cancelled):
                if worked:
                    with contextlib.suppress(OutputError):  # then it may be suspected
                        self.journal.left(number)
                raise
            except Exception as error:  # noqa: BLE001 - one photo's fault must not end the others
                reason = _sentence(error)
                again = isinstance(error, StudioError) and not isinstance(error, STAYS)
        seconds = self._clock.seconds - began

        def tell() -> None:
            state = self.journal.states[number]
            if reason is not None:
                self.journal.failed(number, seconds, reason, again=again)
            elif worked or state.state != "done":
                self.journal.done(number, seconds, tuple({str(note): note for note in notes}.values()))

        self._patience.of(photo.source, tell, told)
        with self._lock:
            self._pace.ended(number, self._weight(number))
        self._events.put(PhotoEnded(number))


def _sentence(error: Exception) -> Message:
    if isinstance(error, StudioError):
        return error.message
    return fault_of(error).message
