"""``portrait-studio passport``: a style as a look-up table for other programs, and how much of it the table
keeps."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio import paths
from studio.batch.places import is_folder
from studio.cli.device import add_device_option, make_renderer
from studio.cli.edits import add_variation
from studio.cli.options import Commands, add_command, add_param, name, path
from studio.cli.plan import WrongUsage
from studio.cli.terminal import OutputLost, Terminal
from studio.editing.style_use import AMOUNTS, VARIATION, StyleUse
from studio.errors import NoPhotos, StudioError
from studio.faults import fault_of
from studio.imaging.decode import list_photos
from studio.styles.catalogue import Catalogue
from studio.styles.table_formats import FORMATS, format_of_suffix

if TYPE_CHECKING:
    from studio.engine.passport import Passport

EPILOG = """\
A style that is a fixed table goes out as it is. One that adapts to the photo goes out as the table that
comes nearest on PHOTOS (a folder stands for the photos in it; of many, 24 are taken); without --photos, on
the sample portrait. The result says how much of the style the table keeps there: one less the mean
CIEDE2000 of style and table over that of style and untouched photo.

Sizes are nodes an axis: 17, 33, 65 for .cube; 16, 36, 64 for HaldCLUT (.png); 32 for Lightroom and Camera
Raw (.xmp, not yet tried there).

example: portrait-studio passport warm-film -o warm-film.cube
         portrait-studio passport my.pstyle --photos shoot/ -o my.xmp --report my.html
"""
REPORT_SUFFIXES = (".html", ".htm")


def add_parser(commands: Commands) -> None:
    parser = add_command(
        commands,
        "passport",
        run,
        "write a style as a look-up table, and what it keeps",
        "Write a style as a look-up table for other programs, and say how much of the style the table keeps.",
        EPILOG,
    )
    parser.add_argument("style", metavar="ID|FILE", help="a style's id, or a style file")
    parser.add_argument(
        "-o", "--output", type=name, required=True, metavar="FILE", help="ends in .cube, .png or .xmp"
    )
    parser.add_argument("--format", choices=sorted(FORMATS), help="default: by the end of FILE, else cube")
    parser.add_argument("--size", type=int, metavar="N", help="nodes an axis (default: 33, 64, 32)")
    parser.add_argument(
        "--photos", nargs="+", type=path, metavar="PHOTO", help="photos or folders to be near on"
    )
    parser.add_argument("--report", type=name, metavar="HTML", help="also write a report with pictures")
    use = parser.add_argument_group("how the style is used")
    for param in AMOUNTS:
        add_param(use, param)
    add_variation(use)
    parser.add_argument("--replace", action="store_true", help="replace files that are there already")
    add_device_option(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make it and tell; the exit code. Raises WrongUsage; errors are told here, also as JSON."""
    target, report, form, size = _targets(arguments)
    document: dict[str, Any] = {"output": None, "report": None}
    try:
        passport = _make(arguments, terminal, target, report, form, size)
        document = {"output": str(target), "report": str(report) if report else None}
        document |= passport.report.as_json()
        if not arguments.json:
            terminal.line(str(target))
            for sentence in passport.report.sentences():
                terminal.line(str(sentence))
        for message in passport.report.skipped:
            terminal.note(f"portrait-studio: {message}")
        code = 0
    except OutputLost:
        raise
    except StudioError as error:
        terminal.error(error)
        document["error"], code = str(error), 1
    except Exception as fault:  # noqa: BLE001 - the document is printed in any case
        told = fault_of(fault)
        terminal.error(told)
        document["error"], code = str(told), 1
    if arguments.json:
        terminal.json(document)
    return code


def _make(
    arguments: argparse.Namespace,
    terminal: Terminal,
    target: Path,
    report: Path | None,
    form: str,
    size: int,
) -> Passport:
    photos = tuple(_expanded(arguments.photos or ()))
    catalogue = Catalogue(paths.resources() / "styles", paths.user_styles())
    style = catalogue.resolve(arguments.style)
    given = {
        param.key: value
        for param in (*AMOUNTS, VARIATION)
        if (value := getattr(arguments, f"param_{param.key}")) is not None
    }
    use = StyleUse(style.id, **given)
    sample = paths.sample_portrait()
    if not photos and style.learned and sample is not None:
        photos = (sample,)
    from studio.engine.passport_job import publish_passport
    from studio.engine.passport_request import PassportOrder

    passport = publish_passport(
        make_renderer(arguments, terminal, catalogue),
        catalogue,
        PassportOrder(use, style.name, style.name, form, size, photos),
        target,
        report,
        replace=arguments.replace,
        progress=lambda fraction, stage: terminal.progress(f"{style.name}: {stage} {fraction:.0%}"),
    )
    terminal.clear()
    return passport


def _targets(arguments: argparse.Namespace) -> tuple[Path, Path | None, str, int]:
    """Where the table and the report go, the format and the size. Raises WrongUsage."""
    target = Path(arguments.output)
    named = format_of_suffix(target.suffix)
    form: str = arguments.format or named or "cube"
    if is_folder(target) or (named is None and target.suffix):
        raise WrongUsage(f"“{arguments.output}” is no name of a table; it ends in .cube, .png or .xmp")
    if named is not None and named != form:
        raise WrongUsage(f"“{target.name}” is the name of another format than {form}")
    if named is None:
        target = target.with_name(target.name + FORMATS[form].suffix)
    size: int = FORMATS[form].size if arguments.size is None else arguments.size
    if size not in FORMATS[form].sizes:
        known = ", ".join(map(str, FORMATS[form].sizes))
        raise WrongUsage(f"{form} comes with {known} nodes an axis, not {size}")
    report = Path(arguments.report) if arguments.report else None
    if report is not None and report.suffix.lower() not in REPORT_SUFFIXES:
        raise WrongUsage(f"“{report.name}” is no name of a report; it ends in .html")
    return target, report, form, size


def _expanded(inputs: Iterable[Path]) -> Iterable[Path]:
    """Raises FolderUnreadable, NoPhotos."""
    for place in inputs:
        if not is_folder(place):
            yield place
            continue
        found = list_photos(place)
        if not found:
            raise NoPhotos(name=place.name or str(place))
        yield from found
