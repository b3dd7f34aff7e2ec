"""Reading a look-up table whatever its format, told by content and never by the file's name."""

from __future__ import annotations

from pathlib import Path

from studio.errors import StyleFileInvalid
from studio.imaging.png_chunks import SIGNATURE
from studio.styles.cube import read_style_bytes, too_large
from studio.styles.cube_parser import MAX_BYTES as MAX_CUBE_BYTES
from studio.styles.cube_parser import parse_cube
from studio.styles.hald import MAX_BYTES as MAX_HALD_BYTES
from studio.styles.hald import parse_hald
from studio.styles.lut import Lut
from studio.styles.xmp_profile import is_xmp, parse_xmp_profile


def read_lut(path: Path) -> Lut:
    """The table in a .cube, HaldCLUT PNG or XMP profile file. Raises StyleUnknown, StyleFileInvalid."""
    return parse_lut(read_style_bytes(path, MAX_HALD_BYTES), path.name)


def parse_lut(data: bytes, name: str) -> Lut:
    """The table in the bytes of such a file. Raises StyleFileInvalid."""
    if is_png(data):
        return parse_hald(data, name)
    if is_xmp(data):
        return parse_xmp_profile(data, name)
    if len(data) > MAX_CUBE_BYTES:
        raise StyleFileInvalid(name=name, reason=too_large(MAX_CUBE_BYTES))
    return parse_cube(data, name)


def is_png(data: bytes) -> bool:
    """Whether the bytes begin as a PNG picture does."""
    return data.startswith(SIGNATURE)
