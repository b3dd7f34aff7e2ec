"""The pictures of a run's samples: read, and compared, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from studio.errors import StudioError
from studio.files import open_file
from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.ui.background import Background
from studio.ui.images import to_qimage

_MOST_BYTES, _LARGEST = 32 << 20, 2048
"""A training's pictures are far smaller: what exceeds that is none of its own."""
_COMPARED = 256
"""The longest side at which a difference is measured."""
HOTTEST = 20.0
"""The difference that is shown palest; a whole look changes photos by more than a table loses of it."""
KINDS = ("before", "baseline", "now", "difference", "truth")


@dataclass(frozen=True)
class Samples:
    """One "sample" event: the photos at one step. Names of files in the run's ``samples``, "" for none."""

    step: int
    now: tuple[str, ...]
    before: tuple[str, ...] = ()
    baseline: tuple[str, ...] = ()
    truth: tuple[str, ...] = ()
    style: str = ""
    """The style file of that step."""

    def name(self, number: int, kind: str) -> str:
        """The file of photo ``number`` of that kind; "" where there is none."""
        names: tuple[str, ...] = getattr(self, kind)
        return names[number] if number < len(names) else ""


def samples_of(event: Event) -> Samples | None:
    """The samples that an event tells of; None where it tells of none, or names files elsewhere."""
    step = event.get("step")
    if event.kind != "sample" or not isinstance(step, int):
        return None
    now = plain_names(event.get("files"))
    if not now:
        return None
    before, baseline, truth = (plain_names(event.get(key)) for key in ("before", "baseline", "truth"))
    style = plain_names([event.get("style")])
    return Samples(step, now, before, baseline, truth, style[0] if style else "")


def by_step(events: Iterable[Event]) -> dict[int, Samples]:
    """All samples by their step, rising."""
    found = {one.step: one for event in events if (one := samples_of(event)) is not None}
    return dict(sorted(found.items()))


class SamplePictures:
    """Reads a run's pictures. Answers come on the window's thread, to whoever still waits for them."""

    def __init__(self, background: Background) -> None:
        self._background = background

    def want(
        self,
        run: RunFolder,
        samples: Samples,
        number: int,
        then: Callable[[dict[str, QImage]], None],
        still: Callable[[], bool],
    ) -> None:
        """Read photo ``number``; ``then`` gets the pictures by kind, without those that cannot be read.

        ``still`` says, in the other thread, whether it is wanted still when its turn comes.
        """

        def failed(_: StudioError) -> None:
            then({})

        self._background.run(lambda: read_pictures(run, samples, number) if still() else {}, then, failed)


def read_pictures(run: RunFolder, samples: Samples, number: int) -> dict[str, QImage]:
    """The pictures of a photo by kind. "difference" is that of now and the truth, or what it was before."""
    found: dict[str, QImage] = {}
    for kind in ("before", "baseline", "now", "truth"):
        name = samples.name(number, kind)
        image = read_picture(run.samples / name) if name else None
        if image is not None:
            found[kind] = image
    other = found.get("truth", found.get("before"))
    if "now" in found and other is not None:
        found["difference"] = difference(found["now"], other)
    return found


def read_picture(path: Path) -> QImage | None:
    """A picture that the training wrote, RGB; None where it cannot be read."""
    try:
        with open_file(path) as file:
            data = QByteArray(file.read(_MOST_BYTES))
    except OSError:
        return None
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    # Told by the header, before anything is unpacked; many are kept at once.
    if not size.isValid() or max(size.width(), size.height()) > _LARGEST:
        return None
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB888)


def difference(one: QImage, other: QImage) -> QImage:
    """Where two pictures differ, CIEDE2000, from dark for 0 to pale for ``HOTTEST``."""
    from studio.engine.passport_measure import HEAT_TOP, heat
    from studio.imaging.colour import delta_e_2000, rgb_to_lab

    size = one.size().scaled(_COMPARED, _COMPARED, Qt.AspectRatioMode.KeepAspectRatio)
    size = size.expandedTo(QSize(1, 1))
    labs = [rgb_to_lab(_floats(image, size.width(), size.height())) for image in (one, other)]
    return to_qimage(heat(np.asarray(delta_e_2000(*labs), np.float32) * (HEAT_TOP / HOTTEST)))


def _floats(image: QImage, width: int, height: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    small = image.scaled(
        width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(small.constBits(), np.uint8).reshape(height, small.bytesPerLine())
    return rows[:, : 3 * width].reshape(height, width, 3).astype(np.float32) / np.float32(255.0)


def plain_names(value: object) -> tuple[str, ...]:
    """Plain names of files, as the events of a folder that may come from anywhere tell them."""
    if not isinstance(value, list):
        return ()
    names = [each if isinstance(each, str) and _is_name(each) else "" for each in value]
    return tuple(names) if any(names) else ()


def _is_name(text: str) -> bool:
    return text not in (".", "..") and "\0" not in text and "\\" not in text and Path(text).name == text
