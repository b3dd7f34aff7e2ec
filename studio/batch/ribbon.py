"""The skin ribbon: skin along a shoot, what stands out in its scene, and which photos to look at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from studio.batch.impression import Impression, Lab
from studio.batch.scenes import Pairs, in_order, scenes_of
from studio.batch.shoot_book import SUFFIX, read_book
from studio.imaging.colour import delta_e_2000
from studio.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from studio.batch.journal import Journal

OUTLIER = 3.5
"""Modified z-score above which something stands out (Iglewicz and Hoaglin 1993)."""
_FEWEST = 4
"""Photos with skin that a scene must have, to say what is usual in it."""
_TO_SIGMA = 1.4826
_SKIN = (
    QT_TRANSLATE_NOOP("Batch", "Skin is lighter than in its scene ({far} ΔE)"),
    QT_TRANSLATE_NOOP("Batch", "Skin is darker than in its scene ({far} ΔE)"),
    QT_TRANSLATE_NOOP("Batch", "Skin is redder than in its scene ({far} ΔE)"),
    QT_TRANSLATE_NOOP("Batch", "Skin is greener than in its scene ({far} ΔE)"),
    QT_TRANSLATE_NOOP("Batch", "Skin is yellower than in its scene ({far} ΔE)"),
    QT_TRANSLATE_NOOP("Batch", "Skin is bluer than in its scene ({far} ΔE)"),
)
_MOVED = QT_TRANSLATE_NOOP("Batch", "It is changed far more than the others")
_LEAST = np.array([3.0, 1.5, 1.5])
"""Least deviation of L*, a* and b* that is taken for usual: less is nobody's concern."""


@dataclass(frozen=True, eq=False)
class Stretch:
    """One photo of the ribbon. ``scene`` counts from 0; ``apart``: modified z-score of its skin in its scene.

    ``doubt``: how much a look at it is worth, 0 upwards; comparable within one shoot. ``usual``: the skin of
    its scene (median CIE L*a*b*), None where too few photos show any.
    """

    impression: Impression
    scene: int
    apart: float
    doubt: float
    usual: Lab | None = None

    @property
    def stands_out(self) -> bool:
        return self.apart > OUTLIER

    @property
    def skin(self) -> Lab | None:
        return self.impression.skin

    @property
    def off(self) -> float | None:
        """CIEDE2000 from the skin of its scene; None where either is not known."""
        return None if self.skin is None or self.usual is None else apart_by(self.skin, self.usual)

    @property
    def why(self) -> Message | None:
        """What makes it worth a look, None where nothing does."""
        if self.stands_out and self.skin is not None and self.usual is not None:
            parts = np.subtract(self.skin, self.usual)
            most = int(np.abs(parts).argmax())
            words = _SKIN[2 * most + int(parts[most] < 0)]
            return Message("Batch", words, {"far": f"{self.off:.1f}"})
        return Message("Batch", _MOVED) if self.doubt > OUTLIER else None


def apart_by(one: Lab, other: Lab) -> float:
    """CIEDE2000 between two colours."""
    return float(delta_e_2000(np.array(one), np.array(other)))


def shoot_of(journal: Journal) -> list[Stretch]:
    """The ribbon of a batch, empty where how its photos came out was not kept."""
    if not journal.path.with_suffix(SUFFIX).exists():
        return []
    return ribbon(read_book(journal.path, len(journal.plan.photos)))


def ribbon(impressions: Sequence[Impression], pairs: Pairs | None = None) -> list[Stretch]:
    """The shoot in the order in which it was taken. ``pairs``: what was compared for it before."""
    frames = [impression.frame for impression in impressions]
    scenes = scenes_of(frames, pairs)
    apart = np.zeros(len(impressions))
    usual: dict[int, Lab] = {}
    moved = _scores(np.array([[impression.change] for impression in impressions]), np.array([1.0]))
    members: dict[int, list[int]] = {}
    for place, each in enumerate(impressions):
        if each.skin is not None:
            members.setdefault(scenes[place], []).append(place)
    for scene, places in members.items():
        if len(places) >= _FEWEST:
            skins = np.array([impressions[n].skin for n in places])
            apart[places] = _scores(skins, _LEAST)
            lightness, a, b = (float(value) for value in np.median(skins, axis=0))
            usual[scene] = lightness, a, b
    return [
        # A photo is worth a look for its skin, or because the style moved it far.
        Stretch(
            impressions[n],
            scenes[n],
            float(apart[n]),
            float(max(apart[n], moved[n])),
            usual.get(scenes[n]),
        )
        for n in in_order(frames)
    ]


def least_certain(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The same, those that are most worth a look first; ties in their order."""
    return sorted(stretches, key=lambda stretch: -stretch.doubt)


def _scores(values: npt.NDArray[np.float64], least: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How far rows (n, k) are from their median, in deviations by the median, the largest of the columns."""
    if not len(values):
        return np.zeros(0)
    apart = values - np.median(values, axis=0)
    deviation = np.maximum(_TO_SIGMA * np.median(np.abs(apart), axis=0), least)
    if values.shape[1] == 1:
        return np.asarray((apart / deviation).clip(min=0.0)[:, 0])
    return np.asarray(np.abs(apart / deviation).max(axis=1))
