"""What keeps the wizard from going on, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.ui.train.choices import Choices, Side
from studio.ui.train.looking import Looking

_PICTURE = QT_TRANSLATE_NOOP("Wizard", "Choose the picture to match.")
_MISSING: Mapping[Side, str] = {
    "style": QT_TRANSLATE_NOOP("Wizard", "Add finished photos."),
    "ordinary": QT_TRANSLATE_NOOP("Wizard", "Add ordinary photos."),
    "before": QT_TRANSLATE_NOOP("Wizard", "Add the photos before."),
    "after": QT_TRANSLATE_NOOP("Wizard", "Add the photos after."),
}
_CONSENT = QT_TRANSLATE_NOOP("Wizard", "Tick that you may learn from these photos.")
_LOOKING = QT_TRANSLATE_NOOP("Wizard", "The photos are still being looked at.")


def photos_obstacle(choices: Choices, looking: Looking, agreed: bool) -> Message | None:
    """What is wrong with the photos, or None. ``agreed``: that they may be learned from."""
    if choices.missing:
        side = choices.missing[0]
        one = side == "style" and choices.intent == "one"
        return Message("Wizard", _PICTURE if one else _MISSING[side])
    problem = looking.problem
    if problem is None and looking.looked is not None:
        problem = looking.looked.problem
    if problem is not None:
        return problem
    return None if agreed else Message("Wizard", _CONSENT)


def start_obstacle(choices: Choices, looking: Looking, agreed: bool) -> Message | None:
    """What keeps a training from beginning, or None."""
    found = photos_obstacle(choices, looking, agreed)
    return Message("Wizard", _LOOKING) if found is None and looking.looked is None else found
