"""Looks that bring a light or an hour of their own."""

from __future__ import annotations

from looks.parameters import HueTwist, Look, LookParameters, Tint, Tone
from studio.messages import QT_TRANSLATE_NOOP

_GROUP = QT_TRANSLATE_NOOP("Style", "Mood")

MOOD: tuple[Look, ...] = (
    Look(
        "golden-hour",
        QT_TRANSLATE_NOOP("Style", "Golden hour"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Low evening sun: amber lights and glowing skin."),
        LookParameters(
            tone=Tone(contrast=0.12, brightness=0.03),
            vibrance=0.1,
            twists=(
                HueTwist(132.0, 52.0, shift=-13.0, chroma=0.78),
                HueTwist(255.0, 50.0, chroma=0.72),
            ),
            skin_protection=0.25,
            skin_unity=0.15,
            skin_glow=0.012,
            shadow_tint=Tint(45.0, 0.010),
            middle_tint=Tint(66.0, 0.019),
            highlight_tint=Tint(78.0, 0.024),
            black=(0.022, 0.014, 0.012),
            white=(1.0, 0.980, 0.935),
        ),
    ),
    Look(
        "teal-and-orange",
        QT_TRANSLATE_NOOP("Style", "Teal and orange"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "The cinema's contrast: teal shadows behind warm skin."),
        LookParameters(
            tone=Tone(contrast=0.3),
            saturation=0.94,
            density=0.08,
            twists=(
                HueTwist(252.0, 85.0, shift=-25.0, chroma=0.66),
                HueTwist(142.0, 60.0, shift=16.0, chroma=0.6),
                HueTwist(105.0, 40.0, shift=-8.0, chroma=0.85),
                HueTwist(330.0, 50.0, shift=8.0, chroma=0.75),
            ),
            skin_protection=0.8,
            skin_unity=0.2,
            shadow_tint=Tint(215.0, 0.032),
            highlight_tint=Tint(58.0, 0.018),
            black=(0.008, 0.018, 0.022),
            white=(1.0, 0.990, 0.970),
        ),
    ),
    Look(
        "moody-deep",
        QT_TRANSLATE_NOOP("Style", "Moody and deep"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Dark, rich and quiet; skin stays lit."),
        LookParameters(
            tone=Tone(contrast=0.28, pivot=0.5, brightness=-0.03, highlights=-0.02),
            saturation=0.8,
            density=0.18,
            twists=(
                HueTwist(142.0, 50.0, shift=-14.0, chroma=0.55, lightness=-0.02),
                HueTwist(258.0, 50.0, shift=-12.0, chroma=0.7),
            ),
            skin_protection=0.7,
            skin_unity=0.15,
            skin_glow=0.02,
            shadow_tint=Tint(230.0, 0.010),
            highlight_tint=Tint(72.0, 0.010),
            black=(0.036, 0.038, 0.042),
            white=(0.965, 0.955, 0.940),
        ),
    ),
    Look(
        "cinema-night",
        QT_TRANSLATE_NOOP("Style", "Cinema night"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Blue night with warm lamps."),
        LookParameters(
            tone=Tone(contrast=0.34, pivot=0.5, brightness=-0.035),
            saturation=0.84,
            density=0.1,
            twists=(
                HueTwist(142.0, 60.0, shift=16.0, chroma=0.55),
                HueTwist(258.0, 65.0, shift=-10.0, chroma=0.72),
            ),
            skin_protection=0.72,
            shadow_tint=Tint(248.0, 0.026),
            middle_tint=Tint(235.0, 0.008),
            highlight_tint=Tint(75.0, 0.012),
            black=(0.014, 0.020, 0.036),
            white=(0.970, 0.970, 0.962),
        ),
    ),
)
