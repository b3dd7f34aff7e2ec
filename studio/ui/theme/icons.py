"""Icons: our own SVG drawings, coloured by the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio.paths import resources

SIZES = (16, 20, 32)
SCALES = (1.0, 2.0)


def icon(name: str, palette: QPalette) -> QIcon:
    """The drawing ``name`` in the colours of a widget's palette.

    Ask again after a PaletteChange. Raises FileNotFoundError for an unknown name.
    """
    normal = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText).name()
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    chosen = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText).name()
    return _icon(name, normal, disabled, chosen)


def coloured(name: str, colour: str) -> QIcon:
    """The drawing in one colour, whatever state."""
    return _icon(name, colour, colour, colour)


def picture(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """The drawing at any size, for a screen of that device pixel ratio."""
    return _pixmap(name, colour, size, scale)


@lru_cache(maxsize=256)
def _icon(name: str, normal: str, disabled: str, chosen: str) -> QIcon:
    made = QIcon()
    for size in SIZES:
        for scale in SCALES:
            made.addPixmap(_pixmap(name, normal, size, scale), QIcon.Mode.Normal)
            made.addPixmap(_pixmap(name, disabled, size, scale), QIcon.Mode.Disabled)
            made.addPixmap(_pixmap(name, chosen, size, scale), QIcon.Mode.Selected)
    return made


def _pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    pixels = round(size * scale)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
