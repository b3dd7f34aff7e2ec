"""StyleList: the catalogue as the window knows it, read and changed off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from studio.editing.recipe import Recipe
from studio.errors import StudioError
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.style import Style
from studio.ui.background import Background
from studio.ui.messages import Notice, Offer, Severity
from studio.ui.style_previews import StylePreviews
from studio.ui.style_watch import StyleWatch, load_catalogue
from studio.ui.translate import translated

if TYPE_CHECKING:
    from studio.styles.catalogue import Catalogue

R = TypeVar("R")

ADDED = QT_TRANSLATE_NOOP("Styles", "“{name}” is among your styles now.")
ADDED_MANY = QT_TRANSLATE_NOOP("Styles", "{count} styles are among yours now.")
REMOVED = QT_TRANSLATE_NOOP("Styles", "“{name}” was moved to the trash of your styles.")
RESTORED = QT_TRANSLATE_NOOP("Styles", "“{name}” is back among your styles.")
EXPORTED = QT_TRANSLATE_NOOP("Styles", "The style was written to “{name}”.")
COPY = QT_TRANSLATE_NOOP("Styles", "{name} copy")
_UNDO = Message("Styles", QT_TRANSLATE_NOOP("Styles", "Undo"))


class StyleList(QObject):
    """The styles of the gallery. Changes are asked of the catalogue; a notice says what came of each."""

    changed = Signal(object)
    """(tuple of ids, in the gallery's order)"""
    added = Signal(object)
    """(Style) One was imported, duplicated or restored."""
    removed = Signal(str)
    restyled = Signal(str)
    """(style id) The style's file is another one now."""

    def __init__(
        self, background: Background, notify: Callable[[Notice], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._notify = notify
        self._catalogue: Catalogue | None = None
        self._early: list[Path] = []
        self._told: set[str] = set()
        self._watch = StyleWatch(background, self)
        self._watch.taken.connect(self._take_over)
        self._watch.settled.connect(self._tell_problems)
        self.previews = StylePreviews(background, self)
        self.styles: tuple[Style, ...] = ()

    def load(self, then: Callable[[Catalogue], None]) -> None:
        """Read the folders of styles, then call ``then``; from there on the user's folder is watched."""

        def loaded(catalogue: Catalogue) -> None:
            self._catalogue = catalogue
            then(catalogue)
            self._show()
            self._tell_problems()
            self._watch.start(catalogue)
            early, self._early = self._early, []
            self.add_all(early)

        self._background.run(load_catalogue, loaded, self._tell)

    def stop(self) -> None:
        """Watch no more."""
        self._watch.stop()
        self.previews.stop()

    @property
    def catalogue(self) -> Catalogue | None:
        """The folders of styles; None before they are read."""
        return self._catalogue

    def find(self, style_id: str | None) -> Style | None:
        """The style of that id; None for no style or one that is gone."""
        return next((style for style in self.styles if style.id == style_id), None)

    def usable(self, recipe: Recipe) -> Recipe:
        """The recipe, without a style that is not there any more (removed, and brought back by undo)."""
        use = recipe.style
        if self._catalogue is None or use is None:
            return recipe
        if self.find(use.id) is None:
            return recipe.without_style()
        if use.blend_id is not None and self.find(use.blend_id) is None:
            return recipe.with_style(replace(use, blend_id=None))
        return recipe

    def add(self, path: Path) -> None:
        """Import a style file, as soon as the folders are read."""
        self.add_all((path,))

    def add_all(self, paths: Iterable[Path]) -> None:
        """Import style files, one after the other; other work in the background comes between."""
        if self._catalogue is None:
            self._early.extend(paths)
        else:
            self._import(self._catalogue, list(paths), [])

    def sort_out(self, paths: Sequence[Path], rest: Callable[[list[Path]], None]) -> None:
        """Import the style files among these, told by content, and call ``rest`` with the others."""

        def sort() -> list[Path]:
            from studio.styles.content import is_style_file

            return [path for path in paths if not path.is_dir() and is_style_file(path)]

        def sorted_out(styles: list[Path]) -> None:
            self.add_all(styles)
            others = [path for path in paths if path not in styles]
            if others:
                rest(others)

        self._background.run(sort, sorted_out, self._tell)

    def remove(self, style_id: str, restored: Callable[[], None] = lambda: None) -> None:
        """Move a style of the user's to the trash; the notice offers undo, which calls ``restored``."""
        style = self.find(style_id)
        name, stem = (said_name(style), style.path.stem) if style else (style_id, "")

        def removed(place: Path) -> None:
            self._show()
            self.removed.emit(style_id)
            undo = Offer(_UNDO, lambda: self.restore(place, stem, restored))
            self._notify(Notice(Message("Styles", REMOVED, {"name": name}), offer=undo))

        self._run(lambda catalogue: catalogue.remove(style_id), removed)

    def restore(self, place: Path, stem: str = "", then: Callable[[], None] = lambda: None) -> None:
        """Take a style out of the trash, under the file name that it had."""

        def restored(style: Style) -> None:
            self._take_new(style, RESTORED)
            then()

        self._run(lambda catalogue: catalogue.restore(place, stem), restored)

    def edit(self, style_id: str, *, name: str | None = None, group: str | None = None) -> None:
        """Call a style of the user's something else, or put it into another group."""
        self._run(lambda catalogue: catalogue.edit(style_id, name=name, group=group), lambda _: self._show())

    def show_new(self, style: Style) -> None:
        """Show a style that was put into the user's folder just now."""
        self._take_new(style, ADDED)

    def duplicate(self, style_id: str) -> None:
        """Make a copy of a style the user's own."""
        style = self.find(style_id)
        if style is not None:
            name = translated(Message("Styles", COPY, {"name": said_name(style)}))
            self._run(lambda c: c.duplicate(style_id, name), lambda copy: self._take_new(copy, ADDED))

    def export_file(self, style_id: str, target: Path) -> None:
        """Write a style's own file, over one that is there: whoever chose the name agreed to that."""
        self._run(
            lambda catalogue: catalogue.export_file(style_id, target, replace=True),
            lambda _: self._say(EXPORTED, target.name),
        )

    @Slot(str, object)
    def set_aside(self, style_id: str, error: StudioError) -> None:
        """The engine cannot use a style of the user's: it leaves until its file changes."""
        style = self.find(style_id)
        if style is not None and not style.builtin:
            self._run(lambda c: c.set_aside(style, error.message), lambda _: self.refresh(error))

    @Slot(object)
    def refresh(self, told: StudioError) -> None:
        """Take over what the engine found out and ``told``: a broken file is no style any more."""
        self._told.add(str(told.message))
        self._take_over()

    @Slot()
    def _take_over(self) -> None:
        if self._catalogue is not None and self._catalogue.styles() != self.styles:
            self._show()

    def _import(self, catalogue: Catalogue, left: list[Path], done: list[Style]) -> None:
        if left:
            path = left.pop(0)

            def failed(error: StudioError) -> None:
                self._tell(error)
                self._import(catalogue, left, done)

            self._background.run(
                lambda: catalogue.add(path),
                lambda style: self._import(catalogue, left, [*done, style]),
                failed,
            )
        elif len(done) == 1:
            self._take_new(done[0], ADDED)
        elif done:
            self._show()
            self.added.emit(done[-1])
            self._notify(Notice(Message("Styles", ADDED_MANY, {"count": len(done)})))

    def _run(self, work: Callable[[Catalogue], R], then: Callable[[R], None]) -> None:
        catalogue = self._catalogue
        if catalogue is not None:
            self._background.run(lambda: work(catalogue), then, self._tell)

    def _take_new(self, style: Style, sentence: str) -> None:
        self._show()
        self.added.emit(style)
        self._say(sentence, said_name(style))

    def _tell(self, error: StudioError) -> None:
        self._notify(Notice.of_error(error))

    def _say(self, template: str, name: str | Message) -> None:
        self._notify(Notice(Message("Styles", template, {"name": name})))

    @Slot()
    def _tell_problems(self) -> None:
        """Tell of each broken file once, and again only after it was sound or gone."""
        problems = self._catalogue.problems() if self._catalogue is not None else ()
        for problem in problems:
            if str(problem) not in self._told:
                self._notify(Notice(problem, Severity.WARNING))
        self._told = {str(problem) for problem in problems}

    def _show(self) -> None:
        if self._catalogue is None:
            return
        before = {style.id: style.changed for style in self.styles}
        self.styles = self._catalogue.styles()
        # The user's own stand first in the gallery, and so are pictured first.
        order = sorted(self.styles, key=lambda style: style.builtin)
        self.changed.emit(tuple(style.id for style in order))
        for style in self.styles:
            if before.get(style.id, style.changed) != style.changed:
                self.restyled.emit(style.id)


def said_name(style: Style) -> str | Message:
    """A style's name as a value of a message: translated where it is the program's own."""
    return Message("Style", style.name) if style.builtin else style.name
