"""Batches of pictures, cut, mirrored and scaled at random. Never their colours: colour is what is learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor

from studio.imaging.image import Float32
from training.examples import Example, Window, random_window, span, square
from training.randomness import Random

_LEAST_VIEW = 0.4
"""The least share of what the generator sees that a critic sees."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """Photos for one step, all tensors 0 to 1.

    ``seen`` (n, 5, 256, 256): what the generator sees. ``view`` (n, 5, s, s): a part of it, for the critics
    of colour, at ``windows`` (n, 4). ``close`` (n, 3, s, s): pixels as they are, at ``close_windows``.
    ``skin`` (n): how much of each photo is skin and people.
    """

    seen: Tensor
    view: Tensor
    windows: Tensor
    close: Tensor
    close_windows: Tensor
    skin: Tensor

    def __len__(self) -> int:
        return len(self.view)

    def some(self, chosen: slice | Tensor) -> Drawn:
        """Those of the photos."""
        return Drawn(*(part[chosen] if len(part) else part for part in self._parts()))

    def to(self, device: torch.device) -> Drawn:
        return Drawn(*(part.to(device) for part in self._parts()))

    def _parts(self) -> tuple[Tensor, ...]:
        return self.seen, self.view, self.windows, self.close, self.close_windows, self.skin


@dataclass(frozen=True)
class _Cuts:
    """Which parts of a photo: ``outer`` is the generator's, the others lie in it, in parts of it."""

    outer: Window
    view: Window
    close: tuple[float, float]


def draw(
    examples: Sequence[Example], count: int, size: int, cropped: float, random: Random, see: bool = True
) -> Drawn:
    """``count`` photos, none twice while there are others. ``see``: whether ``seen`` is needed."""
    chosen = [examples[i] for i in _indices(len(examples), count, random)]
    return _stack([_cut(each, _cuts(cropped, random), size, see) for each in chosen])


def draw_pairs(
    pairs: Sequence[tuple[Example, Example]], count: int, size: int, cropped: float, random: Random
) -> tuple[Drawn, Drawn]:
    """The same parts of both pictures of ``count`` pairs."""
    befores, afters = [], []
    for index in _indices(len(pairs), count, random):
        cuts = _cuts(cropped, random)
        before, after = pairs[index]
        befores.append(_cut(before, cuts, size, True))
        afters.append(_cut(after, cuts, size, False))
    return _stack(befores), _stack(afters)


def alike(one: Drawn, other: Drawn) -> Tensor:
    """Indices (n) into ``other`` that set photos with much skin against photos with much skin."""
    order = torch.empty(len(one), dtype=torch.long)
    order[one.skin.cpu().argsort(stable=True)] = other.skin.cpu().argsort(stable=True)
    return order


def _indices(available: int, count: int, random: Random) -> list[int]:
    chosen: list[int] = []
    while len(chosen) < count:
        chosen += random.permutation(available).tolist()
    return chosen[:count]


def _cuts(cropped: float, random: Random) -> _Cuts:
    outer, view = random_window(random, cropped), random_window(random, _LEAST_VIEW)
    return _Cuts(outer, view, (float(random.random()), float(random.random())))


def _cut(example: Example, cuts: _Cuts, size: int, see: bool) -> tuple[Tensor, ...]:
    outer, inner = cuts.outer, cuts.view
    height, width = example.pixels.shape[:2]
    across, down = outer.right - outer.left, outer.bottom - outer.top
    rows = span(outer.top + down * inner.top, outer.top + down * inner.bottom, height)
    columns = span(outer.left + across * inner.left, outer.left + across * inner.right, width)
    view, window = _part(example, outer, rows, columns, size, True)
    # A piece of size x size pixels; of a smaller part, all that it has.
    rows = _piece(span(outer.top, outer.bottom, height), size, cuts.close[0])
    columns = _piece(span(outer.left, outer.right, width), size, cuts.close[1])
    close, place = _part(example, outer, rows, columns, size, False)
    amount = torch.tensor(float(example.maps.mean()) / 255.0)
    return square(example, outer) if see else torch.empty(0), view, window, close, place, amount


def _part(
    example: Example, outer: Window, rows: slice, columns: slice, size: int, maps: bool
) -> tuple[Tensor, Tensor]:
    """Those pixels, and where they lie in what the generator sees: left, top, right, bottom."""
    height, width = example.pixels.shape[:2]
    across, down = outer.right - outer.left, outer.bottom - outer.top
    left, right = ((x / width - outer.left) / across for x in (columns.start, columns.stop))
    top, bottom = ((y / height - outer.top) / down for y in (rows.start, rows.stop))
    layers = [_scaled(example.pixels[rows, columns], size)]
    if maps:
        layers.append(_scaled(example.maps[rows, columns], size))
    picture = torch.from_numpy(np.concatenate(layers, 2)).permute(2, 0, 1)
    if outer.mirrored:
        picture, left, right = picture.flip(2), 1.0 - right, 1.0 - left
    return picture, torch.tensor([left, top, right, bottom])


def _piece(span: slice, size: int, share: float) -> slice:
    spare = max(0, span.stop - span.start - size)
    first = span.start + round(share * spare)
    return slice(first, min(first + size, span.stop))


def _scaled(part: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], size: int) -> Float32:
    if part.shape[:2] != (size, size):
        method = cv2.INTER_AREA if min(part.shape[:2]) >= size else cv2.INTER_LINEAR
        part = np.asarray(cv2.resize(np.ascontiguousarray(part), (size, size), interpolation=method))
    scaled: Float32 = part.astype(np.float32) / np.float32(255.0)
    return scaled


def _stack(parts: Sequence[tuple[Tensor, ...]]) -> Drawn:
    return Drawn(*(torch.stack(column) for column in zip(*parts, strict=True)))
