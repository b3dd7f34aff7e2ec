"""Coverage: what kinds of photos there are, judged from pixels and maps, and which are too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import torch
from torch import Tensor

from studio.messages import QT_TRANSLATE_NOOP
from training.colour import to_lab
from training.examples import Example
from training.start.transport import look_up

Kinds = Mapping[str, str]
"""Of one photo: the question to the answer, both as in :data:`QUESTIONS`."""

QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "light": ("dark", "normal", "bright"),
    "white": ("warm", "neutral", "cool"),
    "skin": ("light skin", "medium skin", "dark skin"),
    "framing": ("face", "half figure", "small figure", "nobody"),
    "place": ("outdoors", "indoors"),
}
NAMES: Final[Mapping[str, str]] = {
    "light": QT_TRANSLATE_NOOP("Evaluation", "Light"),
    "white": QT_TRANSLATE_NOOP("Evaluation", "Colour of the light"),
    "skin": QT_TRANSLATE_NOOP("Evaluation", "Skin"),
    "framing": QT_TRANSLATE_NOOP("Evaluation", "Framing"),
    "place": QT_TRANSLATE_NOOP("Evaluation", "Place"),
    "dark": QT_TRANSLATE_NOOP("Evaluation", "dark scenes"),
    "normal": QT_TRANSLATE_NOOP("Evaluation", "scenes of middle brightness"),
    "bright": QT_TRANSLATE_NOOP("Evaluation", "bright scenes"),
    "warm": QT_TRANSLATE_NOOP("Evaluation", "warm light (lamps, evening)"),
    "neutral": QT_TRANSLATE_NOOP("Evaluation", "neutral light"),
    "cool": QT_TRANSLATE_NOOP("Evaluation", "cool light (shade, screens)"),
    "light skin": QT_TRANSLATE_NOOP("Evaluation", "light skin"),
    "medium skin": QT_TRANSLATE_NOOP("Evaluation", "medium skin"),
    "dark skin": QT_TRANSLATE_NOOP("Evaluation", "dark skin"),
    "face": QT_TRANSLATE_NOOP("Evaluation", "faces close up"),
    "half figure": QT_TRANSLATE_NOOP("Evaluation", "people at half length"),
    "small figure": QT_TRANSLATE_NOOP("Evaluation", "people small in the picture"),
    "nobody": QT_TRANSLATE_NOOP("Evaluation", "photos without a face"),
    "outdoors": QT_TRANSLATE_NOOP("Evaluation", "outdoors (sky or green)"),
    "indoors": QT_TRANSLATE_NOOP("Evaluation", "indoors (neither sky nor green)"),
}

_SIDE = 96
_DARK_L, _BRIGHT_L = 32.0, 66.0
_WARM_B, _COOL_B = 15.0, -2.0
# Individual typology angle in degrees (A. Chardon et al., 1991): above is light, below dark.
_LIGHT_SKIN, _DARK_SKIN = 41.0, 10.0
_FACE, _HALF, _SMALL = 0.14, 0.03, 0.002
_OUTDOORS = 0.08
_FEW, _FEW_SHARE, _MANY_SHARE, _OFTEN = 3, 0.08, 0.25, 0.06


@dataclass(frozen=True)
class Wanted:
    """A kind of photo that is rare among the finished ones: ``have`` of ``of`` photos."""

    question: str
    kind: str
    have: int
    of: int


def kinds(example: Example, undo: Tensor | None = None) -> Kinds:
    """The answers for a photo. ``undo`` (N, N, N, 3): the excess that takes a finished photo's style off."""
    size = (min(_SIDE, example.pixels.shape[1]), min(_SIDE, example.pixels.shape[0]))
    pixels, maps = (
        cv2.resize(layer, size, interpolation=cv2.INTER_AREA) for layer in (example.pixels, example.maps)
    )
    rgb = torch.from_numpy(np.asarray(pixels, np.float32) / np.float32(255.0))
    if undo is not None:
        flat = rgb.view(1, -1, 3)
        rgb = (flat + look_up(flat, undo.detach().float().cpu()[None])).clamp(0.0, 1.0).view(rgb.shape)
    lab = to_lab(rgb).numpy()
    skin = np.asarray(maps)[..., 0] > 127
    middle = float(np.median(lab[..., 0]))
    # White is judged where colours are pale: a red wall is no red light.
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    pale = lab[(chroma <= np.quantile(chroma, 0.5)) & ~skin]
    b = float(pale[:, 2].mean()) if len(pale) else 0.0
    found = {
        "light": "dark" if middle < _DARK_L else "bright" if middle > _BRIGHT_L else "normal",
        "white": "warm" if b > _WARM_B else "cool" if b < _COOL_B else "neutral",
        "framing": _framing(float(skin.mean()), example.peopled),
        "place": "outdoors" if _open_air(lab, skin) else "indoors",
    }
    if skin.sum() > _SMALL * skin.size:
        found["skin"] = _skin_kind(lab[skin].mean(0))
    return found


def counts(photos: Sequence[Kinds]) -> dict[str, Counter[str]]:
    """How many photos of each kind, question by question."""
    return {
        question: Counter(each[question] for each in photos if question in each) for question in QUESTIONS
    }


def wanted(style: Sequence[Kinds], ordinary: Sequence[Kinds], weak: Sequence[str] = ()) -> list[Wanted]:
    """Kinds to add finished photos of, the most urgent first.

    A kind is wanted that is rare among finished photos and not among ordinary ones (the style will meet it),
    or that the style does badly on (``weak``) and that are not many already.
    """
    have, meet = counts(style), counts(ordinary or style)
    out: list[tuple[float, Wanted]] = []
    for question, names in QUESTIONS.items():
        total, others = sum(have[question].values()), sum(meet[question].values())
        for name in names:
            count = have[question][name]
            rare = total > 0 and count < max(_FEW, _FEW_SHARE * total)
            share = meet[question][name] / others if others else 0.0
            often = bool(ordinary) and share >= _OFTEN
            badly = name in weak and count < _MANY_SHARE * total
            if (rare and often) or badly:
                urgent = share - count / max(total, 1) + (1.0 if badly else 0.0)
                out.append((-urgent, Wanted(question, name, count, total)))
    return [each for _, each in sorted(out, key=lambda pair: pair[0])]


def _framing(skin: float, peopled: bool) -> str:
    if not peopled or skin < _SMALL:
        return "nobody"
    return "face" if skin > _FACE else "half figure" if skin > _HALF else "small figure"


def _skin_kind(lab: np.ndarray) -> str:
    angle = float(np.degrees(np.arctan2(lab[0] - 50.0, max(float(lab[2]), 1.0))))
    return "light skin" if angle > _LIGHT_SKIN else "dark skin" if angle < _DARK_SKIN else "medium skin"


def _open_air(lab: np.ndarray, skin: np.ndarray) -> bool:
    """Whether sky or green is to be seen: blue or burnt-out and smooth in the upper half, or leaves."""
    light, a, b = lab[..., 0], lab[..., 1], lab[..., 2]
    upper = np.zeros(light.shape, bool)
    upper[: light.shape[0] // 2] = True
    smooth = np.abs(light - cv2.blur(light, (5, 5))) < 2.0
    sky = upper & smooth & ((light > 50) & (b < -8) & (a < 8))
    green = (a < -7) & (b > 8) & (light > 12) & ~skin
    return bool(sky.mean() > _OUTDOORS or green.mean() > _OUTDOORS)
