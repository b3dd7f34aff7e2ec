"""What a look is made of. Every field's default changes nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tone:
    """The curve on neutral gray, 0 to 1 sRGB-encoded; black stays black and white white.

    ``contrast`` is the strength of an S-curve around ``pivot`` (negative flattens). ``brightness`` lifts
    the middle, ``shadows`` and ``highlights`` the lower and upper third, each as the change of the encoded
    value where it is largest.
    """

    contrast: float = 0.0
    pivot: float = 0.45
    brightness: float = 0.0
    shadows: float = 0.0
    highlights: float = 0.0


@dataclass(frozen=True)
class HueTwist:
    """A change of the colours around one OkLCh hue (degrees) that fades out ``width`` degrees away.

    ``shift`` turns the hue (degrees), ``chroma`` scales the chroma, ``lightness`` is added to OkLab's L of
    saturated colours. sRGB's red lies at 29, skin at 40 to 65, yellow at 110, green at 142, cyan at 195,
    blue at 264, magenta at 328.
    """

    hue: float
    width: float
    shift: float = 0.0
    chroma: float = 1.0
    lightness: float = 0.0


@dataclass(frozen=True)
class Tint:
    """A colour laid over a tonal range: OkLCh hue in degrees and chroma at the strongest place."""

    hue: float
    amount: float


@dataclass(frozen=True)
class LookParameters:
    """One look, in the order in which it is computed (see :mod:`looks.render`).

    ``mix``: black and white from these weights of sRGB-encoded red, green and blue, which sum to 1.
    ``saturation``: a factor on chroma; ``vibrance``: more for pale colours, -1 to 1;
    ``shadow_saturation``, ``highlight_saturation``: factors at the ends of the tonal range.
    ``density``: how much darker saturated colours become, as dye does on film.
    ``skin_protection``: 0 to 1, how far skin is spared from twists, saturation and tints;
    ``skin_unity``: 0 to 1, how far skin hues are drawn to their common line;
    ``skin_glow``: added to OkLab's L of skin in the middle of the range.
    ``shadow_tint``, ``middle_tint``, ``highlight_tint``: split toning; black and white stay neutral.
    ``black``, ``white``: what black and white become, sRGB-encoded: fade and paper colour.
    """

    tone: Tone = Tone()
    mix: tuple[float, float, float] | None = None
    saturation: float = 1.0
    vibrance: float = 0.0
    shadow_saturation: float = 1.0
    highlight_saturation: float = 1.0
    density: float = 0.0
    twists: tuple[HueTwist, ...] = ()
    skin_protection: float = 0.5
    skin_unity: float = 0.0
    skin_glow: float = 0.0
    shadow_tint: Tint | None = None
    middle_tint: Tint | None = None
    highlight_tint: Tint | None = None
    black: tuple[float, float, float] = (0.0, 0.0, 0.0)
    white: tuple[float, float, float] = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Look:
    """A look's card; ``name``, ``group`` and ``description`` are marked for translation."""

    id: str
    name: str
    group: str
    description: str
    parameters: LookParameters
