"""ShortAxis: the axis of values beside a chart."""

from __future__ import annotations

import pyqtgraph


class ShortAxis(pyqtgraph.AxisItem):  # type: ignore[misc]
    """An axis of values. A number that is too wide for its margin is not drawn at all: 0.0005 is 5e-4."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        numbers = [10.0**value if self.logMode else value * scale for value in values]
        said = super().tickStrings(values, scale, spacing)
        return [short_number(number, text) for number, text in zip(numbers, said, strict=True)]


def short_number(value: float, text: str) -> str:
    """``text``, or the same value as a power of ten where it is small and that is shorter."""
    if not 0.0 < abs(value) < 0.01:
        return text
    digits, power = f"{value:.1e}".split("e")
    short = f"{digits.removesuffix('.0')}e{int(power)}"
    return min(text, short, key=len)
