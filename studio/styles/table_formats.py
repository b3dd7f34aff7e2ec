"""The files that a look-up table can be written as, in one form for those who offer the choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from studio.styles import rgb_table
from studio.styles.cube import EXPORT_SIZES, format_cube
from studio.styles.cube_parser import parse_cube
from studio.styles.hald import format_hald, parse_hald
from studio.styles.lut import Lut
from studio.styles.xmp_profile import format_xmp_profile, parse_xmp_profile


@dataclass(frozen=True)
class TableFormat:
    """A kind of file: its suffix, the sizes it comes in (nodes an axis) and the one to suggest.

    ``write`` makes the bytes from a table over 0 to 1 of one of those sizes; ``read`` is its inverse within
    what the format's numbers can hold, and raises StyleFileInvalid.
    """

    suffix: str
    sizes: tuple[int, ...]
    size: int
    write: Callable[[Lut, int], bytes]
    read: Callable[[bytes, str], Lut]


FORMATS: Mapping[str, TableFormat] = {
    "cube": TableFormat(".cube", EXPORT_SIZES, 33, format_cube, parse_cube),
    "hald": TableFormat(
        ".png", (16, 36, 64), 64, lambda lut, size: format_hald(lut, round(size**0.5)), parse_hald
    ),
    "xmp": TableFormat(
        ".xmp", (rgb_table.NODES,), rgb_table.NODES, lambda lut, _: format_xmp_profile(lut), parse_xmp_profile
    ),
}


def format_of_suffix(suffix: str) -> str | None:
    """The format whose files end so, None for none."""
    return next((name for name, form in FORMATS.items() if form.suffix == suffix.lower()), None)


def write_and_read(format: str, lut: Lut, size: int) -> tuple[bytes, Lut]:
    """A file's bytes, and the table that another program will find in them, under the same title.

    Raises KeyError for an unknown format, ValueError for a size it does not come in.
    """
    form = FORMATS[format]
    if size not in form.sizes:
        raise ValueError(f"{format} comes in sizes {form.sizes}, not {size}")
    data = form.write(lut, size)
    return data, replace(form.read(data, f"table{form.suffix}"), title=lut.title)
