"""UserFolder: what can be done with the files of the user's own styles. Each step is whole or not at all.

A renamed ``.pstyle`` file is written anew with another card, in one step: the file is the style, and what the
user called it goes along when it is copied elsewhere. Its own name stays, and with it the style's id, so that
edits and favourites find it. A table cannot say a name without being another table to other programs, so what
is said of it stands in a JSON file beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from studio.errors import OutputError, OutputExists, OutputNotWritable, StyleError, StyleUnknown
from studio.files import write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.bundle import StyleBundle, format_bundle, parse_bundle, read_bundle, with_card
from studio.styles.card import MAX_LINEAGE, MAX_LINEAGE_TEXT, MAX_TEXTS, StyleCard, clean
from studio.styles.content import BUNDLE_SUFFIX, STYLE_SUFFIXES, content_of, stamp_of
from studio.styles.cube import read_style_bytes
from studio.styles.hald import MAX_BYTES as MAX_TABLE_BYTES
from studio.styles.lut_file import parse_lut
from studio.styles.names import free_name, safe_stem
from studio.styles.style import Style
from studio.styles.tensor_header import MAX_BYTES
from studio.styles.texts import sidecar, write_sidecar

TRASH = ".trash"
_NO_FOLDER = Message("errors", QT_TRANSLATE_NOOP("errors", "there is no folder for your styles"))
_NO_ACCESS = Message("errors", QT_TRANSLATE_NOOP("errors", "the folder does not allow it"))


class UserFolder:
    """The folder of the user's styles, or none. Whoever calls sees to it that one thing is done at a time.

    Every step raises OutputError where the folder does not allow it.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def take(self, source: Path, present: Collection[Style]) -> Path:
        """Copy a style file in, checked in full; the place of a file of the same bytes that is there already.

        Raises StyleUnknown, StyleFileInvalid.
        """
        self._folder(source.name)
        data, suffix, title = checked(source)
        said = {"name": clean(title, MAX_TEXTS["name"])} if suffix == ".xmp" and title else {}
        return self._same(data, present) or self._put(source.stem, suffix, data, said)

    def put(self, bundle: StyleBundle) -> Path:
        """Write a learned style under a file name made of its own."""
        return self._put(bundle.name, BUNDLE_SUFFIX, format_bundle(bundle), {})

    def copy(self, style: Style, name: str) -> Path:
        """A copy of a style from anywhere, under another name, with the style among its lineage."""
        data, suffix, _ = checked(style.path)
        lineage = (*style.lineage, clean(style.name, MAX_LINEAGE_TEXT))[-MAX_LINEAGE:]
        said: dict[str, Any] = {"name": clean(name, MAX_TEXTS["name"]) or style.name, "lineage": lineage}
        for key in ("group", "author", "licence", "description"):
            said[key] = getattr(style, key)
        if suffix != BUNDLE_SUFFIX:
            return self._put(said["name"], suffix, data, said)
        bundle = parse_bundle(data, style.path.name)
        return self.put(with_card(bundle, _changed_card(bundle, said)))

    def edit(self, style: Style, changes: Mapping[str, str]) -> None:
        """Say something else of a style: some of :data:`~studio.styles.texts.TEXTS`. Raises StyleError."""
        self._own(style)
        texts = {key: clean(text, MAX_TEXTS[key]) for key, text in changes.items()}
        if not style.learned:
            write_sidecar(style.path, texts)
            return
        bundle = read_bundle(style.path)
        data = format_bundle(with_card(bundle, _changed_card(bundle, texts)))
        write_atomically(style.path, data, replace=True)

    def remove(self, style: Style) -> Path:
        """Move a style's file into the trash folder; the place where it lies then. Raises StyleError."""
        trash = self._own(style) / TRASH
        with _allowed(style.path.name):
            trash.mkdir(exist_ok=True)
            return _move(style.path, trash, style.path.stem)

    def restore(self, place: Path, stem: str = "") -> Path:
        """Take a file back out of the trash, as ``stem`` if that is free. Raises StyleUnknown."""
        folder = self._folder(place.name)
        if place.parent != folder / TRASH or not place.is_file():
            raise StyleUnknown(name=place.name)
        with _allowed(place.name):
            return _move(place, folder, stem or place.stem)

    def trash(self) -> tuple[Path, ...]:
        """The style files in the trash, the last one thrown away first."""
        folder = self.path / TRASH if self.path else None
        try:
            found = list(folder.iterdir()) if folder and folder.is_dir() else []
            return tuple(
                sorted(
                    (path for path in found if path.suffix.lower() in STYLE_SUFFIXES),
                    key=lambda path: (-path.stat().st_ctime_ns, path.name),
                )
            )
        except OSError:
            return ()

    def _folder(self, name: str) -> Path:
        if self.path is None:
            raise OutputNotWritable(name=name, reason=_NO_FOLDER)
        return self.path

    def _own(self, style: Style) -> Path:
        if self.path is None or style.path.parent != self.path:
            raise StyleError(name=style.name)
        return self.path

    def _same(self, data: bytes, present: Collection[Style]) -> Path | None:
        for style in present:
            if style.path.parent != self.path or stamp_of(style.path)[1] != len(data):
                continue
            try:
                if style.path.read_bytes() == data:
                    return style.path
            except OSError:
                continue
        return None

    def _put(self, stem: str, suffix: str, data: bytes, said: Mapping[str, Any]) -> Path:
        stem = safe_stem(stem)
        folder = self._folder(stem + suffix)
        with _allowed(stem + suffix):
            folder.mkdir(parents=True, exist_ok=True)
            taken = _stems(folder)
        while True:
            stem = free_name(stem, taken)
            path = folder / (stem + suffix)
            if said:
                # First, so that the style is never seen without. Alone it is nothing.
                write_sidecar(path, said)
            try:
                write_atomically(path, data)
            except OutputExists:
                # Another window was faster.
                taken = [*taken, stem]
            except OutputError:
                if said:
                    with suppress(OSError):
                        sidecar(path).unlink()
                raise
            else:
                return path


def checked(path: Path) -> tuple[bytes, str, str]:
    """A style file's bytes, found sound, the suffix that it should have, and its own title.

    Raises StyleUnknown, StyleFileInvalid.
    """
    bundle = path.suffix.lower() == BUNDLE_SUFFIX
    if bundle:
        read_bundle(path)  # before as much as a bad file may hold is read
    data = read_style_bytes(path, MAX_BYTES if bundle else MAX_TABLE_BYTES)
    suffix = content_of(data, path.suffix)
    if suffix == BUNDLE_SUFFIX:
        return data, suffix, parse_bundle(data, path.name).name
    return data, suffix, parse_lut(data, path.name).title


def _changed_card(card: StyleCard, changes: Mapping[str, Any]) -> StyleCard:
    values = {field.name: getattr(card, field.name) for field in fields(StyleCard)}
    return replace(
        StyleCard(**values), **{key: value for key, value in changes.items() if value or key != "name"}
    )


def _move(path: Path, folder: Path, stem: str) -> Path:
    """Move a style file, and what is said beside it, into another folder under a free name."""
    place = folder / (free_name(stem, _stems(folder)) + path.suffix)
    beside, words = sidecar(path), sidecar(place)
    said = beside.is_file()
    if said:
        beside.rename(words)
    try:
        path.rename(place)
    except OSError:
        # Another disk, say: what is said stays with the style.
        if said:
            words.rename(beside)
        raise
    return place


def _stems(folder: Path) -> list[str]:
    return [path.stem for path in folder.iterdir()]


@contextmanager
def _allowed(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputNotWritable(name=name, reason=_NO_ACCESS, details=str(error)) from error
