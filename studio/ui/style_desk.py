"""StyleDesk: what can be done with a style of the gallery, and the windows that this takes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import paths
from studio.errors import StyleBuiltin
from studio.styles.content import STYLE_SUFFIXES
from studio.styles.names import safe_stem
from studio.styles.style import Style
from studio.ui.session import Session
from studio.ui.style_list import said_name
from studio.ui.style_names import name_of

if TYPE_CHECKING:
    from studio.ui.dialogs.passport_dialog import PassportDialog
    from studio.ui.dialogs.style_about import StyleAbout
    from studio.ui.dialogs.style_naming import StyleNaming


class StyleDesk(QObject):
    """Nothing here waits: a dialog answers later, and the session tells what came of it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._naming: StyleNaming | None = None
        self._about: StyleAbout | None = None
        self._passport: PassportDialog | None = None
        self._calls = {
            "favourite": self._favourite,
            "rename": self._rename,
            "group": self._group,
            "duplicate": self._duplicate,
            "about": self._tell_about,
            "export_file": self._export_file,
            "passport": self._export_table,
            "show": self._show_in_folder,
            "remove": self._remove,
        }

    @Slot(str, str)
    def do(self, what: str, style_id: str = "") -> None:
        """Do one of the things above with a style, without an id with the one that is applied.

        What only the user's own styles allow is refused with a notice for the program's. Raises KeyError for
        an unknown thing.
        """
        call = self._calls[what]
        use = self._session.recipe.style
        style = self._session.style_list.find(style_id or (use.id if use else None))
        if style is None:
            return
        if style.builtin and what in ("rename", "group", "remove"):
            self._session.tell(StyleBuiltin(name=said_name(style)))
        else:
            call(style)

    def ask_import(self) -> None:
        """Ask which files become styles."""
        dialog = self._file_dialog(self.tr("Import Style"), QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in STYLE_SUFFIXES)
        dialog.setNameFilters([self.tr("Styles ({patterns})").format(patterns=patterns)])
        photo = self._session.photo_path
        if photo is not None:
            dialog.setDirectory(str(photo.parent))
        dialog.filesSelected.connect(self._import)
        dialog.open()

    def ask_restore(self) -> None:
        """Ask which styles come back from the trash."""
        dialog = self._file_dialog(
            self.tr("Restore Style from the Trash"), QFileDialog.FileMode.ExistingFiles
        )
        patterns = " ".join(f"*{suffix}" for suffix in STYLE_SUFFIXES)
        dialog.setNameFilters([self.tr("Styles ({patterns})").format(patterns=patterns)])
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Restore"))
        trash = paths.user_styles() / ".trash"
        dialog.setDirectory(str(trash if trash.is_dir() else trash.parent))
        dialog.filesSelected.connect(self._restore)
        dialog.open()

    def _favourite(self, style: Style) -> None:
        self._session.preferences.toggle_favourite(style.id)

    def _rename(self, style: Style) -> None:
        self._dialog_of_names().present(style, group_first=False)

    def _group(self, style: Style) -> None:
        self._dialog_of_names().present(style, group_first=True)

    def _duplicate(self, style: Style) -> None:
        self._session.style_list.duplicate(style.id)

    def _remove(self, style: Style) -> None:
        self._session.remove_style(style.id)

    def _tell_about(self, style: Style) -> None:
        if self._about is None:
            from studio.ui.dialogs.style_about import StyleAbout

            self._about = StyleAbout(self._session, self._window)
        self._about.present(style)

    def _show_in_folder(self, style: Style) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(style.path.parent)))

    def _export_file(self, style: Style) -> None:
        suffix = style.path.suffix.lower()
        name_filter = self.tr("Style file ({pattern})").format(pattern=f"*{suffix}")
        dialog = self._save_dialog(style, suffix, name_filter)
        dialog.fileSelected.connect(lambda name: self._session.style_list.export_file(style.id, Path(name)))
        dialog.open()

    def _export_table(self, style: Style) -> None:
        if self._passport is None:
            from studio.ui.dialogs.passport_dialog import PassportDialog

            self._passport = PassportDialog(self._session, self._window)
        self._passport.present(style)

    def _dialog_of_names(self) -> StyleNaming:
        if self._naming is None:
            from studio.ui.dialogs.style_naming import StyleNaming

            self._naming = StyleNaming(self._session, self._window)
        return self._naming

    def _import(self, names: Sequence[str]) -> None:
        self._session.style_list.add_all([Path(name) for name in names])

    def _restore(self, names: Sequence[str]) -> None:
        for name in names:
            self._session.style_list.restore(Path(name))

    def _save_dialog(self, style: Style, suffix: str, name_filter: str) -> QFileDialog:
        dialog = self._file_dialog(self.tr("Export Style"), QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(name_filter)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.setDirectory(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        dialog.selectFile(safe_stem(name_of(style)) + suffix)
        return dialog

    def _file_dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(mode)
        dialog.finished.connect(dialog.deleteLater)
        return dialog
