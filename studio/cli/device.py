"""The option that says what computes, and the renderer that does."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studio.cli.terminal import Terminal
from studio.styles.catalogue import Catalogue

if TYPE_CHECKING:
    from studio.engine.render import Renderer
    from studio.generators.device import DeviceChoice


def add_device_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto", help="compute on")


def make_renderer(arguments: argparse.Namespace, terminal: Terminal, catalogue: Catalogue) -> Renderer:
    """The renderer on the device that was asked for, or on the CPU with a note why. Loads torch: a second.

    With ``--verbose`` it is told what computes, as the window's compute chip does.
    """
    from studio.engine.render import Renderer

    renderer = Renderer(catalogue, chosen_device(arguments, terminal))
    if terminal.verbose:
        terminal.note(f"{renderer.choice.label}. {renderer.kernel}.")
    return renderer


def chosen_device(arguments: argparse.Namespace, terminal: Terminal) -> DeviceChoice:
    """The device that was asked for, or the CPU with a note why. Loads torch."""
    from studio.generators.device import choose_device

    choice = choose_device(arguments.device)
    if arguments.device not in ("auto", choice.device.split(":")[0]):
        terminal.note(str(choice.reason))
    return choice
