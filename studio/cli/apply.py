"""``portrait-studio apply``: photos and edits in, edited photos out."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio import paths
from studio.cli.device import add_device_option, make_renderer
from studio.cli.edits import add_edit_options, recipe_of
from studio.cli.file_options import add_cmyk_option, add_file_options, assume_cmyk, file_values
from studio.cli.options import Commands, add_command, name, path
from studio.cli.plan import Task, plan
from studio.cli.terminal import OutputLost, Terminal
from studio.editing.recipe import Recipe
from studio.errors import DeviceOutOfMemory, StudioError
from studio.faults import fault_of
from studio.files import make_folder
from studio.imaging.encode import ExportOptions
from studio.messages import Message
from studio.styles.catalogue import Catalogue

if TYPE_CHECKING:
    from studio.engine.render import Renderer

DESCRIPTION = """\
Apply a style, edits, or both to photos. An edit is light and colour, finish or framing; the style is laid on
what light and colour made, and finish comes last.
"""
EPILOG = """\
A folder given as IN stands for the photos in it, not in its subfolders. OUT is a file when one photo is named
and OUT ends in .jpg, .png, .tif or .webp; otherwise it is a folder, which is made if need be. There a photo
keeps its name; where two would get the same, the later is numbered (-2, -3 ...). Originals are never written
to, and what is there already is replaced only with --replace. A photo that cannot be opened is reported, and
the rest goes on.

examples:
  portrait-studio apply shoot/*.jpg --style warm-film --strength 0.8 -o styled/
  portrait-studio apply anna.jpg --exposure 0.3 --highlights -40 --crop 0.1,0,0.9,1 -o anna-bright.jpg
"""


@dataclass
class Result:
    """What became of one photo."""

    task: Task
    error: StudioError | None = None
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "input": str(self.task.source),
            "output": str(self.task.target) if self.error is None else None,
            "ok": self.error is None,
            "error": str(self.error) if self.error is not None else None,
            "notes": list(self.notes),
            "seconds": round(self.seconds, 3),
        }


def add_parser(commands: Commands) -> None:
    parser = add_command(commands, "apply", run, "apply a style and edits to photos", DESCRIPTION, EPILOG)
    parser.add_argument("inputs", nargs="+", type=path, metavar="IN", help="a photo, or a folder of photos")
    parser.add_argument(
        "-o", "--output", type=name, required=True, metavar="OUT", help="the file or folder to write to"
    )
    add_edit_options(parser)
    files = add_file_options(parser)
    files.add_argument("--replace", action="store_true", help="replace files that are there already")
    add_cmyk_option(parser)
    add_device_option(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Do it all; the exit code. Raises WrongUsage, and StudioError where nothing at all can be done."""
    assume_cmyk(arguments.cmyk_profile)
    tasks = plan(arguments.inputs, arguments.output, format=arguments.format, replace=arguments.replace)
    results: list[Result] = []
    error = ""
    try:
        catalogue = Catalogue(paths.resources() / "styles", paths.user_styles())
        recipe = recipe_of(arguments, catalogue)
        work = _Work(arguments, catalogue, recipe, terminal, len(tasks))
        for number, task in enumerate(tasks):
            results.append(work.do(task, number))
            _tell(results[-1], terminal, as_json=arguments.json)
        _tell_notes(results, terminal)
    except OutputLost:
        arguments.json = False
        raise
    except BaseException as stopped:
        error = "interrupted"
        if isinstance(stopped, Exception):
            error = str(stopped if isinstance(stopped, StudioError) else fault_of(stopped))
        raise
    finally:
        # One document in any case; what was finished before an interruption is in it.
        if arguments.json:
            document: dict[str, Any] = {"results": [result.as_json() for result in results]}
            terminal.json(document | {"error": error} if error else document)
    return 1 if any(result.error is not None for result in results) else 0


class _Work:
    """One run's renderer, made when the first photo needs it: torch takes a second to load."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        catalogue: Catalogue,
        recipe: Recipe,
        terminal: Terminal,
        count: int,
    ) -> None:
        self._arguments = arguments
        self._values = file_values(arguments)
        self._catalogue = catalogue
        self._recipe = recipe
        self._terminal = terminal
        self._count = count
        self._renderer: Renderer | None = None

    def do(self, task: Task, number: int) -> Result:
        started = time.monotonic()
        result = Result(task, task.error)
        if task.error is None:
            try:
                result.notes = self._style(task, number)
            except StudioError as error:
                # Without where it happened, which would hold on to the photo's pixels until the end.
                error.__traceback__ = error.__context__ = error.__cause__ = None
                result.error = error
            except MemoryError:
                result.error = DeviceOutOfMemory()
            except Exception as fault:  # noqa: BLE001 - one photo's fault must not end the others
                result.error = fault_of(fault)
        result.seconds = time.monotonic() - started
        return result

    def _style(self, task: Task, number: int) -> tuple[str, ...]:
        from studio.engine.export import export_photo
        from studio.engine.request import READING
        from studio.imaging.decode import decode_photo

        assert task.target is not None
        progress = self._progress(task, number)
        progress(0.0, READING)
        photo = decode_photo(task.source)
        make_folder(task.target.parent)
        arguments = self._arguments
        options = ExportOptions(
            format=task.format,
            **self._values,
        )
        renderer = self._ready()
        try:
            notes = export_photo(
                renderer,
                photo,
                self._recipe,
                options,
                task.target,
                replace=arguments.replace,
                progress=progress,
            )
        finally:
            # What is kept for a photo is of no use to the next one: a large batch needs no more memory.
            renderer.clear()
        return tuple(dict.fromkeys(map(str, (*photo.notes, *notes))))

    def _ready(self) -> Renderer:
        if self._renderer is None:
            self._renderer = make_renderer(self._arguments, self._terminal, self._catalogue)
        return self._renderer

    def _progress(self, task: Task, number: int) -> Callable[[float, Message], None]:
        def show(fraction: float, stage: Message) -> None:
            self._terminal.progress(
                f"[{number + 1}/{self._count}] {task.source.name}: {stage} {fraction:.0%}"
            )

        return show


def _tell(result: Result, terminal: Terminal, *, as_json: bool) -> None:
    if result.error is not None:
        terminal.error(result.error)
    elif not as_json:
        terminal.line(str(result.task.target))


def _tell_notes(results: Sequence[Result], terminal: Terminal) -> None:
    """Each note once, however many photos it is about."""
    names: dict[str, list[str]] = {}
    for result in results:
        for note in result.notes:
            names.setdefault(note, []).append(result.task.source.name)
    for note, photos in names.items():
        about = photos[0] if len(photos) == 1 else f"{len(photos)} photos"
        terminal.note(f"{about}: {note}")
