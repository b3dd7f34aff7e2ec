"""``portrait-studio styles``: what there is to apply, and what can be done with it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from studio import paths
from studio.cli.options import Commands, add_command, name, path
from studio.cli.terminal import Terminal, table
from studio.errors import StudioError
from studio.styles.catalogue import Catalogue
from studio.styles.style import Style

EPILOG = """\
Without an action, lists the styles. The program's own cannot be renamed or removed, but copied.
Removed styles lie in a trash, from which “restore” takes them by the name of their file.
"""


def add_parser(commands: Commands) -> None:
    parser = add_command(commands, "styles", run, "list the styles, or change the list", epilog=EPILOG)
    actions: Commands = parser.add_subparsers(title="actions", dest="action", metavar="ACTION")
    wanted = add_command(actions, "import", import_styles, "copy style files into your styles")
    wanted.add_argument(
        "files", nargs="+", type=path, metavar="FILE", help=".pstyle, .cube, HaldCLUT or .xmp"
    )
    wanted = add_command(actions, "rename", rename, "call one of your styles something else")
    wanted.add_argument("style", type=name, metavar="ID")
    wanted.add_argument("name", type=name, metavar="NAME")
    wanted.add_argument("--group", metavar="GROUP", help="and put it into a group (empty: into none)")
    wanted = add_command(actions, "duplicate", duplicate, "make a copy of a style, as one of yours")
    wanted.add_argument("style", type=name, metavar="ID")
    wanted.add_argument("name", type=name, metavar="NAME")
    wanted = add_command(actions, "remove", remove, "move styles of yours to the trash")
    wanted.add_argument("styles", nargs="+", type=name, metavar="ID")
    wanted = add_command(actions, "restore", restore, "take styles out of the trash, or list what lies in it")
    wanted.add_argument("files", nargs="*", type=name, metavar="NAME")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    catalogue = open_catalogue()
    for problem in catalogue.problems():
        terminal.note(f"portrait-studio: {problem}")
    show(catalogue.styles(), arguments, terminal)
    return 0


def import_styles(arguments: argparse.Namespace, terminal: Terminal) -> int:
    catalogue, done, failed = open_catalogue(), list[Style](), 0
    for file in arguments.files:
        try:
            done.append(catalogue.add(file))
        except StudioError as error:
            terminal.error(error)
            failed = 1
    show(done, arguments, terminal)
    return failed


def rename(arguments: argparse.Namespace, terminal: Terminal) -> int:
    style = open_catalogue().edit(arguments.style, name=arguments.name, group=arguments.group)
    show([style], arguments, terminal)
    return 0


def duplicate(arguments: argparse.Namespace, terminal: Terminal) -> int:
    show([open_catalogue().duplicate(arguments.style, arguments.name)], arguments, terminal)
    return 0


def remove(arguments: argparse.Namespace, terminal: Terminal) -> int:
    catalogue, places, failed = open_catalogue(), list[str](), 0
    for style_id in arguments.styles:
        try:
            places.append(str(catalogue.remove(style_id)))
        except StudioError as error:
            terminal.error(error)
            failed = 1
    if arguments.json:
        terminal.json(places)
    else:
        for place in places:
            terminal.line(place)
    return failed


def restore(arguments: argparse.Namespace, terminal: Terminal) -> int:
    catalogue, done, failed = open_catalogue(), list[Style](), 0
    trash = catalogue.trash()
    if not arguments.files:
        names = [place.name for place in trash]
        if arguments.json:
            terminal.json(names)
        for line in names if not arguments.json else ():
            terminal.line(line)
        return 0
    for file in arguments.files:
        place = next(
            (place for place in trash if file in (place.name, str(place))), paths.user_styles() / file
        )
        try:
            done.append(catalogue.restore(place))
        except StudioError as error:
            terminal.error(error)
            failed = 1
    show(done, arguments, terminal)
    return failed


def open_catalogue() -> Catalogue:
    """The program's styles and the user's."""
    return Catalogue(paths.resources() / "styles", paths.user_styles())


def show(styles: tuple[Style, ...] | list[Style], arguments: argparse.Namespace, terminal: Terminal) -> None:
    """The cards, as JSON or as a table. A quality is a mean CIEDE2000, less is closer."""
    if arguments.json:
        terminal.json([describe(style) for style in styles])
    elif styles:
        rows = [("ID", "NAME", "GROUP", "KIND", "QUALITY")]
        rows += [(s.id, s.name, s.group, s.kind, _quality(s)) for s in styles]
        for line in table(rows):
            terminal.line(line)


def describe(style: Style) -> dict[str, Any]:
    """A style's card as JSON values."""
    card = {
        **asdict(style),
        "path": str(style.path),
        "lineage": list(style.lineage),
        "learned": style.learned,
    }
    del card["changed"]
    return card


def _quality(style: Style) -> str:
    return "" if style.quality is None else f"{style.quality:.1f}"
