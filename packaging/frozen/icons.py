"""The program's icon in the sizes and formats that desktops want, from its SVG.

    python -m frozen.icons FOLDER

Writes ``hicolor/SIZExSIZE/apps/*.png`` and ``hicolor/scalable/apps/*.svg`` for Linux, ``.ico`` for Windows,
``.icns`` for macOS.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from PIL import Image

NAME = "portrait-style-studio"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_WINDOWS = (16, 24, 32, 48, 64, 128, 256)


def write(source: Path, folder: Path) -> None:
    """Render ``source``, an SVG, into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(source))
    if not renderer.isValid():
        raise SystemExit(f"{source} is no SVG")
    pictures = {}
    for size in (*SIZES, 1024):
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        place = folder / "hicolor" / f"{size}x{size}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        image.save(str(place / f"{NAME}.png"))
        pictures[size] = place / f"{NAME}.png"
    del application
    scalable = folder / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, scalable / f"{NAME}.svg")
    with Image.open(pictures[1024]) as large:
        large.save(folder / "portrait-studio.ico", sizes=[(size, size) for size in _WINDOWS])
        large.save(folder / "portrait-studio.icns")
    shutil.rmtree(folder / "hicolor" / "1024x1024")


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[2] / "resources" / "icons" / "application.svg", Path(sys.argv[1]))
