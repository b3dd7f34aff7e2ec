"""Section: a part of the right side with a heading that folds it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget


class Section(QWidget):
    """Subclasses fill ``body`` and give their heading by :meth:`heading`, called again when the language
    changes."""

    def __init__(self, parent: QWidget | None = None, *, folded: bool = False, inner: bool = False) -> None:
        """``inner``: a part of another section."""
        super().__init__(parent)
        self._toggle = QToolButton(self)
        self._toggle.setAutoRaise(True)
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        font = self._toggle.font()
        font.setBold(not inner)
        self._toggle.setFont(font)
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._row.addWidget(self._toggle)
        self._row.addStretch(1)
        self._content = QWidget(self)
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(4, 0, 4, 6)
        self.body.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*((0, 0, 0, 0) if inner else (8, 4, 8, 4)))
        layout.setSpacing(2)
        layout.addLayout(self._row)
        layout.addWidget(self._content)
        self._toggle.clicked.connect(self._turn)
        self._unfold(not folded)

    def heading(self) -> str:
        """The translated heading."""
        raise NotImplementedError

    def add_to_heading(self, widget: QWidget) -> None:
        """Put a small widget at the heading's right end."""
        self._row.addWidget(widget)

    @property
    def unfolded(self) -> bool:
        return self._unfolded

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def translate(self) -> None:
        """Set all texts in the language in force; subclasses extend it."""
        self._toggle.setText(self.heading())
        self._toggle.setAccessibleName(self.heading())
        self._toggle.setToolTip(self.tr("Fold or unfold"))
        self.setAccessibleName(self.heading())

    @Slot()
    def _turn(self) -> None:
        self._unfold(not self._unfolded)

    def _unfold(self, on: bool) -> None:
        self._unfolded = on
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self._content.setVisible(on)
