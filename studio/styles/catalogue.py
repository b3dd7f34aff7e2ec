"""Catalogue: every style there is, the program's own and the user's."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from studio.errors import (
    OutputExists,
    OutputNotWritable,
    StyleBuiltin,
    StyleError,
    StyleFileInvalid,
    StyleUnknown,
)
from studio.files import write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.cube import read_style_bytes
from studio.styles.folders import (
    STYLE_SUFFIXES,
    builtin_styles,
    file_style,
    free_name,
    safe_stem,
    sidecar,
    user_styles_in,
)
from studio.styles.hald import MAX_BYTES
from studio.styles.lut import Lut
from studio.styles.lut_file import is_png, parse_lut, read_lut
from studio.styles.style import Style

TRASH = ".trash"
# Enough for a gallery of built-in looks; one 65-cubed table is 3.3 MB.
CACHE_BYTES = 256 << 20
_NO_FOLDER = Message("errors", QT_TRANSLATE_NOOP("errors", "there is no folder for your styles"))
_NO_ACCESS = Message("errors", QT_TRANSLATE_NOOP("errors", "the folder does not allow it"))


class Catalogue:
    """The built-in styles of one folder and the user's of another, which may be missing or None.

    Ids: a slug for built-in styles (``warm-film``), ``user-<slug of the file's stem>`` for the user's
    (with a hash of the stem where the slug says less), ``file:<name>`` for a file given by path; a number
    follows where two would be equal. Safe to use from
    several threads. Building one reads the files' beginnings only; a table is checked in full when it is
    added or loaded, and a user file that fails then is listed among the problems until it changes.
    """

    def __init__(self, builtin: Path, user: Path | None = None) -> None:
        self._builtin_folder = builtin
        self._user_folder = user
        self._lock = threading.RLock()
        self._styles: dict[str, Style] = {}
        self._files: dict[str, Style] = {}
        self._problems: tuple[Message, ...] = ()
        self._broken: dict[tuple[Path, int, int], Message] = {}
        self._luts: OrderedDict[tuple[Path, int, int], Lut] = OrderedDict()
        self.refresh()

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
        styles, problems = builtin_styles(self._builtin_folder)
        if self._user_folder is not None:
            with self._lock:
                broken = dict(self._broken)
            own, own_problems = user_styles_in(self._user_folder)
            for style in own:
                stamp = _stamp(style.path)
                if stamp in broken:
                    own_problems.append(broken[stamp])
                else:
                    styles.append(style)
            problems += own_problems
        with self._lock:
            self._styles = {style.id: style for style in styles}
            self._problems = tuple(problems)

    def get(self, style_id: str) -> Style:
        """The style of that id, also one that ``resolve`` made from a path. Raises StyleUnknown."""
        with self._lock:
            style = self._styles.get(style_id) or self._files.get(style_id)
        if style is None:
            raise StyleUnknown(name=style_id)
        return style

    def resolve(self, id_or_path: str) -> Style:
        """The style of an id, or of the .cube or HaldCLUT file at a path (then checked in full).

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
            for style in self._files.values():
                if style.path == path:
                    break
            else:
                style_id = free_name(f"file:{path.name}", self._files)
                style = file_style(path, style_id)
        lut = self.load_lut(style)
        style = replace(style, name=lut.title or path.stem)
        with self._lock:
            self._files[style.id] = style
        return style

    def load_lut(self, style: Style) -> Lut:
        """The table of a style of kind ``lut``; recent ones are kept while the file is unchanged.

        Raises StyleUnknown when the file is gone, StyleFileInvalid when it is broken.
        """
        stamp = _stamp(style.path)
        with self._lock:
            lut = self._luts.get(stamp)
            if lut is not None:
                self._luts.move_to_end(stamp)
                return lut
        try:
            lut = read_lut(style.path)
        except StyleFileInvalid as error:
            self._set_aside(stamp, error.message)
            raise
        with self._lock:
            self._luts[stamp] = lut
            while len(self._luts) > 1 and sum(kept.nbytes for kept in self._luts.values()) > CACHE_BYTES:
                self._luts.popitem(last=False)
        return lut

    def add(self, path: Path) -> Style:
        """Copy a .cube or HaldCLUT file into the user's folder, checked in full first.

        A file of the same bytes that is there already is not copied again: its style is returned. Raises
        StyleUnknown, StyleFileInvalid, OutputError.
        """
        folder = self._user_folder
        if folder is None:
            raise OutputNotWritable(name=path.name, reason=_NO_FOLDER)
        data = read_style_bytes(path, MAX_BYTES)
        parse_lut(data, path.name)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputNotWritable(name=path.name, reason=_NO_ACCESS, details=str(error)) from error
        with self._lock:
            target = self._same_file(folder, data)
            if target is None:
                target = self._copy(folder, safe_stem(path.stem), ".png" if is_png(data) else ".cube", data)
            self.refresh()
            for style in self._styles.values():
                if style.path == target:
                    return style
        raise StyleUnknown(name=path.name)

    def remove(self, style_id: str) -> Path:
        """Move a style's file into the trash folder beside it; the place where it lies now.

        Raises StyleUnknown, StyleBuiltin for a style of the program, StyleError for a file outside the
        user's folder, OutputNotWritable when it cannot be moved.
        """
        style = self.get(style_id)
        if style.builtin:
            raise StyleBuiltin(name=style.name)
        folder = self._user_folder
        if folder is None or style.path.parent != folder:
            raise StyleError(name=style.name)
        trash = folder / TRASH
        try:
            with self._lock:
                trash.mkdir(exist_ok=True)
                stem = free_name(style.path.stem, _stems([trash]))
                place = trash / (stem + style.path.suffix)
                style.path.rename(place)
                beside = sidecar(style.path)
                if beside.is_file() and not any(beside.with_suffix(s).is_file() for s in STYLE_SUFFIXES):
                    beside.rename(sidecar(place))
                self.refresh()
        except OSError as error:
            raise OutputNotWritable(name=style.path.name, reason=_NO_ACCESS, details=str(error)) from error
        return place

    def _set_aside(self, stamp: tuple[Path, int, int], message: Message) -> None:
        with self._lock:
            own = [style for style in self._styles.values() if style.path == stamp[0] and not style.builtin]
            if own and stamp not in self._broken:
                self._broken[stamp] = message
                self.refresh()

    def _same_file(self, folder: Path, data: bytes) -> Path | None:
        for style in self._styles.values():
            if style.path.parent != folder or _stamp(style.path)[1] != len(data):
                continue
            try:
                if style.path.read_bytes() == data:
                    return style.path
            except OSError:
                continue
        return None

    def _copy(self, folder: Path, stem: str, suffix: str, data: bytes) -> Path:
        taken = _stems([folder])
        while True:
            stem = free_name(stem, taken)
            try:
                write_atomically(folder / (stem + suffix), data)
            except OutputExists:
                # Another window was faster.
                taken = [*taken, stem]
            else:
                return folder / (stem + suffix)


def _stems(folders: Iterable[Path]) -> list[str]:
    return [path.stem for folder in folders for path in folder.iterdir()]


def _stamp(path: Path) -> tuple[Path, int, int]:
    try:
        status = path.stat()
    except OSError:
        return path, -1, -1
    return path, status.st_size, status.st_mtime_ns


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
