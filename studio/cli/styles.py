"""``portrait-studio styles``: what there is to apply."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from studio import paths
from studio.cli.options import Commands, add_command
from studio.cli.terminal import Terminal, table
from studio.styles.catalogue import Catalogue
from studio.styles.style import Style


def add_parser(commands: Commands) -> None:
    add_command(commands, "styles", run, "list the styles")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    catalogue = Catalogue(paths.resources() / "styles", paths.user_styles())
    styles = catalogue.styles()
    for problem in catalogue.problems():
        terminal.note(f"portrait-studio: {problem}")
    if arguments.json:
        terminal.json([describe(style) for style in styles])
    else:
        rows = [("ID", "NAME", "GROUP", "KIND")]
        rows += [(style.id, style.name, style.group, style.kind) for style in styles]
        for line in table(rows):
            terminal.line(line)
    return 0


def describe(style: Style) -> dict[str, Any]:
    """A style's card as JSON values."""
    return {**asdict(style), "path": str(style.path), "lineage": list(style.lineage)}
