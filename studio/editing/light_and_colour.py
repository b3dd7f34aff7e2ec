"""The Params of light and colour, in the order of their panel; what they do is in :mod:`adjustments`."""

from __future__ import annotations

from studio.editing.params import Param, ParamGroup
from studio.messages import QT_TRANSLATE_NOOP

EXPOSURE = Param(
    "exposure",
    QT_TRANSLATE_NOOP("Param", "Exposure"),
    -5.0,
    5.0,
    step=0.05,
    decimals=2,
    unit="EV",
    tip=QT_TRANSLATE_NOOP(
        "Param", "Brighter or darker, as if exposed longer or shorter. One EV doubles light."
    ),
)
TEMPERATURE = Param(
    "temperature",
    QT_TRANSLATE_NOOP("Param", "Temperature"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Cooler (blue) or warmer (yellow), like a filter before the lens."),
    low="#4a7bd0",
    high="#e0b040",
)
TINT = Param(
    "tint",
    QT_TRANSLATE_NOOP("Param", "Tint"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Greener or more magenta: takes out the cast of lamps and foliage."),
    low="#4fae5a",
    high="#c25ac2",
)
CONTRAST = Param(
    "contrast",
    QT_TRANSLATE_NOOP("Param", "Contrast"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Spreads or softens the tones around middle gray; hues stay."),
)
HIGHLIGHTS = Param(
    "highlights",
    QT_TRANSLATE_NOOP("Param", "Highlights"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP(
        "Param", "Bright tones. Down brings back what exposure pushed beyond white; up leaves white in place."
    ),
)
SHADOWS = Param(
    "shadows",
    QT_TRANSLATE_NOOP("Param", "Shadows"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Dark tones: opens or deepens them. Black stays."),
)
WHITES = Param(
    "whites",
    QT_TRANSLATE_NOOP("Param", "Whites"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Where white lies: up makes bright tones white, down grays white."),
)
BLACKS = Param(
    "blacks",
    QT_TRANSLATE_NOOP("Param", "Blacks"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "The darkest tones: up makes them readable, down nearly black."),
)
VIBRANCE = Param(
    "vibrance",
    QT_TRANSLATE_NOOP("Param", "Vibrance"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP(
        "Param", "Paler or stronger colours, most of all the pale ones; skin changes little."
    ),
    low="#808080",
    high="#5a8fd0",
)
SATURATION = Param(
    "saturation",
    QT_TRANSLATE_NOOP("Param", "Saturation"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Paler or stronger colours; -100 is black and white."),
    low="#808080",
    high="#d05050",
)

LIGHT_AND_COLOUR = ParamGroup(
    "light_and_colour",
    QT_TRANSLATE_NOOP("ParamGroup", "Light and colour"),
    (
        EXPOSURE,
        TEMPERATURE,
        TINT,
        CONTRAST,
        HIGHLIGHTS,
        SHADOWS,
        WHITES,
        BLACKS,
        VIBRANCE,
        SATURATION,
    ),
)
