"""Alignments: which photos are to be brought to their scene, and how far, until they are done again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QObject, Signal

from studio.batch.alignment import Wish
from studio.batch.impression import Lab
from studio.ui.batch.shoot import Shoot

_MOST_STEPS = 200


class Alignments(QObject):
    """By photos' places in the plan: the share of the way to the scene, or None for as it was planned."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marked = True
        self._now: Mapping[int, float | None] = {}
        self._done: list[Mapping[int, float | None]] = []
        self._undone: list[Mapping[int, float | None]] = []

    def __len__(self) -> int:
        return len(self._now)

    def __contains__(self, photo: int) -> bool:
        return photo in self._now

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def share(self, photo: int) -> float:
        """0 to 1."""
        return self._now.get(photo) or 0.0

    def takes_back(self, photo: int) -> bool:
        return photo in self._now and self._now[photo] is None

    def step(self) -> None:
        """What follows is one step to undo."""
        self._marked = True

    def put(self, photos: Collection[int], share: float | None) -> None:
        """Wish for them; 0 for nothing. Belongs to the last :meth:`step`."""
        changed = dict(self._now)
        for photo in photos:
            if share == 0.0:
                changed.pop(photo, None)
            else:
                changed[photo] = share
        if changed == self._now:
            return
        if self._marked:
            self._marked = False
            self._done = [*self._done[-_MOST_STEPS:], self._now]
            self._undone = []
        self._now = changed
        self.changed.emit()

    def undo(self) -> None:
        if self._done:
            self._undone.append(self._now)
            self._now = self._done.pop()
            self.changed.emit()

    def redo(self) -> None:
        if self._undone:
            self._done.append(self._now)
            self._now = self._undone.pop()
            self.changed.emit()

    def clear(self) -> None:
        """They are done, or another batch is shown."""
        was, self._now, self._done, self._undone = self._now, {}, [], []
        if was:
            self.changed.emit()

    def wishes(self, shoot: Shoot) -> dict[int, Wish | None]:
        """As the core takes them."""
        found: dict[int, Wish | None] = {}
        for photo, share in sorted(self._now.items()):
            if share is None:
                found[photo] = None
                continue
            stretch = shoot.stretches[shoot.places[photo]]
            if stretch.skin is not None and stretch.usual is not None:
                found[photo] = Wish(share, stretch.skin, stretch.usual)
        return found

    def expected(self, shoot: Shoot, place: int) -> Lab | None:
        """The skin that is to be, None where nothing is wished for, or it is to be as it was planned."""
        stretch, share = shoot.stretches[place], self._now.get(shoot.photo(place))
        if share is None or stretch.skin is None or stretch.usual is None:
            return None
        lightness, a, b = (
            own + share * (usual - own) for own, usual in zip(stretch.skin, stretch.usual, strict=True)
        )
        return lightness, a, b
