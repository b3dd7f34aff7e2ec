"""Photos before and after a procedure: what a style is learned from as a user's own style would be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import cv2
import numpy as np
import torch
from torch import Tensor

from learn_styles.photos import Picture, Random, UInt8, developed, split, upright
from learn_styles.targets import LearnedStyle
from studio.generators.parameters import LATENT
from training.examples import Example, Examples

# Of the developed photos without people, so many get the maps of another photo: the network must go by the
# map, not by the colour that skin has in the few photos at hand.
_BORROWED = 0.6


def examples(style: LearnedStyle, pictures: Sequence[Picture], developments: int, seed: int) -> Examples:
    """Pairs of all pictures, those of every fifth held out.

    Each picture gives ``developments`` pairs: as it is, and developed at random. All pairs of a picture are
    one scene.
    """
    scenes = {picture: scene for scene, picture in enumerate(pictures)}
    sides = []
    for side, lends in zip(split(pictures), (True, False), strict=True):
        lenders = [picture for picture in side if picture.peopled] if lends and style.maps else []
        pairs = [
            _pair(style, picture, lenders, scenes[picture], turn, seed)
            for picture in side
            for turn in range(developments)
        ]
        sides.append(tuple(pairs))
    return Examples(pairs=sides[0], held_pairs=sides[1])


def digest(material: Examples) -> str:
    """A number that is another one where any pixel of the pairs is."""
    found = hashlib.sha256()
    for before, after in (*material.pairs, *material.held_pairs):
        for part in (before.pixels, before.maps, after.pixels):
            found.update(repr(part.shape).encode() + part.tobytes())
    return found.hexdigest()


def _pair(
    style: LearnedStyle, picture: Picture, lenders: Sequence[Picture], scene: int, turn: int, seed: int
) -> tuple[Example, Example]:
    random = np.random.Generator(np.random.Philox(key=[seed, (scene << 8) + turn]))
    seen = upright(picture)
    if turn:
        if lenders and not picture.peopled and random.random() < _BORROWED:
            seen = torch.cat([seen[:3], _lent(lenders, seen, random)])
        seen = developed(seen[None], random)[0]
    seen = style.shown(seen[None])[0]
    before = _bytes(seen)
    pixels, maps = before[..., :3], np.ascontiguousarray(before[..., 3:])
    # What the file of the photo holds is what the procedure sees.
    given = torch.from_numpy(before.astype(np.float32) / np.float32(255.0)).permute(2, 0, 1)[None]
    with torch.no_grad():
        after = _bytes(style.answer(given, torch.zeros(1, LATENT))[0][0])
    name = f"{picture.name}-{turn}" if turn else picture.name
    one, other = (
        Example(name, np.ascontiguousarray(part), maps, bool(maps.any()), scene) for part in (pixels, after)
    )
    return one, other


def _lent(lenders: Sequence[Picture], seen: Tensor, random: Random) -> Tensor:
    """The maps (2, h, w) of another picture, laid over this one."""
    maps = lenders[int(random.integers(len(lenders)))].maps
    size = (seen.shape[2], seen.shape[1])
    laid = cv2.resize(maps, size, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return torch.from_numpy(laid / np.float32(255.0)).permute(2, 0, 1)


def _bytes(picture: Tensor) -> UInt8:
    """(c, h, w) within 0 to 1 as (h, w, c)."""
    return np.asarray((picture * 255.0).round().to(torch.uint8).permute(1, 2, 0).numpy(), np.uint8)
