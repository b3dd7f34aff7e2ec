"""What goes wrong in the engine is told as a value, and the engine goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.editing.recipe import Recipe
from studio.engine import loop as loop_module
from studio.engine.render import Renderer
from studio.engine.request import (
    EngineReady,
    Failure,
    OpenRequest,
    PhotoOpened,
    Request,
    StyleThumbnailRequest,
)
from studio.errors import DeviceOutOfMemory, InternalError, PhotoMissing, StudioError, StyleUnknown
from studio.generators.device import cpu_after_failure
from tests.support.engine_loop import (
    PHOTO,
    Running,
    announced,
    failed,
    is_preview,
    job,
    preview,
)


def test_failures_are_values_and_the_engine_goes_on(engine: Running, tmp_path: Path) -> None:
    engine.start()
    missing = OpenRequest(tmp_path / "gone.jpg", 1)
    unknown = preview(1, Recipe().with_style("nobody"))
    thumbnail = StyleThumbnailRequest(PHOTO, Recipe(), "nobody", 32, 1)
    export = job("j", tmp_path / "no such folder" / "out.png", tmp_path / "gone.jpg")
    wrong: dict[Request, type[StudioError]] = {
        missing: PhotoMissing,
        unknown: StyleUnknown,
        thumbnail: StyleUnknown,
        export: PhotoMissing,
    }
    for request, error in wrong.items():
        engine.loop.submit(request)
        failure = engine.ear.wait_for(failed(request))
        assert isinstance(failure, Failure)
        assert type(failure.error) is error
    engine.loop.submit(preview(2))
    engine.ear.wait_for(is_preview(2))


@pytest.mark.parametrize(
    ("fault", "kind"), [(ZeroDivisionError("oh"), InternalError), (MemoryError("oh"), DeviceOutOfMemory)]
)
def test_unknown_faults_become_errors_with_details(
    engine: Running, monkeypatch: pytest.MonkeyPatch, fault: Exception, kind: type[Exception]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(Renderer, "render_display", broken)
    engine.start()
    request = preview(1)
    engine.loop.submit(request)
    failure = engine.ear.wait_for(failed(request))
    assert isinstance(failure, Failure)
    assert type(failure.error) is kind
    assert "oh" in failure.error.details


def test_torch_that_cannot_be_loaded_is_told_and_photos_still_open(
    engine: Running, portrait_jpeg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(preference: str) -> None:
        raise ImportError("libtorch is not for this machine")

    monkeypatch.setattr(loop_module, "choose_device", broken)
    engine.start()
    failure = engine.ear.wait_for(failed(None))
    assert isinstance(failure, Failure)
    assert "libtorch" in failure.error.details
    engine.loop.submit(OpenRequest(portrait_jpeg, 1))
    engine.ear.wait_for(lambda result: isinstance(result, PhotoOpened))
    request = preview(1)
    engine.loop.submit(request)
    engine.ear.wait_for(failed(request))


def test_a_changed_device_is_told(engine: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.start()
    choice = announced(engine)
    original = Renderer.render_display

    def lost(self: Renderer, *arguments: object, **named: object) -> object:
        self._strips.choice = cpu_after_failure(choice, "gone")
        return original(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "render_display", lost)
    engine.loop.submit(preview(1))
    engine.ear.wait_for(is_preview(1))
    ready = engine.ear.of(EngineReady)
    assert len(ready) == 2
    assert isinstance(ready[1], EngineReady)
    assert "gone" in str(ready[1].device.reason)
