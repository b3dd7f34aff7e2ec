"""A virtual X display of our own, for tests that need a real window and a real mouse."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class VirtualDisplay:
    """A running Xvfb. ``name`` is what DISPLAY must say."""

    name: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which a program shows its window here."""
        kept = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
        return {**kept, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def xdotool(self, *words: str | int) -> str:
        """Run xdotool here: mouse and keys of a user."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=30,
        )
        return done.stdout.strip()


def missing_tools() -> list[str]:
    return [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]


@contextmanager
def virtual_display(
    width: int = 1600, height: int = 1000, framebuffer: Path | None = None
) -> Iterator[VirtualDisplay]:
    """Start Xvfb on a free display, and end it; ``framebuffer``: the folder of its pixels (Xvfb_screen0)."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(writer)),
            *("-screen", "0", f"{width}x{height}x24"),
            *("-nolisten", "tcp", "-noreset"),
            *(("-fbdir", str(framebuffer)) if framebuffer else ()),
        ],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()  # written once the display accepts connections
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield VirtualDisplay(f":{number}")
    finally:
        server.terminate()
        server.wait(10)
