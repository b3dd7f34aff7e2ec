"""The actions on styles: the one that is applied, and files of others."""

from __future__ import annotations

from studio.messages import QT_TRANSLATE_NOOP
from studio.ui.action import Action, has_own_style, has_style, is_favourite, on_style

STYLE_ACTIONS: tuple[Action, ...] = (
    Action(
        "favourite_style", QT_TRANSLATE_NOOP("Action", "Favourite"), on_style("favourite"), (), "star",
        QT_TRANSLATE_NOOP("Action", "Keep the style that is applied at the top of the gallery"), has_style,
        is_favourite,
    ),
    Action(
        "about_style", QT_TRANSLATE_NOOP("Action", "About This Style"), on_style("about"), (), "info",
        QT_TRANSLATE_NOOP("Action", "How the style that is applied was made, how well, by whom"), has_style,
    ),
    Action(
        "rename_style", QT_TRANSLATE_NOOP("Action", "Name and Group…"), on_style("rename"), (), "",
        QT_TRANSLATE_NOOP("Action", "Name the style that is applied, one of your own"), has_own_style,
    ),
    Action(
        "duplicate_style", QT_TRANSLATE_NOOP("Action", "Duplicate Style"), on_style("duplicate"), (), "",
        QT_TRANSLATE_NOOP("Action", "Make a copy of the style that is applied your own"), has_style,
    ),
    Action(
        "import_style", QT_TRANSLATE_NOOP("Action", "Import Styles…"), lambda desk: desk.styles.ask_import(),
        (), "import",
        QT_TRANSLATE_NOOP("Action", "Add style files (.pstyle, .cube or HaldCLUT) to your styles"),
        everywhere=True,
    ),
    Action(
        "export_style", QT_TRANSLATE_NOOP("Action", "Export Style File…"), on_style("export_file"), (), "",
        QT_TRANSLATE_NOOP("Action", "Write the file of the style that is applied, to hand it on"), has_style,
    ),
    Action(
        "passport", QT_TRANSLATE_NOOP("Action", "Export as Look-up Table…"), on_style("passport"), (), "",
        QT_TRANSLATE_NOOP("Action", "Write the style that is applied for other programs; see what is kept"),
        has_style,
    ),
    Action(
        "remove_style", QT_TRANSLATE_NOOP("Action", "Remove Style"), on_style("remove"), (), "trash",
        QT_TRANSLATE_NOOP("Action", "Move the style that is applied, one of your own, to the trash"),
        has_own_style,
    ),
    Action(
        "restore_style", QT_TRANSLATE_NOOP("Action", "Restore Style…"),
        lambda desk: desk.styles.ask_restore(), (), "",
        QT_TRANSLATE_NOOP("Action", "Take a style out of the trash again"), everywhere=True,
    ),
)  # fmt: skip
