"""Black and white."""

from __future__ import annotations

from looks.parameters import Look, LookParameters, Tint, Tone
from studio.messages import QT_TRANSLATE_NOOP

_GROUP = QT_TRANSLATE_NOOP("Style", "Black and white")

MONOCHROME: tuple[Look, ...] = (
    Look(
        "black-and-white",
        QT_TRANSLATE_NOOP("Style", "Black and white"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Classic portrait film with luminous skin."),
        LookParameters(mix=(0.45, 0.40, 0.15), tone=Tone(contrast=0.3)),
    ),
    Look(
        "soft-gray",
        QT_TRANSLATE_NOOP("Style", "Soft black and white"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "High key and gentle: smooth pale skin, open shadows."),
        LookParameters(
            mix=(0.60, 0.32, 0.08),
            tone=Tone(contrast=-0.05, brightness=0.05, shadows=0.015),
            middle_tint=Tint(70.0, 0.006),
            black=(0.060, 0.058, 0.056),
            white=(0.985, 0.982, 0.975),
        ),
    ),
    Look(
        "dramatic-black-and-white",
        QT_TRANSLATE_NOOP("Style", "Dramatic black and white"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Strong structure, dark lips and eyes."),
        LookParameters(mix=(0.24, 0.52, 0.24), tone=Tone(contrast=0.7, pivot=0.42)),
    ),
)
