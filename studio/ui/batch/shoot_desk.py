"""ShootDesk: how the photos of a batch came out, while it works and after, and what is wished for of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from studio.batch.shoot_reader import ShootReader
from studio.ui.background import Background
from studio.ui.batch.alignments import Alignments
from studio.ui.batch.desk import BatchDesk
from studio.ui.batch.desk_state import AT_WORK
from studio.ui.batch.shoot import Shoot, read_shoot, small_picture

EVERY_MS = 1500
_SHARE = 10.0
"""Looking takes at most the tenth part of the time."""


class ShootDesk(QObject):
    """Reads along beside the desk; nothing of it takes the window's thread's time."""

    changed = Signal()
    """The shoot is another, or more of it is known."""
    may_changed = Signal()
    """Whether something may be aligned now."""
    current_changed = Signal()
    selection_changed = Signal()

    def __init__(self, desk: BatchDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background, self._pictures = Background(self), Background(self)
        self._reader: ShootReader | None = None
        self._busy = self._again = False
        self.shoot = Shoot()
        self.alignments = Alignments(self)
        self.current = -1
        """The photo's place in the plan, -1 for none."""
        self.selected: frozenset[int] = frozenset()
        self._timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        desk.shown.connect(self._begin_anew)
        desk.changed.connect(self._follow)
        desk.ended.connect(self._end)

    def stop(self) -> None:
        self._timer.stop()
        self._background.stop()
        self._pictures.stop()

    @property
    def may_align(self) -> bool:
        return self._desk.state == "ended" and bool(self.shoot.stretches)

    def name(self, photo: int) -> str:
        plan = self._desk.plan
        return plan.photos[photo].source.name if plan is not None and photo < len(plan.photos) else ""

    def can_align(self, photo: int) -> bool:
        """Whether it and enough of its scene show skin."""
        place = self.shoot.places.get(photo)
        return place is not None and self.shoot.off[place] is not None

    def is_aligned(self, photo: int) -> bool:
        plan = self._desk.plan
        return plan is not None and photo < len(plan.photos) and plan.photos[photo].alignment is not None

    def choose(self, photo: int, selected: Collection[int] | None = None) -> None:
        """Make it the current one, and it alone selected unless others are named."""
        chosen = frozenset([photo] if selected is None else selected)
        moved, other = photo != self.current, chosen != self.selected
        self.current, self.selected = photo, chosen
        if moved:
            self.current_changed.emit()
        if moved or other:
            self.selection_changed.emit()

    def align(self, share: float) -> None:
        """What is selected, by that share of the way to its scene; a step of its own."""
        photos = [photo for photo in self.selected if self.can_align(photo)]
        if photos and self.may_align:
            self.alignments.step()
            self.alignments.put(photos, share)

    def take_back(self) -> None:
        """What is selected and was aligned is to be as it was planned; what is only wished for goes."""
        if not self.may_align:
            return
        self.alignments.step()
        self.alignments.put([photo for photo in self.selected if not self.is_aligned(photo)], 0.0)
        self.alignments.put([photo for photo in self.selected if self.is_aligned(photo)], None)

    def do_again(self) -> None:
        """Have done what is wished for."""
        if self.may_align and len(self.alignments):
            self._desk.align(self.alignments.wishes(self.shoot))

    def fetch(self, photos: Sequence[int], then: Callable[[list[tuple[int, QImage | None]]], None]) -> None:
        """Their pictures as they came out; None for one that is gone."""
        reader = self._reader
        if reader is not None:
            self._pictures.run(
                lambda: [(photo, small_picture(reader.picture(photo))) for photo in photos],
                then,
                lambda _: then([]),
            )

    @Slot()
    def look(self) -> None:
        """What came since; again a while later, as long as the batch works."""
        path, plan = self._desk.journal, self._desk.plan
        if self._busy or path is None or plan is None:
            return
        if self._reader is None:
            self._reader = ShootReader(path)
        reader, photos = self._reader, len(plan.photos)
        self._busy = True

        def work() -> tuple[Shoot | None, float]:
            began = time.monotonic()
            return read_shoot(reader, photos), time.monotonic() - began

        def take(found: tuple[Shoot | None, float]) -> None:
            self._busy = False
            shoot, took = found
            if reader is not self._reader:
                self.look()
                return
            if shoot is not None:
                self.shoot = shoot
                self.changed.emit()
            if self._desk.state in AT_WORK:
                self._timer.start(max(EVERY_MS, int(1000 * _SHARE * took)))
            elif self._again:
                self._again = False
                self.look()

        self._background.run(work, take, lambda _: take((None, 0.0)))

    @Slot()
    def _begin_anew(self) -> None:
        self._reader, self._again = None, False
        self.current, self.selected = -1, frozenset()
        if self.shoot.stretches:
            self.shoot = Shoot()
        self.alignments.clear()
        self.changed.emit()
        self.look()

    @Slot()
    def _follow(self) -> None:
        desk = self._desk
        self.may_changed.emit()
        if desk.state in AT_WORK and desk.aligns and desk.looked is None:
            self.alignments.clear()  # the journal has them
        if desk.state in AT_WORK and not self._timer.isActive():
            self._timer.start(EVERY_MS)

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        # What is being read at the moment may lack the last photos.
        self._again = self._busy
        self.look()
