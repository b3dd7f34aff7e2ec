"""CoverageView: which kinds of photos there are, as bars with words, and which are too few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from studio.messages import Message
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.theme.colours import colours_of
from studio.ui.translate import translated

ORDER = ("light", "white", "skin", "framing", "place")
_BAR_WIDTH, _BAR_HEIGHT = 62, 8


@dataclass(frozen=True)
class Coverage:
    """A kind of photo: ``have`` of ``of`` finished photos are of it; ``enough``: it will be learned well."""

    question: str
    kind: str
    name: Message
    have: int
    of: int
    enough: bool

    @classmethod
    def of_event(cls, values: Any) -> Coverage | None:
        """What an event tells; None where it is not of that form."""
        if not isinstance(values, Mapping):
            return None
        name, have, of = values.get("name"), values.get("have"), values.get("of")
        if not isinstance(name, Message) or type(have) is not int or type(of) is not int:
            return None
        question, kind = str(values.get("question", "")), str(values.get("kind", ""))
        return cls(question, kind, name, max(have, 0), max(of, 0), bool(values.get("enough")))


class Bar(QWidget):
    """A share as a line, in the colour of what it means."""

    def __init__(self, share: float, enough: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._enough = min(max(share, 0.0), 1.0), enough
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_BAR_WIDTH, _BAR_HEIGHT)

    def paintEvent(self, _: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sunken))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, 3, 3)
        if self._share > 0.0:
            whole.setWidth(max(whole.width() * self._share, 3.0))
            painter.setBrush(QColor(colours.note if self._enough else colours.warning))
            painter.drawRoundedRect(whole, 3, 3)
        painter.end()


class CoverageView(Live, QWidget):
    """A heading for each question, and a line for each kind: its name, a bar, and how many there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coverage")
        self._shown: tuple[Coverage, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(2, 44)
        self.retranslate()

    @property
    def shown(self) -> tuple[Coverage, ...]:
        return self._shown

    def show_coverage(self, found: Sequence[Coverage]) -> None:
        """Show these in the place of what is shown."""
        self._shown = tuple(found)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("How varied the finished photos are"))
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        titles = {
            "light": self.tr("Brightness"),
            "white": self.tr("Colour of the light"),
            "skin": self.tr("Skin tone"),
            "framing": self.tr("Framing"),
            "place": self.tr("Indoors and outdoors"),
        }
        questions = dict.fromkeys([*ORDER, *(each.question for each in self._shown)])
        line = 0
        for question in questions:
            kinds = [each for each in self._shown if each.question == question]
            if kinds:
                heading = Label(self, titles.get(question, question))
                heading.setProperty("part", "heading")
                self._grid.addWidget(heading, line, 0, 1, 3)
                line += 1
            for each in kinds:
                self._add(line, each)
                line += 1

    def _add(self, line: int, each: Coverage) -> None:
        name = Label(self, translated(each.name))
        name.setWordWrap(True)
        number = Label(self, self._word(each))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not each.enough:
            number.setProperty("part", "warning")
        bar = Bar(each.have / each.of if each.of else 0.0, each.enough, self)
        said = self.tr("{have} of {of} photos").format(have=each.have, of=each.of)
        for widget in (name, number, bar):
            widget.setToolTip(said)
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(bar, line, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(number, line, 2)

    def _word(self, each: Coverage) -> str:
        if each.enough:
            return str(each.have)
        return self.tr("few: {n}").format(n=each.have) if each.have else self.tr("none")
