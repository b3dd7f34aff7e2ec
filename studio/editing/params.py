"""Param: one number that the user can set; panels and command-line help are generated from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Param:
    """A numeric setting.

    ``key`` names it in recipes, ``label`` and ``tip`` are English marked for translation under the
    context ``Param``. Values lie in ``minimum`` to ``maximum``; ``default`` changes nothing. ``step`` is
    what an arrow key moves. The number shown is the value times ``scale``, with ``decimals`` digits and
    ``unit`` behind it (``"%"`` with scale 100). ``low`` and ``high`` are sRGB hex colours of a gradient
    behind the slider, where one helps.
    """

    key: str
    label: str
    minimum: float
    maximum: float
    default: float = 0.0
    step: float = 1.0
    decimals: int = 0
    unit: str = ""
    tip: str = ""
    low: str = ""
    high: str = ""
    scale: float = 1.0

    def clamp(self, value: float) -> float:
        """The nearest allowed value; ValueError for a value that is not a finite number."""
        if not abs(value) < float("inf"):
            raise ValueError(f"{self.key} must be a finite number")
        return min(max(float(value), self.minimum), self.maximum)


@dataclass(frozen=True)
class ParamGroup:
    """Params that stand together: a panel of the window, a heading of the command line's help.

    ``title`` is English, marked for translation under the context ``ParamGroup``.
    """

    key: str
    title: str
    params: tuple[Param, ...]
