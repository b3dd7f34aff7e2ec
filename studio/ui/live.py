"""Live: widgets that follow a switch of language or theme while they are on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

# To the checker a widget, at run time a mixin, as Qt's classes allow only one base of theirs.
if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class Live(_Base):
    """Stands before the Qt class among the bases. Call both methods at the end of ``__init__``."""

    def retranslate(self) -> None:
        """Set every text anew."""

    def recolour(self) -> None:
        """Set every icon anew."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.recolour()
