"""The program's window, which styles and exports the photo it was opened with, and closes.

As a script: ``python -m tests.support.window_job PHOTO TARGET``. Exit code 0 when the export is written.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.ui.session import Session

STYLE = "warm-film"
TOO_LONG = 90_000  # ms


class Visitor:
    """Acts on a session as soon as photo, styles and engine are there."""

    def __init__(self, session: Session, target: Path) -> None:
        self.session = session
        self.target = target
        self.timer = QTimer(session)
        self.timer.timeout.connect(self.look)
        self.timer.start(20)
        session.photo_failed.connect(lambda _path, error: leave(f"not opened: {error}"))
        session.jobs.failed.connect(lambda _job, error: leave(f"not exported: {error}"))
        session.jobs.finished.connect(lambda _job, _done: QApplication.closeAllWindows())
        QTimer.singleShot(TOO_LONG, session, lambda: leave("it took too long"))

    def look(self) -> None:
        session = self.session
        ready = session.photo is not None and session.styles and session.engine_state is not None
        if not ready or session.photo is None:
            return
        self.timer.stop()
        from studio.imaging.encode import ExportOptions

        session.set_style(STYLE)
        session.jobs.export(session.photo, session.recipe, ExportOptions(), self.target, replace=False)


def leave(reason: str) -> None:
    sys.stderr.write(reason + "\n")
    QApplication.exit(3)


def main() -> int:
    from studio.__main__ import main as program

    photo, target = sys.argv[1:]
    start = Session.start
    visitors = []

    def visited_start(session: Session) -> None:
        start(session)
        visitors.append(Visitor(session, Path(target)))

    Session.start = visited_start  # type: ignore[method-assign, assignment]
    return program([photo])


if __name__ == "__main__":
    sys.exit(main())
