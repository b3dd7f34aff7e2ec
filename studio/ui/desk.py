"""Desk: the windows beside the window, imported and made when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.paths import sample_portrait
from studio.ui.folder_dialog import ask_folder
from studio.ui.session import Session
from studio.ui.style_desk import StyleDesk

if TYPE_CHECKING:
    from studio.ui.dialogs.about_dialog import AboutDialog
    from studio.ui.dialogs.export_dialog import ExportDialog
    from studio.ui.dialogs.preferences_dialog import PreferencesDialog


class Desk(QObject):
    """What actions can open. Nothing here waits: a dialog answers later."""

    def __init__(self, session: Session, window: QWidget, actions: Callable[[], Sequence[QAction]]) -> None:
        super().__init__(window)
        self.session = session
        self._window = window
        self._actions = actions
        self.styles = StyleDesk(session, window)
        self._export: ExportDialog | None = None
        self._preferences: PreferencesDialog | None = None
        session.cmyk_profile_wanted.connect(self.ask_cmyk_profile)
        self._about: AboutDialog | None = None

    def ask_photos(self) -> None:
        from studio.imaging.decode import READABLE_SUFFIXES

        dialog = self._file_dialog(self.tr("Open Photos"), QFileDialog.FileMode.ExistingFiles)
        patterns = sorted(
            f"*{case(suffix)}" for suffix in READABLE_SUFFIXES for case in (str.lower, str.upper)
        )
        dialog.setNameFilters(
            [
                self.tr("Photos ({patterns})").format(patterns=" ".join(patterns)),
                self.tr("All files ({patterns})").format(patterns="*"),
            ]
        )
        dialog.filesSelected.connect(lambda names: self.session.open_paths([Path(name) for name in names]))
        dialog.open()

    def ask_folder(self) -> None:
        photo = self.session.photo_path
        shown = photo.parent if photo is not None else ""
        ask_folder(self._window, self.tr("Open Folder"), self.session.open_folder, shown)

    def open_sample(self) -> None:
        sample = sample_portrait()
        if sample is not None:
            self.session.open_paths([sample], alone=True)

    def show_export(self) -> None:
        if self._export is None:
            from studio.ui.dialogs.export_dialog import ExportDialog

            self._export = ExportDialog(self.session, self._window)
        self._export.present()

    def show_preferences(self) -> None:
        if self._preferences is None:
            from studio.ui.dialogs.preferences_dialog import PreferencesDialog

            self._preferences = PreferencesDialog(self.session, self._window)
        self._preferences.show()
        self._preferences.raise_()
        self._preferences.activateWindow()

    @Slot()
    def ask_cmyk_profile(self) -> None:
        from studio.ui.dialogs.profile_choice import ask_profile

        preferences = self.session.preferences
        ask_profile(
            self._window,
            self.tr("Choose the Profile of CMYK Photos"),
            lambda path: preferences.change(cmyk_profile=str(path)),
        )

    def show_about(self) -> None:
        if self._about is None:
            from studio.ui.dialogs.about_dialog import AboutDialog

            self._about = AboutDialog(self._window)
        self._about.present()

    def show_palette(self) -> None:
        from studio.ui.dialogs.command_palette import CommandPalette

        CommandPalette(self._actions(), self._window).present()

    def quit(self) -> None:
        self._window.close()

    def _file_dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(mode)
        photo = self.session.photo_path
        if photo is not None:
            dialog.setDirectory(str(photo.parent))
        dialog.finished.connect(dialog.deleteLater)
        return dialog
