"""The packed program used by hand, on a screen of its own: mouse and keys, where its English window has them.

The button that leads on is found by its colour. The other places are those of a window of 1280 x 800 in an
empty home; where the window is laid out anew, a picture in the trial's folder shows what was hit instead.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from studio.ui.theme.colours import DARK
from tests.support.display import VirtualDisplay, virtual_display

if TYPE_CHECKING:
    from frozen.trial import Machine

FILE, BATCH, TRAIN, HELP = (29, 17), (445, 17), (530, 17), (292, 17)
WARM_FILM = (70, 684)
OUTPUT_CHOOSE, PLAN = (304, 661), (186, 775)
ADD_FINISHED, ADD_ORDINARY, CONSENT = (502, 111), (1050, 111), (266, 704)
QUICK, STOP = (420, 220), (945, 60)
_SIDES = (250, 50)
"""Left of it are lists, above it the title's "Export"."""


class Hands:
    """Mouse, keys and a camera before the screen."""

    def __init__(self, display: VirtualDisplay, machine: Machine) -> None:
        self._display, self._machine, self._taken = display, machine, 0

    def click(self, place: tuple[int, int], wait: float = 1.0) -> None:
        self._display.xdotool("mousemove", *place, "click", 1)
        time.sleep(wait)

    def keys(self, *keys: str, wait: float = 1.0) -> None:
        self._display.xdotool("key", *keys)
        time.sleep(wait)

    def lead_on(self, what: str, wait: float = 2.0) -> None:
        """Click the button that leads on, once there is one."""
        place: tuple[int, int] | None = None

        def is_there() -> bool:
            nonlocal place
            file = self._machine.out / "looked-at.png"
            self._take(file)
            with Image.open(file) as picture:
                place = leading(np.asarray(picture.convert("RGB")))
            file.unlink()
            return place is not None

        self.until(is_there, f"a button leads on: {what}", 30.0)
        if place is not None:
            self.click(place, wait)

    def folder(self, place: str) -> None:
        """Into a dialog that asks for one."""
        time.sleep(1.0)
        self._display.xdotool("type", place)
        time.sleep(1.0)
        self.keys("Return", wait=2.0)

    def take(self, name: str) -> None:
        self._taken += 1
        self._take(self._machine.out / f"{self._taken}-{name}.png")

    def _take(self, file: Path) -> None:
        subprocess.run(["import", "-window", "root", str(file)], env=self._display.environment, check=True)

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
        """Wait for it, and take a picture where it never comes."""
        end = time.monotonic() + seconds
        while not holds() and time.monotonic() < end:
            time.sleep(0.3)
        if not holds():
            self.take("failed")
        self._machine.check(holds(), what)


def leading(screen: npt.NDArray[np.uint8]) -> tuple[int, int] | None:
    """The middle (x, y) of the one button in the accent's colour, on a screen (h, w, 3), sRGB; else None."""
    accent = [int(DARK.accent[at : at + 2], 16) for at in (1, 3, 5)]
    filled = (np.abs(screen.astype(np.int16) - accent) <= 6).all(-1)
    filled[: _SIDES[1]] = filled[:, : _SIDES[0]] = False
    _, _, parts, middles = cv2.connectedComponentsWithStats(filled.astype(np.uint8))
    found = [
        (round(x), round(y))
        for (_, _, width, height, area), (x, y) in zip(parts[1:], middles[1:], strict=True)
        if 40 <= width <= 300 and 18 <= height <= 48 and area > 0.5 * width * height
    ]
    return found[0] if len(found) == 1 else None


def try_window(machine: Machine) -> None:
    """Open, style, export, a second start, a batch, a training with its curves, quit."""
    home = "/tmp/trial"
    with virtual_display(1280, 800) as display:
        number = display.name.lstrip(":")
        if machine.root is not None:  # the screen's socket, in that root too
            inside = machine.place(f"/tmp/.X11-unix/X{number}")
            inside.parent.mkdir(exist_ok=True)
            inside.unlink(missing_ok=True)
            os.link(f"/tmp/.X11-unix/X{number}", inside)
        program = f"{machine.program}"
        words = machine.words(program, f"{home}/photos/portrait.png", DISPLAY=display.name)
        window = subprocess.Popen(words)
        try:
            _use(machine, Hands(display, machine), display, home)
            code = window.wait(60)
            machine.check(code == 0, f"the window ends in order ({code})")
        finally:
            if window.poll() is None:
                window.kill()
                window.wait()


def _use(machine: Machine, hands: Hands, display: VirtualDisplay, home: str) -> None:
    place = machine.place(home)
    title = ("search", "--onlyvisible", "--sync", "--name", "portrait.png")
    display.xdotool(*title)
    time.sleep(8.0)
    hands.take("photo")
    hands.click(WARM_FILM, wait=3.0)
    hands.take("style")
    hands.keys("ctrl+e", wait=2.0)
    hands.take("export")
    hands.keys("Return")
    hands.until(lambda: any((place / "photos").glob("portrait-warm-film*")), "the styled photo is exported")
    hands.keys("Escape")
    machine.run(machine.program, f"{home}/few", DISPLAY=display.name, seconds=20)
    time.sleep(4.0)
    hands.take("second-start")
    hands.click(BATCH, wait=3.0)
    hands.click(OUTPUT_CHOOSE)
    hands.folder(f"{home}/styled")
    hands.click(PLAN, wait=4.0)
    hands.take("batch-plan")
    hands.lead_on("start the batch")
    hands.until(lambda: len(list((place / "styled").rglob("*.jpg"))) == 3, "the batch wrote three photos")
    time.sleep(2.0)
    hands.take("batch-done")
    _train(machine, hands, place, home)
    hands.click(HELP)
    hands.keys("Down", "Return", wait=2.0)
    hands.take("about")
    hands.keys("Escape")
    # Without a window manager nobody gives the keyboard back to the window; a menu takes it.
    hands.click(FILE)
    hands.keys("Up", "Return")


def _train(machine: Machine, hands: Hands, place: Path, home: str) -> None:
    hands.click(TRAIN, wait=4.0)
    hands.lead_on("teach a new style")
    hands.lead_on("to the photos")
    hands.click(ADD_FINISHED)
    hands.folder(f"{home}/finished")
    hands.click(ADD_ORDINARY)
    hands.folder(f"{home}/ordinary")
    hands.until(lambda: bool(_events(place, "looked")), "the photos are looked at", 120.0)
    time.sleep(2.0)
    hands.click(CONSENT)
    hands.take("photos")
    hands.lead_on("to the plan", wait=3.0)
    hands.until(lambda: bool(_events(place, "timed")), "steps are timed", 120.0)
    time.sleep(2.0)
    hands.take("plan")
    hands.click(QUICK)
    hands.lead_on("learn")
    hands.until(lambda: len(_events(place, "step")) >= 2, "the child trains", 240.0)
    time.sleep(3.0)
    hands.take("training")
    hands.click(STOP)
    hands.until(lambda: bool(_events(place, "done", "stopped")), "it stops, and keeps what it learned", 240.0)
    time.sleep(4.0)
    hands.take("verdict")


def _events(place: Path, *kinds: str) -> list[dict[str, object]]:
    runs = place / ".local" / "share" / "portrait-style-studio" / "runs"
    lines = [line for file in runs.glob("*/events.jsonl") for line in file.read_text().splitlines()]
    return [event for event in map(json.loads, lines) if event["kind"] in kinds]
