"""Often: what is said word for word of many photos, which stands above the table, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from studio.batch.journal import PhotoState
from studio.batch.report import MANY, NOTE, OFTEN
from studio.messages import Message, Value
from studio.ui.translate import translated

MOST = 4
"""So many notes stand above the table at most."""


class Often:
    """Kept as photos change; of thousands not all are asked each time."""

    def __init__(self) -> None:
        self._said: dict[int, tuple[str, ...]] = {}
        self._counts: Counter[str] = Counter()
        self._notes: dict[str, Message] = {}
        self._marks: dict[str, int] = {}

    def begin_anew(self, states: Sequence[PhotoState]) -> None:
        """Of another batch."""
        for each in (self._said, self._counts, self._notes, self._marks):
            each.clear()
        self.follow(range(len(states)), states)

    def follow(self, numbers: Iterable[int], states: Sequence[PhotoState]) -> bool:
        """Those may be said something else of; whether a note is one of many now that was not."""
        for number in numbers:
            notes = {str(note): note for note in states[number].notes}
            before = self._said.pop(number, ())
            if notes:
                self._said[number] = tuple(notes)
            self._notes |= notes
            self._counts.subtract(before)
            self._counts.update(notes.keys())
        new = [text for text in self._counts if self._counts[text] >= MANY and text not in self._marks]
        for text in new[: MOST - len(self._marks)]:
            self._marks[text] = len(self._marks) + 1
        return bool(new)

    def in_a_row(self, notes: Iterable[Message]) -> str:
        """The notes of one photo, those that are said of many by their number."""
        marks, sentences = [], []
        for note in notes:
            if (mark := self._marks.get(str(note))) is not None:
                marks.append(_say(NOTE, n=mark))
            else:
                sentences.append(translated(note))
        return " ".join(dict.fromkeys(filter(None, (" · ".join(dict.fromkeys(marks)), *sentences))))

    def above(self) -> str:
        """Lines."""
        return "\n".join(
            _say(OFTEN, n=n, count=self._counts[text], text=self._notes[text])
            for text, n in self._marks.items()
            if self._counts[text]
        )


def _say(sentence: str, **values: Value) -> str:
    return translated(Message("Batch", sentence, values))
