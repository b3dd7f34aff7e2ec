"""The menu that tells of the program itself."""

from __future__ import annotations

from studio.messages import QT_TRANSLATE_NOOP
from studio.ui.action import Action, Menu

ABOUT = Action(
    "about", QT_TRANSLATE_NOOP("Action", "About Portrait Style Studio"), lambda desk: desk.show_about(),
    icon="info", tip=QT_TRANSLATE_NOOP("Action", "Version, where news are, licences"), everywhere=True,
)  # fmt: skip

HELP_MENU = Menu("help", QT_TRANSLATE_NOOP("Action", "&Help"), ("about",))
