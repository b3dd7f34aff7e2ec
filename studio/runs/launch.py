"""The training as a process of its own, which outlives the window and the terminal that started it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import studio
from studio.files import open_file, system_path, write_atomically
from studio.runs.errors import RunBusy, TrainingNotStarted
from studio.runs.folder import RunFolder

_LAST_WORDS = 4096
_WINDOWS_FLAGS = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)


CHILD = "--train-child"
"""The word with which the frozen program, which has no "-m", is the training."""
LOOK = ("--gather", "--trial")
"""Options of a process that looks at the photos and tries how long steps take, and trains nothing."""


def command(folder: RunFolder, *options: str) -> list[str]:
    """The words that start the training of that folder."""
    lead = [CHILD] if getattr(sys, "frozen", False) else ["-m", "training"]
    return [sys.executable, *lead, *options, str(folder.path.absolute())]


def launch(folder: RunFolder, *options: str) -> subprocess.Popen[bytes]:
    """Start the training, or go on with it.

    Raises RunBusy, RunFolderUnusable where a part of it leads elsewhere, TrainingNotStarted, OutputError.
    What was asked of an earlier process (stop, pause) is forgotten. The process is no child of the
    terminal's: Ctrl-C there does not reach it. What it says goes to ``output.log``. It gives way to other
    programs: by itself (``training.__main__``), on Windows from its first moment.
    """
    if folder.alive:
        raise RunBusy(name=folder.path.name)
    folder.refuse_links()
    folder.clear_requests()
    # Anew: where a link lies there, what it leads to must not be emptied.
    write_atomically(folder.output_file, b"", replace=True, lasting=False)
    # "-m" looks in the working folder first, where the user may have a folder "training" of photos.
    home = Path(studio.__file__).resolve().parent.parent
    try:
        with system_path(folder.output_file).open("wb") as output:
            return subprocess.Popen(  # noqa: S603 - our own program
                command(folder, *options),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=home,
                # Threads that wait for each other sleep, and do not spin: the window wants the cores.
                env={"OMP_WAIT_POLICY": "PASSIVE", **os.environ},
                start_new_session=os.name != "nt",
                creationflags=_WINDOWS_FLAGS,
            )
    except OSError as error:
        raise TrainingNotStarted(reason=error.strerror or str(error), details=str(error)) from error


def last_words(folder: RunFolder) -> str:
    """The end of what the process said, for those who ask why it died. Never raises."""
    try:
        with open_file(folder.output_file) as file:
            file.seek(max(0, file.seek(0, 2) - _LAST_WORDS))
            return file.read().decode(errors="replace").strip()
    except OSError:
        return ""
