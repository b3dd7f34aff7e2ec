"""Scenes of a shoot: photos of one place and light, which are to look alike."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from studio.imaging.fingerprint import Fingerprint, likeness, palettes_apart
from studio.imaging.scenes import BURST, SAME_LAYOUT, SESSION, Groups

REACH = 3
"""So many photos back are compared: a close-up or a test shot in between does not end a scene."""
SAME_COLOURS = 4.5
"""Crops of one picture in changing light are below in 9 of 10 cases, other portraits in 1 of 100."""
# How far colours may be apart, by the seconds that passed: nobody changes the place in two minutes.
_APART = ((BURST, 25.0), (120.0, 12.0), (SESSION, 4.0))


@dataclass(frozen=True, eq=False)
class Frame:
    """What a scene is told by: seconds on the camera's clock (None: unknown), content, and the folder."""

    captured: float | None
    print: Fingerprint
    folder: Hashable = ""


def in_order(frames: Sequence[Frame]) -> list[int]:
    """Places in the order in which the photos were taken; one without a time follows the one before it."""
    times: list[float] = []
    last = float("-inf")
    for frame in frames:
        last = last if frame.captured is None else frame.captured
        times.append(last)
    return sorted(range(len(frames)), key=lambda place: times[place])


class Pairs:
    """Which frames are of one scene, each pair compared once: for a shoot of which more and more is known."""

    def __init__(self) -> None:
        # The frames are kept too, so that no other gets their identity.
        self._known: dict[tuple[int, int], tuple[Frame, Frame, bool]] = {}

    def together(self, one: Frame, other: Frame) -> bool:
        key = id(one), id(other)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = one, other, _together(one, other)
        return found[2]


def scenes_of(frames: Sequence[Frame], pairs: Pairs | None = None) -> list[int]:
    """Each photo's scene, counted from 0 in the order in which they stand.

    One scene: taken soon after each other, and the less soon, the more alike in colour; or of the same
    layout within a session. Without a time, neighbours in one folder that are alike. The same photos give
    the same scenes.
    """
    groups, together = Groups(len(frames)), _together if pairs is None else pairs.together
    order = in_order(frames)
    for here, place in enumerate(order):
        for before in order[max(0, here - REACH) : here]:
            if together(frames[before], frames[place]):
                groups.join(before, place)
    return groups.numbers()


def _together(one: Frame, other: Frame) -> bool:
    if one.captured is None or other.captured is None:
        allowed = SAME_COLOURS if one.folder == other.folder else None
    else:
        gap = abs(other.captured - one.captured)
        allowed = next((apart for seconds, apart in _APART if gap <= seconds), None)
    if allowed is None:
        return False
    if palettes_apart(one.print, other.print) < allowed:
        return True
    return float(likeness([one.print], [other.print])[0, 0]) > SAME_LAYOUT
