"""What an action is, and what the calls and questions of the table are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from studio.messages import Message
from studio.ui.modes import Mode
from studio.ui.session import Session
from studio.ui.view import ZoomTo
from studio.ui.view_mode import ViewMode

if TYPE_CHECKING:
    from studio.ui.desk import Desk

STRENGTH_STEP = 0.05

Question: TypeAlias = Callable[[Session], bool]


def always(_: Session) -> bool:
    return True


def has_photo(session: Session) -> bool:
    return session.photo is not None


def has_style(session: Session) -> bool:
    return session.recipe.style is not None


def has_own_style(session: Session) -> bool:
    use = session.recipe.style
    style = session.style_list.find(use.id) if use else None
    return style is not None and not style.builtin


def has_folder(session: Session) -> bool:
    return len(session.folder_photos) > 1


@dataclass(frozen=True)
class Action:
    """One thing that the user can do.

    ``title`` and ``tip`` are English, translated under the context ``Action``. ``call`` is one call. The
    first of ``keys`` is the one shown; ``shared`` keys act only where the widget with the focus has no use
    for them.
    ``everywhere``: it acts in every mode, not only where photos are edited.
    ``checked`` makes it a switch; ``what`` names what it acts on, after the title ("Undo Exposure").
    """

    id: str
    title: str
    call: Callable[[Desk], None]
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    enabled: Question = always
    checked: Question | None = None
    what: Callable[[Session], Message | None] | None = None
    shared: bool = False
    everywhere: bool = False
    quits: bool = False


@dataclass(frozen=True)
class Menu:
    """A menu: ids of actions, None for a line, :data:`RECENT` for the recent photos."""

    id: str
    title: str
    entries: tuple[str | None, ...]


RECENT = "recent"


def on_style(what: str) -> Callable[[Desk], None]:
    """Do something with the style that is applied, see StyleDesk."""
    return lambda desk: desk.styles.do(what)


def is_favourite(session: Session) -> bool:
    return session.recipe.style is not None and session.recipe.style.id in session.favourites


def strength_by(by: float) -> Callable[[Desk], None]:
    return lambda desk: desk.session.edits.nudge_strength(by)


def toggle_view(mode: ViewMode) -> Callable[[Desk], None]:
    """Into a view, and out of it again by the same key."""

    def call(desk: Desk) -> None:
        session = desk.session
        session.set_view_mode(ViewMode.SINGLE if session.view_mode is mode else mode)

    return call


def zoom_to(zoom: ZoomTo) -> Callable[[Desk], None]:
    return lambda desk: desk.session.view.zoom_to(zoom)


def shows(mode: ViewMode) -> Question:
    return lambda session: session.view_mode is mode


def go_to(mode: Mode) -> Callable[[Desk], None]:
    return lambda desk: desk.session.modes.go(mode)


def is_in(mode: Mode) -> Question:
    return lambda session: session.modes.current is mode


def sample_is_there(_: Session) -> bool:
    from studio.paths import sample_portrait

    return sample_portrait() is not None
