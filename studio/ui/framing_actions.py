"""The actions that frame the photo, as data; part of the table in :mod:`studio.ui.actions`."""

from __future__ import annotations

from studio.messages import QT_TRANSLATE_NOOP
from studio.ui.action import Action, has_photo

FRAMING_ACTIONS: tuple[Action, ...] = (
    Action(
        "crop", QT_TRANSLATE_NOOP("Action", "Crop"), lambda desk: desk.session.framing.toggle_crop(),
        ("C",), "crop",
        QT_TRANSLATE_NOOP("Action", "Cut the picture: drag the box, Enter applies, Escape leaves"),
        has_photo, lambda session: session.framing.cropping,
    ),
    Action(
        "crop_apply", QT_TRANSLATE_NOOP("Action", "Apply Crop"),
        lambda desk: desk.session.framing.apply_crop(), ("Return", "Enter"),
        tip=QT_TRANSLATE_NOOP("Action", "Cut the picture to the box of the crop tool"),
        enabled=lambda session: session.framing.cropping, shared=True,
    ),
    Action(
        "crop_cancel", QT_TRANSLATE_NOOP("Action", "Leave Crop"),
        lambda desk: desk.session.framing.cancel_crop(), ("Esc",),
        tip=QT_TRANSLATE_NOOP("Action", "Close the crop tool and leave the crop as it was"),
        enabled=lambda session: session.framing.cropping, shared=True,
    ),
    Action(
        "rotate_left", QT_TRANSLATE_NOOP("Action", "Rotate Left"),
        lambda desk: desk.session.framing.rotate(-1), ("Ctrl+[",), "rotate-left",
        QT_TRANSLATE_NOOP("Action", "Turn the photo a quarter to the left"), has_photo,
    ),
    Action(
        "rotate_right", QT_TRANSLATE_NOOP("Action", "Rotate Right"),
        lambda desk: desk.session.framing.rotate(1), ("Ctrl+]",), "rotate-right",
        QT_TRANSLATE_NOOP("Action", "Turn the photo a quarter to the right"), has_photo,
    ),
    Action(
        "flip_horizontal", QT_TRANSLATE_NOOP("Action", "Flip Horizontally"),
        lambda desk: desk.session.framing.flip(), (), "flip-horizontal",
        QT_TRANSLATE_NOOP("Action", "Mirror the photo left to right"), has_photo,
    ),
    Action(
        "flip_vertical", QT_TRANSLATE_NOOP("Action", "Flip Vertically"),
        lambda desk: desk.session.framing.flip(vertically=True), (), "flip-vertical",
        QT_TRANSLATE_NOOP("Action", "Mirror the photo top to bottom"), has_photo,
    ),
    Action(
        "reset_framing", QT_TRANSLATE_NOOP("Action", "Reset Crop and Straighten"),
        lambda desk: desk.session.framing.reset(),
        tip=QT_TRANSLATE_NOOP("Action", "Show the photo as it was taken: whole, upright and not mirrored"),
        enabled=lambda session: session.framing.cropping or not session.framing.geometry.changes_nothing,
    ),
)  # fmt: skip
