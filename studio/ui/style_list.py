"""StyleList: the catalogue as the window knows it, read and changed off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio import paths
from studio.editing.recipe import Recipe
from studio.errors import StudioError
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.style import Style
from studio.ui.background import Background
from studio.ui.messages import Notice, Severity

if TYPE_CHECKING:
    from studio.styles.catalogue import Catalogue

ADDED = QT_TRANSLATE_NOOP("Styles", "“{name}” is among your styles now.")
REMOVED = QT_TRANSLATE_NOOP("Styles", "“{name}” was moved to the trash of your styles.")
EXPORTED = QT_TRANSLATE_NOOP("Styles", "The style was written to “{name}”.")


class StyleList(QObject):
    """The styles of the gallery."""

    changed = Signal(object)
    """(tuple of ids, in the gallery's order)"""
    added = Signal(object)
    """(Style) One was imported."""
    removed = Signal(str)

    def __init__(
        self, background: Background, notify: Callable[[Notice], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._notify = notify
        self._catalogue: Catalogue | None = None
        self._early: list[Path] = []
        self.styles: tuple[Style, ...] = ()

    def load(self, then: Callable[[Catalogue], None]) -> None:
        """Read the folders of styles, then call ``then``."""

        def loaded(catalogue: Catalogue) -> None:
            self._catalogue = catalogue
            then(catalogue)
            self._refresh()
            for problem in catalogue.problems():
                self._notify(Notice(problem, Severity.WARNING))
            while self._early:
                self.add(self._early.pop(0))

        self._background.run(_load, loaded, self._tell)

    def find(self, style_id: str | None) -> Style | None:
        """The style of that id; None for no style or one that is gone."""
        return next((style for style in self.styles if style.id == style_id), None)

    def usable(self, recipe: Recipe) -> Recipe:
        """The recipe, without a style that is not there any more (removed, and brought back by undo)."""
        if self._catalogue is None or recipe.style is None or self.find(recipe.style.id):
            return recipe
        return recipe.without_style()

    def add(self, path: Path) -> None:
        """Import a .cube or HaldCLUT file, as soon as the folders are read."""
        catalogue = self._catalogue
        if catalogue is None:
            self._early.append(path)
            return

        def added(style: Style) -> None:
            self._refresh()
            self.added.emit(style)
            self._say(ADDED, name_of(style))

        self._background.run(lambda: catalogue.add(path), added, self._tell)

    def remove(self, style_id: str) -> None:
        """Move a style of the user's to the trash."""
        catalogue = self._catalogue
        if catalogue is None:
            return

        style = self.find(style_id)
        name = name_of(style) if style else style_id

        def removed(_: Path) -> None:
            self._refresh()
            self.removed.emit(style_id)
            self._say(REMOVED, name)

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

        def written(path: Path) -> None:
            self._say(EXPORTED, path.name)

        self._background.run(work, written, self._tell)

    def refresh(self) -> None:
        """Take over what the engine found out about files: broken ones are no styles any more."""
        if self._catalogue is not None and self._catalogue.styles() != self.styles:
            self._refresh()

    def _tell(self, error: StudioError) -> None:
        self._notify(Notice.of_error(error))

    def _say(self, template: str, name: str | Message) -> None:
        self._notify(Notice(Message("Styles", template, {"name": name})))

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
