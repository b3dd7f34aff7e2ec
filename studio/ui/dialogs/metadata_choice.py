"""What of the metadata goes along with an export, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from studio.ui.live import Live

if TYPE_CHECKING:
    from studio.imaging.privacy import Keep

_ORDER: tuple[Keep, ...] = ("all", "no-location", "no-personal", "none")


class MetadataChoice(Live, QComboBox):
    def __init__(self, value: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_metadata")
        for each in _ORDER:
            self.addItem("", each)
        self.retranslate()
        self.take(value)

    @property
    def value(self) -> Keep:
        found: Keep = self.currentData()
        return found

    def take(self, value: Keep) -> None:
        self.setCurrentIndex(_ORDER.index(value))

    def retranslate(self) -> None:
        texts = (
            (self.tr("All"), self.tr("EXIF, IPTC and XMP: camera, time, place, captions and rights")),
            (self.tr("All but the place"), self.tr("Without GPS and the names of places")),
            (
                self.tr("Nothing personal"),
                self.tr(
                    "Camera, exposure, time and copyright; without names, texts, serial numbers and places"
                ),
            ),
            (self.tr("None"), self.tr("Only the colour profile")),
        )
        for row, (text, tip) in enumerate(texts):
            self.setItemText(row, text)
            self.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
        self.setToolTip("\n".join(f"{text}: {tip}" for text, tip in texts))
