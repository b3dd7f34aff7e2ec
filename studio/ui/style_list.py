"""StyleList: the catalogue as the window knows it, read and changed off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio import paths
from studio.errors import StudioError
from studio.messages import Message
from studio.styles.style import Style
from studio.ui.background import Background

if TYPE_CHECKING:
    from studio.styles.catalogue import Catalogue


class StyleList(QObject):
    """The styles of the gallery."""

    changed = Signal(object)
    """(tuple of ids, in the gallery's order)"""
    added = Signal(object)
    """(Style) One was imported."""
    removed = Signal(str)
    exported = Signal(Path)
    """A .cube file was written."""
    problem = Signal(object)
    """(Message) A file in the user's folder that cannot be used."""

    def __init__(
        self, background: Background, tell: Callable[[StudioError], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._tell = tell
        self._catalogue: Catalogue | None = None
        self.styles: tuple[Style, ...] = ()

    def load(self, then: Callable[[Catalogue], None]) -> None:
        """Read the folders of styles, then call ``then``."""

        def loaded(catalogue: Catalogue) -> None:
            self._catalogue = catalogue
            then(catalogue)
            self._refresh()
            for problem in catalogue.problems():
                self.problem.emit(problem)

        self._background.run(_load, loaded, self._tell)

    def find(self, style_id: str | None) -> Style | None:
        """The style of that id; None for no style or one that is gone."""
        return next((style for style in self.styles if style.id == style_id), None)

    def add(self, path: Path) -> None:
        """Import a .cube or HaldCLUT file."""
        catalogue = self._catalogue
        if catalogue is None:
            return

        def added(style: Style) -> None:
            self._refresh()
            self.added.emit(style)

        self._background.run(lambda: catalogue.add(path), added, self._tell)

    def remove(self, style_id: str) -> None:
        """Move a style of the user's to the trash."""
        catalogue = self._catalogue
        if catalogue is None:
            return

        def removed(_: Path) -> None:
            self._refresh()
            self.removed.emit(style_id)

        self._background.run(lambda: catalogue.remove(style_id), removed, self._tell)

    def export_cube(self, style_id: str, target: Path) -> None:
        """Write a style as a .cube file, over one that is there: whoever chose the name agreed to that."""
        catalogue = self._catalogue
        if catalogue is None:
            return

        def work() -> Path:
            from studio.styles.cube import write_cube

            write_cube(target, catalogue.load_lut(catalogue.get(style_id)), replace=True)
            return target

        self._background.run(work, self.exported.emit, self._tell)

    def _refresh(self) -> None:
        if self._catalogue is not None:
            self.styles = self._catalogue.styles()
            self.changed.emit(tuple(style.id for style in self.styles))


def name_of(style: Style) -> str | Message:
    """A style's name as a value of a message: translated where it is the program's own."""
    return Message("Style", style.name) if style.builtin else style.name


def _load() -> Catalogue:
    from studio.styles.catalogue import Catalogue

    return Catalogue(paths.resources() / "styles", paths.user_styles())
