"""The distributions that the program is made of: itself, and all that it needs, as installed here."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PROGRAM = "portrait-style-studio"
TEXTS = Path(__file__).resolve().parents[1] / "texts"
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_LEFT_OUT = frozenset({"networkx", "setuptools"} | (set() if sys.platform == "win32" else {"colorama"}))
"""Needed by what is needed, and yet not in the program (:mod:`frozen.trim`)."""


def plain(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def parts() -> list[metadata.Distribution]:
    """The program first, the others by name. Raises PackageNotFoundError where one is not installed."""
    found = {plain(PROGRAM): metadata.distribution(PROGRAM)}
    waiting = [found[plain(PROGRAM)]]
    while waiting:
        for line in waiting.pop().requires or ():
            need = Requirement(line)
            name = plain(need.name)
            if name in found or (need.marker is not None and not need.marker.evaluate({"extra": ""})):
                continue
            found[name] = metadata.distribution(need.name)
            waiting.append(found[name])
    own = found.pop(plain(PROGRAM))
    return [own, *(found[name] for name in sorted(found) if name not in _LEFT_OUT)]


def licence_of(part: metadata.Distribution) -> str:
    """What its metadata say of its licence, in a line: an SPDX expression where they have one."""
    told = next(iter(_fields(part, "License-Expression") + _fields(part, "License")), "")
    if told and "\n" not in told.strip() and len(told) < 200:
        return told.strip()
    kinds = [
        line.rsplit("::", 1)[-1].strip()
        for line in _fields(part, "Classifier")
        if line.startswith("License ::")
    ]
    return ", ".join(kinds)


def _fields(part: metadata.Distribution, name: str) -> list[str]:
    return [str(value) for value in part.metadata.get_all(name) or ()]


def licence_texts(part: metadata.Distribution) -> list[tuple[str, str]]:
    """(file, text) of all licences and notices that a distribution brings along, or that we keep for it."""
    texts = []
    for file in part.files or ():
        inside = file.parts[0].endswith(".dist-info") and _LICENCE_FILE.search("/".join(file.parts[1:]))
        if inside and file.suffix not in (".py", ".pyc"):
            path = Path(str(part.locate_file(file)))
            texts.append(("/".join(file.parts[1:]), path.read_text(encoding="utf-8", errors="replace")))
    return texts or [(path.name, path.read_text(encoding="utf-8")) for path in _kept(part)]


def _kept(part: metadata.Distribution) -> list[Path]:
    """Of those whose wheels hold no licence."""
    kept = {
        "pyside6-essentials": ("qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"),
        "shiboken6": ("qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"),
        "array-api-compat": ("array-api-compat.txt",),
    }
    return [TEXTS / name for name in kept.get(plain(part.name), ())]
