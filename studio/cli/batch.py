"""``portrait-studio batch``: a whole shoot, planned first, and gone on with after whatever happened."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio import paths
from studio.batch.batches import begin, check_needs, find, go_on, mark_styles, order_of, owned_by
from studio.batch.errors import NameTemplateInvalid, PresetInvalid
from studio.batch.names import DEFAULT, FIELDS
from studio.batch.places import is_folder, resolved
from studio.batch.plan import CONSISTENCY, ON_COLLISION, Consistency, Order, make_plan
from studio.batch.presets import BUILTIN, ExportPreset, parse_preset
from studio.cli.batch_told import Telling
from studio.cli.device import add_device_option, chosen_device
from studio.cli.edits import add_edit_options, asks_for_anything, recipe_of
from studio.cli.file_options import add_cmyk_option, add_file_options, assume_cmyk, cmyk_file, file_values
from studio.cli.options import Commands, add_command, name, path
from studio.cli.plan import WrongUsage
from studio.cli.terminal import Terminal
from studio.engine.warmup import preloading
from studio.imaging.encode import format_for_suffix
from studio.styles.catalogue import Catalogue

if TYPE_CHECKING:
    from studio.batch.journal import Journal
    from studio.engine.render import Renderer

    MakeRenderer = Callable[[int], Renderer]

DESCRIPTION = """\
Apply a style, edits, or both to a whole shoot. Every name is settled before any work, what is done is told to
a journal, and a batch that ended early, for whatever reason, goes on with --resume: nothing is lost, nothing
is done twice.
"""
EPILOG = f"""\
A folder given as IN stands for the photos in it and below it. OUT is a folder; subfolders are kept. NAME may
hold {", ".join(f"{{{field}}}" for field in FIELDS)}; {{number:04}} is filled up with zeros,
and “/” makes folders. A preset is one of {", ".join(BUILTIN)}, or says how it differs from the options
above, or both: “web,quality=80”, “format=tiff,bit-depth=16,folder=print,name={{name}}-print”.
“long-edge=1600” and “megapixels=4” bound its size (“full”: no bound); nothing is enlarged. With several
presets each photo gives several files.

A shoot has scenes: photos taken soon after each other that are alike in colour. With --steady a style that
looks at the photo judges by the scene, and exposure stays the photographer's; with --match the photos of a
scene are brought to one of them. What each photo gets is settled before any work.

Originals are never written to. Where a file is there already the new one is numbered, or skipped, or, with
overwrite, replaces it if a batch wrote it and nobody changed it since. A full disk or a drive that is gone is
waited for; a photo that is damaged is reported, and the rest goes on.

exit codes: 0 all done, 1 some photos failed, 2 wrong usage, 3 stopped before the end (the disk stayed full,
the drive away), 130 interrupted; after the last two --resume goes on

examples:
  portrait-studio batch shoot/ --style warm-film -o finished/
  portrait-studio batch shoot/ --style warm-film --preset web --preset print --name "{{date}}/{{name}}" -o o/
  portrait-studio batch --resume -o finished/
  portrait-studio batch tethered/ --style warm-film -o finished/ --watch
"""


def add_parser(commands: Commands) -> None:
    parser = add_command(commands, "batch", run, "a whole shoot, safe to interrupt", DESCRIPTION, EPILOG)
    parser.add_argument("inputs", nargs="*", type=path, metavar="IN", help="a folder, or a photo")
    parser.add_argument("-o", "--output", type=name, metavar="OUT", help="the folder to write to")
    parser.add_argument("--resume", action="store_true", help="go on with the last batch (of IN, into OUT)")
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="photos at once (default: one for each core)")
    parser.add_argument(
        "--watch", action="store_true", help="style photos as they come into the folder IN, until Ctrl-C"
    )
    alike = parser.add_mutually_exclusive_group()
    alike.add_argument(
        "--steady",
        action="store_true",
        help="one look for the photos of a scene, and no jumps of white balance",
    )
    alike.add_argument(
        "--match", type=path, metavar="PHOTO", help="the photos of PHOTO's scene get its look, skin and light"
    )
    parser.add_argument("--report", type=path, metavar="DIR", help="write a report there (CSV and HTML)")
    add_edit_options(parser)
    files = add_file_options(parser)
    files.add_argument("--preset", action="append", default=[], metavar="P", help="an output of each photo")
    files.add_argument("--name", default=DEFAULT, metavar="NAME", help="names (default: %(default)s)")
    files.add_argument(
        "--on-collision", choices=ON_COLLISION, default=ON_COLLISION[0], help="where a file is there already"
    )
    add_cmyk_option(parser)
    add_device_option(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Do it all; the exit code. Raises WrongUsage, and StudioError where nothing at all can be done."""
    catalogue = Catalogue(paths.resources() / "styles", paths.user_styles())
    assume_cmyk(arguments.cmyk_profile)
    if arguments.watch:
        _check_watch(arguments)
    renderers = cache(lambda: _renderers(arguments, terminal, catalogue))

    def make_renderer(threads: int) -> Renderer:
        return renderers()(threads)

    if arguments.watch:
        from studio.cli.batch_watch import watch

        return watch(
            _order(arguments, catalogue),
            make_renderer,
            terminal,
            jobs=arguments.jobs,
            as_json=arguments.json,
            report=arguments.report,
        )
    if arguments.resume:
        journal = _resumed(arguments, catalogue)
    else:
        journal = _begun(arguments, catalogue, terminal, make_renderer)
    with closing(journal):
        return _work(journal, arguments, terminal, make_renderer)


def _work(
    journal: Journal, arguments: argparse.Namespace, terminal: Terminal, make_renderer: MakeRenderer
) -> int:
    from studio.batch.runner import BatchRunner

    alike = journal.plan.order.consistency != CONSISTENCY[0]
    impressions = alike or arguments.report is not None
    runner = BatchRunner(journal, make_renderer, jobs=arguments.jobs, impressions=impressions)
    telling = Telling(runner, terminal, as_json=arguments.json)
    try:
        runner.run(telling.event)
    except BaseException as stopped:
        telling.interrupted(stopped)
        raise
    finally:
        telling.end(arguments.report)
    return telling.exit_code


def _check_watch(arguments: argparse.Namespace) -> None:
    if len(arguments.inputs) != 1 or not is_folder(arguments.inputs[0]):
        raise WrongUsage("--watch needs one folder to watch")
    if arguments.output is not None and resolved(Path(arguments.output)) == resolved(arguments.inputs[0]):
        raise WrongUsage("--watch would take what it writes for new photos; write to another folder")
    if arguments.resume or _consistency(arguments) != CONSISTENCY[0]:
        raise WrongUsage(
            "--watch goes on by itself and judges photos as they come: no --resume, --steady or --match"
        )


def _order(arguments: argparse.Namespace, catalogue: Catalogue) -> Order:
    if not arguments.inputs or arguments.output is None:
        raise WrongUsage("name the photos, and with -o the folder to write to")
    out = Path(arguments.output).absolute()
    if not is_folder(out) and (out.exists() or format_for_suffix(out) is not None):
        raise WrongUsage(f"“{arguments.output}” is a file; a batch needs a folder")
    recipe = recipe_of(arguments, catalogue)
    return Order(
        inputs=tuple(each.absolute() for each in arguments.inputs),
        out=out,
        presets=_presets(arguments),
        recipe=recipe,
        styles=mark_styles([recipe], catalogue),
        on_collision=arguments.on_collision,
        consistency=_consistency(arguments),
        reference=None if arguments.match is None else arguments.match.absolute(),
        cmyk_profile=cmyk_file(arguments),
    )


def _begun(
    arguments: argparse.Namespace, catalogue: Catalogue, terminal: Terminal, make_renderer: MakeRenderer
) -> Journal:
    order = _order(arguments, catalogue)
    plan = make_plan(order, owned=owned_by(paths.user_batches()))
    plan.check_space()
    if order.consistency != CONSISTENCY[0]:
        from studio.batch.consistency import make_consistent

        def progress(seen: int, count: int) -> None:
            terminal.progress(f"[{seen}/{count}] looking at the shoot")

        plan = make_consistent(plan, make_renderer, jobs=arguments.jobs, progress=progress)
        terminal.clear()
    return begin(plan, paths.user_batches())


def _resumed(arguments: argparse.Namespace, catalogue: Catalogue) -> Journal:
    inputs = tuple(each.absolute() for each in arguments.inputs)
    out = None if arguments.output is None else Path(arguments.output).absolute()

    def wanted(order: Order) -> bool:
        return (not inputs or order.inputs == inputs) and (out is None or order.out == out)

    found = find(paths.user_batches(), wanted)
    order = order_of(found)
    check_needs(order, catalogue)
    if asks_for_anything(arguments) and recipe_of(arguments, catalogue) != order.recipe:
        raise WrongUsage("the batch began with another style or other edits; leave them out, or begin anew")
    given: dict[str, Any] = {"presets": _presets(arguments), "on_collision": arguments.on_collision}
    usual = {"presets": (ExportPreset(),), "on_collision": ON_COLLISION[0], "cmyk_profile": None}
    if order.cmyk_profile is not None:
        given["cmyk_profile"] = cmyk_file(arguments)
    for key, value in given.items():
        if value != usual[key] and value != getattr(order, key):
            raise WrongUsage("the batch began with other files to write; leave them out, or begin anew")
    if _consistency(arguments) not in (CONSISTENCY[0], order.consistency):
        raise WrongUsage("the batch began without that; leave it out, or begin anew")
    with preloading():
        return go_on(found)


def _consistency(arguments: argparse.Namespace) -> Consistency:
    return "match" if arguments.match is not None else "steady" if arguments.steady else "as is"


def _presets(arguments: argparse.Namespace) -> tuple[ExportPreset, ...]:
    try:
        usual = ExportPreset(
            template=arguments.name,
            format=arguments.format,
            **file_values(arguments),
        )
        return tuple(parse_preset(text, usual) for text in arguments.preset) or (usual,)
    except (NameTemplateInvalid, PresetInvalid) as error:
        raise WrongUsage(str(error).rstrip(".")) from error


def _renderers(
    arguments: argparse.Namespace, terminal: Terminal, catalogue: Catalogue
) -> Callable[[int], Renderer]:
    from studio.engine.render import Renderer

    choice = chosen_device(arguments, terminal)
    return lambda threads: Renderer(catalogue, replace(choice, threads=threads))


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 256")
    return int(text)
