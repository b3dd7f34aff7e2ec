"""What the README shows at a terminal is what a terminal shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import pictures

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the README's examples are: a folder ``shoot``, and the program on the path."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "portrait-studio"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m studio "$@"\n')
    program.chmod(0o755)
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    shutil.copy(pictures.astronaut_png(), shoot / "astronaut.png")
    (shoot / "anna.jpg").write_bytes(pictures.portrait_jpeg_bytes())
    (shoot / "notes.jpg").write_text("not a photo")
    return tmp_path


def test_examples(place: Path) -> None:
    assert BLOCKS
    for block in BLOCKS:
        commands = re.findall(r"^\$ (.*)$", block, re.MULTILINE)
        shown = ""
        for command in commands:
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=place,
                env={**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}"},
                check=False,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                timeout=100,
            )
            shown += f"$ {command}\n{done.stdout}"
        assert shown == block
