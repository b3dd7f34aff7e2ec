"""StyleUse: a style in a recipe, and how it is used."""

from __future__ import annotations

from dataclasses import dataclass

from studio.editing.params import Param
from studio.messages import QT_TRANSLATE_NOOP

MAX_STYLE_ID = 1024

STRENGTH = Param(
    "strength",
    QT_TRANSLATE_NOOP("Param", "Strength"),
    0.0,
    1.5,
    default=1.0,
    step=0.05,
    unit="%",
    scale=100.0,
    tip=QT_TRANSLATE_NOOP("Param", "How much of the style is applied; above 100 % it is exaggerated."),
)
COLOUR = Param(
    "colour",
    QT_TRANSLATE_NOOP("Param", "Colour"),
    0.0,
    1.5,
    default=1.0,
    step=0.05,
    unit="%",
    scale=100.0,
    tip=QT_TRANSLATE_NOOP("Param", "How much of the style's hues and saturation is applied."),
)
TONE = Param(
    "tone",
    QT_TRANSLATE_NOOP("Param", "Tone"),
    0.0,
    1.5,
    default=1.0,
    step=0.05,
    unit="%",
    scale=100.0,
    tip=QT_TRANSLATE_NOOP("Param", "How much of the style's brightness and contrast is applied."),
)
TEXTURE = Param(
    "texture",
    QT_TRANSLATE_NOOP("Param", "Texture"),
    0.0,
    1.5,
    default=1.0,
    step=0.05,
    unit="%",
    scale=100.0,
    tip=QT_TRANSLATE_NOOP("Param", "How much of the style's softening or crispness is applied."),
)
VARIATION = Param(
    "variation",
    QT_TRANSLATE_NOOP("Param", "Variation"),
    0.0,
    24.0,
    tip=QT_TRANSLATE_NOOP("Param", "Other readings of the same style; 0 is the style's own look."),
)
BLEND = Param(
    "blend",
    QT_TRANSLATE_NOOP("Param", "Blend"),
    0.0,
    1.0,
    default=0.5,
    step=0.05,
    unit="%",
    scale=100.0,
    tip=QT_TRANSLATE_NOOP("Param", "How much of the second style stands in for the first."),
)
AMOUNTS = (STRENGTH, COLOUR, TONE, TEXTURE)
STYLE_PARAMS = (*AMOUNTS, VARIATION, BLEND)


@dataclass(frozen=True)
class StyleUse:
    """A style by its id, and how it is used.

    ``strength`` 0 to 1.5 scales all of it; ``colour``, ``tone`` and ``texture`` 0 to 1.5 scale its parts once
    more. ``variation``: a whole number, 0 for the style's own look, else one of its variations. With a
    ``blend_id`` that style is mixed in: ``blend`` 0 (only the first) to 1 (only the second).

    Raises ValueError for an empty or overlong id, or a number outside its Param's range.
    """

    id: str
    strength: float = STRENGTH.default
    colour: float = COLOUR.default
    tone: float = TONE.default
    texture: float = TEXTURE.default
    variation: int = 0
    blend_id: str | None = None
    blend: float = BLEND.default

    def __post_init__(self) -> None:
        for style_id in (self.id, self.blend_id):
            if style_id is not None and not 0 < len(style_id) <= MAX_STYLE_ID:
                raise ValueError("a style id has 1 to 1024 characters")
        for param in STYLE_PARAMS:
            value = getattr(self, param.key)
            if not param.minimum <= value <= param.maximum:
                raise ValueError(f"{param.key} {value} is not within {param.minimum} to {param.maximum}")
            if param is not VARIATION:
                object.__setattr__(self, param.key, float(value))
        if type(self.variation) is not int:
            raise ValueError(f"a variation is a whole number, not {self.variation!r}")

    @property
    def changes_nothing(self) -> bool:
        """Whether none of it is applied."""
        return self.strength == 0.0 or self.colour == self.tone == self.texture == 0.0
