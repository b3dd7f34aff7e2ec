"""Shoot: the ribbon of a batch, worked out off the window's thread and ready to be painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from PySide6.QtGui import QImage

from studio.batch.impression import Impression, Lab
from studio.batch.ribbon import Stretch, apart_by, least_certain, ribbon
from studio.batch.scenes import Pairs
from studio.batch.shoot_reader import ShootReader
from studio.imaging.colour import delta_e_2000, lab_to_rgb
from studio.ui.images import to_qimage

NO_SKIN = 0x8A8A8A
_OVERVIEW = 1024


@dataclass(frozen=True, eq=False)
class Shoot:
    """``stretches`` in the order in which the photos were taken; all else by their places there.

    ``places``: of photos, by their places in the plan. ``sheet``: the most doubtful first. ``colours``: sRGB
    as 0xRRGGBB, of all skin, then of each face. ``off``: CIEDE2000 from the scene, None where nobody knows;
    ``before``: the same before photos were done again. ``overview``: a row of at most 1024 pixels, of skin;
    ``marks``: those of them where something stands out.
    """

    stretches: tuple[Stretch, ...] = ()
    places: Mapping[int, int] = field(default_factory=dict)
    sheet: tuple[int, ...] = ()
    colours: tuple[tuple[int, ...], ...] = ()
    off: tuple[float | None, ...] = ()
    before: Mapping[int, float] = field(default_factory=dict)
    overview: QImage = field(default_factory=QImage)
    marks: tuple[int, ...] = ()

    @cached_property
    def faces(self) -> int:
        """How many faces a photo shows at most."""
        return max((len(colours) - 1 for colours in self.colours), default=0)

    @cached_property
    def farthest(self) -> float:
        return max((off for off in self.off if off is not None), default=0.0)

    def photo(self, place: int) -> int:
        """The photo's place in the plan."""
        return self.stretches[place].impression.photo


def read_shoot(reader: ShootReader, photos: int) -> Shoot | None:
    """What is kept by now, of so many photos; None where nothing came since the last time."""
    if not reader.read(photos):
        return None
    known = [reader.impressions[photo] for photo in sorted(reader.impressions)]
    return shoot_from(known, reader.first, reader.pairs)


def shoot_from(
    impressions: Sequence[Impression], first: Mapping[int, Impression], pairs: Pairs | None = None
) -> Shoot:
    """``first``: how photos that were done again came out before; ``pairs`` as in ribbon."""
    stretches = tuple(ribbon(impressions, pairs))
    place_of = {id(stretch): place for place, stretch in enumerate(stretches)}
    places = {stretch.impression.photo: place for place, stretch in enumerate(stretches)}
    before = {}
    for photo, impression in first.items():
        usual = stretches[places[photo]].usual
        if impression.skin is not None and usual is not None:
            before[places[photo]] = apart_by(impression.skin, usual)
    colours = _colours(stretches)
    return Shoot(
        stretches,
        places,
        tuple(place_of[id(stretch)] for stretch in least_certain(stretches)),
        colours,
        _off(stretches),
        before,
        *_overview(stretches, colours),
    )


def rgb_of(labs: Sequence[Lab]) -> list[int]:
    """As 0xRRGGBB, in sRGB."""
    return _packed(np.array(labs)) if labs else []


def small_picture(jpeg: bytes) -> QImage | None:
    """None for what is no picture."""
    image = QImage.fromData(jpeg)
    return None if image.isNull() else image


def _packed(labs: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[int]:
    rgb = (np.clip(lab_to_rgb(labs), 0.0, 1.0) * 255.0 + 0.5).astype(int)
    return [int(value) for value in (rgb[:, 0] << 16) | (rgb[:, 1] << 8) | rgb[:, 2]]


def _colours(stretches: Sequence[Stretch]) -> tuple[tuple[int, ...], ...]:
    labs = [lab for stretch in stretches for lab in (stretch.skin, *stretch.impression.people) if lab]
    found = iter(_packed(np.array(labs)) if labs else [])
    return tuple(
        tuple(NO_SKIN if lab is None else next(found) for lab in (each.skin, *each.impression.people))
        for each in stretches
    )


def _off(stretches: Sequence[Stretch]) -> tuple[float | None, ...]:
    """All at once: one by one takes a second for ten thousand."""
    pairs = [(each.skin, each.usual) for each in stretches if each.skin and each.usual]
    apart = delta_e_2000(*np.moveaxis(np.array(pairs), 1, 0)) if pairs else []
    found = iter(float(value) for value in apart)
    return tuple(next(found) if each.skin and each.usual else None for each in stretches)


def _overview(
    stretches: Sequence[Stretch], colours: Sequence[tuple[int, ...]]
) -> tuple[QImage, tuple[int, ...]]:
    if not stretches:
        return QImage(), ()
    count, width = len(stretches), min(len(stretches), _OVERVIEW)
    skin = np.array([each[0] for each in colours])
    out = np.array([each.stands_out for each in stretches])
    edges = np.arange(width) * count // width
    # Whatever stands out is seen, however many photos share its column.
    marks = np.maximum.reduceat(out, edges)
    shown = skin[edges]
    row = np.stack([shown >> shift & 255 for shift in (16, 8, 0)], axis=1).astype(np.uint8)
    return to_qimage(row[None]), tuple(int(column) for column in np.flatnonzero(marks))
