"""The wizard's first page: from what kind of photos the style is to be learned."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.train.big_choice import BigChoice
from studio.ui.train.choices import INTENTS, Intent

_COLUMNS = 2


class IntentPage(Live, QWidget):
    """Four ways; each says what it needs, and what can and cannot be learned from it."""

    chosen = Signal(str)
    """(Intent) By hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intent_page")
        self._title, self._text = Label(self), Label(self)
        self._title.setProperty("part", "title")
        self._text.setProperty("part", "faint")
        self._text.setWordWrap(True)
        self._ways: dict[Intent, BigChoice] = {}
        group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(14)
        for place, intent in enumerate(INTENTS):
            way = BigChoice(self)
            way.setObjectName(f"intent_{intent}")
            self._ways[intent] = way
            group.addButton(way)
            grid.addWidget(way, place // _COLUMNS, place % _COLUMNS)
        self.setFocusProxy(self._ways[INTENTS[0]])
        group.buttonClicked.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(6)
        column.addLayout(grid)
        column.addStretch(1)
        self.retranslate()

    def show_intent(self, intent: Intent) -> None:
        """Mark the way that is chosen; nothing is emitted."""
        self._ways[intent].setChecked(True)
        self.setFocusProxy(self._ways[intent])

    def retranslate(self) -> None:
        self._title.setText(self.tr("What can it learn from?"))
        self._text.setText(
            self.tr(
                "A style is a way to change light, colour and tone. It is learned on this computer, from your"
                " photos; nothing is uploaded. Skin smoothing, reshaping and removed objects cannot be"
                " learned: no pixel is moved or invented."
            )
        )
        self._ways["both"].set_texts(
            self.tr("Finished photos and ordinary ones"),
            self.tr(
                "Needs 20 or more finished photos, better 40, and as many without the style. They may show"
                " different scenes."
            ),
            self.tr(
                "Learns: what you do in different light and to different skin. The usual way, and the best"
                " one without pairs."
            ),
            self.tr("Cannot learn: edits that you made to single photos only."),
        )
        self._ways["style"].set_texts(
            self.tr("Finished photos only"),
            self.tr("Needs 20 or more finished photos, better 40, with varied scenes."),
            self.tr("Learns: the mood that all of them share."),
            self.tr(
                "Cannot know what was edited and what the scene was like: it has to guess, and is less exact."
            ),
        )
        self._ways["pairs"].set_texts(
            self.tr("Before and after"),
            self.tr(
                "Needs the same photos without and with the style, in two folders. Which belong together is"
                " found by itself."
            ),
            self.tr(
                "Learns: what you do to each photo, the most exact way; tested on pairs that it has not seen."
            ),
            self.tr("Cannot learn from pairs that show different pictures, or hardly the same part."),
        )
        self._ways["one"].set_texts(
            self.tr("One picture to match"),
            self.tr("Needs one picture with the look that you want, and 20 or more ordinary photos."),
            self.tr("Learns: the palette and contrast of that picture."),
            self.tr("Cannot learn how the look would change in other light: one picture does not tell."),
        )

    @Slot(QAbstractButton)
    def _tell(self, button: QAbstractButton) -> None:
        for intent, way in self._ways.items():
            if way is button:
                self.chosen.emit(intent)
