"""Catalogue: every style there is, the program's own and the user's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from studio.errors import StyleBuiltin, StyleFileInvalid, StyleUnknown
from studio.files import write_atomically
from studio.messages import Message
from studio.styles.bundle import StyleBundle, read_bundle
from studio.styles.content import Kept, Sized, Stamp, stamp_of
from studio.styles.folders import builtin_styles, file_style, folder_state, user_styles_in
from studio.styles.lut import Lut
from studio.styles.lut_file import read_lut
from studio.styles.names import free_name
from studio.styles.style import Style
from studio.styles.user_folder import UserFolder, checked

# Enough for a gallery of built-in looks; one 65-cubed table is 3.3 MB, one learned style 2 MB.
TABLE_BYTES = 256 << 20
BUNDLE_BYTES = 64 << 20

T = TypeVar("T", bound=Sized)


class Catalogue:
    """The built-in styles of one folder and the user's of another, which may be missing or None.

    Ids: a slug for built-in styles (``warm-film``), ``user-<slug of the file's stem>`` for the user's
    (with a hash of the stem where the slug says less), ``file:<name>`` for a file given by path; a number
    follows where two would be equal. Safe to use from several threads.

    Building one reads the files' beginnings only. A table or a network is checked in full when it is added or
    loaded, and a user's file that fails then is listed among the problems until it changes.
    """

    def __init__(self, builtin: Path, user: Path | None = None) -> None:
        self._builtin_folder = builtin
        self._user = UserFolder(user)
        # Of those who change the folder or look at it; what was found is read without waiting for them.
        self._work = threading.RLock()
        self._lock = threading.Lock()
        self._styles: dict[str, Style] = {}
        self._files: dict[str, Style] = {}
        self._problems: tuple[Message, ...] = ()
        self._broken: dict[Stamp, Message] = {}
        self._luts: Kept[Lut] = Kept(TABLE_BYTES)
        self._bundles: Kept[StyleBundle] = Kept(BUNDLE_BYTES)
        self.refresh()

    @property
    def user_folder(self) -> Path | None:
        """The folder of the user's styles; it may not exist yet."""
        return self._user.path

    def styles(self) -> tuple[Style, ...]:
        """All styles: the built-in ones in their own order, then the user's by name."""
        with self._lock:
            return tuple(self._styles.values())

    def problems(self) -> tuple[Message, ...]:
        """One sentence for each file in the folders that cannot be used."""
        with self._lock:
            return self._problems

    def refresh(self) -> None:
        """Look at the folders again. Never fails: what cannot be used becomes a problem."""
        with self._work:
            styles, problems = builtin_styles(self._builtin_folder)
            if self._user.path is not None:
                own, own_problems = user_styles_in(self._user.path)
                for style in own:
                    broken = self._broken.get(stamp_of(style.path))
                    if broken is None:
                        styles.append(style)
                    else:
                        own_problems.append(broken)
                problems += own_problems
            with self._lock:
                self._styles = {style.id: style for style in styles}
                self._problems = tuple(problems)

    def look(self) -> frozenset[Stamp]:
        """Look at the folders again, and say what the user's looked like before: for whoever watches it."""
        state = folder_state(self._user.path) if self._user.path else frozenset()
        self.refresh()
        return state

    def get(self, style_id: str) -> Style:
        """The style of that id, also one that ``resolve`` made from a path. Raises StyleUnknown."""
        with self._lock:
            style = self._styles.get(style_id) or self._files.get(style_id)
        if style is None:
            raise StyleUnknown(name=style_id)
        return style

    def resolve(self, id_or_path: str) -> Style:
        """The style of an id, or of the style file at a path (then checked in full).

        Raises StyleUnknown, StyleFileInvalid.
        """
        try:
            return self.get(id_or_path)
        except StyleUnknown:
            path = Path(id_or_path)
            if not _is_file(path):
                raise
        path = path.resolve()
        with self._lock:
            known = next((style for style in self._files.values() if style.path == path), None)
            style_id = known.id if known else free_name(f"file:{path.name}", self._files)
        style = file_style(path, style_id)
        if style.learned:
            self.load_bundle(style)
        else:
            style = replace(style, name=self.load_lut(style).title or path.stem)
        with self._lock:
            self._files[style.id] = style
        return style

    def load_lut(self, style: Style) -> Lut:
        """The table of a style of kind ``lut``; recent ones are kept while the file is unchanged.

        Raises StyleUnknown when the file is gone, StyleFileInvalid when it is broken.
        """
        return self._load(style, self._luts, read_lut)

    def load_bundle(self, style: Style) -> StyleBundle:
        """The card and the weights of a learned style, kept like tables. Raises as ``load_lut`` does."""
        return self._load(style, self._bundles, read_bundle)

    def set_aside(self, style: Style, problem: Message) -> None:
        """List a user's style among the problems until its file changes: it turned out not to be usable."""
        self._set_aside(stamp_of(style.path), problem)

    def add(self, path: Path) -> Style:
        """Copy a style file into the user's folder, checked in full first.

        A file of the same bytes that is there already is not copied again: its style is returned. Raises
        StyleUnknown, StyleFileInvalid, OutputError.
        """
        return self._at(lambda: self._user.take(path, self.styles()))

    def add_bundle(self, bundle: StyleBundle) -> Style:
        """Write a learned style into the user's folder. Raises OutputError."""
        return self._at(lambda: self._user.put(bundle))

    def duplicate(self, style_id: str, name: str) -> Style:
        """Make a copy of any style the user's own, called ``name``. Raises StyleError, OutputError."""
        style = self.get(style_id)
        return self._at(lambda: self._user.copy(style, name))

    def edit(self, style_id: str, *, name: str | None = None, group: str | None = None) -> Style:
        """Call one of the user's styles something else, or put it into another group ("" for none).

        An empty name is ignored. Raises StyleUnknown, StyleBuiltin, StyleError for a file outside the user's
        folder, StyleFileInvalid, OutputError.
        """
        style = self._own(style_id)
        changes = {key: text for key, text in (("name", name), ("group", group)) if text is not None}
        if not changes.get("name", "x").strip():
            del changes["name"]

        def edit() -> Path:
            self._user.edit(style, changes)
            return style.path

        return self._at(edit)

    def remove(self, style_id: str) -> Path:
        """Move a style's file into the trash folder beside it; the place where it lies now.

        Raises StyleUnknown, StyleBuiltin for a style of the program, StyleError for a file outside the
        user's folder, OutputNotWritable when it cannot be moved.
        """
        style = self._own(style_id)
        with self._work:
            place = self._user.remove(style)
            self.refresh()
        return place

    def restore(self, place: Path, stem: str = "") -> Style:
        """Take a file back out of the trash. ``stem``: its name before, which gives the style its old id.

        Raises StyleUnknown when it is not there, OutputNotWritable.
        """
        return self._at(lambda: self._user.restore(place, stem))

    def trash(self) -> tuple[Path, ...]:
        """The style files in the trash, the last one thrown away first."""
        return self._user.trash()

    def export_file(self, style_id: str, target: Path, *, replace: bool = False) -> None:
        """Write a style's own file somewhere else, unchanged. Raises StyleError, OutputError."""
        style = self.get(style_id)
        data, _, _ = checked(style.path)
        write_atomically(target, data, replace=replace, originals=(style.path,))

    def _own(self, style_id: str) -> Style:
        style = self.get(style_id)
        if style.builtin:
            raise StyleBuiltin(name=style.name)
        return style

    def _at(self, step: Callable[[], Path]) -> Style:
        """The style of the file that ``step`` gives, once the folder was looked at again."""
        with self._work:
            path = step()
            self.refresh()
            for style in self.styles():
                if style.path == path:
                    return style
        raise StyleUnknown(name=path.name)

    def _load(self, style: Style, kept: Kept[T], read: Callable[[Path], T]) -> T:
        stamp = stamp_of(style.path)
        try:
            return kept.get(stamp, read)
        except StyleFileInvalid as error:
            self._set_aside(stamp, error.message)
            raise

    def _set_aside(self, stamp: Stamp, message: Message) -> None:
        with self._work:
            own = [style for style in self.styles() if style.path == stamp[0] and not style.builtin]
            if own and stamp not in self._broken:
                self._broken[stamp] = message
                self.refresh()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
