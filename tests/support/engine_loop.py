"""An engine running on two threads for tests, and the requests they make of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.editing.recipe import Recipe
from studio.engine.loop import EngineLoop
from studio.engine.request import (
    EngineReady,
    ExportDone,
    ExportRequest,
    Failure,
    PreviewReady,
    PreviewRequest,
    Region,
    Result,
)
from studio.generators.device import DeviceChoice
from studio.imaging.encode import ExportOptions
from studio.imaging.photo import Photo
from tests.support.engine import PATIENCE, Ear, FakeStyles, photo_of, picture

PHOTO = photo_of(picture(60, 80))


class Running:
    """An engine on two threads, with everything it said."""

    def __init__(self, styles: FakeStyles) -> None:
        self.ear = Ear()
        self.loop = EngineLoop(styles, self.ear, "cpu")
        self._threads = [
            threading.Thread(target=self.loop.serve_interactive, name="interactive"),
            threading.Thread(target=self.loop.serve_jobs, name="jobs"),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self.loop.stop()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(PATIENCE)
                assert not thread.is_alive(), thread.name


class Gate:
    """Stands in for a method: says when it was entered, and waits to be let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        self.entered, self.open = threading.Event(), threading.Event()
        original: Callable[..., object] = getattr(owner, name)

        def gated(*arguments: object, **named: object) -> object:
            self.entered.set()
            assert self.open.wait(PATIENCE)
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, gated)

    def wait(self) -> None:
        assert self.entered.wait(PATIENCE)


def preview(
    stamp: int, recipe: Recipe | None = None, slot: str = "after", photo: Photo = PHOTO
) -> PreviewRequest:
    return PreviewRequest(photo, recipe or Recipe(), Region.whole(photo), (40, 30), stamp, slot)


def job(name: str, target: Path, photo: Photo | Path = PHOTO, recipe: Recipe | None = None) -> ExportRequest:
    return ExportRequest(name, photo, recipe or Recipe().with_style("warm"), ExportOptions("png"), target)


def failed(request: object) -> Callable[[Result], bool]:
    return lambda result: isinstance(result, Failure) and result.request is request


def is_preview(stamp: int, slot: str = "after") -> Callable[[Result], bool]:
    return lambda result: isinstance(result, PreviewReady) and (result.stamp, result.slot) == (stamp, slot)


def is_done(job_id: str) -> Callable[[Result], bool]:
    return lambda result: isinstance(result, ExportDone) and result.job_id == job_id


def announced(engine: Running) -> DeviceChoice:
    ready = engine.ear.wait_for(lambda result: isinstance(result, EngineReady))
    assert isinstance(ready, EngineReady)
    assert ready.device.device == "cpu"
    assert "CPU" in str(ready.device.label)
    return ready.device
