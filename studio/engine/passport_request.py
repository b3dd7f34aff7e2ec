"""What is asked for a style's passport, and the answer: values only, free of Qt and torch.

A passport is a style as a look-up table in a file, and the report of what the table keeps of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from studio.editing.style_use import StyleUse
from studio.engine.cancel import CancelToken
from studio.imaging.photo import Photo
from studio.messages import Message

if TYPE_CHECKING:
    from studio.styles.passport_report import PassportReport


@dataclass(frozen=True)
class PassportOrder:
    """The table that is wanted.

    ``use`` is the style with its amounts and variation; ``name`` what it is called, ``title`` the same in
    the words that go into the file. ``format`` and ``size`` (nodes an axis) are of
    :data:`studio.styles.table_formats.FORMATS`. ``photos``: what the table is to be near on, and is
    compared on; a fixed table needs none.
    """

    use: StyleUse
    name: str | Message
    title: str
    format: str
    size: int
    photos: tuple[Path | Photo, ...] = ()


@dataclass(frozen=True, eq=False)
class PassportRequest:
    """Make a passport and write it: the table to ``target``, the report (HTML) to ``report`` unless that is
    None.

    ``originals`` are never replaced, nor are the photos and the style's own file. ``translate`` puts the
    report's sentences into ``language``, on the engine's thread. A job like an export.
    """

    job_id: str
    order: PassportOrder
    target: Path
    report: Path | None = None
    replace: bool = False
    originals: tuple[Path, ...] = ()
    translate: Callable[[Message], str] = str
    language: str = "en"
    token: CancelToken = field(default_factory=CancelToken)


@dataclass(frozen=True, eq=False)
class Panels:
    """The pictures of one photo, uint8 (h, w, 3) of one size, sRGB: untouched, in the style, by the table,
    heat."""

    name: str
    photo: npt.NDArray[np.uint8]
    style: npt.NDArray[np.uint8]
    table: npt.NDArray[np.uint8]
    heat: npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class PassportDone:
    """The files are written."""

    job_id: str
    target: Path
    report_file: Path | None
    report: PassportReport
    panels: tuple[Panels, ...]
    seconds: float
