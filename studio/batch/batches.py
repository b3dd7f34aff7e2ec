"""All batches of a user: beginning one, going on with one, and what they wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.batch.errors import JournalInvalid, NothingToResume, OutputsBusy, StyleChanged
from studio.batch.fingerprint import digest_of
from studio.batch.journal import (
    DEATHS,
    Journal,
    is_locked,
    journals,
    new_journal,
    open_journal,
    read_journal,
    targets_in,
)
from studio.batch.lines import read_lines
from studio.batch.lock import beginning
from studio.batch.outputs import Owned
from studio.batch.places import name_key
from studio.batch.plan import BatchPlan, Order, StyleMark
from studio.batch.plan_json import order_from
from studio.batch.prune import prune
from studio.editing.recipe import Recipe
from studio.errors import StyleUnknown
from studio.styles.catalogue import Catalogue


def mark_styles(recipes: Iterable[Recipe], catalogue: Catalogue) -> tuple[StyleMark, ...]:
    """The styles that recipes name, as they are now. Raises StyleUnknown."""
    names = {
        name: None
        for recipe in recipes
        if recipe.style is not None
        for name in (recipe.style.id, recipe.style.blend_id)
        if name is not None
    }
    return tuple(_mark(name, catalogue) for name in names)


def check_needs(order: Order, catalogue: Catalogue) -> None:
    """That its styles (those given by their files are opened again) and its CMYK profile are as they were.

    Raises StyleChanged, StyleUnknown, StyleFileInvalid, CmykProfileUnusable.
    """
    _ = order.inks
    for style in order.styles:
        if style.id.startswith("file:"):
            catalogue.resolve(str(style.path))
        if _mark(style.id, catalogue).digest != style.digest:
            raise StyleChanged(name=style.name)


def begin(plan: BatchPlan, folder: Path) -> Journal:
    """Write the plan down, and lock it. ``folder`` holds the journals.

    Raises OutputsBusy where a batch that is being worked on writes a file of the same name; OutputError.
    """
    with _one_at_a_time(folder):
        _check_outputs(plan, journals(folder))
        prune(folder)
        return new_journal(plan, folder)


def go_on(path: Path, *, deaths: int = DEATHS) -> Journal:
    """Go on with the batch of a journal; ``deaths`` as in open_journal.

    Raises BatchBusy, OutputsBusy, JournalInvalid, OutputError.
    """
    with _one_at_a_time(path.parent):
        journal = open_journal(path, deaths=deaths)
        try:
            _check_outputs(journal.plan, [other for other in journals(path.parent) if other != path])
        except BaseException:
            journal.close()
            raise
        return journal


def find(folder: Path, wanted: Callable[[Order], bool]) -> Path:
    """The newest batch that is wanted. Raises NothingToResume. Journals that are damaged are passed over."""
    for path in journals(folder):
        try:
            if wanted(order_of(path)):
                return path
        except JournalInvalid:
            continue
    raise NothingToResume


def order_of(path: Path) -> Order:
    """What a journal's batch was asked for, from its first line. Raises JournalInvalid."""
    try:
        return order_from(next(read_lines(path)))[0]
    except (ValueError, TypeError, OverflowError, StopIteration) as error:
        raise JournalInvalid(name=path.name, details=str(error)) from error


def owned_by(folder: Path) -> Owned:
    """Whether a file was written by a batch, by path and hash; the journals are read when first asked."""
    known: dict[Path, set[str]] = {}
    read = False

    def owned(path: Path, digest: str) -> bool:
        nonlocal read
        if not read:
            read = True
            for target, written in _written(folder):
                known.setdefault(target, set()).add(written)
        return digest in known.get(path.absolute(), ())

    return owned


def _written(folder: Path) -> Iterator[tuple[Path, str]]:
    for journal in journals(folder):
        try:
            record = read_journal(journal)
        except JournalInvalid:
            continue
        for photo, state in zip(record.plan.photos, record.states, strict=True):
            for mark in state.ready:
                yield photo.outputs[mark.output].target.absolute(), mark.digest


def _mark(style_id: str, catalogue: Catalogue) -> StyleMark:
    style = catalogue.get(style_id)
    try:
        digest = digest_of(style.path)
    except OSError:
        digest = None
    if digest is None:
        raise StyleUnknown(name=style.name)
    return StyleMark(style.id, style.name, style.path, digest)


def _check_outputs(plan: BatchPlan, others: Iterable[Path]) -> None:
    own: dict[str, str] = {}
    for path in others:
        if not is_locked(path):
            continue
        if not own:
            outputs = (output for photo in plan.photos for output in photo.outputs)
            own = {name_key(str(output.target.absolute())): output.target.name for output in outputs}
        for target in targets_in(path):
            name = own.get(name_key(str(Path(target).absolute())))
            if name is not None:
                raise OutputsBusy(name=name)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Two that begin at the same moment see each other."""
    with beginning(folder):
        yield
