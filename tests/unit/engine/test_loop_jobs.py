"""Exports in the engine: in order, cancelled anywhere, never in the way of previews."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.editing.recipe import Recipe
from studio.engine.render import Renderer
from studio.engine.request import (
    ExportRequest,
    Failure,
    Progress,
    QueueStatus,
)
from studio.errors import Cancelled
from tests.support.engine import some_styles
from tests.support.engine_loop import (
    PHOTO,
    Gate,
    Running,
    announced,
    failed,
    is_done,
    is_preview,
    job,
    preview,
)


def test_the_exported_pixels_are_the_rendered_ones(engine: Running, tmp_path: Path) -> None:
    engine.start()
    engine.loop.submit(job("j", tmp_path / "out.png"))
    engine.ear.wait_for(is_done("j"))
    import cv2

    written = cv2.imread(str(tmp_path / "out.png"), cv2.IMREAD_COLOR_RGB)
    assert written is not None
    renderer = Renderer(some_styles(), announced(engine))
    expected = renderer.render(PHOTO, Recipe().with_style("warm")).pixels
    assert np.abs(written / 255 - np.clip(expected, 0, 1)).max() < 1.6 / 255


def test_an_export_does_not_delay_previews(
    engine: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, Renderer, "encode")
    engine.start()
    engine.loop.submit(job("j", tmp_path / "out.png"))
    gate.wait()
    engine.loop.submit(preview(1))
    engine.ear.wait_for(is_preview(1))
    assert engine.loop.status() == QueueStatus("j", 0, 0)
    gate.open.set()
    engine.ear.wait_for(is_done("j"))


def test_cancelling_a_running_and_a_waiting_job(
    engine: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, Renderer, "encode")
    engine.start()
    running, waiting, third = (job(name, tmp_path / f"{name}.png") for name in "abc")
    for request in (running, waiting, third):
        engine.loop.submit(request)
    gate.wait()
    engine.loop.cancel_job("b")
    # At once, not after the running one.
    failure = engine.ear.wait_for(failed(waiting))
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, Cancelled)
    engine.loop.cancel_job("a")
    gate.open.set()
    failure = engine.ear.wait_for(failed(running))
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, Cancelled)
    engine.ear.wait_for(is_done("c"))
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".png"] == ["c.png"]


def test_a_token_cancelled_while_waiting(engine: Running, tmp_path: Path) -> None:
    request = job("a", tmp_path / "a.png")
    request.token.cancel()
    engine.loop.submit(request)
    engine.start()
    failure = engine.ear.wait_for(failed(request))
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, Cancelled)
    assert not engine.ear.of(Progress)


def test_clearing_jobs_says_so(engine: Running, tmp_path: Path) -> None:
    requests = [job(name, tmp_path / f"{name}.png") for name in "ab"]
    for request in requests:
        engine.loop.submit(request)
    engine.loop.clear(ExportRequest)
    assert [result.request for result in engine.ear.of(Failure) if isinstance(result, Failure)] == requests


def test_stopping_cancels_the_running_job_and_leaves_no_file(
    engine: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, Renderer, "encode")
    engine.start()
    engine.loop.submit(job("a", tmp_path / "a.png"))
    engine.loop.submit(job("b", tmp_path / "b.png"))
    gate.wait()
    engine.loop.stop()
    gate.open.set()
    engine.stop()
    assert not list(tmp_path.glob("*.png"))
    before = len(engine.ear.results)
    engine.loop.submit(preview(1))
    engine.loop.submit(job("c", tmp_path / "c.png"))
    engine.loop.stop()
    assert len(engine.ear.results) == before
