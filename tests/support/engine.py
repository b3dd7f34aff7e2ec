"""Styles, photos and a listening ear for tests of the engine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from studio.engine.request import Result
from studio.errors import StyleUnknown
from studio.generators.device import DeviceChoice
from studio.imaging.image import Float32, ImageBuffer, Stored
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.styles.bundle import StyleBundle
from studio.styles.lut import Lut, identity_grid
from studio.styles.style import Style

PATIENCE = 60.0
"""Seconds that a test waits for what takes one at most: a busy machine is no failure."""
CPU_CHOICE = DeviceChoice("cpu", Message("notes", "CPU"), Message("notes", "in a test"), 2)


@dataclass
class FakeStyles:
    """A catalogue of tables and networks that were never files."""

    luts: dict[str, Lut] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    bundles: dict[str, StyleBundle] = field(default_factory=dict)

    def get(self, style_id: str) -> Style:
        if style_id in self.bundles:
            return Style(style_id, style_id.title(), self.bundles[style_id].architecture, Path(style_id))
        if style_id not in self.luts and style_id not in self.kinds:
            raise StyleUnknown(name=style_id)
        return Style(style_id, style_id.title(), self.kinds.get(style_id, "lut"), Path(style_id))

    def load_lut(self, style: Style) -> Lut:
        return self.luts[style.id]

    def load_bundle(self, style: Style) -> StyleBundle:
        return self.bundles[style.id]


def some_styles() -> FakeStyles:
    """``warm``: red up and blue down. ``random``: nothing like a picture, so that no mistake is hidden."""
    grid = identity_grid(9)
    random = np.random.default_rng(1).random((17, 17, 17, 3), dtype=np.float32)
    warm = Lut("Warm", cube=grid * np.array([1.1, 1, 0.8], dtype=np.float32))
    return FakeStyles({"warm": warm, "random": Lut("Random", cube=random)})


def picture(height: int, width: int, channels: int = 3, seed: int = 3) -> Float32:
    """Smooth colours with noise, a little beyond sRGB on both sides; alpha is noise."""
    random = np.random.default_rng(seed)
    rows = np.linspace(0, 3, height, dtype=np.float32)[:, None, None]
    columns = np.linspace(0, 2, width, dtype=np.float32)[None, :, None]
    waves = 0.5 + 0.6 * np.sin(rows + columns * np.array([1, 2, 3], dtype=np.float32))
    noisy: Float32 = (waves + random.normal(0, 0.03, waves.shape)).astype(np.float32)
    if channels == 3:
        return noisy
    return np.concatenate([noisy, random.random((height, width, 1), dtype=np.float32)], axis=2)


def photo_of(pixels: Stored, name: str = "photo.jpg") -> Photo:
    """A photo of those pixels, as if decoded."""
    return Photo(Path(name), ImageBuffer(pixels), "jpeg", 8, f"{name} {pixels.shape} {pixels.sum()}")


class Ear:
    """Collects what an engine delivers; waits for what a test expects, at most ten seconds."""

    def __init__(self) -> None:
        self.results: list[Result] = []
        self._changed = threading.Condition()

    def __call__(self, result: Result) -> None:
        with self._changed:
            self.results.append(result)
            self._changed.notify_all()

    def of(self, kind: type) -> list[Result]:
        with self._changed:
            return [result for result in self.results if isinstance(result, kind)]

    def wait_for(self, wanted: Callable[[Result], bool]) -> Result:
        """The first result that is wanted; AssertionError when none comes."""

        def found() -> Result | None:
            return next((result for result in self.results if wanted(result)), None)

        with self._changed:
            assert self._changed.wait_for(lambda: found() is not None, timeout=PATIENCE), self.results
            result = found()
        assert result is not None
        return result
