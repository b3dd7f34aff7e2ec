"""Progress is for people at a terminal, results are for pipes."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from studio.cli.terminal import Terminal, table
from studio.errors import InternalError, PhotoMissing

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
from studio.cli.terminal import Terminal
terminal = Terminal()
terminal.progress("[1/2] a.jpg 50 %" + "!" * 100)
terminal.line("out/a.jpg")
terminal.progress("[2/2] b.jpg 50 %")
terminal.note("b.jpg: noted")
"""


def at_a_terminal(script: str, columns: int = 40) -> tuple[str, str]:
    """What a script wrote: (standard output, a pipe), (standard error, a terminal)."""
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("no pseudo-terminals here (a bare chroot)")
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=True, text=True
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    return done.stdout, shown.decode()


def test_progress_is_shown_on_a_terminal_and_leaves_no_trace() -> None:
    out, shown = at_a_terminal(SCRIPT)
    assert out == "out/a.jpg\n"
    first = ("[1/2] a.jpg 50 %" + "!" * 100)[:39]
    second = "[2/2] b.jpg 50 %"
    assert shown == (
        f"{first}\r{' ' * 39}\r" + f"{second}\r{' ' * len(second)}\r" + "b.jpg: noted\r\n"
    )  # fmt: skip


def test_no_progress_in_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    terminal.progress("[1/2]")
    terminal.line("out/a.jpg")
    assert capfd.readouterr() == ("out/a.jpg\n", "")


def test_errors_are_sentences_and_say_more_on_request(capfd: pytest.CaptureFixture[str]) -> None:
    Terminal().error(InternalError(what="KeyError", details="Traceback ..."))
    assert "Traceback" not in capfd.readouterr().err
    Terminal(verbose=True).error(InternalError(what="KeyError", details="Traceback ..."))
    assert "Traceback ..." in capfd.readouterr().err
    Terminal(verbose=True).error(PhotoMissing(name="a.jpg"))
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_names_that_no_encoding_holds(capfd: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    name = os.fsdecode(b"a\xff.jpg")
    terminal.line(name)
    terminal.json({"name": name})
    terminal.error(PhotoMissing(name=name))
    out, err = capfd.readouterr()
    first, rest = out.split("\n", 1)
    assert first.startswith("a\\")
    assert json.loads(rest) == {"name": name}
    assert "a\\" in err


def test_names_do_not_steer_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    terminal.line("a\nb\x1b[2J\u202e.jpg")
    terminal.error(PhotoMissing(name="a\nb\x1b]0;x\x07"))
    out, err = capfd.readouterr()
    assert out == "a\\nb\\x1b[2J\\u202e.jpg\n"
    assert len(err.splitlines()) == 1
    assert "\x1b" not in err


def test_table() -> None:
    assert table([("ID", "NAME"), ("warm-film", "Warm film"), ("x", "")]) == [
        "ID         NAME",
        "warm-film  Warm film",
        "x",
    ]
