"""Jobs: progress, a truthful time left, cancel, and what the user is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.engine.request import (
    RENDERING,
    CancelToken,
    ExportDone,
    ExportRequest,
    Failure,
    Progress,
)
from studio.errors import Cancelled, DiskFull
from studio.imaging.encode import ExportOptions
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.ui.jobs import Job
from studio.ui.messages import Notice, Severity
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine

TARGET = Path("/out/portrait.jpg")


@pytest.fixture
def request_(session: Session, window_engine: WindowEngine, photo: Photo) -> ExportRequest:
    session.set_style("warm-film")
    session.jobs.export(photo, session.recipe, ExportOptions(), TARGET, replace=False)
    asked = window_engine.asked[-1]
    assert isinstance(asked, ExportRequest)
    return asked


def notices_of(session: Session) -> list[Notice]:
    told: list[Notice] = []
    session.notice.connect(told.append)
    return told


def test_an_export_is_asked_with_the_edits_of_the_moment(session: Session, request_: ExportRequest) -> None:
    recipe = session.recipe
    session.set_style("cool-film")
    assert request_.recipe == recipe
    assert (request_.target, request_.replace) == (TARGET, False)
    assert isinstance(request_.token, CancelToken)
    assert [job.target for job in session.jobs.all()] == [TARGET]


def test_progress_then_done(session: Session, window_engine: WindowEngine, request_: ExportRequest) -> None:
    told = notices_of(session)
    seen: list[Job] = []
    session.jobs.progressed.connect(seen.append)
    for fraction in (0.0, 0.5):
        window_engine.result.emit(Progress(request_.job_id, fraction, RENDERING))
    assert [job.fraction for job in seen] == [0.0, 0.5]
    assert seen[0].started == seen[1].started
    note = Message("notes", "JPEG holds 8 bits a channel; the photo has more.")
    window_engine.result.emit(ExportDone(request_.job_id, TARGET, (note,), 1.0))
    assert session.jobs.all() == ()
    assert [notice.severity for notice in told] == [Severity.NOTE, Severity.WARNING]
    assert told[1].message is note


def test_a_cancelled_export_is_no_error(
    session: Session, window_engine: WindowEngine, request_: ExportRequest
) -> None:
    told = notices_of(session)
    window_engine.result.emit(Failure(request_, Cancelled()))
    assert session.jobs.all() == ()
    assert told[0].severity is Severity.NOTE
    assert "cancelled" in str(told[0].message)


def test_a_full_disk_is_told(session: Session, window_engine: WindowEngine, request_: ExportRequest) -> None:
    told = notices_of(session)
    window_engine.result.emit(Failure(request_, DiskFull(name="portrait.jpg")))
    assert told[0].severity is Severity.ERROR
    assert "disk is full" in str(told[0].message)


def test_results_of_unknown_jobs_are_ignored(session: Session, window_engine: WindowEngine) -> None:
    told = notices_of(session)
    window_engine.result.emit(Progress("other", 0.5, RENDERING))
    window_engine.result.emit(ExportDone("other", TARGET, (), 1.0))
    assert told == []


@pytest.mark.parametrize(
    ("fraction", "spent", "left"),
    [(0.5, 10.0, 10.0), (0.25, 10.0, 30.0), (0.01, 10.0, None), (0.5, 0.5, None), (1.0, 8.0, 0.0)],
)
def test_time_left_follows_the_speed_so_far(fraction: float, spent: float, left: float | None) -> None:
    job = Job("id", TARGET, fraction, started=100.0)
    assert job.seconds_left(100.0 + spent) == left


def test_a_job_that_waits_knows_no_time() -> None:
    assert Job("id", TARGET).seconds_left(5.0) is None
