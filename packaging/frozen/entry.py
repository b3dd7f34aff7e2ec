"""Where the frozen program begins: window, command line, training and decoder, by its first word."""

import multiprocessing
import sys

if __name__ == "__main__":
    # First of all: a process of Python's own pool is this program again, and shall go no further.
    multiprocessing.freeze_support()
    from studio.__main__ import main

    sys.exit(main())
