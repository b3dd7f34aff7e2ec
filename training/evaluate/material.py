"""What a style is measured on: which photos, and what is to be said about the choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

import numpy as np
import torch
from torch import Tensor

from studio.messages import QT_TRANSLATE_NOOP, Message
from training.develop import developed
from training.examples import Example, Examples
from training.randomness import Random
from training.start.transport import look_up

_T = TypeVar("_T")

MaterialKind: TypeAlias = Literal["photos", "pairs", "made"]
"""Other photos than the finished ones; true pairs; finished photos and what they may have been before."""

MOST_BEFORE, MOST_STYLE = 24, 64
_FEWEST_BEFORE, _FEWEST_STYLE = 4, 6
_QUARTERED = 4
# Measured with many splits: a few held photos alone are a poor image of a style, and learned ones alone are
# what the game aims at.
_LEARNED = 0.5

_NOT_HELD = QT_TRANSLATE_NOOP(
    "Evaluation",
    "There were too few photos to keep some apart: this is measured on photos that were learned from, and"
    " flatters.",
)
_PARTLY_HELD = QT_TRANSLATE_NOOP(
    "Evaluation",
    "Few photos were kept apart ({count}): this is partly measured on photos that were learned from.",
)
_MADE = QT_TRANSLATE_NOOP(
    "Evaluation",
    "Without ordinary photos this is measured on finished photos from which the style was taken off by"
    " estimate.",
)


@dataclass(frozen=True, eq=False)
class Material:
    """``before``: what is styled; ``after``, as many, its truth (for pairs).

    ``style``: finished photos; ``reference``: how much each counts as what to come near to, 1 for held ones.
    ``held``: enough was held out; no photo that is styled was learned from.
    """

    kind: MaterialKind
    before: tuple[Example, ...]
    after: tuple[Example, ...]
    style: tuple[Example, ...]
    reference: tuple[float, ...]
    held: bool
    notes: tuple[Message, ...]


def material(examples: Examples, undo: Tensor | None, random: Random) -> Material:
    """Held photos where there are enough, others beside them where not.

    ``undo`` (N, N, N, 3): the excess that takes the style off about; wanted where there are finished photos
    alone. Raises ValueError without it there, and without photos.
    """
    pairs = examples.held_pairs or examples.pairs
    if pairs:
        chosen = _some(pairs, MOST_BEFORE, random)
        after = tuple(pair[1] for pair in chosen)
        held = bool(examples.held_pairs)
        notes = () if held else (_note(_NOT_HELD),)
        before = tuple(pair[0] for pair in chosen)
        return Material("pairs", before, after, after, (1.0,) * len(after), held, notes)
    kept_style, style = list(examples.held_style), list(examples.style)
    if not kept_style and not style:
        raise ValueError("no finished photos to measure with")
    if not examples.ordinary and not examples.held_ordinary:
        return _made(kept_style, style, undo, random)
    kept = list(examples.held_ordinary)
    enough = len(kept) >= min(_FEWEST_BEFORE, len(kept) + len(examples.ordinary))
    enough_style = len(kept_style) >= min(_FEWEST_STYLE, len(kept_style) + len(style))
    before = _some(kept if enough else [*kept, *examples.ordinary], MOST_BEFORE, random)
    kept_style = list(_some(kept_style, MOST_STYLE, random))
    more = _some(style, MOST_STYLE - len(kept_style), random)
    reference = (1.0,) * len(kept_style) + (_LEARNED if enough_style else 1.0,) * len(more)
    held = enough and enough_style
    count = len(kept) + len(kept_style)
    partly = _note(_PARTLY_HELD, count=count) if count else _note(_NOT_HELD)
    return Material("photos", before, (), (*kept_style, *more), reference, held, () if held else (partly,))


def few(photos: Sequence[Example]) -> bool:
    """Whether photos are so few that their quarters have to serve."""
    return len(photos) < _QUARTERED


def _made(kept: list[Example], style: list[Example], undo: Tensor | None, random: Random) -> Material:
    if undo is None:
        raise ValueError("finished photos alone cannot be measured with without what takes the style off")
    after = _some(kept or style, MOST_BEFORE, random)
    before = tuple(_without(example, undo, random) for example in after)
    notes = (_note(_MADE),) if kept else (_note(_MADE), _note(_NOT_HELD))
    return Material("made", before, after, after, (1.0,) * len(after), bool(kept), notes)


def _without(example: Example, undo: Tensor, random: Random) -> Example:
    """The photo with the style taken off and developed a little differently, as no camera is exact."""
    height, width = example.pixels.shape[:2]
    colours = torch.from_numpy(example.pixels.astype(np.float32) / np.float32(255.0)).view(1, -1, 3)
    plain = (colours + look_up(colours, undo.detach().float().cpu()[None])).clamp(0.0, 1.0)
    picture = developed(plain.view(1, height, width, 3).permute(0, 3, 1, 2), random, 0.35)
    pixels = (picture[0].permute(1, 2, 0) * 255.0).round().to(torch.uint8).numpy()
    return Example(example.name, np.ascontiguousarray(pixels), example.maps, example.peopled, example.scene)


def _some(photos: Sequence[_T], most: int, random: Random) -> tuple[_T, ...]:
    chosen = sorted(random.permutation(len(photos))[: max(most, 0)].tolist())
    return tuple(photos[i] for i in chosen)


def _note(template: str, **values: int) -> Message:
    return Message("Evaluation", template, dict(values))
