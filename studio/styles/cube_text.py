"""The lines of a .cube file, and what to say about them."""

from __future__ import annotations

import codecs
import math
from dataclasses import dataclass
from typing import NoReturn

from studio.errors import StyleFileInvalid
from studio.messages import QT_TRANSLATE_NOOP, Message

_MAX_LINES = 65536 + 129**3 + 10_000
_MAX_LINE = 4096


@dataclass(frozen=True)
class CubeText:
    """The lines of one file, without their ends; ``name`` is the file's, for the sentence."""

    name: str
    lines: list[bytes]

    def refuse(self, template: str, index: int | None = None, **values: str | int | float) -> NoReturn:
        """Raise StyleFileInvalid for the line of that index (0 is the first), or for the whole file.

        ``template`` is marked for translation; ``values`` fill it.
        """
        reason = Message("errors", template, values)
        if index is not None:
            at_line = QT_TRANSLATE_NOOP("errors", "line {line}: {reason}")
            reason = Message("errors", at_line, {"line": index + 1, "reason": reason})
        raise StyleFileInvalid(name=self.name, reason=reason)

    def number(self, token: bytes, index: int, limit: float) -> float:
        """The number in ``token``, at most ``limit`` in size; refused otherwise."""
        if b"," in token:
            self.refuse(
                QT_TRANSLATE_NOOP("errors", "“{text}” has a comma; decimals are written with a point"),
                index,
                text=shown(token),
            )
        try:
            # float() would take 1_000 for a number.
            value = float(token) if b"_" not in token else None
        except ValueError:
            value = None
        if value is None:
            self.refuse(QT_TRANSLATE_NOOP("errors", "“{text}” is not a number"), index, text=shown(token))
        if not math.isfinite(value):
            self.refuse(
                QT_TRANSLATE_NOOP("errors", "“{text}” is not a finite number"), index, text=shown(token)
            )
        if abs(value) > limit:
            self.refuse(
                QT_TRANSLATE_NOOP(
                    "errors", "{text} is beyond {limit}, the largest value that makes sense here"
                ),
                index,
                text=shown(token),
                limit=f"{limit:g}",
            )
        return value


def split_cube(data: bytes, name: str) -> CubeText:
    """The lines of a file's bytes, whatever its line ends and byte order mark; binary data is refused."""
    whole = CubeText(name, [])
    binary = QT_TRANSLATE_NOOP("errors", "it is a binary file, not text")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data = data.decode("utf-16").encode("utf-8")
        except UnicodeDecodeError:
            whole.refuse(binary)
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        whole.refuse(QT_TRANSLATE_NOOP("errors", "it is empty"))
    if b"\0" in data or data.startswith(b"\x89PNG"):
        whole.refuse(binary)
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    # Bounds the time for a file of millions of comments or one endless line.
    if data.count(b"\n") > _MAX_LINES:
        whole.refuse(QT_TRANSLATE_NOOP("errors", "it has more than {limit} lines"), limit=_MAX_LINES)
    lines = data.split(b"\n")
    longest = max(map(len, lines))
    if longest > _MAX_LINE:
        index = [len(line) for line in lines].index(longest)
        whole.refuse(QT_TRANSLATE_NOOP("errors", "the line is too long for a .cube file"), index)
    return CubeText(name, lines)


def without_comment(line: bytes) -> bytes:
    """The part before a number sign."""
    return line.partition(b"#")[0]


def shown(text: bytes) -> str:
    """A short printable form for a sentence."""
    start = text[:40].decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in start) + ("…" if len(text) > 40 else "")
