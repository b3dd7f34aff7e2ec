"""The program's side: helper processes that decode, kept for the next file while all goes well."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import studio
from studio.errors import PhotoError, PhotoUnreadable
from studio.imaging.foreign import wire
from studio.imaging.foreign.child import BASE_SECONDS, ERRORS, SECONDS_PER_MEGAPIXEL
from studio.imaging.limits import check_size
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP, message_from

CHILD = "--decode-child"
"""The word with which the frozen program, which has no "-m", is the decoder."""
_DIED = QT_TRANSLATE_NOOP("errors", "it makes its decoder fail")
_TOO_LONG = QT_TRANSLATE_NOOP("errors", "decoding it takes too long")
_MOST_IDLE, _MOST_TEXT = 2, 2000
# The machine may be busy: only computing is bounded strictly, by the helper itself.
_PATIENCE = 6.0
_BYTES_PER_PIXEL = 40
_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def read_foreign(
    source: SourceFile,
    kind: str,
    *,
    facts_only: bool = False,
    longest: int | None = None,
    quick: bool = False,
) -> Raster:
    """Decode a file of one of ``FOREIGN`` in a helper process.

    ``longest``: at a fraction of the size where that is quicker, never below it; ``quick``: the preview that
    the file holds will do. Raises DamagedPhoto, also for a file that makes its decoder crash or hang,
    UnsupportedPhoto, PhotoTooLarge; PhotoUnreadable where the system gives no process.
    """
    asked = {"kind": kind, "name": source.name, "facts_only": facts_only, "longest": longest, "quick": quick}
    with _borrowed(source) as helper:
        return helper.ask(source, asked)


class Helper:
    """One process, for one thread at a time."""

    def __init__(self) -> None:
        frozen = getattr(sys, "frozen", False)
        words = [CHILD] if frozen else ["-m", "studio.imaging.foreign.child"]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(studio.__file__).resolve().parent.parent,
            env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=os.name != "nt",  # Ctrl-C is the program's
            creationflags=_FLAGS,
        )
        self.fit = True
        """Whether the next file may be asked of it."""

    def ask(self, source: SourceFile, asked: dict[str, Any]) -> Raster:
        """See :func:`read_foreign`."""
        late = threading.Event()
        self.fit = False
        try:
            with self._deadline(BASE_SECONDS, late):
                self._say(asked, source.data)
                raster = self._facts(source, asked["kind"])
            if not asked["facts_only"]:
                check_size(source.name, raster.width, raster.height, _BYTES_PER_PIXEL)
                megapixels = raster.width * raster.height / 1e6
                with self._deadline(BASE_SECONDS + SECONDS_PER_MEGAPIXEL * megapixels, late):
                    raster.pixels = self._pixels(source, raster)
            self.fit = True
            return raster
        except _Told as told:
            self.fit = True
            raise told.error from None
        except (wire.WireBroken, OSError) as error:
            code = self.end()
            slow = late.is_set() or code == -getattr(signal, "SIGXCPU", 0)
            raise source.damaged(_TOO_LONG if slow else _DIED, f"exit code {code}: {error}") from error

    def end(self) -> int:
        """Its exit code; ends it where it runs."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(0.2 if self.fit else 0.0)
        self._process.kill()
        return self._process.wait()

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    @contextlib.contextmanager
    def _deadline(self, seconds: float, late: threading.Event) -> Iterator[None]:
        def give_up() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds * _PATIENCE, give_up)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _say(self, asked: dict[str, Any], data: bytes) -> None:
        assert self._process.stdin is not None
        wire.send(self._process.stdin, asked, [data])

    def _hear(self, source: SourceFile) -> tuple[dict[str, Any], list[bytes]]:
        assert self._process.stdout is not None
        head, blocks = wire.receive(self._process.stdout.read)
        if "error" in head:
            raise _Told(_error(source, head))
        return head, blocks

    def _facts(self, source: SourceFile, kind: str) -> Raster:
        raster = wire.unpack(*self._hear(source))
        if raster.format != kind:
            raise wire.WireBroken(f"{kind} was asked")
        return raster

    def _pixels(self, source: SourceFile, raster: Raster) -> Any:
        assert self._process.stdout is not None
        head, _ = self._hear(source)
        pixels = wire.room_for(head, raster, 2 * raster.width * raster.height)
        view, filled = pixels.data.cast("B"), 0
        while filled < len(view):
            count = self._process.stdout.readinto(view[filled:])  # type: ignore[attr-defined]
            if not count:
                raise wire.WireBroken("the picture ends")
            filled += count
        if pixels.dtype.kind == "f" and not np.isfinite(pixels.sum()):
            raise wire.WireBroken("what is no number")
        return pixels


class _Told(Exception):
    """An error that the helper answered with: it is well, and can be asked again."""

    def __init__(self, error: PhotoError) -> None:
        super().__init__(str(error))
        self.error = error


def _error(source: SourceFile, head: dict[str, Any]) -> PhotoError:
    try:
        kind = ERRORS[head["error"]]
        values = {
            key: message_from(value) if isinstance(value, dict) else value
            for key, value in head["values"].items()
            if isinstance(value, dict | str | int | float)
        }
        error = kind(name=source.name, details=str(head["details"])[:_MOST_TEXT], **values)
        if len(str(error)) > _MOST_TEXT:
            raise wire.WireBroken("a sentence without end")
        return error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise wire.WireBroken(str(error)) from error


_idle: list[Helper] = []
_lock = threading.Lock()


@contextlib.contextmanager
def _borrowed(source: SourceFile) -> Iterator[Helper]:
    with _lock:
        helper = _idle.pop() if _idle else None
    if helper is not None and not helper.runs:
        helper.end()
        helper = None
    try:
        helper = helper or Helper()
    except OSError as error:
        raise PhotoUnreadable(name=source.name, reason=error.strerror or str(error)) from error
    try:
        yield helper
    finally:
        with _lock:
            kept = helper.fit and len(_idle) < _MOST_IDLE
            if kept:
                _idle.append(helper)
        if not kept:
            helper.end()


@atexit.register
def end_helpers() -> None:
    """End those that wait for work."""
    with _lock:
        left, _idle[:] = list(_idle), []
    for helper in left:
        helper.end()
