"""A wizard with a desk that answers when told to, and folders of photos."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from studio.ui.train.desk import TrainingDesk
from studio.ui.train.wizard import Wizard
from tests.support.shoots import shoot
from tests.support.wizard_desk import WizardDesk


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[WizardDesk]:
    desk = WizardDesk(tmp_path / "runs")
    yield desk
    desk.deleteLater()


@pytest.fixture
def wizard(desk: WizardDesk, qtbot: QtBot) -> Iterator[Wizard]:
    wizard = Wizard(cast(TrainingDesk, desk))
    wizard.resize(1040, 700)
    wizard.show()
    yield wizard
    wizard.stop()
    wizard.close()
    wizard.deleteLater()


@pytest.fixture
def style(tmp_path: Path) -> Path:
    return shoot(tmp_path / "finished", range(4), look=True)


@pytest.fixture
def ordinary(tmp_path: Path) -> Path:
    return shoot(tmp_path / "plain", range(20, 26))
