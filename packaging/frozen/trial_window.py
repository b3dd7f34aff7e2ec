"""The packed program used by hand, on a screen of its own: mouse and keys, where its English window has them.

The places are those of a window of 1280 x 800 in an empty home; where the window is laid out anew, a picture
in the trial's folder shows what was hit instead.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.display import VirtualDisplay, virtual_display

if TYPE_CHECKING:
    from frozen.trial import Machine

FILE, BATCH, TRAIN, HELP = (29, 17), (445, 17), (530, 17), (292, 17)
WARM_FILM = (70, 684)
OUTPUT_CHOOSE, PLAN, START = (304, 661), (186, 775), (1223, 78)
BEGIN, NEXT, ADD_FINISHED, ADD_ORDINARY, CONSENT = (
    (757, 430),
    (1229, 778),
    (502, 111),
    (1050, 111),
    (266, 704),
)
QUICK, LEARN, STOP = (420, 220), (1195, 778), (945, 60)


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

    def folder(self, place: str) -> None:
        """Into a dialog that asks for one."""
        time.sleep(1.0)
        self._display.xdotool("type", place)
        time.sleep(1.0)
        self.keys("Return", wait=2.0)

    def take(self, name: str) -> None:
        self._taken += 1
        file = self._machine.out / f"{self._taken}-{name}.png"
        subprocess.run(["import", "-window", "root", str(file)], env=self._display.environment, check=True)

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
        """Wait for it, and take a picture where it never comes."""
        end = time.monotonic() + seconds
        while not holds() and time.monotonic() < end:
            time.sleep(0.3)
        if not holds():
            self.take("failed")
        self._machine.check(holds(), what)


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
    time.sleep(12.0)
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
    hands.click(START)
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
    hands.click(BEGIN, wait=2.0)
    hands.click(NEXT, wait=2.0)
    hands.click(ADD_FINISHED)
    hands.folder(f"{home}/finished")
    hands.click(ADD_ORDINARY)
    hands.folder(f"{home}/ordinary")
    hands.until(lambda: bool(_events(place, "looked")), "the photos are looked at", 120.0)
    time.sleep(2.0)
    hands.click(CONSENT)
    hands.take("photos")
    hands.click(NEXT, wait=3.0)
    hands.until(lambda: bool(_events(place, "timed")), "steps are timed", 120.0)
    time.sleep(2.0)
    hands.take("plan")
    hands.click(QUICK)
    hands.click(LEARN)
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
