"""Where the frozen program begins: window, command line, training and decoder, by its first word."""

import multiprocessing
import sys
from pathlib import PurePath

if __name__ == "__main__":
    # First of all: a process of Python's own pool is this program again, and shall go no further.
    multiprocessing.freeze_support()
    from studio import __main__ as program

    # By its other name, which launchers use, it is always the window.
    sys.exit(program.main_gui() if PurePath(sys.argv[0]).stem.endswith("-gui") else program.main())
