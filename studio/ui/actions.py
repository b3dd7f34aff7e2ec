"""Actions as data: what the program can do, its keys, where it stands in the menus, and what it calls."""

from __future__ import annotations

from studio.editing.recipe import Recipe
from studio.messages import QT_TRANSLATE_NOOP
from studio.ui.action import (
    RECENT,
    STRENGTH_STEP,
    Action,
    Menu,
    always,
    go_to,
    has_folder,
    has_photo,
    has_style,
    is_in,
    sample_is_there,
    shows,
    strength_by,
    toggle_view,
    zoom_to,
)
from studio.ui.batch_actions import BATCH_ACTIONS, BATCH_MENU
from studio.ui.framing_actions import FRAMING_ACTIONS
from studio.ui.help_menu import ABOUT, HELP_MENU
from studio.ui.modes import Mode
from studio.ui.proof_actions import PROOF_ACTIONS
from studio.ui.style_actions import STYLE_ACTIONS
from studio.ui.view import ZoomTo
from studio.ui.view_mode import ViewMode

ACTIONS: tuple[Action, ...] = (
    Action(
        "open", QT_TRANSLATE_NOOP("Action", "Open Photos…"), lambda desk: desk.ask_photos(),
        ("Ctrl+O",), "photos",
        QT_TRANSLATE_NOOP("Action", "Open one or more photos"), everywhere=True,
    ),
    Action(
        "open_folder", QT_TRANSLATE_NOOP("Action", "Open Folder…"), lambda desk: desk.ask_folder(),
        ("Ctrl+Shift+O",), "folder",
        QT_TRANSLATE_NOOP("Action", "Open all photos of a folder"), everywhere=True,
    ),
    Action(
        "sample", QT_TRANSLATE_NOOP("Action", "Open the Sample Portrait"),
        lambda desk: desk.open_sample(), icon="photo",
        tip=QT_TRANSLATE_NOOP("Action", "Try the program on a portrait that comes with it"),
        enabled=sample_is_there, everywhere=True,
    ),
    *STYLE_ACTIONS,
    Action(
        "export", QT_TRANSLATE_NOOP("Action", "Export…"), lambda desk: desk.show_export(),
        ("Ctrl+E",), "export",
        QT_TRANSLATE_NOOP("Action", "Write the edited photo to a new file"), has_photo,
    ),
    Action(
        "preferences", QT_TRANSLATE_NOOP("Action", "Preferences…"), lambda desk: desk.show_preferences(),
        ("Ctrl+,",), "settings",
        QT_TRANSLATE_NOOP("Action", "Language, theme, device, monitor"), everywhere=True,
    ),
    Action(
        "quit", QT_TRANSLATE_NOOP("Action", "Quit"), lambda desk: desk.quit(), ("Ctrl+Q",), "close",
        quits=True, everywhere=True,
    ),
    Action(
        "undo", QT_TRANSLATE_NOOP("Action", "Undo"), lambda desk: desk.session.undo(), ("Ctrl+Z",), "undo",
        QT_TRANSLATE_NOOP("Action", "Take the last edit of this photo back"),
        lambda session: session.edits.undo_label is not None, what=lambda session: session.edits.undo_label,
    ),
    Action(
        "redo", QT_TRANSLATE_NOOP("Action", "Redo"), lambda desk: desk.session.redo(),
        ("Ctrl+Shift+Z", "Ctrl+Y"), "redo",
        QT_TRANSLATE_NOOP("Action", "Do again what was undone"),
        lambda session: session.edits.redo_label is not None, what=lambda session: session.edits.redo_label,
    ),
    Action(
        "reset", QT_TRANSLATE_NOOP("Action", "Reset Photo"), lambda desk: desk.session.reset(), (), "reset",
        QT_TRANSLATE_NOOP("Action", "Take all edits of this photo away; can be undone"),
        lambda session: session.recipe != Recipe(),
    ),
    Action(
        "no_style", QT_TRANSLATE_NOOP("Action", "No Style"), lambda desk: desk.session.set_style(None),
        (), "close",
        QT_TRANSLATE_NOOP("Action", "Take the style away; light and colour stay"), has_style,
    ),
    Action(
        "stronger", QT_TRANSLATE_NOOP("Action", "Stronger Style"), strength_by(STRENGTH_STEP), ("]",), "",
        QT_TRANSLATE_NOOP("Action", "Raise the strength of the style by 5 %"), has_style,
    ),
    Action(
        "weaker", QT_TRANSLATE_NOOP("Action", "Weaker Style"), strength_by(-STRENGTH_STEP), ("[",), "",
        QT_TRANSLATE_NOOP("Action", "Lower the strength of the style by 5 %"), has_style,
    ),
    Action(
        "before", QT_TRANSLATE_NOOP("Action", "Show Before"),
        lambda desk: desk.session.view.set_show_before(not desk.session.show_before), ("\\",), "before",
        QT_TRANSLATE_NOOP("Action", "Show the untouched photo while the key is held"), has_photo,
        lambda session: session.show_before,
    ),
    Action(
        "show_area", QT_TRANSLATE_NOOP("Action", "Show Area"),
        lambda desk: desk.session.view.set_show_area(not desk.session.show_area), ("O",), "area",
        QT_TRANSLATE_NOOP("Action", "Show in red where the style acts"),
        lambda session: has_photo(session) and not session.recipe.where.is_everywhere,
        lambda session: session.show_area,
    ),
    *PROOF_ACTIONS,
    *FRAMING_ACTIONS,
    Action(
        "single", QT_TRANSLATE_NOOP("Action", "Single"),
        lambda desk: desk.session.set_view_mode(ViewMode.SINGLE), (), "single",
        QT_TRANSLATE_NOOP("Action", "Show the edited photo alone"), always, shows(ViewMode.SINGLE),
    ),
    Action(
        "split", QT_TRANSLATE_NOOP("Action", "Split"), toggle_view(ViewMode.SPLIT), ("Y",), "split",
        QT_TRANSLATE_NOOP("Action", "Before and after on two sides of a line that can be dragged"),
        always, shows(ViewMode.SPLIT),
    ),
    Action(
        "side_by_side", QT_TRANSLATE_NOOP("Action", "Side by Side"), toggle_view(ViewMode.SIDE_BY_SIDE),
        ("Shift+Y",), "side-by-side",
        QT_TRANSLATE_NOOP("Action", "Before and after beside each other, at the same zoom"),
        always, shows(ViewMode.SIDE_BY_SIDE),
    ),
    Action(
        "zoom_fit", QT_TRANSLATE_NOOP("Action", "Fit"), zoom_to(ZoomTo.FIT), ("Ctrl+0",), "fit",
        QT_TRANSLATE_NOOP("Action", "Show the whole photo"), has_photo,
    ),
    Action(
        "zoom_100", QT_TRANSLATE_NOOP("Action", "100 %"), zoom_to(ZoomTo.ACTUAL), ("Ctrl+1",), "",
        QT_TRANSLATE_NOOP("Action", "One pixel of the photo on one of the screen"), has_photo,
    ),
    Action(
        "zoom_200", QT_TRANSLATE_NOOP("Action", "200 %"), zoom_to(ZoomTo.DOUBLE), ("Ctrl+2",), "",
        QT_TRANSLATE_NOOP("Action", "Each pixel of the photo on four of the screen"), has_photo,
    ),
    Action(
        "zoom_toggle", QT_TRANSLATE_NOOP("Action", "Toggle 100 %"), zoom_to(ZoomTo.TOGGLE), ("Z",), "zoom",
        QT_TRANSLATE_NOOP("Action", "Between the whole photo and 100 %"), has_photo,
    ),
    Action(
        "zoom_in", QT_TRANSLATE_NOOP("Action", "Zoom In"), zoom_to(ZoomTo.IN), ("Ctrl++", "Ctrl+="), "",
        QT_TRANSLATE_NOOP("Action", "Closer"), has_photo,
    ),
    Action(
        "zoom_out", QT_TRANSLATE_NOOP("Action", "Zoom Out"), zoom_to(ZoomTo.OUT), ("Ctrl+-",), "",
        QT_TRANSLATE_NOOP("Action", "Farther away"), has_photo,
    ),
    Action(
        "next", QT_TRANSLATE_NOOP("Action", "Next Photo"), lambda desk: desk.session.next_photo(),
        ("Right",), "next",
        QT_TRANSLATE_NOOP("Action", "The next photo of the filmstrip"), has_folder, shared=True,
    ),
    Action(
        "previous", QT_TRANSLATE_NOOP("Action", "Previous Photo"),
        lambda desk: desk.session.previous_photo(), ("Left",), "previous",
        QT_TRANSLATE_NOOP("Action", "The photo before this one in the filmstrip"), has_folder, shared=True,
    ),
    Action(
        "palette", QT_TRANSLATE_NOOP("Action", "Find an Action…"), lambda desk: desk.show_palette(),
        ("Ctrl+K",), "search",
        QT_TRANSLATE_NOOP("Action", "Everything the program can do, by its name"), everywhere=True,
    ),
    Action(
        "edit_mode", QT_TRANSLATE_NOOP("Action", "Edit"), go_to(Mode.EDIT), ("F1",), "edit",
        QT_TRANSLATE_NOOP("Action", "Edit photos"), checked=is_in(Mode.EDIT), everywhere=True,
    ),
    *BATCH_ACTIONS,
    ABOUT,
    Action(
        "train_mode", QT_TRANSLATE_NOOP("Action", "Train"), go_to(Mode.TRAIN), ("F3",), "train",
        QT_TRANSLATE_NOOP("Action", "Teach the program a style from your photos"),
        checked=is_in(Mode.TRAIN), everywhere=True,
    ),
)  # fmt: skip

MENUS: tuple[Menu, ...] = (
    Menu(
        "file", QT_TRANSLATE_NOOP("Action", "&File"),
        ("open", "open_folder", RECENT, "sample", None, "export", None, "preferences", None, "quit"),
    ),
    Menu(
        "edit", QT_TRANSLATE_NOOP("Action", "&Edit"),
        (
            "undo", "redo", None, "crop", "crop_apply", "crop_cancel", None,
            "rotate_left", "rotate_right", "flip_horizontal", "flip_vertical", "reset_framing", None,
            "reset", None, "palette",
        ),
    ),
    Menu(
        "style", QT_TRANSLATE_NOOP("Action", "&Style"),
        (
            "stronger", "weaker", "no_style", None, "favourite_style", "about_style", None,
            "rename_style", "duplicate_style", "export_style", "passport", "remove_style", None,
            "import_style", "restore_style",
        ),
    ),
    BATCH_MENU,
    Menu(
        "view", QT_TRANSLATE_NOOP("Action", "&View"),
        (
            "edit_mode", "batch_mode", "train_mode", None, "before", "show_area", None,
            "proof", "proof_gamut", None,
            "single", "split", "side_by_side", None,
            "zoom_fit", "zoom_100", "zoom_200", "zoom_toggle", "zoom_in", "zoom_out", None,
            "next", "previous",
        ),
    ),
    HELP_MENU,
)  # fmt: skip
