"""How styles and their groups are called in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.styles.style import Style
from studio.ui.session import Session


def name_of(style: Style) -> str:
    """Built-in styles have translated names; the user's are called as the user said."""
    return QCoreApplication.translate("Style", style.name) if style.builtin else style.name


def style_name(session: Session, style_id: str) -> str:
    """The name of a style by its id; the id of one that is not there any more."""
    return next((name_of(style) for style in session.styles if style.id == style_id), style_id)


def group_name(group: str) -> str:
    """A group's translated name; a user's own group stays as it is."""
    return QCoreApplication.translate("Style", group) if group else ""
