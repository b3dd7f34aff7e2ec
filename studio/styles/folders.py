"""Folders of styles: what lies in them, and what is wrong with the rest."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any

from studio.errors import FolderUnreadable, StyleError, StyleFileInvalid
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.cube import UNREADABLE, too_large
from studio.styles.cube_parser import cube_title
from studio.styles.hald import hald_level
from studio.styles.lut_file import is_png
from studio.styles.style import Style

INDEX = "index.json"
INDEX_VERSION = 1
STYLE_SUFFIXES = (".cube", ".png")
_HEAD_BYTES = 16384
_MAX_JSON = 64 << 10
_NOT_JSON = QT_TRANSLATE_NOOP("errors", "it is not the JSON that was expected")
_WINDOWS_NAMES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def builtin_styles(folder: Path) -> tuple[list[Style], list[Message]]:
    """The styles that ``index.json`` of a folder names, in its order, and what is wrong with the others."""
    try:
        index = _read_json(folder / INDEX, limit=1 << 20)
        if index.get("version") != INDEX_VERSION or not isinstance(index.get("styles"), list):
            raise StyleFileInvalid(
                name=INDEX, reason=_reason(QT_TRANSLATE_NOOP("errors", "it is of another version"))
            )
    except StyleFileInvalid as error:
        return [], [error.message]
    styles, problems = [], []
    for entry in index["styles"]:
        try:
            styles.append(_builtin_style(folder, entry))
        except StyleFileInvalid as error:
            problems.append(error.message)
    return styles, problems


def user_styles_in(folder: Path) -> tuple[list[Style], list[Message]]:
    """The styles among the files of a folder, by name, and what is wrong with the others.

    Reads the files' beginnings only. A missing folder holds no styles.
    """
    try:
        if not folder.is_dir():
            return [], []
        paths = [
            path
            for path in folder.iterdir()
            if path.suffix.lower() in STYLE_SUFFIXES and not path.name.startswith(".") and path.is_file()
        ]
    except OSError as error:
        return [], [FolderUnreadable(name=folder.name, reason=UNREADABLE, details=str(error)).message]
    styles: list[Style] = []
    problems: list[Message] = []
    # By stem, so that "look" keeps its name when "look-2" comes.
    for path in sorted(paths, key=lambda path: (path.stem, path.suffix)):
        style_id = _user_id(path, {style.id for style in styles})
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
    """A style that is a look-up table file anywhere."""
    return Style(style_id, path.stem, "lut", path)


def sidecar(path: Path) -> Path:
    """The JSON file beside a style file that may say ``name``, ``group``, ``author``, ``licence`` and
    ``description``."""
    return path.with_suffix(".json")


def slug(text: str) -> str:
    """Letters and digits of any script in lower case, joined by hyphens; ``style`` where there are none."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    return "-".join(words) or "style"


def safe_stem(stem: str) -> str:
    """A file stem that every system accepts, as near to ``stem`` as possible."""
    text = unicodedata.normalize("NFC", stem)
    text = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]', "_", text)[:80].strip(" .")
    return f"{text}_" if text.casefold() in _WINDOWS_NAMES else text or "style"


def _user_id(path: Path, taken: Collection[str]) -> str:
    """An id from the file's name alone, so that no style takes over the id of one that was removed."""
    style_id = f"user-{slug(path.stem)}"
    if slug(path.stem) != path.stem:
        name = unicodedata.normalize("NFC", path.stem).encode("utf-8", "surrogateescape")
        style_id += "-" + hashlib.blake2b(name, digest_size=4).hexdigest()
    return free_name(style_id, taken)


def free_name(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3`` … that is not taken, case apart."""
    used = {unicodedata.normalize("NFC", name).casefold() for name in taken}
    name, number = wanted, 1
    while unicodedata.normalize("NFC", name).casefold() in used:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _builtin_style(folder: Path, entry: Any) -> Style:
    texts = _texts(entry, INDEX, ("id", "name", "kind", "file", "group", "author", "licence", "description"))
    path = folder / texts["file"]
    if not texts["id"] or not path.is_file():
        missing = QT_TRANSLATE_NOOP("errors", "it is missing from the program’s folder")
        raise StyleFileInvalid(name=texts["file"] or INDEX, reason=_reason(missing))
    return Style(
        texts["id"],
        texts["name"],
        texts["kind"],
        path,
        texts["group"],
        builtin=True,
        author=texts["author"],
        licence=texts["licence"],
        description=texts["description"],
    )


def _user_style(path: Path, style_id: str, names: Collection[str]) -> tuple[Style, Message | None]:
    title = _quick_title(path)
    problem = None
    texts = dict.fromkeys(("name", "group", "author", "licence", "description"), "")
    beside = sidecar(path)
    if beside.is_file():
        try:
            texts = _texts(_read_json(beside, limit=_MAX_JSON), beside.name, tuple(texts))
        except StyleFileInvalid as error:
            problem = error.message
    style = Style(
        style_id,
        free_name(texts["name"] or title or path.stem, names),
        "lut",
        path,
        texts["group"],
        author=texts["author"],
        licence=texts["licence"],
        description=texts["description"],
    )
    return style, problem


def _quick_title(path: Path) -> str:
    """A style file's own title, from its beginning. Raises StyleFileInvalid for what shows already there."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise StyleFileInvalid(name=path.name, reason=UNREADABLE, details=str(error)) from error
    if is_png(head):
        hald_level(head, path.name)
        return ""
    if len(head) == _HEAD_BYTES:
        # The last line is cut; the keywords stand before.
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1]
    return cube_title(head, path.name)


def _read_json(path: Path, *, limit: int) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise StyleFileInvalid(name=path.name, reason=too_large(limit))
        value = json.loads(data.decode("utf-8-sig"))
    # RecursionError: thousands of nested brackets.
    except (OSError, ValueError, RecursionError) as error:
        raise StyleFileInvalid(name=path.name, reason=_reason(_NOT_JSON), details=str(error)) from error
    if not isinstance(value, dict):
        raise StyleFileInvalid(name=path.name, reason=_reason(_NOT_JSON))
    return value


def _texts(entry: Any, name: str, keys: tuple[str, ...]) -> dict[str, str]:
    """The text fields of a JSON object; absent ones are empty, other kinds refused."""
    if not isinstance(entry, dict):
        raise StyleFileInvalid(name=name, reason=_reason(_NOT_JSON))
    texts = {}
    for key in keys:
        value = entry.get(key, "")
        if not isinstance(value, str) or len(value) > 2000:
            not_text = QT_TRANSLATE_NOOP("errors", "“{key}” must be a short text")
            raise StyleFileInvalid(name=name, reason=_reason(not_text, key=key))
        texts[key] = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return texts


def _reason(template: str, **values: str) -> Message:
    return Message("errors", template, values)
