"""The empty canvas: says what to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.ui.action_set import ActionSet
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.theme.colours import colours_of
from studio.ui.theme.icons import coloured, icon, picture

OFFERS = ("open", "open_folder", "sample")


class EmptyState(Live, QWidget):
    """Drop a photo here, or take one of the offers. While the first photo opens it says so."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._opening = ""
        self.setProperty("part", "empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign, self._title, self._text = Label(self), Label(self), Label(self)
        self._title.setProperty("part", "title")
        self._text.setProperty("part", "faint")
        for label in (self._sign, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        self._buttons = {name: self._offer(name) for name in OFFERS}
        self.setFocusProxy(self._buttons[OFFERS[0]])
        self._arrange()
        session.photo_opening.connect(self._show_opening)
        session.photo_failed.connect(self._show_idle)
        session.photo_opened.connect(self._show_idle)
        self.retranslate()
        self.recolour()

    def retranslate(self) -> None:
        for name, button in self._buttons.items():
            action = self._actions[name]
            button.setText(action.text())
            button.setToolTip(action.toolTip())
            button.setVisible(action.isEnabled() and not self._opening)
        if self._opening:
            self._title.setText(self.tr("Opening “{name}”…").format(name=self._opening))
            self._text.setText("")
        else:
            self._title.setText(self.tr("Drop a photo here"))
            self._text.setText(
                self.tr(
                    "or a folder of photos. Everything stays on this computer; originals are never changed."
                )
            )

    def recolour(self) -> None:
        colour = colours_of(self.palette()).faint
        self._sign.setPixmap(picture("photos", colour, 56, self.devicePixelRatioF()))
        for name, button in self._buttons.items():
            drawing = {"open": "photos", "open_folder": "folder", "sample": "photo"}[name]
            if button.property("part") == "primary":
                colour = self.palette().highlightedText().color().name()
                button.setIcon(coloured(drawing, colour))
            else:
                button.setIcon(icon(drawing, self.palette()))

    def _offer(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"{name}_offer")
        button.setIconSize(QSize(18, 18))
        if name == OFFERS[0]:
            button.setProperty("part", "primary")
        button.clicked.connect(self._actions[name].trigger)
        return button

    def _arrange(self) -> None:
        drop = QFrame(self)
        drop.setProperty("part", "drop")
        drop.setMaximumSize(620, 380)
        inner = QVBoxLayout(drop)
        inner.setContentsMargins(32, 32, 32, 32)
        inner.setSpacing(10)
        inner.addStretch(1)
        for label in (self._sign, self._title, self._text):
            inner.addWidget(label)
        inner.addSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        inner.addLayout(row)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(drop, 20)
        line.addStretch(1)
        outer.addLayout(line, 20)
        outer.addStretch(1)

    @Slot(object)
    def _show_opening(self, path: object) -> None:
        self._opening = getattr(path, "name", "")
        self.retranslate()

    @Slot()
    def _show_idle(self) -> None:
        self._opening = ""
        self.retranslate()
