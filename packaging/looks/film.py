"""Looks after colour film and its prints."""

from __future__ import annotations

from looks.parameters import HueTwist, Look, LookParameters, Tint, Tone
from studio.messages import QT_TRANSLATE_NOOP

_GROUP = QT_TRANSLATE_NOOP("Style", "Film")

FILM: tuple[Look, ...] = (
    Look(
        "warm-film",
        QT_TRANSLATE_NOOP("Style", "Warm film"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "A warm colour negative: creamy lights, soft shadows, golden skin."),
        LookParameters(
            tone=Tone(contrast=0.22, brightness=0.025, highlights=-0.015),
            saturation=0.96,
            density=0.12,
            highlight_saturation=0.88,
            twists=(
                HueTwist(142.0, 45.0, shift=-9.0, chroma=0.8),
                HueTwist(255.0, 50.0, shift=-8.0, chroma=0.78, lightness=-0.01),
            ),
            skin_protection=0.4,
            skin_unity=0.15,
            shadow_tint=Tint(50.0, 0.008),
            middle_tint=Tint(66.0, 0.011),
            highlight_tint=Tint(80.0, 0.012),
            black=(0.036, 0.030, 0.028),
            white=(0.992, 0.982, 0.958),
        ),
    ),
    Look(
        "cool-film",
        QT_TRANSLATE_NOOP("Style", "Cool film"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "A cool slide: clear blues and greens, fresh skin."),
        LookParameters(
            tone=Tone(contrast=0.26, brightness=0.015),
            saturation=0.92,
            density=0.1,
            twists=(
                HueTwist(142.0, 45.0, shift=10.0, chroma=0.82),
                HueTwist(90.0, 35.0, chroma=0.85),
                HueTwist(262.0, 50.0, chroma=0.8),
            ),
            skin_protection=0.75,
            shadow_tint=Tint(245.0, 0.018),
            middle_tint=Tint(235.0, 0.008),
            highlight_tint=Tint(215.0, 0.006),
            black=(0.022, 0.030, 0.044),
            white=(0.972, 0.986, 0.990),
        ),
    ),
    Look(
        "faded",
        QT_TRANSLATE_NOOP("Style", "Faded"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "An old print: lifted blacks, muted colours."),
        LookParameters(
            tone=Tone(contrast=0.06, brightness=0.01),
            saturation=0.74,
            skin_protection=0.45,
            shadow_tint=Tint(215.0, 0.012),
            highlight_tint=Tint(85.0, 0.010),
            black=(0.118, 0.120, 0.132),
            white=(0.955, 0.945, 0.920),
        ),
    ),
    Look(
        "cream-instant",
        QT_TRANSLATE_NOOP("Style", "Cream instant"),
        _GROUP,
        QT_TRANSLATE_NOOP("Style", "Instant film: cream whites, teal shadows, pale skin."),
        LookParameters(
            tone=Tone(contrast=0.14, brightness=0.045, highlights=0.01),
            saturation=0.82,
            density=0.06,
            twists=(
                HueTwist(255.0, 70.0, shift=-16.0, chroma=0.68),
                HueTwist(142.0, 45.0, shift=8.0, chroma=0.75),
                HueTwist(25.0, 25.0, shift=5.0, chroma=0.92),
            ),
            skin_protection=0.4,
            skin_unity=0.2,
            shadow_tint=Tint(195.0, 0.014),
            middle_tint=Tint(70.0, 0.006),
            highlight_tint=Tint(82.0, 0.016),
            black=(0.070, 0.080, 0.086),
            white=(0.988, 0.970, 0.928),
        ),
    ),
)
