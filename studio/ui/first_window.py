"""One window for each user and screen: a second start hands its photos to it, and ends.

The first to start holds a lock and, once it is seen, listens on a socket of the local machine, in the user's
own folder, that nobody else may use. Nothing here reaches a network. Where anything is amiss, a start is a
window of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, QTimer, Signal, Slot

from studio.paths import user_cache, user_data
from studio.styles import strict_json

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

SAMPLE: Final = "--sample"
"""The word for the sample portrait, in place of a photo."""
MOST_BYTES: Final = 1 << 20
MOST_PATHS: Final = 10_000
PATIENCE: Final = 3000
"""Milliseconds that a second start waits for the first, and that the first waits for the end of a message."""
_ANSWER = b"taken\n"
_LONGEST_SOCKET = 103 if sys.platform == "darwin" else 107  # bytes; a limit of the system


class FirstWindow(QObject):
    """Made before the window: ``is_first`` says whether to show one. ``wanted`` brings (paths, sample)."""

    wanted = Signal(list, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, lock = _places()
        self._server: QLocalServer | None = None
        self._lock = QLockFile(lock)
        self._lock.setStaleLockTime(0)  # it is free when its process is gone, and not before
        self.is_first = bool(lock) and self._lock.tryLock(0)

    def hand_over(self, paths: Sequence[Path], *, sample: bool = False) -> bool:
        """Give what was asked of this start to the first window; whether it took it."""
        if self.is_first or not self._name:
            return False
        from PySide6.QtNetwork import QLocalSocket

        asked = {"paths": [str(path.absolute()) for path in paths], "sample": sample}
        message = json.dumps(asked | {"token": os.environ.get("XDG_ACTIVATION_TOKEN", "")}).encode() + b"\n"
        if len(message) > MOST_BYTES or len(paths) > MOST_PATHS:
            return False
        left, socket = QDeadlineTimer(PATIENCE), QLocalSocket()
        while not left.hasExpired():
            socket.connectToServer(self._name)
            if socket.waitForConnected(500):
                socket.write(message)
                while not socket.canReadLine() and socket.waitForReadyRead(left.remainingTime()):
                    pass
                return bytes(socket.readLine().data()) == _ANSWER
            QThread.msleep(50)  # it has the lock, and listens once it is seen
        return False

    def listen(self) -> None:
        """From now on, be told of later starts."""
        if not self.is_first or self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # of a process that died: the lock is ours
        self._server.newConnection.connect(self._greet)
        if self._server.listen(self._name) and sys.platform != "win32":
            Path(self._name).chmod(0o600)  # Qt allows its user to "run" it too

    def end(self) -> None:
        """Listen no more, and let another be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    @Slot()
    def _greet(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(MOST_BYTES)
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)
            # Who says nothing does not keep the line for ever.
            patience = QTimer(socket)
            patience.setSingleShot(True)
            patience.timeout.connect(self._give_up)
            socket.disconnected.connect(patience.stop)
            patience.start(PATIENCE)
            self._hear_from(socket)

    @Slot()
    def _give_up(self) -> None:
        timer: Any = self.sender()
        timer.parent().abort()

    @Slot()
    def _hear(self) -> None:
        socket: Any = self.sender()
        self._hear_from(socket)

    def _hear_from(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() >= MOST_BYTES:
                socket.abort()
            return
        try:
            paths, sample, token = understand(bytes(socket.readLine(MOST_BYTES).data()))
        except ValueError:
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        socket.disconnectFromServer()
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt asks Wayland with it to bring the window forward
        self.wanted.emit(paths, sample)


def understand(message: bytes) -> tuple[list[Path], bool, str]:
    """(absolute paths, sample wanted, activation token) of a message. Raises ValueError for anything else."""
    asked = strict_json.parse(message.decode(), MOST_BYTES)
    if not isinstance(asked, dict) or asked.keys() != {"paths", "sample", "token"}:
        raise ValueError("no message")
    paths, sample, token = asked["paths"], asked["sample"], asked["token"]
    if not isinstance(paths, list) or len(paths) > MOST_PATHS or not isinstance(sample, bool):
        raise ValueError("no message")
    if not isinstance(token, str) or len(token) > 256 or not token.isprintable():
        raise ValueError("no token")
    for path in paths:
        if not isinstance(path, str) or "\0" in path or not Path(path).is_absolute():
            raise ValueError("no path")
    return [Path(path) for path in paths], sample, token


def _places() -> tuple[str, str]:
    """(socket, lock) of this user, these settings and this screen; "" where there can be none."""
    screen = f"{os.environ.get('DISPLAY')} {os.environ.get('WAYLAND_DISPLAY')} {user_data()}"
    name = "pss-" + hashlib.sha256(screen.encode(errors="surrogateescape")).hexdigest()[:16]
    if sys.platform == "win32":
        user_cache().mkdir(parents=True, exist_ok=True)
        return name, str(user_cache() / f"{name}.lock")
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    for folder in (Path(given) if given else None, user_cache() / "run"):
        place = str(folder / name) if folder is not None and _own_folder(folder) else ""
        if place and len(os.fsencode(place)) <= _LONGEST_SOCKET:
            return place, f"{place}.lock"
    return "", ""


def _own_folder(folder: Path) -> Path | None:
    """The folder, made where it is missing, if nobody but the user can do anything in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        told = folder.lstat()
    except OSError:
        return None
    own = stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and not told.st_mode & 0o077
    return folder if own else None
