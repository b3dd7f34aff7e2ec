"""The real window on a real display, moved by a real mouse: open, style, strength, export, quit."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.support.display import VirtualDisplay

pytestmark = [pytest.mark.display, pytest.mark.timeout(180)]

ROOT = Path(__file__).resolve().parents[2]
DRIVER = ROOT / "tests" / "support" / "drive_window.py"


class Window:
    """The program under test, and the hand at its mouse and keys."""

    def __init__(self, display: VirtualDisplay, process: subprocess.Popen[str]) -> None:
        self._display = display
        self.process = process

    def ask(self, question: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the window is gone"
        return json.loads(line)

    def wait_for(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = 60.0) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            state: dict[str, Any] = self.ask("state")
            if wanted(state):
                return state
            time.sleep(0.05)
        raise AssertionError(f"never came: {self.ask('state')}")

    def place(self, name: str) -> dict[str, int]:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            place: dict[str, int] | None = self.ask(name)
            if place is not None:
                return place
            time.sleep(0.05)
        raise AssertionError(f"{name} is not to be seen")

    def click(self, name: str, across: float = 0.5) -> tuple[int, int]:
        place = self.place(name)
        x, y = round(place["x"] + place["width"] * across), place["y"] + place["height"] // 2
        self._display.xdotool("mousemove", x, y)
        time.sleep(0.1)
        self._display.xdotool("click", 1)
        return x, y

    def drag(self, name: str, start: float, end: float) -> None:
        """Along a widget, in steps, as a hand does."""
        place = self.place(name)
        y = place["y"] + place["height"] // 2
        self._display.xdotool("mousemove", round(place["x"] + place["width"] * start), y, "mousedown", 1)
        for step in range(1, 11):
            part = start + (end - start) * step / 10
            self._display.xdotool("mousemove", round(place["x"] + place["width"] * part), y)
            time.sleep(0.03)
        self._display.xdotool("mouseup", 1)

    def pull(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """From one point of the screen to another, in steps."""
        self._display.xdotool("mousemove", round(start[0]), round(start[1]), "mousedown", 1)
        for step in range(1, 9):
            x, y = (one + (two - one) * step / 8 for one, two in zip(start, end, strict=True))
            self._display.xdotool("mousemove", round(x), round(y))
            time.sleep(0.03)
        self._display.xdotool("mouseup", 1)

    def type_over(self, name: str, text: str) -> None:
        self.click(name)
        self._display.xdotool("click", "--repeat", 2, "--delay", 60, 1)
        self._display.xdotool("key", "ctrl+a")
        self._display.xdotool("type", "--delay", 5, text)

    def key(self, keys: str) -> None:
        # Without a window manager nobody else gives the window the keyboard back after a dialog.
        self._display.xdotool("windowfocus", "--sync", self.ask("state")["window"], "key", keys)


@pytest.fixture
def photo(tmp_path: Path, astronaut: Path) -> Path:
    folder = tmp_path / "shoot"
    folder.mkdir()
    copy = folder / "astronaut.png"
    copy.write_bytes(astronaut.read_bytes())
    return copy


@pytest.fixture
def window(virtual_display: VirtualDisplay, photo: Path, home: Path) -> Iterator[Window]:
    environment = {**virtual_display.environment, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, str(DRIVER), str(photo)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    )
    try:
        yield Window(virtual_display, process)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_crop_by_the_mouse_turn_by_keys_undo(window: Window, photo: Path) -> None:
    window.wait_for(lambda state: state["photo"] and state["ready"])
    window.click("canvas")
    window.key("c")
    window.wait_for(lambda state: state["cropping"])
    time.sleep(0.3)  # the crop bar takes its room first
    place = window.place("canvas")
    # The picture of 512 x 512 lies in the middle, at most at 100 %.
    side = min(place["width"] - 32, place["height"] - 32, 512)
    left = place["x"] + (place["width"] - side) / 2
    top = place["y"] + (place["height"] - side) / 2
    window.pull((left + 1, top + 1), (left + side / 4, top + side / 2))
    window.key("Return")
    state = window.wait_for(lambda state: not state["cropping"] and state["crop"][0] > 0)
    assert state["crop"] == pytest.approx([0.25, 0.5, 1.0, 1.0], abs=0.01)
    window.key("ctrl+bracketright")
    state = window.wait_for(lambda state: state["turns"] == 1)
    assert state["crop"] == pytest.approx([0.0, 0.25, 0.5, 1.0], abs=0.01)
    window.key("ctrl+z")
    window.key("ctrl+z")
    window.wait_for(lambda state: state["turns"] == 0 and state["crop"] == [0, 0, 1, 1])


def pixels(path: Path) -> np.ndarray[Any, np.dtype[np.int16]]:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"), dtype=np.int16)


def test_open_style_strength_export_quit(window: Window, photo: Path, tmp_path: Path) -> None:
    window.wait_for(lambda state: state["photo"] and state["ready"] and state["styles"] > 0)
    window.click("style:warm-film")
    window.wait_for(lambda state: state["style"] == "warm-film")

    window.drag("strength_slider", 2 / 3, 0.4)
    state = window.wait_for(lambda state: state["strength"] is not None and state["strength"] < 0.9)
    time.sleep(0.3)
    strength = window.ask("state")["strength"]
    assert 0.3 < strength < 0.9, state

    window.click("export_button")
    window.type_over("export_name", "from-the-window")
    window.click("export_now")
    exported = photo.parent / "from-the-window.jpg"
    window.wait_for(lambda state: state["jobs"] == 0 and exported.is_file())

    window.click("export_close")
    window.key("ctrl+q")
    assert window.process.wait(20) == 0

    by_command = tmp_path / "by-command.jpg"
    subprocess.run(
        [
            *(sys.executable, "-m", "studio", "apply", str(photo), "--style", "warm-film"),
            *("--strength", repr(strength), "-o", str(by_command)),
        ],
        check=True,
        cwd=ROOT,
        capture_output=True,
        timeout=120,
    )
    difference = np.abs(pixels(exported) - pixels(by_command))
    assert difference.max() <= 1
    assert np.abs(pixels(exported) - pixels(photo)).mean() > 1, "no style was applied"
