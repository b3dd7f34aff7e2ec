"""The headless command line. Importing it loads neither Qt nor torch."""

from studio.cli.program import main

__all__ = ["main"]
