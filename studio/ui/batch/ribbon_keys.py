"""Where keys lead to along the skin ribbon."""

from __future__ import annotations

from PySide6.QtCore import Qt

from studio.ui.batch.shoot import Shoot

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def led_to(shoot: Shoot, here: int, key: Qt.Key, *, outliers: bool) -> int | None:
    """The place that a key leads to from ``here`` (-1: from none), None where it leads nowhere.

    ``outliers``: left and right lead to what stands out.
    """
    count, step = len(shoot.stretches), _STEPS.get(key, 0)
    if not count:
        return None
    if step and outliers:
        start = count if here < 0 and step < 0 else here
        places = range(start + step, count if step > 0 else -1, step)
        return next((place for place in places if shoot.stretches[place].stands_out), None)
    there = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}.get(key, here + step if step else None)
    return None if there is None else min(count - 1, max(0, there))
