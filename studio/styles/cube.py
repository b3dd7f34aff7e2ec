"""Reading and writing .cube files (see :mod:`studio.styles.cube_parser` for what is read)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.errors import StyleFileInvalid, StyleUnknown
from studio.files import write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.cube_parser import MAX_BYTES, SIZE_LIMITS, parse_cube
from studio.styles.lut import UNIT_DOMAIN, Lut, bake

EXPORT_SIZES = (17, 33, 65)
UNREADABLE = Message("errors", QT_TRANSLATE_NOOP("errors", "it cannot be read"))


def read_cube(source: Path | str) -> Lut:
    """The table of a .cube file (a Path), or of the text of one (a str).

    Raises StyleUnknown when there is no such file, StyleFileInvalid for everything else that is wrong with
    it, with the line.
    """
    if isinstance(source, str):
        return parse_cube(source.encode("utf-8", "surrogateescape"), "text")
    return parse_cube(read_style_bytes(source, MAX_BYTES), source.name)


def format_cube(lut: Lut, size: int = 33) -> bytes:
    """The bytes of a .cube file of ``size`` nodes an axis, sampled from any table (see ``bake``).

    Values have six decimals and are kept where they lie outside 0 to 1. Raises ValueError for a size
    outside 2 to 129.
    """
    low, high = SIZE_LIMITS["LUT_3D_SIZE"]
    if not low <= size <= high:
        raise ValueError(f"a cube has {low} to {high} nodes an axis, not {size}")
    baked = bake(lut, size)
    assert baked.cube is not None
    title = "".join(c if c.isprintable() else " " for c in baked.title.replace('"', "'"))
    lines = [f'TITLE "{title}"', f"LUT_3D_SIZE {size}"]
    if baked.domain != UNIT_DOMAIN:
        for word, end in zip(("DOMAIN_MIN", "DOMAIN_MAX"), baked.domain, strict=True):
            lines.append(" ".join([word, *(repr(float(value)) for value in end)]))
    # Adding zero turns -0 into 0.
    values = (np.round(baked.cube.astype(np.float64), 6) + 0.0).ravel()
    table = ("%.6f %.6f %.6f\n" * (values.size // 3)) % tuple(values.tolist())
    return ("\n".join(lines) + "\n" + table).encode("utf-8")


def write_cube(path: Path, lut: Lut, size: int = 33, *, replace: bool = False) -> None:
    """Write ``format_cube`` to a file. Raises OutputError, ValueError."""
    write_atomically(path, format_cube(lut, size), replace=replace)


def read_style_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a style file of at most ``limit`` bytes.

    Raises StyleUnknown when there is none, StyleFileInvalid when it is larger or cannot be read.
    """
    try:
        if not path.is_file():
            raise StyleUnknown(name=path.name)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise StyleFileInvalid(name=path.name, reason=UNREADABLE, details=str(error)) from error
    if len(data) > limit:
        raise StyleFileInvalid(name=path.name, reason=too_large(limit))
    return data


def too_large(limit: int) -> Message:
    """The reason for refusing a file of more than ``limit`` bytes."""
    return Message(
        "errors", QT_TRANSLATE_NOOP("errors", "it is larger than {limit} MB"), {"limit": limit >> 20}
    )
