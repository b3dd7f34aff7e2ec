"""The lines of a .cube file, and what to say about them."""

from __future__ import annotations

import codecs
import math
from dataclasses import dataclass
from typing import NoReturn

from studio.errors import StyleFileInvalid

_MAX_LINES = 65536 + 129**3 + 10_000
_MAX_LINE = 4096


@dataclass(frozen=True)
class CubeText:
    """The lines of one file, without their ends; ``name`` is the file's, for the sentence."""

    name: str
    lines: list[bytes]

    def refuse(self, reason: str, index: int | None = None) -> NoReturn:
        """Raise StyleFileInvalid for the line of that index (0 is the first), or for the whole file."""
        if index is not None:
            reason = f"line {index + 1}: {reason}"
        raise StyleFileInvalid(name=self.name, reason=reason)

    def number(self, token: bytes, index: int, limit: float) -> float:
        """The number in ``token``, at most ``limit`` in size; refused otherwise."""
        if b"," in token:
            self.refuse(f"“{shown(token)}” has a comma; decimals are written with a point", index)
        try:
            # float() would take 1_000 for a number.
            value = float(token) if b"_" not in token else None
        except ValueError:
            value = None
        if value is None:
            self.refuse(f"“{shown(token)}” is not a number", index)
        if not math.isfinite(value):
            self.refuse(f"“{shown(token)}” is not a finite number", index)
        if abs(value) > limit:
            self.refuse(f"{shown(token)} is beyond {limit:g}, the largest value that makes sense here", index)
        return value


def split_cube(data: bytes, name: str) -> CubeText:
    """The lines of a file's bytes, whatever its line ends and byte order mark; binary data is refused."""
    whole = CubeText(name, [])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data = data.decode("utf-16").encode("utf-8")
        except UnicodeDecodeError:
            whole.refuse("it is a binary file, not text")
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        whole.refuse("it is empty")
    if b"\0" in data or data.startswith(b"\x89PNG"):
        whole.refuse("it is a binary file, not text")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    # Bounds the time for a file of millions of comments or one endless line.
    if data.count(b"\n") > _MAX_LINES:
        whole.refuse(f"it has more than {_MAX_LINES} lines")
    lines = data.split(b"\n")
    longest = max(map(len, lines))
    if longest > _MAX_LINE:
        whole.refuse("the line is too long for a .cube file", [len(line) for line in lines].index(longest))
    return CubeText(name, lines)


def without_comment(line: bytes) -> bytes:
    """The part before a number sign."""
    return line.partition(b"#")[0]


def shown(text: bytes) -> str:
    """A short printable form for a sentence."""
    start = text[:40].decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in start) + ("…" if len(text) > 40 else "")
