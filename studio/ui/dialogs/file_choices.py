"""What a file is made like, to choose from: its size, the chroma of a JPEG, the compression of a TIFF."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from studio.imaging.export_options import (
    COMPRESSION,
    MOST_MEGAPIXELS,
    MOST_PIXELS,
    SUBSAMPLING,
    Compression,
    Subsampling,
)
from studio.ui.live import Live
from studio.ui.plain import tip

USUAL_EDGE, USUAL_MEGAPIXELS = 2048, 12.0
LEAST_EDGE, LEAST_SHOWN = 16, 0.1
_FULL, _EDGE, _MEGAPIXELS = range(3)


class SizeChoice(Live, QWidget):
    """An upper bound: none, of the long edge in pixels, or of the megapixels."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox(self)
        self.kind.setObjectName("file_size")
        for row in (_FULL, _EDGE, _MEGAPIXELS):
            self.kind.addItem("", row)
        self.edge, self.megapixels_box = QSpinBox(self), QDoubleSpinBox(self)
        self.edge.setObjectName("file_long_edge")
        self.edge.setRange(LEAST_EDGE, MOST_PIXELS)
        self.edge.setSingleStep(100)
        self.edge.setValue(USUAL_EDGE)
        self.megapixels_box.setObjectName("file_megapixels")
        self.megapixels_box.setRange(LEAST_SHOWN, MOST_MEGAPIXELS)
        self.megapixels_box.setDecimals(1)
        self.megapixels_box.setValue(USUAL_MEGAPIXELS)
        row_of = QHBoxLayout(self)
        row_of.setContentsMargins(0, 0, 0, 0)
        row_of.setSpacing(8)
        row_of.addWidget(self.kind, 1)
        for box in (self.edge, self.megapixels_box):
            box.setFixedWidth(110)
            row_of.addWidget(box)
            box.valueChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(self._follow)
        self.retranslate()
        self._follow()

    @property
    def long_edge(self) -> int | None:
        return self.edge.value() if self.kind.currentIndex() == _EDGE else None

    @property
    def megapixels(self) -> float | None:
        return self.megapixels_box.value() if self.kind.currentIndex() == _MEGAPIXELS else None

    def take(self, long_edge: int | None, megapixels: float | None) -> None:
        """Of two bounds the long edge is shown; what is not above 0 is none."""
        kind = _FULL
        if megapixels is not None and megapixels > 0:
            self.megapixels_box.setValue(megapixels)
            kind = _MEGAPIXELS
        if long_edge is not None and long_edge > 0:
            self.edge.setValue(long_edge)
            kind = _EDGE
        self.kind.setCurrentIndex(kind)

    def retranslate(self) -> None:
        texts = (self.tr("Full size"), self.tr("Long edge at most"), self.tr("Megapixels at most"))
        for row, text in enumerate(texts):
            self.kind.setItemText(row, text)
        self.edge.setSuffix(self.tr(" px"))
        self.megapixels_box.setSuffix(self.tr(" MP"))
        self.edge.setAccessibleName(texts[_EDGE])
        self.megapixels_box.setAccessibleName(texts[_MEGAPIXELS])
        self.setToolTip(tip(self.tr("A larger picture is reduced; none is enlarged.")))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.kind.setAccessibleName(name)

    @Slot()
    def _follow(self) -> None:
        kind = self.kind.currentIndex()
        self.edge.setVisible(kind == _EDGE)
        self.megapixels_box.setVisible(kind == _MEGAPIXELS)
        self.changed.emit()


class ChromaChoice(Live, QWidget):
    """How a JPEG holds its colours, and whether it is progressive."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subsampling_box = QComboBox(self)
        self.subsampling_box.setObjectName("file_subsampling")
        for value in SUBSAMPLING:
            self.subsampling_box.addItem("", value)
        self.progressive_box = QCheckBox(self)
        self.progressive_box.setObjectName("file_progressive")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.subsampling_box, 1)
        row.addWidget(self.progressive_box)
        self.subsampling_box.currentIndexChanged.connect(self.changed)
        self.progressive_box.toggled.connect(self.changed)
        self.retranslate()

    @property
    def subsampling(self) -> Subsampling:
        found: Subsampling = self.subsampling_box.currentData()
        return found

    @property
    def progressive(self) -> bool:
        return self.progressive_box.isChecked()

    def take(self, subsampling: Subsampling, progressive: bool) -> None:
        self.subsampling_box.setCurrentIndex(SUBSAMPLING.index(subsampling))
        self.progressive_box.setChecked(progressive)

    def retranslate(self) -> None:
        texts = (
            self.tr("Automatic"),
            self.tr("4:4:4, all"),
            self.tr("4:2:2, half"),
            self.tr("4:2:0, a quarter"),
        )
        for row, text in enumerate(texts):
            self.subsampling_box.setItemText(row, text)
        self.subsampling_box.setToolTip(
            tip(
                self.tr(
                    "How much of the colour detail is kept. Automatic: all of it from quality 90 on, a"
                    " quarter below."
                )
            )
        )
        self.progressive_box.setText(self.tr("Progressive"))
        self.progressive_box.setToolTip(
            tip(self.tr("On a web page the whole picture is there at once and gets sharper as it loads."))
        )

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.subsampling_box.setAccessibleName(name)


class CompressionChoice(Live, QComboBox):
    """How a TIFF is packed; nothing is lost either way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("file_compression")
        for value in COMPRESSION:
            self.addItem("", value)
        self.retranslate()

    @property
    def value(self) -> Compression:
        found: Compression = self.currentData()
        return found

    def take(self, value: Compression) -> None:
        self.setCurrentIndex(COMPRESSION.index(value))

    def retranslate(self) -> None:
        for row, text in enumerate((self.tr("ZIP (Deflate)"), "LZW", self.tr("None"))):
            self.setItemText(row, text)
        self.setToolTip(tip(self.tr("Without loss in every case.")))
