"""SamplesArea: the run's photos where they scroll by themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from studio.ui.train.samples_view import SamplesView


class SamplesArea(QScrollArea):
    """Not to be put into what scrolls."""

    def __init__(self, samples: SamplesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._samples = samples
        self.setWidget(samples)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # As if the scroll bar were there, see :meth:`SamplesView.fit`.
        self._samples.fit(self.width() - self.verticalScrollBar().sizeHint().width())
