"""Looks that stay close to what the camera saw."""

from __future__ import annotations

from looks.parameters import Look, LookParameters, Tint, Tone
from studio.messages import QT_TRANSLATE_NOOP

_GROUP = QT_TRANSLATE_NOOP("Style", "Natural")

NATURAL: tuple[Look, ...] = (
    Look(
        "clean-skin",
        QT_TRANSLATE_NOOP("Style", "Clean bright skin"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Airy light, even skin, true colours."),
        LookParameters(
            tone=Tone(contrast=0.08, brightness=0.035, shadows=0.02),
            vibrance=0.06,
            highlight_saturation=0.92,
            skin_protection=0.6,
            skin_unity=0.3,
            skin_glow=0.018,
        ),
    ),
    Look(
        "soft-matte",
        QT_TRANSLATE_NOOP("Style", "Soft matte"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Gentle contrast and open shadows that flatter skin."),
        LookParameters(
            tone=Tone(contrast=-0.08, brightness=0.035, shadows=0.01, highlights=-0.01),
            saturation=0.9,
            skin_protection=0.75,
            skin_unity=0.25,
            skin_glow=0.012,
            highlight_tint=Tint(70.0, 0.006),
            black=(0.066, 0.062, 0.062),
            white=(0.985, 0.98, 0.972),
        ),
    ),
    Look(
        "high-contrast",
        QT_TRANSLATE_NOOP("Style", "High contrast"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Deep blacks and bright lights with skin kept calm."),
        LookParameters(
            tone=Tone(contrast=0.6, pivot=0.45, brightness=0.01),
            saturation=0.94,
            density=0.1,
            shadow_saturation=0.9,
            skin_protection=0.6,
        ),
    ),
)
