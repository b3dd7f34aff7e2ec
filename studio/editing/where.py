"""Where of a recipe: the part of the picture that the style is laid on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from studio.editing.params import Param
from studio.messages import QT_TRANSLATE_NOOP

Area: TypeAlias = Literal["everywhere", "subject", "skin", "background"]
AREAS: tuple[Area, ...] = get_args(Area)

FEATHER = Param(
    "feather",
    QT_TRANSLATE_NOOP("Param", "Feather"),
    0.0,
    100.0,
    default=20.0,
    tip=QT_TRANSLATE_NOOP("Param", "How softly the style fades out at the border of its area."),
)


@dataclass(frozen=True)
class Where:
    """Where the style acts: an area found in the picture, and how soft its border is (0 to 100).

    ``subject``: the people; ``skin``: their skin; ``background``: all but the subject. Raises ValueError for
    an unknown area or a feather outside its range.
    """

    area: Area = "everywhere"
    feather: float = FEATHER.default

    def __post_init__(self) -> None:
        if self.area not in AREAS:
            raise ValueError(f"unknown area {self.area!r}")
        if not FEATHER.minimum <= self.feather <= FEATHER.maximum:
            raise ValueError(f"feather {self.feather} is not within 0 to 100")
        object.__setattr__(self, "feather", float(self.feather))

    @property
    def is_everywhere(self) -> bool:
        return self.area == "everywhere"


EVERYWHERE = Where()
