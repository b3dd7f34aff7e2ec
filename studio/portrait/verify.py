"""Is it a face? A second, closer look at one place, in a small upright picture of fixed size.

A scan of the whole picture answers with many windows for a plain face and with few for a dark, turned or tiny
one, and also with few for a curtain. Here the place is cut out, turned upright and brought to one size, so
that counts mean the same everywhere; several cascades, eyes and skin colour vote.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from studio.imaging.image import Float32
from studio.portrait.cascades import Cascades, Gray, Name, overlap
from studio.portrait.face import Face, Point

_PATCH = 112
"""Side of the cut-out picture; the face takes its middle half."""
_FACE = _PATCH / 2
_EYES = 96

# Logistic regression of hand-marked places on photos of scikit-image and photos free to use: log(1 + windows)
# of three cascades, share of skin, number of eyes. On other photos see benchmarks/portrait.py.
_ALT, _DEFAULT, _PROFILE, _SKIN, _EYE, _BIAS = 0.91, 0.43, 1.68, 1.54, 0.79, -5.21
_HOPELESS = -4.0
"""Log odds that profiles and eyes, which take longest to look for, are not asked to mend."""


@dataclass(frozen=True)
class Place:
    """A square that may hold a face: centre and side in pixels of the scanned picture, roll in degrees."""

    x: float
    y: float
    side: float
    roll: float = 0.0
    count: int = 0

    def face(self, shape: tuple[int, ...], confidence: float, eyes: tuple[Point, ...] = ()) -> Face:
        height, width = shape[:2]
        return Face(
            (self.x - self.side / 2) / width,
            (self.y - self.side / 2) / height,
            self.side / width,
            self.side / height,
            self.roll,
            confidence,
            eyes,
        )

    def box(self) -> Float32:
        """(1, 4): x, y, width, height."""
        return np.array([[self.x - self.side / 2, self.y - self.side / 2, self.side, self.side]], np.float32)


def halved(gray: Gray) -> Gray:
    """Half the width and height, by area means."""
    height, width = gray.shape
    size = max(1, width // 2), max(1, height // 2)
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)


class Witness:
    """All that speaks for or against a face in one picture: gray values 0 to 255 and shade-free colours."""

    def __init__(self, cascades: Cascades, gray: Gray, colours: Float32) -> None:
        self._cascades = cascades
        self._levels = [gray]
        while max(self._levels[-1].shape) > 128:
            self._levels.append(halved(self._levels[-1]))
        self._colours = colours

    def score(self, place: Place) -> float:
        """Log odds of a face."""
        patch, _ = self._upright(place, _PATCH, _FACE / place.side)
        odds = (
            _BIAS
            + _SKIN * self.skin_share(place)
            + _ALT * math.log1p(self._votes("frontalface_alt", patch))
            + _DEFAULT * math.log1p(self._votes("frontalface_default", patch))
        )
        if odds < _HOPELESS:
            return odds
        flipped = np.asarray(cv2.flip(patch, 1), np.uint8)
        side = max(self._votes("profileface", each) for each in (patch, flipped))
        return odds + _PROFILE * math.log1p(side) + _EYE * len(self.eyes(place))

    def skin_share(self, place: Place) -> float:
        """How much of the place has a hue that skin can have, 0 to 1; a half where there is no colour."""
        scale = self._colours.shape[1] / self._levels[0].shape[1]
        x, y, side = place.x * scale, place.y * scale, place.side * scale
        rows = slice(max(0, int(y - 0.36 * side)), max(1, math.ceil(y + 0.42 * side)))
        columns = slice(max(0, int(x - 0.3 * side)), max(1, math.ceil(x + 0.3 * side)))
        inner = self._colours[rows, columns].reshape(-1, 3)
        if not len(inner):
            return 0.0
        red, yellow = inner[:, 1], inner[:, 2]
        chroma = np.hypot(red, yellow)
        if float(np.median(chroma)) < 3.0:
            return 0.5
        # Hues of 5 to 90 degrees in a*, b*: pink to yellow.
        return float(np.mean((chroma > 6.0) & (red > 0.0) & (yellow > 0.09 * red)))

    def eyes(self, place: Place) -> tuple[Point, ...]:
        """Centres of up to two eyes in pixels of the gray picture, the left one first."""
        scale = 0.8 * _EYES / place.side
        patch, back = self._upright(place, _EYES, scale, 0.12)
        upper = np.ascontiguousarray(patch[: _EYES * 5 // 8])
        hits = [hit for hit in self._cascades.scan("eye", upper, 14, 40) if hit.count >= 2]
        middle = _EYES / 2
        centres = [(hit.x + hit.side / 2, hit.y + hit.side / 2) for hit in hits]
        left = next((point for point in centres if point[0] < middle), None)
        right = next((point for point in centres if point[0] >= middle), None)
        found = [np.array([*point, 1.0]) @ back.T for point in (left, right) if point is not None]
        return tuple((float(x), float(y)) for x, y in found)

    def _votes(self, name: Name, patch: Gray) -> int:
        """How many windows of that cascade agree with the middle half of the patch."""
        middle = np.array([[_FACE / 2, _FACE / 2, _FACE, _FACE]], np.float32)
        best = 0
        for hit in self._cascades.scan(name, patch, int(_FACE * 0.6), int(_FACE * 1.5)):
            box = np.array([[hit.x, hit.y, hit.side, hit.side]], np.float32)
            if hit.count > best and overlap(middle, box)[0, 0] > 0.3:
                best = hit.count
        return best

    def _upright(self, place: Place, size: int, scale: float, up: float = 0.0) -> tuple[Gray, Float32]:
        """The place turned upright in a square of that size, and the 2x3 way back to the picture.

        ``up`` lifts the middle of the patch above the place's centre, in sides of the place.
        """
        # Linear sampling skips pixels below half size: start from the level that is near.
        level = min(max(0, math.floor(-math.log2(scale))), len(self._levels) - 1)
        gray = self._levels[level]
        shrink = gray.shape[1] / self._levels[0].shape[1], gray.shape[0] / self._levels[0].shape[0]
        angle = math.radians(place.roll)
        cosine, sine = math.cos(angle) / scale, math.sin(angle) / scale
        x = place.x + up * place.side * math.sin(angle)
        y = place.y - up * place.side * math.cos(angle)
        half = size / 2
        back = np.array(
            [[cosine, -sine, x - half * (cosine - sine)], [sine, cosine, y - half * (sine + cosine)]],
            np.float32,
        )
        small = np.asarray(back * np.array(shrink)[:, None], np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        patch = cv2.warpAffine(gray, small, (size, size), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(patch, np.uint8), back
