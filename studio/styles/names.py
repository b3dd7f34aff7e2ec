"""Names of styles and of their files: ids, stems that every system takes, names that are free."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

_WINDOWS_NAMES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def slug(text: str) -> str:
    """Letters and digits of any script in lower case, joined by hyphens; ``style`` where there are none."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    return "-".join(words) or "style"


def safe_stem(stem: str) -> str:
    """A file stem that every system accepts, as near to ``stem`` as possible."""
    text = unicodedata.normalize("NFC", stem)
    text = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]', "_", text)[:80].strip(" .")
    return f"{text}_" if text.casefold() in _WINDOWS_NAMES else text or "style"


def user_id(path: Path, taken: Collection[str]) -> str:
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
