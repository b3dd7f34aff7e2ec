"""The entry: a window, or a command line where a command is given."""

from __future__ import annotations

import ctypes
import importlib
import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = frozenset({"apply", "batch", "train", "passport", "styles", "info"})
FAILED = 1
TRAIN_CHILD, DECODE_CHILD = "--train-child", "--decode-child"
"""As in ``studio.runs.launch`` and ``studio.imaging.foreign``, not loaded here: the start must be quick."""

_REMEDY = (
    "Install it with your system's package manager (the program's README.txt names the packages)."
    if getattr(sys, "frozen", False)
    else "./start installs what is needed."
)


def main(argv: Sequence[str] | None = None) -> int:
    """The program ``portrait-studio``: with a command the command line, otherwise the window."""
    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] in ([TRAIN_CHILD], [DECODE_CHILD]):
        return _child(arguments)
    if arguments and _is_for_command_line(arguments[0]):
        from studio import cli

        return cli.main(arguments)
    return _window(arguments)


def main_gui() -> int:
    """The program ``portrait-studio-gui``: always the window; arguments are photos and folders."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    return _child(arguments) if arguments[:1] in ([TRAIN_CHILD], [DECODE_CHILD]) else _window(list(arguments))


def _child(arguments: list[str]) -> int:
    """The frozen program as the training or the decoder, whose processes it starts as itself with a word."""
    if arguments[0] == DECODE_CHILD:
        from studio.imaging.foreign import child

        return child.main()
    # By name: the program never loads the training, which may load the program.
    return int(importlib.import_module("training.__main__").child(arguments[1:]))


def _is_for_command_line(word: str) -> bool:
    if word in COMMANDS:
        return True
    if word.startswith("-"):
        return word != "--sample"
    # A mistyped command, rather than a photo that is gone: no folder, no ending, no such file.
    return Path(word).name == word and not Path(word).suffix and not os.path.lexists(word)


def _window(arguments: list[str]) -> int:
    reason = _why_no_window()
    if reason:
        return _fail(reason)
    if sys.platform == "win32":
        # torch after Qt fails there (WinError 1114).
        __import__("torch")
    try:
        from studio.ui.start import claim

        first = claim(arguments)
        if first is None:  # the first window shows them
            return 0
        from studio.ui.app import run
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")) and "cannot open shared" not in str(
            error
        ):
            raise
        return _fail(f"The window's toolkit (Qt) could not be loaded: {error}. {_REMEDY}")
    return run(arguments, first)


def _why_no_window() -> str:
    """A sentence where Qt would abort the process; empty where a window can be shown."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or _has_wayland():
        return ""
    command = "Use the command line instead: portrait-studio apply --help."
    if not os.environ.get("DISPLAY"):
        return f"There is no display here, so the window cannot be shown. {command}"
    loaded = {}
    for name in ("libxcb.so.1", "libxcb-cursor.so.0"):
        try:
            loaded[name] = ctypes.CDLL(name)
        except OSError:  # what it says differs, and is not for users
            return f"A system library that the window needs is missing: {name}. {_REMEDY}"
    xcb = loaded["libxcb.so.1"]
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    if failed:
        return (
            f"The display “{os.environ['DISPLAY']}” does not answer, so the window cannot be shown. {command}"
        )
    return ""


def _has_wayland() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY"))


def _fail(sentence: str) -> int:
    if sys.stderr is not None:  # None without a console on Windows
        sys.stderr.write(f"portrait-studio: {sentence}\n")
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
