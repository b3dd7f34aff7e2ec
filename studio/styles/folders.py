"""Folders of styles: what lies in them, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.errors import FolderUnreadable, StyleError, StyleFileInvalid
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.bundle import read_card
from studio.styles.card import StyleCard
from studio.styles.content import BUNDLE_SUFFIX, STYLE_SUFFIXES, Stamp, content_of, stamp_of
from studio.styles.cube import UNREADABLE
from studio.styles.cube_parser import cube_title
from studio.styles.hald import hald_level
from studio.styles.names import free_name, user_id
from studio.styles.style import Style
from studio.styles.texts import read_json, reason, sidecar_texts, texts_of

INDEX = "index.json"
INDEX_VERSION = 1
_HEAD_BYTES = 16384


def builtin_styles(folder: Path) -> tuple[list[Style], list[Message]]:
    """The styles that ``index.json`` of a folder names, in its order, and what is wrong with the others."""
    try:
        index = read_json(folder / INDEX, limit=1 << 20)
        if index.get("version") != INDEX_VERSION or not isinstance(index.get("styles"), list):
            other = QT_TRANSLATE_NOOP("errors", "it is of another version")
            raise StyleFileInvalid(name=INDEX, reason=reason(other))
    except StyleFileInvalid as error:
        return [], [error.message]
    styles, problems = [], []
    for entry in index["styles"]:
        try:
            styles.append(_builtin_style(folder, entry))
        except StyleError as error:
            problems.append(error.message)
    return styles, problems


def style_paths(folder: Path) -> list[Path]:
    """The files of a folder that should be styles, by their names; none in a missing one. Raises OSError."""
    if not folder.is_dir():
        return []
    return [
        path
        for path in folder.iterdir()
        if path.suffix.lower() in STYLE_SUFFIXES and not path.name.startswith(".") and path.is_file()
    ]


def folder_state(folder: Path) -> frozenset[Stamp]:
    """Names, sizes and times of a folder's style files and of what speaks of them. Never fails."""
    try:
        paths = style_paths(folder)
        beside = list(folder.glob("*.json")) if paths else []
    except OSError:
        return frozenset()
    return frozenset(stamp_of(path) for path in (*paths, *beside))


def user_styles_in(folder: Path) -> tuple[list[Style], list[Message]]:
    """The styles among the files of a folder, by name, and what is wrong with the others.

    Reads the files' beginnings only.
    """
    try:
        paths = style_paths(folder)
    except OSError as error:
        return [], [FolderUnreadable(name=folder.name, reason=UNREADABLE, details=str(error)).message]
    styles: list[Style] = []
    problems: list[Message] = []
    # By stem, so that "look" keeps its name when "look-2" comes.
    for path in sorted(paths, key=lambda path: (path.stem, path.suffix)):
        style_id = user_id(path, {style.id for style in styles})
        try:
            style, problem = _user_style(path, style_id, [style.name for style in styles])
        except StyleError as error:
            problems.append(error.message)
            continue
        styles.append(style)
        if problem is not None:
            problems.append(problem)
    return sorted(styles, key=lambda style: (style.name.casefold(), style.id)), problems


def file_style(path: Path, style_id: str) -> Style:
    """A style that is a file anywhere. Raises StyleUnknown, StyleFileInvalid."""
    if content_of(_beginning(path), path.suffix) == BUNDLE_SUFFIX:
        return card_style(read_card(path, preview=False), path, style_id)
    return Style(style_id, path.stem, "lut", path, changed=stamp_of(path)[2])


def card_style(card: StyleCard, path: Path, style_id: str) -> Style:
    """The style of a card."""
    return Style(
        style_id,
        card.name,
        card.architecture,
        path,
        card.group,
        author=card.author,
        licence=card.licence,
        description=card.description,
        learned_from=card.learned_from,
        quality=card.quality,
        lineage=card.lineage,
        created=card.created,
        changed=stamp_of(path)[2],
    )


def _builtin_style(folder: Path, entry: Any) -> Style:
    texts = texts_of(
        entry, INDEX, ("id", "name", "kind", "file", "group", "author", "licence", "description")
    )
    path = folder / texts["file"]
    if not texts["id"] or not path.is_file():
        missing = QT_TRANSLATE_NOOP("errors", "it is missing from the program’s folder")
        raise StyleFileInvalid(name=texts["file"] or INDEX, reason=reason(missing))
    said: dict[str, Any] = {
        key: texts[key] for key in ("name", "group", "author", "licence", "description") if texts[key]
    }
    style = Style(texts["id"], "", texts["kind"], path, changed=stamp_of(path)[2])
    if path.suffix == BUNDLE_SUFFIX:
        style = card_style(read_card(path, preview=False), path, texts["id"])
        if style.kind != texts["kind"]:
            other = QT_TRANSLATE_NOOP("errors", "it is of another version")
            raise StyleFileInvalid(name=path.name, reason=reason(other))
    return replace(style, builtin=True, **said)


def _user_style(path: Path, style_id: str, names: Collection[str]) -> tuple[Style, Message | None]:
    head = _beginning(path)
    content = content_of(head, path.suffix)
    if content == BUNDLE_SUFFIX:
        style = card_style(read_card(path, preview=False), path, style_id)
        return replace(style, name=free_name(style.name, names)), None
    title = _quick_title(head, path.name, content)
    texts: dict[str, Any] = {}
    problem = None
    try:
        texts = sidecar_texts(path)
    except StyleFileInvalid as error:
        problem = error.message
    name = free_name(texts.pop("name", "") or title or path.stem, names)
    return Style(style_id, name, "lut", path, changed=stamp_of(path)[2], **texts), problem


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except OSError as error:
        raise StyleFileInvalid(name=path.name, reason=UNREADABLE, details=str(error)) from error


def _quick_title(head: bytes, name: str, content: str) -> str:
    """A table's own title, from its beginning. Raises StyleFileInvalid for what shows already there."""
    if content == ".png":
        hald_level(head, name)
        return ""
    if content == ".xmp":
        return ""  # it stands anywhere in the file
    if len(head) == _HEAD_BYTES:
        # The last line is cut; the keywords stand before.
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1]
    return cube_title(head, name)
