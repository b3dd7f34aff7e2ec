"""Theme: puts a theme on the application, and follows the system's where asked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from studio.settings import ThemeName
from studio.ui.theme.colours import DARK, LIGHT, Colours
from studio.ui.theme.sheet import style_sheet

TEXT_PIXELS = 12


class Theme(QObject):
    """The application's look; :meth:`use` switches at once."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._name: ThemeName = "dark"
        self._colours: Colours | None = None
        # Fusion draws the same everywhere and obeys the palette.
        application.setStyle("Fusion")
        font = application.font()
        font.setPixelSize(TEXT_PIXELS)
        application.setFont(font)
        application.styleHints().colorSchemeChanged.connect(self._follow)

    def use(self, name: ThemeName) -> None:
        self._name = name
        self._follow()

    @Slot()
    def _follow(self) -> None:
        colours = LIGHT if self._name == "light" else DARK
        if self._name == "system":
            scheme = self._application.styleHints().colorScheme()
            colours = LIGHT if scheme == Qt.ColorScheme.Light else DARK
        if colours is not self._colours:
            self._colours = colours
            self._application.setPalette(colours.palette())
            self._application.setStyleSheet(style_sheet(colours))
