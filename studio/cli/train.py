"""``portrait-studio train``: learn a style from folders of photos, in a process of its own, and follow it."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from studio import paths
from studio.batch.places import is_folder
from studio.cli.follow import Follower
from studio.cli.options import Commands, add_command, name, path
from studio.cli.plan import WrongUsage
from studio.cli.terminal import Terminal
from studio.errors import StudioError
from studio.files import refuse_early
from studio.runs.config import DEVICES, LOSSES, MAX_STEPS, PRESETS, TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.needs import refuse_what_lacks
from studio.settings import chosen_language
from studio.styles.card import MAX_TEXTS, clean

EPILOG = """\
Three ways to teach: finished photos alone; finished photos and ordinary ones of other scenes, without the
style (the usual case, and better); or the same frames before and after. 20 finished photos teach well, 40
better. What cannot be learned from is named with its reason, and the rest is learned from.

Ctrl-C ends after the step at hand, and what was learned is kept; a second one ends at once. A training that
was stopped or died goes on with --resume.

example: portrait-studio train --style finished/ --ordinary untouched/ -o mine.pstyle
         portrait-studio train --pairs before/ after/ -o mine.pstyle --best
"""
SUFFIX = ".pstyle"
_SETTINGS = (
    *("style", "ordinary", "pairs", "output", "replace", "preset", "steps", "seed", "device", "loss"),
    *("tensorboard", "run_folder"),
)


def add_parser(commands: Commands) -> None:
    parser = add_command(
        commands,
        "train",
        run,
        "learn a style from photos",
        "Learn a style from photos: the result is a style file, and an honest word on how good it is.",
        EPILOG,
    )
    photos = parser.add_argument_group("photos (folders, or files)")
    photos.add_argument("--style", nargs="+", type=path, metavar="PHOTOS", help="finished, in the style")
    photos.add_argument("--ordinary", nargs="+", type=path, metavar="PHOTOS", help="without the style")
    photos.add_argument(
        "--pairs", nargs=2, type=path, metavar=("BEFORE", "AFTER"), help="the same photos without and with it"
    )
    parser.add_argument("-o", "--output", type=name, metavar="NAME.pstyle", help="the style file to write")
    parser.add_argument("--replace", action="store_true", help="replace a file that is there already")
    how = parser.add_argument_group("how to learn")
    presets = how.add_mutually_exclusive_group()
    for preset, text in zip(PRESETS, ("minutes", "the default", "as long as it pays"), strict=True):
        presets.add_argument(f"--{preset}", dest="preset", action="store_const", const=preset, help=text)
    how.add_argument("--steps", type=_within(1, MAX_STEPS), metavar="N", help="in place of the preset's")
    how.add_argument("--seed", type=_within(0, 2**32 - 1), metavar="N", help="of all chance (default 0)")
    how.add_argument("--device", choices=DEVICES, help="compute on (default: what is fastest here)")
    how.add_argument("--loss", choices=LOSSES, help="of the game (default: relativistic)")
    keep = parser.add_argument_group("the run's folder")
    keep.add_argument(
        "--run", dest="run_folder", type=path, metavar="FOLDER", help="default: among your data"
    )
    keep.add_argument("--tensorboard", action="store_true", help="write TensorBoard's files there too")
    keep.add_argument("--resume", type=path, metavar="RUN", help="go on with the training in that folder")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Start or resume, and follow; the exit code. Raises WrongUsage; errors are told here, also as JSON."""
    config = None if arguments.resume else config_of(arguments)
    if arguments.resume:
        given = [key for key in _SETTINGS if getattr(arguments, key) not in (None, False)]
        if given:
            option = "run" if given[0] == "run_folder" else given[0]
            raise WrongUsage(f"a training that goes on keeps its settings; --{option} cannot be given")
    document: dict[str, Any] = {"output": None, "run": None, "state": None}
    try:
        if config is None:
            folder = RunFolder.open(arguments.resume)
            refuse_what_lacks(folder.config)
        else:
            refuse_what_lacks(config)
            refuse_early(Path(config.output), replace=config.replace)
            folder = RunFolder.create(arguments.run_folder or _new_place(config), config)
        follower = Follower(folder, terminal, json=arguments.json)
        code = follower.run()
        document = follower.document
    except StudioError as error:
        terminal.error(error)
        document["error"], code = str(error), 1
    if arguments.json:
        terminal.json(document)
    return code


def config_of(arguments: argparse.Namespace) -> TrainingConfig:
    """What was asked for. Raises WrongUsage."""
    if arguments.output is None:
        raise WrongUsage("-o says which style file to write")
    if arguments.pairs and (arguments.style or arguments.ordinary):
        raise WrongUsage("--pairs goes without --style and --ordinary")
    if not arguments.pairs and not arguments.style:
        raise WrongUsage("--style or --pairs says what to learn from")
    target = Path(arguments.output)
    if target.suffix.lower() != SUFFIX:
        if target.suffix or is_folder(target):
            raise WrongUsage(f"“{arguments.output}” is no name of a style file; it ends in {SUFFIX}")
        target = target.with_name(target.name + SUFFIX)
    given = {
        key: getattr(arguments, key)
        for key in ("preset", "steps", "seed", "device", "loss")
        if getattr(arguments, key) is not None
    }
    before, after = arguments.pairs or (None, None)
    return TrainingConfig(
        name=clean(target.stem, MAX_TEXTS["name"]) or "style",
        output=str(target.absolute()),
        style=_absolute(arguments.style),
        ordinary=_absolute(arguments.ordinary),
        before=_absolute([before] if before else ()),
        after=_absolute([after] if after else ()),
        tensorboard=arguments.tensorboard,
        replace=arguments.replace,
        language="zh_CN" if chosen_language() == "zh_CN" else "en",
        **given,
    )


def _new_place(config: TrainingConfig) -> Path:
    """A folder of the user's trainings that is not there yet."""
    wanted = paths.user_runs() / f"{Path(config.output).stem[:80]}-{time.strftime('%Y%m%d-%H%M%S')}"
    place, number = wanted, 2
    while place.exists():
        place, number = wanted.with_name(f"{wanted.name}-{number}"), number + 1
    return place


def _absolute(places: Sequence[Path] | None) -> tuple[str, ...]:
    return tuple(str(place.absolute()) for place in places or ())


def _within(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {low} to {high}")
        return value

    return read
