"""The engine on its two threads, without Qt: real renderer, real files, made-up styles."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.editing.recipe import Recipe
from studio.engine.cache import PictureCache
from studio.engine.render import Renderer
from studio.engine.request import (
    EngineReady,
    ExportDone,
    Failure,
    FileThumbnailReady,
    FileThumbnailRequest,
    OpenRequest,
    PhotoOpened,
    PreviewReady,
    Progress,
    Region,
    StyleThumbnailReady,
    StyleThumbnailRequest,
)
from studio.engine.trial_request import TrialReady, TrialRequest
from tests.support.engine_loop import (
    Gate,
    Running,
    is_done,
    is_preview,
    job,
    preview,
)


def test_open_preview_thumbnails_export(engine: Running, portrait_jpeg: Path, tmp_path: Path) -> None:
    engine.loop.submit(OpenRequest(portrait_jpeg, 1))
    engine.start()
    opened = engine.ear.wait_for(lambda result: isinstance(result, PhotoOpened))
    assert isinstance(opened, PhotoOpened)
    photo = opened.photo
    engine.loop.submit(preview(1, Recipe().with_style("warm"), photo=photo))
    shown = engine.ear.wait_for(is_preview(1))
    assert isinstance(shown, PreviewReady)
    assert shown.pixels.shape == (30, 40, 4)
    assert shown.region == Region.whole(photo)
    assert shown.seconds > 0

    engine.loop.submit(StyleThumbnailRequest(photo, Recipe(), "warm", 32, 1))
    engine.loop.submit(StyleThumbnailRequest(photo, Recipe(), "", 32, 1))
    engine.loop.submit(FileThumbnailRequest(portrait_jpeg, 32, 1))
    file = engine.ear.wait_for(lambda result: isinstance(result, FileThumbnailReady))
    assert isinstance(file, FileThumbnailReady)
    assert file.path == portrait_jpeg
    assert max(file.pixels.shape[:2]) == 32
    styled, plain = (result for result in engine.ear.of(StyleThumbnailReady))
    assert isinstance(styled, StyleThumbnailReady)
    assert isinstance(plain, StyleThumbnailReady)
    assert (styled.style_id, plain.style_id) == ("warm", "")
    assert styled.pixels[..., 2].mean() < plain.pixels[..., 2].mean() - 5

    engine.loop.submit(job("j", tmp_path / "out.png", portrait_jpeg))
    done = engine.ear.wait_for(is_done("j"))
    assert isinstance(done, ExportDone)
    assert done.target.stat().st_size > 1000
    told = [result for result in engine.ear.of(Progress) if isinstance(result, Progress)]
    fractions = [progress.fraction for progress in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert str(told[0].stage) == "Opening"
    assert len(engine.ear.of(EngineReady)) == 1
    assert engine.ear.of(Failure) == []


def test_a_fast_slider_shows_steps_and_ends_at_the_newest(
    engine: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, Renderer, "render_display")
    engine.start()
    engine.loop.submit(preview(1))
    gate.wait()
    for stamp in range(2, 30):
        engine.loop.submit(preview(stamp))
    gate.open.set()
    engine.ear.wait_for(is_preview(29))
    stamps = [result.stamp for result in engine.ear.of(PreviewReady) if isinstance(result, PreviewReady)]
    # The one that was running is shown, those overtaken while waiting never run.
    assert stamps == [1, 29]


def test_opening_another_photo_interrupts_a_preview(
    engine: Running, portrait_jpeg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, Renderer, "render_display")
    engine.start()
    engine.loop.submit(preview(1))
    gate.wait()
    engine.loop.submit(OpenRequest(portrait_jpeg, 1))
    gate.open.set()
    engine.ear.wait_for(is_preview(1))
    kinds = [type(result) for result in engine.ear.results]
    # The photo came first; the old photo's preview was not lost, should the photo have failed to open.
    assert kinds == [EngineReady, PhotoOpened, PreviewReady]


def test_only_the_newest_photo_is_delivered(
    engine: Running, portrait_jpeg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, PictureCache, "photo")
    engine.loop.submit(OpenRequest(portrait_jpeg, 1))
    engine.start()
    gate.wait()
    for stamp in (2, 3, 4):
        engine.loop.submit(OpenRequest(portrait_jpeg, stamp))
    gate.open.set()
    engine.ear.wait_for(lambda result: isinstance(result, PhotoOpened))
    assert [result.stamp for result in engine.ear.of(PhotoOpened) if isinstance(result, PhotoOpened)] == [4]


def test_stopped_before_it_began(engine: Running) -> None:
    engine.loop.stop()
    engine.start()
    engine.stop()
    assert engine.ear.results == []


def test_a_photo_that_is_not_open_is_tried_in_styles(engine: Running, portrait_jpeg: Path) -> None:
    engine.start()
    asked = [TrialRequest(portrait_jpeg, Recipe(), style, 64, 0) for style in ("", "warm")]
    gone = TrialRequest(portrait_jpeg.with_name("gone.jpg"), Recipe(), "warm", 64, 0)
    for request in (*asked, gone):
        engine.loop.submit(request)
    failure = engine.ear.wait_for(lambda result: isinstance(result, Failure))
    assert isinstance(failure, Failure)
    assert failure.request is gone
    plain, styled = (result for result in engine.ear.of(TrialReady))
    assert isinstance(plain, TrialReady)
    assert isinstance(styled, TrialReady)
    assert [plain.request, styled.request] == asked
    assert max(styled.pixels.shape[:2]) == 64
    assert styled.pixels[..., 2].mean() < plain.pixels[..., 2].mean() - 5
