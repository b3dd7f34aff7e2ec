"""A batch in the real window: how long the window's thread is ever busy meanwhile, and what previews take.

Run on a display: ``python benchmarks/batch_window.py FOLDER [COPIES]``: photos of a folder, copied so many
times (default: as they are). Opens the mode Batch, plans, works while the table is scrolled, goes to Edit
and drags a slider there while the batch works on. Prints for each part the longest gap of a timer, what the
window's thread itself computed in one go (on a busy machine gaps are others' work too), and the median and
the longest time of a preview, at rest and beside the batch. The house's limit is 50 ms; nothing of the
user's own is read or written.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from benchmarks.responsiveness import LIMIT_MS, Heartbeat
from studio.imaging.folders import list_photos
from studio.settings import Settings
from studio.ui.app import Application
from studio.ui.batch.batch_mode import BatchMode
from studio.ui.garbage import CalmGarbage
from studio.ui.modes import Mode

STYLE = "warm-film"
PREVIEWS = 30


class Walk(QObject):
    """Takes the steps, each a name and milliseconds to let it work; those of one name are one part."""

    def __init__(self, steps: Iterator[tuple[str, int]], done: Callable[[], None]) -> None:
        super().__init__()
        self._steps, self._done, self._name = steps, done, "start"
        self._heart = Heartbeat()
        self.parts: dict[str, tuple[float, float]] = {}
        QTimer.singleShot(0, self._next)

    @Slot()
    def _next(self) -> None:
        gap, computed = self._heart.take()
        before = self.parts.get(self._name, (0.0, 0.0))
        self.parts[self._name] = max(gap, before[0]), max(computed, before[1])
        try:
            self._name, wait = next(self._steps)
        except StopIteration:
            self._done()
            return
        QTimer.singleShot(wait, self._next)


class Previews(QObject):
    """Times of previews that a moved slider asks for."""

    def __init__(self, studio: Application) -> None:
        super().__init__()
        self._session = studio.session
        self._since = 0.0
        self.times: list[float] = []
        studio.session.preview_ready.connect(self._take)

    def take(self) -> str:
        times, self.times = sorted(self.times), []
        return f"median {median(times):5.1f} ms, longest {times[-1]:6.1f} ms of {len(times)}"

    def drag(self, name: str) -> Iterator[tuple[str, int]]:
        for _ in range(PREVIEWS):
            self._since = time.perf_counter()
            self._session.set_value("exposure", self._session.recipe.value("exposure") + 0.02)
            while self._since:
                yield name, 5
            yield name, 60

    @Slot()
    def _take(self) -> None:
        if self._since:
            self.times.append(1000.0 * (time.perf_counter() - self._since))
            self._since = 0.0


def steps(studio: Application, shoot: Path, told: dict[str, str]) -> Iterator[tuple[str, int]]:
    session = studio.session
    while session.engine_state is None:
        yield "start", 50
    session.open_paths([list_photos(shoot)[0]], alone=True)
    yield "photo opens", 3000
    session.set_style(STYLE)
    yield "photo opens", 1000
    previews = Previews(studio)
    yield from previews.drag("previews at rest")
    told["previews at rest"] = previews.take()
    session.modes.go(Mode.BATCH)
    while not (found := studio.window.findChildren(BatchMode)):
        yield "mode opens", 20
    yield "mode opens", 500
    mode = found[0]
    mode.form.scope.folder.setText(str(shoot))
    mode.form.names.folder.setText(str(shoot.with_name("out")))
    mode.form.style_box.styles.setCurrentIndex(mode.form.style_box.styles.findData(STYLE))
    yield "form", 1500
    mode.form.plan.click()
    while mode.desk.state != "planned":
        yield "plan", 20
    yield "plan", 500
    mode.summary.start.click()
    began, bar = time.perf_counter(), mode.table.verticalScrollBar()
    for step in range(200):
        bar.setValue(step * 97 % max(bar.maximum(), 1))
        yield "batch, table scrolls", 10
    session.modes.edit()
    yield "batch, to Edit", 300
    if session.batch.works:
        yield from previews.drag("batch, previews")
        told["batch, previews"] = previews.take() + ("" if session.batch.works else " (it ended meanwhile)")
    session.modes.go(Mode.BATCH)
    while session.batch.works:
        yield "batch", 20
    yield "batch ends", 500
    told["batch"] = f"{mode.desk.counts.done} photos in {time.perf_counter() - began:.1f} s"


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = home
        shoot = Path(home) / "shoot"
        shoot.mkdir()
        photos = list_photos(Path(sys.argv[1]))
        for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
            for photo in photos:
                shutil.copy(photo, shoot / f"{number}-{photo.name}")
        application = QApplication(sys.argv[:1])
        studio = Application(application, settings=Settings(saved=False))
        CalmGarbage(studio.session)
        studio.show()
        told: dict[str, str] = {}
        walk = Walk(steps(studio, shoot, told), application.quit)
        application.exec()
        studio.end()
    for name, (gap, computed) in walk.parts.items():
        print(f"{name:24} {gap:6.1f} ms, computing {computed:6.1f} ms")
    for name, text in told.items():
        print(f"{name:24} {text}")
    most = max(computed for _, computed in walk.parts.values())
    print(f"computing at most {most / LIMIT_MS:.2f} of the limit")
    return 0


if __name__ == "__main__":
    sys.exit(main())
