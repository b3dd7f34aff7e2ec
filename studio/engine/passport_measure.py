"""How far a look-up table is from the style it stands for, and where: numbers and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.engine.passport_request import Panels
from studio.engine.request import UInt8
from studio.imaging.colour import delta_e_2000, rgb_to_lab
from studio.imaging.image import Float32
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.lut import Lut, apply_lut
from studio.styles.passport_report import Kept, PlaceLost

Mask = npt.NDArray[np.bool_]

HEAT_TOP = 10.0
"""The distance (CIEDE2000) that has the brightest colour of the heat map."""
PANEL = 320
"""The longest side of the pictures in a report, in pixels."""
# A place is named when it loses so much more than the whole, and is no speck.
_STANDS_OUT = 1.25
_SMALLEST = 0.02
_MOST_PLACES = 2
# Dark, violet, red, orange, pale: rises evenly in lightness, so that it can be read without seeing hues.
_HEAT = np.array(
    [[0.02, 0.02, 0.05], [0.28, 0.07, 0.42], [0.70, 0.17, 0.36], [0.96, 0.48, 0.16], [0.99, 0.95, 0.70]]
)

_PLACES = {
    "corners": QT_TRANSLATE_NOOP("Passport", "corners"),
    "shadows": QT_TRANSLATE_NOOP("Passport", "shadows"),
    "highlights": QT_TRANSLATE_NOOP("Passport", "highlights"),
    "skin": QT_TRANSLATE_NOOP("Passport", "skin colours"),
    "detail": QT_TRANSLATE_NOOP("Passport", "fine detail"),
    "vivid": QT_TRANSLATE_NOOP("Passport", "vivid colours"),
    "greens": QT_TRANSLATE_NOOP("Passport", "greens"),
    "blues": QT_TRANSLATE_NOOP("Passport", "blues"),
}


@dataclass(frozen=True, eq=False)
class Styled:
    """A small photo before and after the style: float32 (H, W, 3), extended sRGB, and its name."""

    name: str
    before: Float32
    after: Float32


@dataclass(frozen=True, eq=False)
class Measured:
    """Of one photo: what is kept, the distance of style and table at each pixel, and of what place it is."""

    kept: Kept
    lost: Float32
    places: dict[str, Mask]


def measure(styled: Styled, lut: Lut) -> Measured:
    """Compare the style with the table on one photo."""
    before, after = _lab(styled.before), _lab(styled.after)
    lost = delta_e_2000(after, _lab(apply_lut(lut, styled.before)))
    distance = float(delta_e_2000(after, before).mean(dtype=np.float64))
    return Measured(Kept(distance, float(lost.mean(dtype=np.float64))), lost, _places(styled.before, before))


def lost_to(styled: Styled, lut: Lut, distance: float) -> Kept:
    """As ``measure``, the numbers only, where the style's own ``distance`` is known."""
    lost = delta_e_2000(_lab(styled.after), _lab(apply_lut(lut, styled.before)))
    return Kept(distance, float(lost.mean(dtype=np.float64)))


def worst_places(photos: Sequence[Measured]) -> tuple[PlaceLost, ...]:
    """Where more is lost than in the mean, by how much that matters; every photo counts the same."""
    if not photos:
        return ()
    overall = sum(photo.kept.lost for photo in photos) / len(photos)
    found: list[tuple[float, PlaceLost]] = []
    for key, name in _PLACES.items():
        share = sum(float(photo.places[key].mean()) for photo in photos) / len(photos)
        summed = sum(float((photo.lost * photo.places[key]).mean()) for photo in photos) / len(photos)
        if share < _SMALLEST or summed / share < _STANDS_OUT * max(overall, 0.1):
            continue
        found.append((summed - overall * share, PlaceLost(Message("Passport", name), summed / share, share)))
    found.sort(key=lambda entry: -entry[0])
    return tuple(place for _, place in found[:_MOST_PLACES])


def panels(styled: Styled, lut: Lut, lost: Float32) -> Panels:
    """Photo, style, table and heat map, small enough for a report."""
    pictures = (styled.before, styled.after, apply_lut(lut, styled.before))
    photo, style, table = (_rounded(_small(np.clip(picture, 0.0, 1.0))) for picture in pictures)
    return Panels(styled.name, photo, style, table, heat(_small(lost)))


def heat(lost: Float32) -> UInt8:
    """Distances (h, w) as colours, uint8 (h, w, 3): dark for 0, pale from ``HEAT_TOP`` on."""
    place = np.clip(lost / HEAT_TOP, 0.0, 1.0) * (len(_HEAT) - 1)
    stops = np.arange(len(_HEAT))
    channels = [np.interp(place, stops, _HEAT[:, channel]) for channel in range(3)]
    return _rounded(np.stack(channels, axis=-1))


def _lab(rgb: Float32) -> Float32:
    lab: Float32 = rgb_to_lab(np.clip(rgb, 0.0, 1.0).astype(np.float32))
    return lab


def _places(rgb: Float32, lab: Float32) -> dict[str, Mask]:
    """What part of the picture each pixel belongs to, by the untouched photo."""
    import cv2

    height, width = rgb.shape[:2]
    v, u = np.ogrid[:height, :width]
    # 0 in the centre, 1 in the corners.
    radius = (((u + 0.5) / width - 0.5) ** 2 + ((v + 0.5) / height - 0.5) ** 2) / 0.5
    lightness, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    around = cv2.blur(np.ascontiguousarray(lightness), (5, 5))
    coloured = chroma > 15
    return {
        "corners": radius > 0.6,
        "shadows": lightness < 20,
        "highlights": lightness > 88,
        "skin": (hue > 20) & (hue < 75) & (chroma > 12) & (chroma < 50) & (lightness > 25),
        "detail": np.abs(lightness - around) > 3.0,
        "vivid": chroma > 55,
        "greens": coloured & (hue > 100) & (hue < 180),
        "blues": coloured & (hue > 210) & (hue < 310),
    }


def _small(picture: Float32) -> Float32:
    import cv2

    height, width = picture.shape[:2]
    scale = PANEL / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.float32)


def _rounded(picture: npt.NDArray[np.float32 | np.float64]) -> UInt8:
    return np.round(picture * 255.0).astype(np.uint8)
