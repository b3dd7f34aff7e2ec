"""Arguments in, exit code out. The work lies in the modules of the sub-commands."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from studio import __version__
from studio.cli.options import no_lost_values
from studio.cli.plan import WrongUsage
from studio.cli.terminal import OutputLost, Terminal
from studio.errors import StudioError
from studio.faults import fault_of

DONE, FAILED, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143

DESCRIPTION = """\
Give portraits a photographer's style, on this computer.

Without a command, or with photos, the window opens:  portrait-studio [PHOTO or FOLDER ...]
"""
EPILOG = """\
exit codes: 0 all done, 1 something failed, 2 wrong usage, 3 a batch stopped early, 130 interrupted
"""


class Terminated(BaseException):
    """The system asked the program to end (SIGTERM)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; ``argv`` without the program's name. Never raises for what a user can do wrong."""
    from studio.cli import apply, batch, info, passport, styles, train

    parser = argparse.ArgumentParser(
        prog="portrait-studio",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"portrait-studio {__version__}")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for module in (apply, batch, train, passport, styles, info):
        module.add_parser(commands)

    try:
        no_lost_values(parser, sys.argv[1:] if argv is None else argv)
        arguments = parser.parse_args(argv)
    except SystemExit as end:  # argparse has said what is wrong
        return int(end.code or 0)
    terminal = Terminal(verbose=arguments.verbose)
    try:
        with _termination():
            code: int = arguments.run(arguments, terminal)
            return code
    except WrongUsage as wrong:
        terminal.note(f"portrait-studio {arguments.command}: {wrong}.")
        return USAGE
    except KeyboardInterrupt:
        terminal.note("Interrupted; what was finished is kept.")
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except OutputLost as lost:
        if not lost.broken:
            terminal.note(f"portrait-studio: the result could not be written: {lost}.")
        return FAILED
    except StudioError as error:
        terminal.error(error)
        return FAILED
    except Exception as fault:  # noqa: BLE001 - the program's edge
        terminal.error(fault_of(fault))
        return FAILED


@contextmanager
def _termination() -> Iterator[None]:
    """Within, SIGTERM and a closed terminal raise Terminated: files are closed, temporary ones removed."""

    def terminate(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = [(number, signal.getsignal(number)) for number in numbers]
    try:
        for number, handler in before:
            if handler is not signal.SIG_IGN:  # nohup
                signal.signal(number, terminate)
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


if __name__ == "__main__":
    sys.exit(main())
