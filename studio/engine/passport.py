"""A style's passport: any style as a look-up table in a file, with a report of how much of it the table
keeps.

A style that is a fixed table goes out as it is. For one that looks at the photo, photos are styled small,
and the table that comes nearest on all of them is fitted (:mod:`studio.engine.passport_pool`). What is
reported is measured on the table that the file holds, rounded and clipped as its format does. Where there
are photos enough, each is also compared with a table that was made from the other half of them: so much can
be expected of other photos.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from studio.editing.style_use import StyleUse
from studio.engine.passport_bins import ColourChanges, changes_between
from studio.engine.passport_measure import Measured, Styled, lost_to, measure, panels, worst_places
from studio.engine.passport_photos import Renders, spread, style_photos
from studio.engine.passport_pool import FEWEST, fit_photos
from studio.engine.passport_request import Panels, PassportOrder
from studio.engine.request import CancelToken
from studio.errors import StyleNeedsPhotos
from studio.files import write_atomically
from studio.generators.mixing import use_look
from studio.generators.parameters import LookParameters
from studio.generators.registry import StyleSource
from studio.imaging.transform import Cube
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.lut import UNIT_DOMAIN, Lut, identity_grid, with_title
from studio.styles.passport_report import PassportReport, PhotoKept
from studio.styles.table_formats import write_and_read

OnStage: TypeAlias = Callable[[float, Message], None]

STYLING = Message("notes", QT_TRANSLATE_NOOP("notes", "Styling photos"))
FITTING = Message("notes", QT_TRANSLATE_NOOP("notes", "Fitting the look-up table"))
COMPARING = Message("notes", QT_TRANSLATE_NOOP("notes", "Comparing"))
# Shares of the whole, about as long as they take.
_STYLED, _FITTED, _COMPARED = 0.4, 0.75, 0.97
FEWEST_FOR_HALVES = 4


@dataclass(frozen=True, eq=False)
class Passport:
    """``data``: the file's bytes. ``panels``: pictures of the photos, those that lose most first."""

    data: bytes
    report: PassportReport
    panels: tuple[Panels, ...]


def make_passport(
    renderer: Renders,
    source: StyleSource,
    order: PassportOrder,
    *,
    progress: OnStage | None = None,
    token: CancelToken | None = None,
) -> Passport:
    """Make the table and compare it with the style; nothing is written.

    ``progress`` is told a fraction (0 to 1, never falling) and what is being done. Raises Cancelled,
    StyleError, DeviceOutOfMemory, ValueError for a size that the format does not come in, StyleNeedsPhotos
    where no photo can be opened.
    """

    def tell(fraction: float, stage: Message) -> None:
        if token is not None:
            token.check()
        if progress is not None:
            progress(fraction, stage)

    tell(0.0, STYLING)
    exact = exact_table(source, order.use, order.size)
    styled, skipped = style_photos(
        renderer,
        order.use,
        spread(order.photos),
        progress=lambda part: tell(_STYLED * part, STYLING),
        token=token,
    )
    if exact is None and not styled:
        raise StyleNeedsPhotos(name=order.name)
    tell(_STYLED, FITTING)
    halves: tuple[Lut, Lut] | None = None
    if exact is not None:
        lut = exact
    else:
        lut, halves = _fitted(styled, order.size, tell)
    data, written = write_and_read(order.format, with_title(lut, order.title), order.size)
    tell(_FITTED, COMPARING)
    photos: list[PhotoKept] = []
    measured: list[Measured] = []
    shown: list[Panels] = []
    for number, photo in enumerate(styled):
        one = measure(photo, written)
        # The table of the half that this photo is not in.
        other = lost_to(photo, halves[1 - number % 2], one.kept.distance) if halves else None
        photos.append(PhotoKept(photo.name, one.kept, other))
        measured.append(one)
        shown.append(panels(photo, written, one.lost))
        tell(_FITTED + (_COMPARED - _FITTED) * (number + 1) / len(styled), COMPARING)
    worst = sorted(range(len(photos)), key=lambda number: -photos[number].here.lost)
    report = PassportReport(
        order.name,
        order.format,
        order.size,
        exact is not None,
        tuple(photos[number] for number in worst),
        worst_places(measured) if exact is None else (),
        tuple(skipped),
    )
    return Passport(data, report, tuple(shown[number] for number in worst))


def write_passport(
    passport: Passport,
    target: Path,
    report: Path | None,
    html: Callable[[Passport], bytes],
    *,
    replace: bool = False,
    originals: Collection[Path] = (),
) -> None:
    """Write the table, and the report that ``html`` makes where one is wanted. Raises OutputError."""
    document = html(passport) if report is not None else b""
    write_atomically(target, passport.data, replace=replace, originals=originals)
    if report is not None:
        write_atomically(report, document, replace=replace, originals=(*originals, target))


def exact_table(source: StyleSource, use: StyleUse, size: int) -> Lut | None:
    """The table of ``size`` nodes over 0 to 1 that is the style, amounts and blend included.

    None where the style, or the one blended in, is no fixed table. Raises StyleError.
    """
    ids = [use.id, *([use.blend_id] if use.blend_id is not None else [])]
    styles = [source.get(style_id) for style_id in ids]
    if any(style.learned for style in styles):
        return None
    luts = [source.load_lut(style) for style in styles]
    grid = identity_grid(size)
    if luts[0].domain == UNIT_DOMAIN and luts[0].shaper is None and use == StyleUse(use.id):
        cube = luts[0].cube
        if cube is not None and len(cube) == size:
            return Lut("", cube)
    looks = [LookParameters(Cube(lut.evaluate(grid) - grid)) for lut in luts]
    look = use_look(looks[0], use, looks[1] if len(looks) > 1 else None)
    return Lut("", grid if look.cube is None else grid + look.cube.excess)


def _fitted(
    styled: list[Styled], size: int, tell: Callable[[float, Message], None]
) -> tuple[Lut, tuple[Lut, Lut] | None]:
    """The table for all photos; those for the even and the odd ones, where there are enough.

    Whether photos are freed of what is their own is settled by which halves come nearer to the other half.
    """
    changes = [changes_between(photo.before, photo.after) for photo in styled]
    ways = (False, True) if len(styled) >= 2 * FEWEST else (False,)
    steps = 2 * len(ways) + 1

    def fit(part: list[ColourChanges], freed: bool, step: int) -> Lut:
        check = partial(tell, _STYLED + (_FITTED - _STYLED) * step / steps, FITTING)
        return fit_photos(part, size, freed=freed, check=check)

    if len(styled) < FEWEST_FOR_HALVES:
        return fit(changes, False, 0), None
    halves = {
        freed: (fit(changes[0::2], freed, 2 * freed), fit(changes[1::2], freed, 2 * freed + 1))
        for freed in ways
    }

    def lost(freed: bool) -> float:
        return sum(lost_to(photo, halves[freed][1 - n % 2], 1.0).lost for n, photo in enumerate(styled))

    best = min(ways, key=lost)
    return fit(changes, best, steps - 1), halves[best]
