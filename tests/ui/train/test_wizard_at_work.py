"""The wizard with the real desk and its processes, on small made-up photos."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.ui.train.desk import TrainingDesk
from studio.ui.train.wizard import PHOTOS, Wizard
from tests.support.shoots import gray, picture, shoot, styled, write

PATIENCE_MS = 100_000


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[TrainingDesk]:
    desk = TrainingDesk(tmp_path / "runs")
    yield desk
    desk.close()
    desk.deleteLater()


@pytest.fixture
def wizard(desk: TrainingDesk, qtbot: QtBot) -> Iterator[Wizard]:
    wizard = Wizard(desk)
    wizard.resize(1040, 700)
    wizard.show()
    yield wizard
    wizard.stop()
    wizard.close()
    wizard.deleteLater()


def plan(wizard: Wizard, style: Path, ordinary: Path) -> None:
    wizard.next_button.click()
    wizard._photos.added.emit("style", [str(style)])
    wizard._photos.added.emit("ordinary", [str(ordinary)])
    wizard._photos.consent.setChecked(True)


@pytest.mark.timeout(240)
def test_what_is_wrong_with_photos_is_shown_and_a_draft_leaves_nothing(
    wizard: Wizard, desk: TrainingDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    style = shoot(tmp_path / "finished", range(6), look=True)
    ordinary = shoot(tmp_path / "plain", range(20, 28))
    write(style / "copy.jpg", styled(picture(2)), quality=90)
    write(style / "gray.jpg", gray(picture(9)))
    (style / "broken.jpg").write_bytes((style / "1.jpg").read_bytes()[:900])
    before = sorted(path.name for path in style.iterdir())
    plan(wizard, style, ordinary)
    qtbot.waitUntil(lambda: wizard._looking.looked is not None, timeout=PATIENCE_MS)
    assert wizard.next_button.isEnabled()
    model = wizard._photos.model
    out = {each.path.name: each.kind for each in model.photos if model.status(each) == "out"}
    assert out == {"copy.jpg": "duplicate", "gray.jpg": "black_and_white", "broken.jpg": "broken"}
    assert wizard._photos.column.coverage.shown
    qtbot.waitUntil(lambda: wizard._looking.timed is not None, timeout=PATIENCE_MS)
    timed = wizard._looking.timed
    assert timed is not None
    assert timed.problem is None
    assert 0.0 < timed.plans["quick"] < timed.plans["balanced"] < timed.plans["best"]
    run = wizard.draft
    assert run is not None
    assert run.state() == "new"
    wizard.cancel()
    qtbot.waitUntil(lambda: not run.path.exists(), timeout=20_000)
    assert sorted(path.name for path in style.iterdir()) == before


@pytest.mark.timeout(240)
def test_a_drive_that_was_unplugged_is_named_and_looked_at_again(
    wizard: Wizard, tmp_path: Path, qtbot: QtBot
) -> None:
    style = shoot(tmp_path / "card", range(6), look=True)
    ordinary = shoot(tmp_path / "plain", range(20, 28))
    away = style.rename(tmp_path / "away")
    plan(wizard, style, ordinary)
    problem = wizard.findChild(QLabel, "looking_problem")
    assert problem is not None
    qtbot.waitUntil(lambda: "card" in problem.text(), timeout=PATIENCE_MS)
    assert not wizard.next_button.isEnabled()
    away.rename(style)
    wizard._photos.again.emit()
    qtbot.waitUntil(lambda: wizard._looking.looked is not None, timeout=PATIENCE_MS)
    assert wizard.next_button.isEnabled()
    assert wizard.page == PHOTOS
