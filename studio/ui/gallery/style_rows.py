"""The rows of the gallery: the original, then sections of styles, each under its heading."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from studio.messages import QT_TRANSLATE_NOOP
from studio.styles.style import Style

FAVOURITES = QT_TRANSLATE_NOOP("StyleRows", "Favourites")
MINE = QT_TRANSLATE_NOOP("StyleRows", "My styles")
OTHERS = QT_TRANSLATE_NOOP("StyleRows", "Other styles")


@dataclass(frozen=True)
class Heading:
    """A section's heading. ``context`` is that of its translation; a user's own group has none in either."""

    text: str
    context: str

    @property
    def title(self) -> str:
        """In the language in force."""
        return QCoreApplication.translate(self.context, self.text)


Row: TypeAlias = Heading | Style | None
"""None is the photo without a style."""


def rows_of(styles: Iterable[Style], favourites: Collection[str]) -> tuple[Row, ...]:
    """Favourites first, then the user's own styles and groups, then the program's groups in its order.

    Every heading that could be needed is there, also that of favourites without any.
    """
    starred = Heading(FAVOURITES, "StyleRows")
    styles = tuple(styles)
    programs = {style.group for style in styles if style.builtin and style.group}
    homes = {style.id: _home(style) for style in styles}
    own = {homes[style.id] for style in styles if style.group not in programs and not style.builtin}
    ours = sorted(own, key=lambda heading: (heading.text != MINE, heading.text.casefold()))
    sections: dict[Heading, list[Style]] = {heading: [] for heading in (starred, *ours, *homes.values())}
    for style in styles:
        sections[starred if style.id in favourites else homes[style.id]].append(style)
    found: list[Row] = [None]
    for heading, members in sections.items():
        found += [heading, *members]
    return tuple(found)


def _home(style: Style) -> Heading:
    if style.group:
        return Heading(style.group, "Style")
    return Heading(OTHERS if style.builtin else MINE, "StyleRows")
