"""Finish: what looks at a pixel's neighbours or its place, and so is no map from colour to colour.

**Detail** and **clarity** are gains of three bands of luma, as a style's own texture is
(:mod:`studio.imaging.transform`): the bands hold what is about one, two and four pixels large on a picture
whose longer side has some 1500. **Vignette** and **grain** are the amounts of the last step.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.editing.params import Param, ParamGroup
from studio.messages import QT_TRANSLATE_NOOP

DETAIL = Param(
    "detail",
    QT_TRANSLATE_NOOP("Param", "Detail"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Fine texture such as hair and pores: smoother or crisper; edges stay."),
)
CLARITY = Param(
    "clarity",
    QT_TRANSLATE_NOOP("Param", "Clarity"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Contrast of larger texture: softer or more modelled; edges stay."),
)
VIGNETTE = Param(
    "vignette",
    QT_TRANSLATE_NOOP("Param", "Vignette"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Darker or brighter corners, of the picture as it is cropped."),
)
GRAIN = Param(
    "grain",
    QT_TRANSLATE_NOOP("Param", "Grain"),
    0.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Noise as of film, most of all in the middle tones."),
)

FINISH = ParamGroup("finish", QT_TRANSLATE_NOOP("ParamGroup", "Finish"), (DETAIL, CLARITY, VIGNETTE, GRAIN))

# Residual gains of the bands, fine first, at +100 and at -100. Smoothing leaves some of the finest band,
# without which skin looks like wax.
_DETAIL_UP, _DETAIL_DOWN = (1.2, 0.6, 0.0), (-0.85, -0.5, 0.0)
_CLARITY_UP, _CLARITY_DOWN = (0.1, 0.7, 1.2), (0.0, -0.55, -0.85)
_LEAST, _MOST = -1.0, 2.0


def band_gains(values: Mapping[str, float]) -> tuple[float, float, float]:
    """What detail and clarity add to the gain of 1 of the luma bands, fine first; each -1 to 2.

    ``values``: settings by key; what is missing stands at its default. (0, 0, 0) changes nothing.
    """
    detail, clarity = (values.get(param.key, param.default) / 100.0 for param in (DETAIL, CLARITY))
    shares = zip(
        _DETAIL_UP if detail > 0 else _DETAIL_DOWN,
        _CLARITY_UP if clarity > 0 else _CLARITY_DOWN,
        strict=True,
    )
    fine, middle, coarse = (
        min(max(abs(detail) * one + abs(clarity) * other, _LEAST), _MOST) for one, other in shares
    )
    return fine, middle, coarse


def vignette_amount(values: Mapping[str, float]) -> float:
    """The vignette's strength, -1 (black corners) to 1 (corners twice as bright)."""
    return values.get(VIGNETTE.key, VIGNETTE.default) / 100.0


def grain_amount(values: Mapping[str, float]) -> float:
    """The grain's strength, 0 to 1."""
    return values.get(GRAIN.key, GRAIN.default) / 100.0
