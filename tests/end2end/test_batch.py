"""A batch as a process of its own: interrupted and ended by its user, and gone on with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from studio.imaging.decode import decode_photo
from tests.support.batches import names_below, snapshot
from tests.support.shoots import picture, write

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-W", "error", "-m", "studio", "batch"]
COUNT = 12


@pytest.mark.skipif(os.name == "nt", reason="signals of other systems")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ended_in_order_and_gone_on_with(tmp_path: Path, number: signal.Signals, code: int) -> None:
    shoot, out = tmp_path / "shoot", tmp_path / "out"
    for photo in range(COUNT):
        write(shoot / f"{photo:02}.jpg", picture(photo, 1500, 1000))
    before = snapshot(shoot)
    words = [str(shoot), "--style", "warm-film", "-o", str(out), "--jobs", "1"]
    with subprocess.Popen(
        [*PROGRAM, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        process.send_signal(number)
        rest, error = process.communicate(timeout=60)
    assert process.returncode == code
    assert "--resume goes on" in error
    assert "Traceback" not in error
    done = [first, *rest.split()]
    assert len(done) < COUNT
    assert {str(out / name) for name in names_below(out)} >= set(done)
    assert all(not name.startswith(".") for name in names_below(out))
    decode_photo(Path(first))
    again = subprocess.run(
        [*PROGRAM, "--resume"], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60
    )
    assert again.returncode == 0, again.stderr
    assert names_below(out) == [f"{photo:02}.jpg" for photo in range(COUNT)]
    assert snapshot(shoot) == before
