"""What the export dialog suggests: a name that says what was done, and a folder that fits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from studio.paths import sample_portrait
from studio.ui.dialogs.target import suggested_name
from studio.ui.session import Session
from studio.ui.style_names import name_of


def name_for(session: Session, photo: Path) -> str:
    """ "portrait-warm-film", without a suffix, in the language in force."""
    use = session.recipe.style
    style = session.style_list.find(use.id) if use else None
    name = name_of(style) if style else ""
    return suggested_name(photo, name)


def folder_for(session: Session, photo: Path) -> str:
    """That of the last export, or the photo's own; never that of the sample, among the program's files."""
    chosen = session.preferences.current.export_folder
    if chosen:
        return chosen
    if photo != sample_portrait():
        return str(photo.parent)
    pictures = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
    return str(pictures if pictures.is_dir() else Path.home())
