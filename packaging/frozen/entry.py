"""Where the frozen program begins: window, command line, training and decoder, by its first word."""

import multiprocessing
import os
import sys
from pathlib import PurePath


def give_back_environment() -> None:
    """Take back what the loader set for this process: programs that it opens need the system's libraries."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    # First of all: a process of Python's own pool is this program again, and shall go no further.
    multiprocessing.freeze_support()
    if sys.platform.startswith("linux"):
        give_back_environment()
    from studio import __main__ as program

    # By its other name, which launchers use, it is always the window.
    sys.exit(program.main_gui() if PurePath(sys.argv[0]).stem.endswith("-gui") else program.main())
