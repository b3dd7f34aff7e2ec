"""What a worker is given to do: how its journal comes about, and which photos of it are meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from studio import paths
from studio.batch.alignment import Wish
from studio.batch.batches import begin, check_needs, go_on
from studio.batch.journal import Journal
from studio.batch.plan import CONSISTENCY, BatchPlan
from studio.engine.cancel import CancelToken
from studio.styles.catalogue import Catalogue
from studio.ui.batch.planning import Planned

if TYPE_CHECKING:
    from studio.engine.render import Renderer


class Hands(Protocol):
    """What a worker lends: renderers, a token that cancels, and somebody to tell how far looking is."""

    token: CancelToken

    def renderers(self) -> Callable[[int], Renderer]: ...

    def tell(self, seen: int, count: int) -> None: ...


@dataclass(frozen=True)
class Task:
    """``open``: makes or opens the journal, in the worker's thread; it may raise StudioError.

    ``only``: these photos alone. ``looks``: so many are looked at first. ``watch``: the folder is watched
    afterwards, also where the journal says so. ``aligns``: what is looked at is to be aligned.
    ``impressions``: how photos come out is kept for the ribbon; None, if it was before.
    """

    open: Callable[[Hands], Journal]
    only: Collection[int] | None = None
    looks: int = 0
    watch: bool = False
    aligns: bool = False
    impressions: bool | None = None


def new_batch(planned: Planned, catalogue: Catalogue) -> Task:
    """What was planned.

    It raises StyleChanged, NotEnoughSpace and what begin and make_consistent raise.
    """
    plan = planned.plan

    def open(hands: Hands) -> Journal:
        check_needs(plan.order, catalogue)
        plan.check_space()
        return begin(_alike(plan, hands), paths.user_batches())

    looks = 0 if plan.order.consistency == CONSISTENCY[0] else len(plan.photos)
    return Task(open, looks=looks, watch=planned.watch, impressions=planned.review)


def going_on(
    path: Path, catalogue: Catalogue, only: Collection[int] | None = None, *, watch: bool = False
) -> Task:
    """A journal's rest. It raises StyleChanged and what go_on raises."""
    return Task(lambda _: _opened(path, catalogue), only, watch=watch)


def aligning(path: Path, catalogue: Catalogue, wishes: Mapping[int, Wish | None]) -> Task:
    """Photos done anew, aligned as wished, in place of their files.

    It raises what going_on's does, Cancelled, PhotoError, StyleError; then nothing is changed.
    """

    def open(hands: Hands) -> Journal:
        from studio.batch.alignment import alignments

        journal = _opened(path, catalogue)
        try:
            found = alignments(
                journal.plan, wishes, hands.renderers(), token=hands.token, progress=hands.tell
            )
            journal.align(found)
        except BaseException:
            journal.close()
            raise
        return journal

    return Task(open, frozenset(wishes), len(wishes), aligns=True)


def _alike(plan: BatchPlan, hands: Hands) -> BatchPlan:
    if plan.order.consistency == CONSISTENCY[0]:
        return plan
    from studio.batch.consistency import make_consistent

    return make_consistent(plan, hands.renderers(), token=hands.token, progress=hands.tell)


def _opened(path: Path, catalogue: Catalogue) -> Journal:
    journal = go_on(path)
    try:
        check_needs(journal.plan.order, catalogue)
    except BaseException:
        journal.close()
        raise
    return journal
