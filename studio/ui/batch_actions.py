"""The actions of batches, part of the table in :mod:`studio.ui.actions`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.messages import QT_TRANSLATE_NOOP, Message, Value
from studio.ui.action import Action, Menu, Question, go_to, has_photo, is_in
from studio.ui.messages import Notice, Offer
from studio.ui.modes import Mode
from studio.ui.session import Session

if TYPE_CHECKING:
    from studio.ui.desk import Desk

_ADDED = QT_TRANSLATE_NOOP("Batch", "“{name}” is among the photos for the batch now: {count} in all.")
_SHOW = Message("Batch", QT_TRANSLATE_NOOP("Batch", "Show"))


def can(what: str) -> Question:
    return lambda session: what in session.batch.can


def ask(what: str) -> Callable[[Desk], None]:
    return lambda desk: desk.session.batch.ask(what)


def add_photo(desk: Desk) -> None:
    """Gather the photo on the canvas for a batch."""
    session, path = desk.session, desk.session.photo_path
    if path is not None:
        session.batch.add(path)
        values: dict[str, Value] = {"name": path.name, "count": len(session.batch.added)}
        offer = Offer(_SHOW, lambda: session.modes.go(Mode.BATCH))
        session.notice.emit(Notice(Message("Batch", _ADDED, values), offer=offer))


def is_paused(session: Session) -> bool:
    return session.batch.phase == "paused"


BATCH_ACTIONS: tuple[Action, ...] = (
    Action(
        "batch_mode", QT_TRANSLATE_NOOP("Action", "Batch"), go_to(Mode.BATCH), ("F2",), "batch",
        QT_TRANSLATE_NOOP("Action", "Do a whole shoot in one go"), checked=is_in(Mode.BATCH), everywhere=True,
    ),
    Action(
        "add_to_batch", QT_TRANSLATE_NOOP("Action", "Add to Batch"), add_photo,
        ("Ctrl+Return", "Ctrl+Enter"), "batch",
        QT_TRANSLATE_NOOP("Action", "Gather this photo for a batch"), has_photo,
    ),
    Action(
        "batch_start", QT_TRANSLATE_NOOP("Action", "Start the Batch"), ask("start"), (), "play",
        QT_TRANSLATE_NOOP("Action", "Do what was planned"), can("start"), everywhere=True,
    ),
    Action(
        "batch_pause", QT_TRANSLATE_NOOP("Action", "Pause the Batch"), ask("pause"), (), "pause",
        QT_TRANSLATE_NOOP("Action", "Begin no more photos for the moment, or go on"), can("pause"), is_paused,
        everywhere=True,
    ),
    Action(
        "batch_cancel", QT_TRANSLATE_NOOP("Action", "Cancel the Batch"), ask("cancel"), (), "stop",
        QT_TRANSLATE_NOOP("Action", "Stop; what is written stays, and the rest can be gone on with"),
        can("cancel"), everywhere=True,
    ),
    Action(
        "batch_resume", QT_TRANSLATE_NOOP("Action", "Go On with the Batch"), ask("resume"), (), "play",
        QT_TRANSLATE_NOOP("Action", "Do the photos that a batch has left"), can("resume"), everywhere=True,
    ),
    Action(
        "batch_again", QT_TRANSLATE_NOOP("Action", "Try Failed Photos Again"), ask("again"), (), "redo",
        QT_TRANSLATE_NOOP("Action", "Those of the batch that could not be done"), can("again"),
        everywhere=True,
    ),
    Action(
        "batch_align", QT_TRANSLATE_NOOP("Action", "Align with Scene"), ask("align"), (), "",
        QT_TRANSLATE_NOOP("Action", "Bring the skin of the photos chosen in the batch to their scene's"),
        can("align"), everywhere=True,
    ),
    Action(
        "batch_realign", QT_TRANSLATE_NOOP("Action", "Redo with Alignment"), ask("realign"), (), "redo",
        QT_TRANSLATE_NOOP("Action", "Do the photos of the batch again that are to be aligned"),
        can("realign"), everywhere=True,
    ),
    Action(
        "batch_show", QT_TRANSLATE_NOOP("Action", "Show the Batch's Files"), ask("show"), (), "folder",
        QT_TRANSLATE_NOOP("Action", "Open the folder that the batch writes to"), can("show"), everywhere=True,
    ),
    Action(
        "batch_new", QT_TRANSLATE_NOOP("Action", "Plan a New Batch"), ask("new"), (), "batch",
        QT_TRANSLATE_NOOP("Action", "Leave the batch that is shown, and plan another one"), can("new"),
        everywhere=True,
    ),
)  # fmt: skip

BATCH_MENU = Menu(
    "batch", QT_TRANSLATE_NOOP("Action", "&Batch"),
    (
        "add_to_batch", None, "batch_start", "batch_pause", "batch_cancel", "batch_resume", None,
        "batch_again", "batch_align", "batch_realign", "batch_show", "batch_new",
    ),
)  # fmt: skip
