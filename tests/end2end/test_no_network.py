"""Nothing in the program opens a socket: the main job is done where there is no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import offline

ROOT = Path(__file__).resolve().parents[2]


def run_offline(
    module: str, *words: str | Path, network: tuple[str, ...]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*network, sys.executable, offline.__file__, "none", module, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )


def empty_network() -> tuple[str, ...]:
    words = offline.without_network()
    if not words:
        pytest.skip("this system does not let us make an empty network")
    return words


PROBE = """
import socket, sys
if sys.argv[1] == "open":
    try:
        socket.socket()
    except BaseException:
        pass
elif sys.argv[1] == "name":
    socket.getaddrinfo("localhost", 80)
"""


@pytest.mark.parametrize(("what", "code"), [("open", offline.CAUGHT), ("name", offline.CAUGHT), ("", 0)])
def test_the_watch_sees_a_socket(tmp_path: Path, what: str, code: int) -> None:
    (tmp_path / "probe.py").write_text(PROBE)
    done = subprocess.run(
        [sys.executable, offline.__file__, "none", "probe", what],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == code, done.stderr


def test_the_empty_network_is_empty() -> None:
    listed = subprocess.run(
        [*empty_network(), "cat", "/proc/net/dev"], check=True, capture_output=True, text=True
    ).stdout
    assert [line.split(":")[0].strip() for line in listed.splitlines()[2:]] == ["lo"]


@pytest.mark.parametrize("cut_off", [False, True], ids=["with network", "without network"])
def test_the_command_line_needs_no_network(portrait_jpeg: Path, tmp_path: Path, cut_off: bool) -> None:
    target = tmp_path / "out.jpg"
    network = empty_network() if cut_off else ()
    done = run_offline(
        *("studio", "apply", portrait_jpeg, "--style", "warm-film", "--json", "-o", target), network=network
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"][0]["ok"]
    assert target.is_file()


@pytest.mark.parametrize("cut_off", [False, True], ids=["with network", "without network"])
def test_the_window_needs_no_network(portrait_jpeg: Path, tmp_path: Path, cut_off: bool) -> None:
    target = tmp_path / "out.jpg"
    network = empty_network() if cut_off else ()
    done = run_offline("tests.support.window_job", portrait_jpeg, target, network=network)
    assert done.returncode == 0, done.stderr
    assert target.is_file()
