"""Readout: zoom, and the colour under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from studio.imaging.colour import D50, SRGB_TO_XYZ_D50, srgb_decode
from studio.ui.plain import Label
from studio.ui.session import Session

# CIE 15:2004, 8.2.1.1
_EPSILON, _KAPPA = 216 / 24389, 24389 / 27


@dataclass(frozen=True)
class Readout:
    """``zoom``: device pixels a photo pixel. ``profile``: the name of the photo's own, or empty. ``rgb``: 0
    to 255 as displayed, None off the photo. ``lab``: CIE L*a*b* (D50) of that colour taken as sRGB."""

    zoom: float
    profile: str = ""
    rgb: tuple[int, int, int] | None = None

    @staticmethod
    def of(zoom: float, profile: str, colour: QColor | None) -> Readout:
        rgb = (colour.red(), colour.green(), colour.blue()) if colour is not None else None
        return Readout(zoom, profile, rgb)

    @property
    def lab(self) -> tuple[float, float, float] | None:
        return lab_d50(self.rgb) if self.rgb is not None else None


def lab_d50(rgb: tuple[int, int, int]) -> tuple[float, float, float]:
    """CIE L*a*b* (D50, as in ICC profiles and Photoshop) of sRGB 0 to 255."""
    linear = srgb_decode(np.array(rgb, dtype=np.float64) / 255.0)
    x, y, z = (
        float(value) ** (1 / 3) if value > _EPSILON else (_KAPPA * float(value) + 16) / 116
        for value in SRGB_TO_XYZ_D50 @ linear / np.array(D50)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


class ReadoutLabel(Label):
    """Shows the session's readout in one line that does not jump while the numbers change."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readout: Readout | None = None
        self._translate()
        session.view.readout_changed.connect(self.show_readout)

    @Slot(object)
    def show_readout(self, readout: Readout | None) -> None:
        """None: no photo."""
        self._readout = readout
        self.setText(self._text(readout) if readout is not None else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Zoom and colour under the pointer"))
        self.setToolTip(self.tr("Zoom, colour under the pointer as displayed, and the photo's profile"))
        self.show_readout(self._readout)

    def _text(self, readout: Readout) -> str:
        parts = [self.tr("{zoom} %").format(zoom=_percent(readout.zoom))]
        if readout.rgb is not None and (lab := readout.lab) is not None:
            red, green, blue = (_held(f"{value}", 3) for value in readout.rgb)
            parts.append(f"R {red}  G {green}  B {blue}")
            lightness, a, b = _held(f"{lab[0]:.0f}", 3), _held(_signed(lab[1]), 4), _held(_signed(lab[2]), 4)
            parts.append(f"L {lightness}  a {a}  b {b}")
        if readout.profile:
            parts.append(readout.profile)
        return "    ".join(parts)


def _held(number: str, width: int) -> str:
    """Filled with figure spaces, which are as wide as digits."""
    return number.rjust(width, "\u2007")


def _signed(value: float) -> str:
    return f"{round(value):+d}".replace("-", "\u2212") if round(value) else "0"


def _percent(zoom: float) -> str:
    percent = zoom * 100
    return f"{percent:.0f}" if percent >= 10 else f"{percent:.1f}"
