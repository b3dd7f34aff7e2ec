"""A passport as a job of the engine: with progress, beside previews, and taken back without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.editing.style_use import StyleUse
from studio.engine import passport
from studio.engine.passport_request import PassportDone, PassportOrder, PassportRequest
from studio.engine.request import ExportRequest, Failure, Progress, Result
from studio.errors import Cancelled, OutputExists, OutputIsInput, StyleNeedsPhotos
from studio.messages import Message
from tests.support.bundles import make_bundle
from tests.support.engine import photo_of, picture, some_styles
from tests.support.engine_loop import Gate, Running, is_preview, preview

PHOTOS = tuple(photo_of(picture(60, 80, seed=seed), f"{seed}.jpg") for seed in range(5))


@pytest.fixture
def engine() -> Iterator[Running]:
    """With a style that adapts, ``soft``, beside the tables."""
    styles = some_styles()
    styles.bundles["soft"] = make_bundle(3, scale=0.05)
    engine = Running(styles)
    yield engine
    engine.stop()


def wanted(target: Path, job_id: str = "p", style: str = "soft", **more: object) -> PassportRequest:
    order = PassportOrder(StyleUse(style), Message("Style", "Soft"), "Soft", "cube", 17, PHOTOS)
    return PassportRequest(job_id, order, target, **more)  # type: ignore[arg-type]


def ended(job_id: str) -> Callable[[Result], bool]:
    def check(result: Result) -> bool:
        if isinstance(result, Failure):
            return isinstance(result.request, PassportRequest) and result.request.job_id == job_id
        return isinstance(result, PassportDone) and result.job_id == job_id

    return check


def error_of(result: Result) -> BaseException:
    assert isinstance(result, Failure)
    return result.error


def test_both_files_are_written(engine: Running, tmp_path: Path) -> None:
    engine.start()
    target, report = tmp_path / "soft.cube", tmp_path / "soft.html"
    engine.loop.submit(wanted(target, report=report, translate=lambda m: f"[{m}]", language="zh-CN"))
    done = engine.ear.wait_for(ended("p"))
    assert isinstance(done, PassportDone), done
    assert (done.target, done.report_file) == (target, report)
    assert len(done.report.photos) == len(done.panels) == 5
    assert target.read_bytes().startswith(b'TITLE "Soft"\n')
    assert '<html lang="zh-CN">' in report.read_text("utf-8")
    told = [result for result in engine.ear.of(Progress) if isinstance(result, Progress)]
    fractions = [result.fraction for result in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert len({str(result.stage) for result in told}) == 4


def test_previews_go_on_meanwhile(engine: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch, passport, "fit_photos")  # type: ignore[arg-type]
    engine.start()
    engine.loop.submit(wanted(tmp_path / "soft.cube"))
    gate.wait()
    engine.loop.submit(preview(1))
    engine.ear.wait_for(is_preview(1))
    gate.open.set()
    assert isinstance(engine.ear.wait_for(ended("p")), PassportDone)


def test_taken_back_running_and_waiting(
    engine: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, passport, "fit_photos")  # type: ignore[arg-type]
    engine.start()
    engine.loop.submit(wanted(tmp_path / "one.cube", "one", report=tmp_path / "one.html"))
    gate.wait()
    engine.loop.submit(wanted(tmp_path / "two.cube", "two"))
    engine.loop.submit(wanted(tmp_path / "three.cube", "three"))
    engine.loop.cancel_job("two")
    assert isinstance(error_of(engine.ear.wait_for(ended("two"))), Cancelled)
    engine.loop.clear(ExportRequest)
    assert engine.loop.status().waiting_jobs == 1, "other jobs stay"
    engine.loop.clear(PassportRequest)
    assert isinstance(error_of(engine.ear.wait_for(ended("three"))), Cancelled)
    engine.loop.cancel_job("one")
    gate.open.set()
    assert isinstance(error_of(engine.ear.wait_for(ended("one"))), Cancelled)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_is_refused_before_the_work(engine: Running, tmp_path: Path) -> None:
    engine.start()
    taken = tmp_path / "taken.cube"
    taken.write_bytes(b"before")
    engine.loop.submit(wanted(taken, "taken"))
    assert isinstance(error_of(engine.ear.wait_for(ended("taken"))), OutputExists)
    engine.loop.submit(wanted(PHOTOS[0].path, "photo", replace=True))
    assert isinstance(error_of(engine.ear.wait_for(ended("photo"))), OutputIsInput)
    engine.loop.submit(wanted(Path("soft"), "style", replace=True))
    assert isinstance(error_of(engine.ear.wait_for(ended("style"))), OutputIsInput)
    none = PassportOrder(StyleUse("soft"), "Soft", "Soft", "cube", 17)
    engine.loop.submit(PassportRequest("none", none, tmp_path / "none.cube"))
    assert isinstance(error_of(engine.ear.wait_for(ended("none"))), StyleNeedsPhotos)
    assert taken.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["taken.cube"]
