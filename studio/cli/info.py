"""``portrait-studio info``: what we know of a photo or a style."""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path
from typing import Any

from studio.batch.places import is_there
from studio.cli.options import Commands, add_command, name
from studio.cli.styles import describe, open_catalogue
from studio.cli.terminal import Terminal, table
from studio.errors import StudioError, StyleError, StyleUnknown
from studio.imaging.decode import probe
from studio.imaging.exif import shutter_speed
from studio.styles.catalogue import Catalogue
from studio.styles.content import STYLE_SUFFIXES
from studio.styles.style import Style


def add_parser(commands: Commands) -> None:
    parser = add_command(commands, "info", run, "tell what is known of a photo or a style")
    parser.add_argument(
        "file",
        type=name,
        metavar="FILE",
        help="a photo, a style file (.pstyle, .cube, HaldCLUT, .xmp), or a style's id",
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    try:
        facts = facts_about(arguments.file)
    except StudioError as error:
        if arguments.json:
            terminal.json({"file": arguments.file, "error": str(error)})
        raise
    if arguments.json:
        terminal.json(facts)
    else:
        worth = [(key, value) for key, value in facts.items() if _is_worth(value)]
        for line in table([(f"{key}:", _said(key, value)) for key, value in worth]):
            terminal.line(line)
    return 0


def facts_about(named: str) -> dict[str, Any]:
    """Facts about a style (by id or file) or a photo, as JSON values; ``type`` says which it is.

    A PNG is a style when its numbers are those of a look-up table; every other picture is a photo. Raises
    StyleError, PhotoError.
    """
    path = Path(named)
    suffix = path.suffix.lower()
    catalogue = open_catalogue()
    if not is_there(path):
        try:
            return style_facts(catalogue, catalogue.get(named))
        except StyleUnknown:
            if suffix in STYLE_SUFFIXES and suffix != ".png":
                raise
    elif suffix in STYLE_SUFFIXES and suffix != ".png":
        return style_facts(catalogue, catalogue.resolve(str(path.absolute())))
    elif suffix == ".png":
        try:
            return style_facts(catalogue, catalogue.resolve(str(path.absolute())))
        except StyleError:
            pass  # an ordinary picture
    return photo_facts(path)


def style_facts(catalogue: Catalogue, style: Style) -> dict[str, Any]:
    """A style's card and what its table or its network holds. Raises StyleError."""
    facts = {"type": "style", **describe(style)}
    if style.learned:
        bundle = catalogue.load_bundle(style)
        facts["inputs"] = bundle.inputs
        facts["parameters"] = sum(tensor.size for tensor in bundle.tensors.values())
        facts["preview"] = None if bundle.preview is None else list(bundle.preview.shape[1::-1])
    else:
        lut = catalogue.load_lut(style)
        facts["title"] = lut.title
        facts["shaper_size"] = lut.shaper.shape[0] if lut.shaper is not None else None
        facts["cube_size"] = lut.cube.shape[0] if lut.cube is not None else None
    return facts


def photo_facts(path: Path) -> dict[str, Any]:
    """What a photo's file says, without decoding its pixels. Raises PhotoError."""
    found = probe(path)
    facts = {field.name: getattr(found, field.name) for field in fields(found)}
    facts["path"] = str(found.path)
    facts["keywords"] = list(found.keywords)
    facts["notes"] = [str(note) for note in found.notes]
    return {"type": "photo", **facts}


def _is_worth(value: object) -> bool:
    return value not in (None, "", [], ())


def _said(key: str, value: Any) -> str:
    if key == "exposure_time":
        return f"{shutter_speed(value)} s"
    return ", ".join(value) if key == "keywords" else _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {entry}" for key, entry in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
