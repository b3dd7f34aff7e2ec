"""Throwing a training away: what it made goes, and nothing else, least of all a photo."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
from pathlib import Path

from studio.files import output_error, system_path
from studio.runs import heartbeat, ledger
from studio.runs.folder import RunFolder

ASIDE = ".discarded-"
_OWN = frozenset(
    {
        "config.json",
        "events.jsonl",
        "samples",
        "checkpoints",
        "heartbeat",
        "stop",
        "pause",
    }
    | {"output.log", "report.html", "tensorboard"}
    | {"queued", "extend"}  # an earlier version's
)
_MADE = {
    "samples": re.compile(
        r"\d+-(\d{6,}|before|baseline|truth|missed|missed-before)\.jpg|\d{6,}\.pstyle", re.ASCII
    ),
    "checkpoints": re.compile(r"(step-\d{8}|best|start)\.safetensors|teaching", re.ASCII),
}
"""What a training writes in these folders."""


def end_at_once(run: RunFolder) -> None:
    """End the process that trains there, without a last word. Never raises."""
    process = heartbeat.process_of(run.path / "heartbeat") if run.alive else None
    if process is not None and process != os.getpid() and heartbeat.is_of(process, run.path):
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGTERM)


def discard(run: RunFolder) -> None:
    """Delete what the training made; its process must have ended. Raises OutputError.

    The folder is moved aside first, so that it is gone at once and a deletion that is cut short can be ended
    later (:func:`sweep`). Where something else lies in it (a photo, a file of the user's, the folder of the
    photos themselves), that stays where it is, and so does the folder. Of a link nothing but the link goes.
    """
    place = system_path(run.path)
    try:
        if place.is_symlink():
            place.unlink()  # what was noted is of the run that it leads to
            return
        ledger.forget(run.path)
        if _holds_more(run):
            _delete_own(run)
            return
        aside = place.with_name(f"{ASIDE}{secrets.token_hex(4)}")
        place.rename(aside)
        shutil.rmtree(aside)
    except FileNotFoundError:
        return
    except OSError as error:
        raise output_error(run.path, error) from error


def sweep(folder: Path) -> None:
    """End what was cut short in a folder of runs. Never raises."""
    with contextlib.suppress(OSError):
        for place in system_path(folder).glob(f"{ASIDE}*"):
            shutil.rmtree(place, ignore_errors=True)


def _holds_more(run: RunFolder) -> bool:
    own = _OWN | _style_in(run)
    foreign = any(entry.name not in own and not _is_half(entry) for entry in system_path(run.path).iterdir())
    return foreign or _photos_in(run, run.path) or any(_foreign_in(run, name) for name in _MADE)


def _delete_own(run: RunFolder) -> None:
    # Its settings first: without them it is no run any more.
    for name in ("config.json", *sorted(_OWN - {"config.json"} | _style_in(run))):
        place = system_path(run.path / name)
        if _photos_in(run, run.path / name):
            continue
        if _foreign_in(run, name):
            for made in place.iterdir():
                if _MADE[name].fullmatch(made.name) and made.is_file():
                    made.unlink()
        elif place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def _foreign_in(run: RunFolder, name: str) -> bool:
    """Whether the run's folder of that name holds what no training wrote."""
    place, made = system_path(run.path / name), _MADE.get(name)
    if made is None or place.is_symlink() or not place.is_dir():
        return False
    return any(not made.fullmatch(entry.name) and not _is_half(entry) for entry in place.iterdir())


def _is_half(path: Path) -> bool:
    """A temporary file of ours, whose writer was ended."""
    return path.name.startswith(".") and path.name.endswith(".part")


def _style_in(run: RunFolder) -> set[str]:
    """The name of the style file, where it lies in the run's folder."""
    output = Path(run.config.output)
    return {output.name} if output.parent == run.path.absolute() else set()


def _photos_in(run: RunFolder, place: Path) -> bool:
    """Whether photos that it learned from lie there."""
    config = run.config
    places = (*config.style, *config.ordinary, *config.before, *config.after)
    within = _resolved(place)
    return any(_resolved(Path(photo)).is_relative_to(within) for photo in places)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links
        return path.absolute()
