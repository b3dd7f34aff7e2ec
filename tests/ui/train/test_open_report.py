"""Open Report: our own page goes to the browser, anybody else's does not, and the user is told why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from studio.runs.folder import RunFolder
from studio.runs.ledger import REPORT, note_report
from studio.ui.messages import Notice, Severity
from studio.ui.session import Session
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.run_page import RunPage
from tests.support.recorded_run import recorded
from tests.support.trainings import desk_at


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given to other programs."""
    found = list[str]()

    def open_url(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return recorded(tmp_path / "runs")


@pytest.fixture
def desk(run: RunFolder, qapp: object) -> Iterator[TrainingDesk]:
    with desk_at(run.path.parent) as desk:
        yield desk


@pytest.fixture
def page(session: Session, desk: TrainingDesk, run: RunFolder, qtbot: QtBot) -> Iterator[RunPage]:
    page = RunPage(session, desk)
    page.show_run(run)
    qtbot.waitUntil(lambda: page.verdict.ready, timeout=30_000)
    yield page
    page.stop()
    page.close()
    page.deleteLater()


def test_our_own_is_opened(page: RunPage, run: RunFolder, opened: list[str], qtbot: QtBot) -> None:
    note_report(run.path, (run.path / REPORT).read_bytes())
    page.verdict.report.click()
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    assert opened == [str(run.path / REPORT)]


@pytest.mark.parametrize("known", [True, False])
def test_a_strangers_is_not_and_the_folder_is_offered(
    page: RunPage, run: RunFolder, session: Session, opened: list[str], qtbot: QtBot, known: bool
) -> None:
    if known:
        note_report(run.path, (run.path / REPORT).read_bytes())
        (run.path / REPORT).write_text("<script src='https://example.org/x.js'></script>")
    notices = list[Notice]()
    session.notice.connect(notices.append)
    page.verdict.report.click()
    qtbot.waitUntil(lambda: bool(notices), timeout=10_000)
    (notice,) = notices
    assert notice.severity is Severity.WARNING
    assert opened == []
    assert notice.offer is not None
    notice.offer.accept()
    assert opened == [str(run.path)]
