"""How long the window's thread is ever busy: the longest gaps of a timer that should fire each millisecond.

Run on a display: ``python benchmarks/responsiveness.py [PHOTO]``. Starts the real window, opens the photo
(the sample by default), tries every style, drags the strength and a slider, changes the view, exports to a
temporary folder, and prints for each step the longest gap, and the most that the window's thread itself
computed without a pause: on a busy machine gaps are others' work too. The house's limit is 50 ms.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from studio.imaging.encode import ExportOptions
from studio.paths import sample_portrait
from studio.settings import Settings
from studio.ui.app import Application
from studio.ui.garbage import CalmGarbage
from studio.ui.view_mode import ViewMode

LIMIT_MS = 50.0


class Heartbeat(QObject):
    """Measures the longest time between two turns of the event loop, and the most CPU time of the thread."""

    def __init__(self) -> None:
        super().__init__()
        self._last, self._used = time.perf_counter(), time.thread_time()
        self._longest = self._most = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def take(self) -> tuple[float, float]:
        """The longest gap since the last call, and the most CPU time in one, in milliseconds."""
        taken = self._longest * 1000.0, self._most * 1000.0
        self._longest = self._most = 0.0
        return taken

    @Slot()
    def _beat(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        self._longest = max(self._longest, now - self._last)
        self._most = max(self._most, used - self._used)
        self._last, self._used = now, used


class Script(QObject):
    """Walks through the steps; between two of them the event loop runs."""

    def __init__(self, steps: Iterator[tuple[str, int]], done: Callable[[], None]) -> None:
        super().__init__()
        self._steps, self._done = steps, done
        self._heart = Heartbeat()
        self._name = "first seconds"
        self.worst = self.most = 0.0
        QTimer.singleShot(0, self._next)

    @Slot()
    def _next(self) -> None:
        gap, computed = self._heart.take()
        if self._name:
            self.worst, self.most = max(self.worst, gap), max(self.most, computed)
            print(f"{self._name:32} {gap:6.1f} ms, computing {computed:6.1f} ms")
        try:
            self._name, wait = next(self._steps)
        except StopIteration:
            self._done()
            return
        QTimer.singleShot(wait, self._next)


def steps(studio: Application, photo: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """(name, milliseconds to let it work) after having done what the name says."""
    session = studio.session
    yield "", 300  # the first paint
    yield "engine starts", 6000
    session.open_paths([photo], alone=True)
    yield "photo opens, gallery renders", 5000
    for style in session.styles:
        session.hover(style.id)
        yield f"hover {style.id}", 250
    session.hover(None)
    session.set_style(session.styles[0].id)
    yield "style applied", 1000
    for step in range(60):
        session.set_strength(step / 40, dragging=True)
        yield ("strength drag" if step % 20 == 19 else ""), 15
    session.end_drag()
    for step in range(60):
        session.set_value("exposure", step / 30 - 1, dragging=True)
        yield ("exposure drag" if step % 20 == 19 else ""), 15
    session.end_drag()
    yield "gallery follows", 4000
    for mode in (ViewMode.SPLIT, ViewMode.SIDE_BY_SIDE, ViewMode.SINGLE):
        session.set_view_mode(mode)
        yield f"view {mode.value}", 800
    for _ in range(10):
        session.undo()
        yield "undo", 100
    studio.window.desk.show_export()
    yield "export dialog", 800
    assert session.photo is not None
    session.jobs.export(
        session.photo, session.recipe, ExportOptions("jpeg"), folder / "out.jpg", replace=True
    )
    yield "export", 6000


def main() -> int:
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else sample_portrait()
    if chosen is None:
        print("name a photo: the sample is not installed")
        return 2
    application = QApplication(sys.argv[:1])
    studio = Application(application, settings=Settings(saved=False))
    CalmGarbage(studio.session)
    studio.show()
    with tempfile.TemporaryDirectory() as folder:
        script = Script(steps(studio, chosen, Path(folder)), application.quit)
        application.exec()
        studio.end()
    print(f"longest {script.worst:.1f} ms, {script.worst / LIMIT_MS:.2f} of the limit")
    print(f"computing {script.most:.1f} ms, {script.most / LIMIT_MS:.2f} of the limit")
    return 0


if __name__ == "__main__":
    sys.exit(main())
