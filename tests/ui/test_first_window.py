"""A second start hands its photos to the first window; what is no such message is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from studio.ui.first_window import MOST_BYTES, MOST_PATHS, FirstWindow, understand

ROOT = Path(__file__).resolve().parents[2]
SECOND = """
import sys
from studio.ui.start import claim
sys.exit(3 if claim(sys.argv[1:]) is None else 4)
"""
DIES = """
import os, sys
from PySide6.QtCore import QCoreApplication
from studio.ui.first_window import FirstWindow
application = QCoreApplication([])
first = FirstWindow()
first.listen()
os._exit(5 if first.is_first else 6)
"""


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def first(runtime: Path, qapp: object) -> Iterator[FirstWindow]:
    window = FirstWindow()
    window.listen()
    yield window
    window.end()


def start(code: str, *words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], cwd=ROOT)


def ended(qtbot: QtBot, process: subprocess.Popen[bytes]) -> int:
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=30_000)
    return int(process.wait())


def socket_of(runtime: Path) -> Path:
    (socket,) = (path for path in runtime.iterdir() if path.suffix != ".lock")
    return socket


def test_the_second_start_hands_over_and_ends(qtbot: QtBot, first: FirstWindow, tmp_path: Path) -> None:
    photo = tmp_path / "ein Bild “ä”.jpg"
    with qtbot.waitSignal(first.wanted, timeout=30_000) as caught:
        second = start(SECOND, photo, "--sample")
    assert ended(qtbot, second) == 3
    assert caught.args == [[photo], True]


def test_nobody_else_may_ask(first: FirstWindow, runtime: Path) -> None:
    assert socket_of(runtime).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o777, 0o750])
def test_a_folder_that_others_may_enter_is_not_used(runtime: Path, home: Path, mode: int) -> None:
    runtime.chmod(mode)
    window = FirstWindow()
    assert window.is_first
    window.end()
    assert list(runtime.iterdir()) == []


def test_who_died_leaves_the_way_free(qtbot: QtBot, runtime: Path) -> None:
    assert ended(qtbot, start(DIES)) == 5
    assert socket_of(runtime).exists()
    window = FirstWindow()
    assert window.is_first
    window.listen()
    with qtbot.waitSignal(window.wanted, timeout=30_000):
        second = start(SECOND)
    assert ended(qtbot, second) == 3
    window.end()


def test_a_first_that_does_not_answer_is_not_waited_for(
    runtime: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.ui.first_window.PATIENCE", 200)
    busy = FirstWindow()  # has the lock, and never listens
    second = FirstWindow()
    assert not second.is_first
    assert not second.hand_over([])
    busy.end()


def test_who_says_nothing_is_sent_away(
    qtbot: QtBot, first: FirstWindow, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.ui.first_window.PATIENCE", 50)
    socket = QLocalSocket()
    socket.connectToServer(str(socket_of(runtime)))
    assert socket.waitForConnected(2000)
    socket.write(b"half a")
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=10_000)


@pytest.mark.parametrize(
    "message",
    [
        b"\n", b"nonsense\n", b"[]\n", b'{"paths": ["a.jpg"], "sample": false, "token": ""}\n',
        b"x" * (MOST_BYTES + 9),
    ],
    ids=["nothing", "no JSON", "a list", "a relative path", "without an end"],
)  # fmt: skip
def test_what_is_no_message_opens_nothing(
    qtbot: QtBot, first: FirstWindow, runtime: Path, message: bytes
) -> None:
    told: list[object] = []
    first.wanted.connect(lambda *asked: told.append(asked))
    socket = QLocalSocket()
    socket.connectToServer(str(socket_of(runtime)))
    assert socket.waitForConnected(2000)
    socket.write(message)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=10_000)
    assert told == []
    assert bytes(socket.readAll().data()) == b""


def test_a_message_is_checked_to_the_last_field() -> None:
    good = {"paths": [str(Path(os.sep).absolute())], "sample": False, "token": "t"}
    assert understand(json.dumps(good).encode()) == ([Path(os.sep).absolute()], False, "t")
    for wrong in (
        {"paths": "abc"}, {"paths": [1]}, {"paths": ["/a\0b"]}, {"paths": ["/a"] * (MOST_PATHS + 1)},
        {"sample": 1}, {"token": "a\nb"}, {"token": "t" * 300}, {"token": None}, {"more": 1},
    ):  # fmt: skip
        with pytest.raises(ValueError, match="no "):
            understand(json.dumps(good | wrong).encode())
    for broken in (b"[" * 100_000, b'{"paths":[],"sample":true,"sample":false,"token":""}', b"\xff"):
        with pytest.raises(ValueError, match=r"deep|twice|codec"):
            understand(broken)
