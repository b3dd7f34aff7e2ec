"""The actions of the soft proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.messages import QT_TRANSLATE_NOOP
from studio.ui.action import Action, has_photo

if TYPE_CHECKING:
    from studio.ui.desk import Desk


def _proof(desk: Desk) -> None:
    view = desk.session.view
    view.set_proof(not view.proofs)


def _proof_gamut(desk: Desk) -> None:
    """Marks need the proof; without them it stays."""
    view = desk.session.view
    view.set_proof(True, marks=not view.marks_gamut)


PROOF_ACTIONS: tuple[Action, ...] = (
    Action(
        "proof", QT_TRANSLATE_NOOP("Action", "Soft Proof"), _proof, ("S",), "",
        QT_TRANSLATE_NOOP("Action", "Show the photo in the colours of the profile chosen in the preferences"),
        has_photo, lambda session: session.view.proofs,
    ),
    Action(
        "proof_gamut", QT_TRANSLATE_NOOP("Action", "Gamut Warning"), _proof_gamut, ("Shift+S",), "",
        QT_TRANSLATE_NOOP("Action", "Paint gray what the profile of the soft proof does not hold"),
        has_photo, lambda session: session.view.marks_gamut,
    ),
)  # fmt: skip
