"""A photo in its frame: turned, mirrored, straightened and cropped, at full size and reduced."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Hashable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from studio.editing.geometry import Geometry
from studio.imaging.image import ImageBuffer, Stored
from studio.imaging.photo import Photo
from studio.imaging.pyramid import BoxReduce, Pyramid, reduced_by
from studio.imaging.resample import premultiplied, straight
from studio.imaging.strips import for_each

Matrix: TypeAlias = npt.NDArray[np.float64]

REFERENCE = 1536
"""Longest side of the reference picture, from which a look's maps are made."""
_TILE = 1024


class Framed:
    """A photo as a recipe's geometry frames it. Thread-safe.

    ``width`` and ``height``: its size in pixels at full resolution. Level k is the picture at 1 / 2**k, as in
    :class:`~studio.imaging.pyramid.Pyramid`. Level 0 keeps what is stored, bit by bit unless it is
    straightened; smaller ones are float32, read between the pyramid's pixels (bicubic).
    """

    def __init__(self, photo: Photo, geometry: Geometry, pyramid: Pyramid, reduce: BoxReduce) -> None:
        self.key: Hashable = (photo.digest, geometry)
        self.geometry = geometry
        self.within_srgb = photo.image.within_srgb
        self._photo, self._pyramid, self._reduce = photo, pyramid, reduce
        self._size = (photo.image.width, photo.image.height)
        self.width, self.height = geometry.framed_size(*self._size)
        self._levels: dict[int, ImageBuffer] = {}
        self._reference: ImageBuffer | None = None
        self._lock = threading.Lock()

    def uncropped(self, frame: Callable[[Photo, Geometry, BoxReduce], Framed]) -> Framed:
        """The same photo, turned and straightened alike, without the crop; ``frame`` makes it."""
        whole = self.geometry.uncropped()
        return self if whole == self.geometry else frame(self._photo, whole, self._reduce)

    def level(self, k: int) -> ImageBuffer:
        """The framed picture at 1 / 2**k of its size, rounded up."""
        if self.geometry.changes_nothing:
            return self._pyramid.level(k)
        # Not deeper than the photo's own pyramid: its levels are what is read.
        k = min(k, self._pyramid.depth - 1)
        with self._lock:
            if k not in self._levels:
                self._levels[k] = self._full() if k == 0 else self._warped(self._pyramid.level(k), 1 << k)
            return self._levels[k]

    def reference(self) -> ImageBuffer:
        """The framed picture by box means of the whole factor ceil(longest side / ``REFERENCE``).

        Previews and exports see the very same one, so that what is judged by it does not depend on them.
        """
        factor = math.ceil(max(self.width, self.height) / REFERENCE)
        with self._lock:
            if self._reference is None:
                whole = self._photo.image
                if factor & (factor - 1) == 0:
                    small = self._pyramid.level(factor.bit_length() - 1)
                else:
                    small = reduced_by(whole, factor, self._reduce)
                self._reference = small if self.geometry.changes_nothing else self._warped(small, factor)
            return self._reference

    def _full(self) -> ImageBuffer:
        if self.geometry.angle:
            return self._warped(self._photo.image, 1)
        turned = np.rot90(self._photo.image.stored, -self.geometry.turns)
        if self.geometry.flipped:
            turned = turned[:, ::-1]
        left, top, right, bottom = self.geometry.pixel_crop(turned.shape[1], turned.shape[0])
        part = turned[top:bottom, left:right]
        # Kernels want a row's pixels side by side; a bare crop is a view that has them so.
        as_stored = not self.geometry.turns and not self.geometry.flipped
        return ImageBuffer(part if as_stored else np.ascontiguousarray(part))

    def _warped(self, source: ImageBuffer, factor: int) -> ImageBuffer:
        """The frame at 1 / ``factor`` of its size from the photo at that scale."""
        width, height = -(-self.width // factor), -(-self.height // factor)
        stored: Stored = source.stored
        if source.has_alpha:
            stored = premultiplied(source.floats())
        # From pixels of the result to the frame's, to the photo's, to the source's.
        matrix = _scaled(1 / factor) @ to_photo(self.geometry, *self._size) @ _scaled(float(factor))
        out = warp(stored, matrix, width, height)
        return ImageBuffer(straight(out) if source.has_alpha else out)


def to_photo(geometry: Geometry, width: int, height: int) -> Matrix:
    """3x3: places in the frame to places in the photo of that size, pixels that begin at whole numbers."""
    turned = (height, width) if geometry.turns % 2 else (width, height)
    left, top, _, _ = geometry.pixel_crop(*turned)
    matrix = _straightened(geometry.angle, *turned) @ _shifted(left, top)
    if geometry.flipped:
        matrix = np.array([[-1.0, 0.0, turned[0]], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]) @ matrix
    back = {
        0: np.eye(3),
        1: np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, height], [0.0, 0.0, 1.0]]),
        2: np.array([[-1.0, 0.0, width], [0.0, -1.0, height], [0.0, 0.0, 1.0]]),
        3: np.array([[0.0, -1.0, width], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
    }
    return np.asarray(back[geometry.turns] @ matrix)


def warp(source: Stored, matrix: Matrix, width: int, height: int) -> Stored:
    """``source`` read at ``matrix`` times each place of a (height, width) picture; the border goes on.

    Bicubic, in tiles, as OpenCV takes at most 32,767 pixels a side.
    """
    import cv2

    out = np.empty((height, width, source.shape[2]), source.dtype)
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    # OpenCV counts from the centres of pixels.
    centred = _shifted(-0.5, -0.5) @ matrix @ _shifted(0.5, 0.5)

    def work(corner: tuple[int, int]) -> None:
        x, y = corner
        right, bottom = min(x + _TILE, width), min(y + _TILE, height)
        corners = centred @ np.array([[x, right, x, right], [y, y, bottom, bottom], [1, 1, 1, 1]])
        low = np.floor(corners.min(axis=1)).astype(int) - 3
        high = np.ceil(corners.max(axis=1)).astype(int) + 4
        x0, y0 = (int(np.clip(low[i], 0, source.shape[1 - i] - 1)) for i in range(2))
        x1, y1 = (int(np.clip(high[i], 1, source.shape[1 - i])) for i in range(2))
        piece = source[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
        local = (_shifted(-x0, -y0) @ centred @ _shifted(x, y))[:2]
        size = (right - x, bottom - y)
        tile = cv2.warpAffine(piece, local, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        out[y:bottom, x:right] = tile.reshape(bottom - y, right - x, -1)

    for_each(work, [(x, y) for y in range(0, height, _TILE) for x in range(0, width, _TILE)])
    return out


def _straightened(angle: float, width: int, height: int) -> Matrix:
    """From the picture that was turned clockwise about its centre and enlarged, back to it upright."""
    if angle == 0.0:
        return np.eye(3)
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    zoom = cosine + abs(sine) * max(width / height, height / width)
    turn = np.array([[cosine, sine, 0.0], [-sine, cosine, 0.0], [0.0, 0.0, zoom]]) / zoom
    return np.asarray(_shifted(width / 2, height / 2) @ turn @ _shifted(-width / 2, -height / 2))


def _shifted(x: float, y: float) -> Matrix:
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def _scaled(factor: float) -> Matrix:
    return np.diag([factor, factor, 1.0])
