"""How long the canvas takes to paint a frame: milliseconds, median and worst of a pan, at 24 megapixels.

    python benchmarks/canvas.py [WIDTH HEIGHT]

WIDTH and HEIGHT are the canvas's, 1600 x 1000 unless given. Every frame moves the photo and paints the whole
widget; tiles are rendered by the engine and not counted.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from studio.engine.request import PreviewReady  # noqa: E402
from studio.imaging.image import ImageBuffer  # noqa: E402
from studio.imaging.photo import Photo  # noqa: E402
from studio.ui.canvas.canvas import Canvas  # noqa: E402
from studio.ui.session import Session  # noqa: E402
from studio.ui.view_mode import ViewMode  # noqa: E402
from tests.support.window_engine import WindowEngine  # noqa: E402

PHOTO = (6000, 4000)
FRAMES = 120
SCALES = {"fit": None, "50 %": 0.5, "100 %": 1.0, "200 %": 2.0, "400 %": 4.0}


def main() -> None:
    application = QApplication([])
    size = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (1600, 1000)
    session = Session(engine=WindowEngine())
    canvas = Canvas(session)
    canvas.resize(*size)
    canvas.show()
    random = np.random.default_rng(1)
    pixels = random.random((PHOTO[1], PHOTO[0], 3), dtype=np.float32)
    photo = Photo(Path("/photo.tif"), ImageBuffer(pixels), "TIFF", 16, "0" * 32)
    session.photo_opened.emit(photo)
    print(f"canvas {size[0]} x {size[1]}, photo {PHOTO[0]} x {PHOTO[1]}, ms a frame: median (worst)")
    target = QImage(*size, QImage.Format.Format_RGB32)
    for mode in ViewMode:
        session.view.set_mode(mode)
        for name, scale in SCALES.items():
            times = _pan(session, canvas, target, scale)
            print(f"{mode.value:>13} {name:>6}  {statistics.median(times):6.2f} ({max(times):.2f})")
    session.close()
    application.quit()


def _pan(session: Session, canvas: Canvas, target: QImage, scale: float | None) -> list[float]:
    assert canvas.viewport is not None
    fitted = canvas.viewport.refit()
    canvas.look(fitted if scale is None else fitted.zoom_to(scale))
    for number, slot in enumerate(("after", "before", "after-whole", "before-whole")):
        view = canvas.viewport.refit() if slot.endswith("-whole") else canvas.viewport
        region = view.visible(0.15)
        width, height = view.size_of(region)
        stamp = time.monotonic_ns() + number
        picture = np.full((height, width, 4), 128, dtype=np.uint8)
        session.preview_ready.emit(PreviewReady(picture, region, stamp, slot, 0.0))
    times = []
    for frame in range(FRAMES):
        canvas.look(canvas.viewport.pan_by(3.0 if frame < FRAMES / 2 else -3.0, 1.0))
        start = time.perf_counter()
        canvas.render(target)
        times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    main()
