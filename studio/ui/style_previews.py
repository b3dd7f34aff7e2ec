"""StylePreviews: what a style looks like while there is no photo to show it on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from studio.errors import StudioError
from studio.styles.style import Style
from studio.ui.background import Background
from studio.ui.images import to_qimage

if TYPE_CHECKING:
    from studio.imaging.image import Float32
    from studio.styles.card import UInt8

LONGEST = 192


class StylePreviews(QObject):
    """Made one after the other in the background, so that nothing else waits for long, and kept.

    A learned style brings its picture along. A table is shown on the sample portrait, where that is
    installed; the sample itself has the id "". Colours are for an sRGB screen.
    """

    ready = Signal(str)
    """(style id)"""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._images: dict[tuple[str, int], QImage | None] = {}
        self._waiting: list[Style] = []
        self._working = False
        self._sample: Float32 | None = None
        self._asked_sample = False

    def image(self, style: Style | None) -> QImage | None:
        """The preview of a style, None while there is none; without a style the sample."""
        return self._images.get((style.id, style.changed) if style else ("", 0))

    def want(self, styles: Iterable[Style]) -> None:
        """Make what is lacking of these, and nothing else that was wanted before."""
        self._waiting = [style for style in styles if (style.id, style.changed) not in self._images]
        self._next()

    def want_first(self, style: Style) -> None:
        """Make this one next, if it is lacking."""
        if (style.id, style.changed) not in self._images:
            self._waiting.insert(0, style)
            self._next()

    def stop(self) -> None:
        """Make no more."""
        self._waiting = []

    def _next(self) -> None:
        if self._working or not self._waiting:
            return
        self._working = True
        if not self._asked_sample:
            self._asked_sample = True
            self._background.run(_sample, self._take_sample, self._skip)
            return
        style, sample = self._waiting.pop(0), self._sample

        def take(pixels: UInt8 | None) -> None:
            self._keep(style.id, style.changed, pixels)

        def fail(_: StudioError) -> None:
            # Whoever uses the style is told; a card without a picture says enough.
            self._keep(style.id, style.changed, None)

        self._background.run(lambda: _picture(style, sample), take, fail)

    def _take_sample(self, sample: Float32 | None) -> None:
        self._sample = sample
        self._keep("", 0, None if sample is None else _bytes(sample))

    def _skip(self, _: StudioError) -> None:
        self._keep("", 0, None)

    def _keep(self, style_id: str, changed: int, pixels: UInt8 | None) -> None:
        self._images[style_id, changed] = None if pixels is None else to_qimage(pixels)
        self._working = False
        self.ready.emit(style_id)
        self._next()


def _picture(style: Style, sample: Float32 | None) -> UInt8 | None:
    """Raises StyleError."""
    if style.learned:
        from studio.styles.bundle import read_card

        return read_card(style.path).preview
    if sample is None:
        return None
    from studio.styles.lut import apply_lut
    from studio.styles.lut_file import read_lut

    return _bytes(apply_lut(read_lut(style.path), sample))


def _sample() -> Float32 | None:
    """The sample portrait, float32 (h, w, 3). Raises PhotoError."""
    from studio.imaging.decode import decode_thumbnail
    from studio.paths import sample_portrait

    path = sample_portrait()
    return None if path is None else np.ascontiguousarray(decode_thumbnail(path, LONGEST).rgb)


def _bytes(colours: Float32) -> UInt8:
    return (np.clip(colours, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
