"""A watched folder as a process of its own: photos come, are styled once, and Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.batches import names_below
from tests.support.shoots import picture, write

ROOT = Path(__file__).resolve().parents[2]


def told(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.skipif(os.name == "nt", reason="signals of other systems")
def test_photos_are_styled_as_they_come_and_never_twice(tmp_path: Path) -> None:
    shoot, out = tmp_path / "tethered", tmp_path / "out"
    write(shoot / "1.jpg", picture(1, 90, 60))
    words = ["batch", str(shoot), "--style", "warm-film", "-o", str(out), "--watch"]

    def watching() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "studio", *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def end(process: subprocess.Popen[str]) -> tuple[str, str]:
        process.send_signal(signal.SIGINT)
        said, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
        assert "Traceback" not in error
        return said, error

    with watching() as process:
        said = [told(process)]
        write(shoot / ".2.part", picture(2, 90, 60))
        (shoot / ".2.part").rename(shoot / "2.jpg")
        write(shoot / "later" / "3.jpg", picture(3, 90, 60))
        said += [told(process), told(process)]
        rest, error = end(process)
    assert [*sorted(said), rest] == [*(str(out / name) for name in ("1.jpg", "2.jpg", "later/3.jpg")), ""]
    assert "Watching" in error
    write(shoot / "4.jpg", picture(4, 90, 60))
    with watching() as process:
        assert told(process) == str(out / "4.jpg")
        rest, _ = end(process)
    assert rest == ""
    assert names_below(out) == ["1.jpg", "2.jpg", "4.jpg", "later/3.jpg"]
