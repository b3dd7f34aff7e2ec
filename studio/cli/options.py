"""Options that several commands share, and numbers with their bounds."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studio.editing.params import Param

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = Any


def add_command(
    commands: Commands, name: str, run: Callable[..., int], help: str, description: str = "", epilog: str = ""
) -> argparse.ArgumentParser:
    """A sub-command with the options that all have."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help,
        description=description or help,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument(
        "--verbose", action="store_true", help="say what computes, and more of what went wrong"
    )
    parser.set_defaults(run=run)
    return parser


def no_lost_values(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Have a value "--" refused: argparse before Python 3.13 makes an empty list of it."""
    for word in itertools.takewhile(lambda word: word != "--", words):
        if word.startswith("--") and word.endswith("=--"):
            parser.error(f"argument {word[:-3]}: “--” is no value")


def name(text: str) -> str:
    """A file's name, as it is; an empty one (a shell's unset variable) would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name")
    return text


def path(text: str) -> Path:
    """A file's name as a path."""
    return Path(name(text))


def number_within(param: Param) -> Callable[[str], float]:
    """A reader of numbers that a Param allows; argparse turns ValueError into wrong usage."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not param.minimum <= value <= param.maximum:
            raise argparse.ArgumentTypeError(
                f"{text!r} is not a number from {param.minimum:g} to {param.maximum:g}"
            )
        return value

    return read


def add_param(parser: argparse._ActionsContainer, param: Param, help: str = "", *, name: str = "") -> None:
    """An option for a Param: ``--key N`` (or ``--name N``), as it is and not as shown; None stands for not
    given."""
    unit = f" {param.unit}" if param.unit and param.scale == 1 else ""
    parser.add_argument(
        f"--{name or param.key.replace('_', '-')}",
        dest=f"param_{param.key}",
        type=number_within(param),
        metavar="N",
        help=(
            f"{help or param.tip or param.label} ({param.minimum:g} to {param.maximum:g}{unit}, "
            f"default {param.default:g})"
        ).replace("%", "%%"),
    )
