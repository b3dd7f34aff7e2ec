"""BlindTest: the photographer's own edit and the learned one, in no order: which is yours?"""

from __future__ import annotations

import random
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.train.picture_box import PictureBox
from studio.ui.train.remembered import Remembered
from studio.ui.train.sample_pictures import Samples


@dataclass(frozen=True)
class Question:
    """Photo ``number`` with the photographer's own edit on the left, or on the right."""

    number: int
    own_left: bool


def questions_of(samples: Samples, chance: random.Random) -> tuple[Question, ...]:
    """One for each photo whose finished picture is known, in no order."""
    numbers = [number for number in range(len(samples.now)) if samples.name(number, "truth")]
    chance.shuffle(numbers)
    return tuple(Question(number, chance.random() < 0.5) for number in numbers)


class BlindTest(Live, QWidget):
    """A click on a picture, or 1 and 2, says which is one's own. What is right is told at the end only."""

    def __init__(self, pictures: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blind_test")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pictures = pictures
        self._chance = random.Random()  # noqa: S311 - no secret
        self._samples: Samples | None = None
        self.questions: tuple[Question, ...] = ()
        self.answers: list[bool] = []
        """For each question that was answered, whether rightly."""
        self.head, self.said = Label(self), Label(self)
        self.head.setProperty("part", "title")
        self.said.setProperty("part", "faint")
        self.said.setObjectName("blind_said")
        self.said.setWordWrap(True)
        self.sides = PictureBox(self, clickable=True), PictureBox(self, clickable=True)
        self.again = QPushButton(self)
        self.again.setObjectName("blind_again")
        self.again.clicked.connect(self.restart)
        for place, box in enumerate(self.sides):
            box.setObjectName(f"blind_{place + 1}")
            box.clicked.connect(lambda place=place: self.answer(place))
        row = QHBoxLayout()
        for box in self.sides:
            row.addWidget(box, 1)
        last = QHBoxLayout()
        last.addWidget(self.said, 1)
        last.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row, 1)
        column.addLayout(last)
        self.retranslate()

    @property
    def possible(self) -> bool:
        """Whether there are finished pictures to compare with."""
        return bool(self.questions)

    @property
    def question(self) -> Question | None:
        """The one that is asked; None at the end."""
        return self.questions[len(self.answers)] if len(self.answers) < len(self.questions) else None

    def begin(self) -> None:
        """Another run."""
        self._samples, self.questions, self.answers = None, (), []
        self._show()

    def take(self, samples: Samples) -> None:
        """Other pictures of the run: the test begins anew with them."""
        self._samples = samples
        self.restart()

    @Slot()
    def restart(self) -> None:
        """Ask again, in another order."""
        self.answers = []
        self.questions = questions_of(self._samples, self._chance) if self._samples is not None else ()
        self._show()

    def answer(self, place: int) -> None:
        """Say that the picture at the left (0) or right (1) is one's own."""
        question = self.question
        if question is not None and self.sides[0].image is not None:
            self.answers.append((place == 0) == question.own_left)
            self._show()

    def retranslate(self) -> None:
        self.sides[0].setAccessibleName(self.tr("The left picture"))
        self.sides[1].setAccessibleName(self.tr("The right picture"))
        self.again.setText(self.tr("Once More"))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_1, Qt.Key.Key_2):
            self.answer(0 if event.key() == Qt.Key.Key_1 else 1)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    @Slot()
    def _show(self) -> None:
        question, samples = self.question, self._samples
        self.again.setVisible(question is None and bool(self.questions))
        for box in self.sides:
            box.setVisible(question is not None)
        if question is None:
            self._tell_result()
            return
        self.head.setText(self.tr("Which one is your own edit?"))
        text = self.tr("Photo {number} of {all}. Click it, or press 1 or 2.")
        self.said.setText(text.format(number=len(self.answers) + 1, all=len(self.questions)))
        if samples is None or not self.isVisible():
            return
        found = self._pictures.get(samples.step, question.number)
        if found is None:
            self._place(None, None)
            self._pictures.want(samples, question.number, self._show)
        else:
            own, learned = found.get("truth"), found.get("now")
            self._place(*((own, learned) if question.own_left else (learned, own)))

    def _place(self, left: QImage | None, right: QImage | None) -> None:
        for box, image in zip(self.sides, (left, right), strict=True):
            box.show_image(image)

    def _tell_result(self) -> None:
        if not self.questions:
            self.head.setText("")
            self.said.setText(self.tr("It needs photos before and after, and a training that has begun."))
            return
        right, count = sum(self.answers), len(self.answers)
        said = self.tr("You found your own edit on {right} of {all} photos.").format(right=right, all=count)
        self.head.setText(said)
        self.said.setText(
            self.tr("Who only guesses finds half of them. Some of these photos may have been learned from.")
        )
