"""AnyPhoto: a photo that is no part of a training, rendered in the style of each of its checkpoints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from studio.editing.recipe import Recipe
from studio.engine.request import Failure
from studio.engine.trial_request import TrialReady, TrialRequest
from studio.errors import StudioError
from studio.imaging.photo import Photo
from studio.styles.style import Style
from studio.ui.background import Background
from studio.ui.images import to_qimage
from studio.ui.session import Session
from studio.ui.train.sample_pictures import difference

LONGEST = 1280
"""The longest side of what is rendered: what a window shows of it beside another one."""
MOST = 24
"""So many checkpoints are kept, each with two pictures of a few megabytes."""

Styles = Sequence[tuple[int, Path]]
"""Steps, and the style files that they left."""


class AnyPhoto(QObject):
    """Asks the engine for one picture at a time, of what is wanted then: who scrubs waits for no other.

    What is shown is the photo as it is framed and lit in its recipe, in the style at strength 1.
    """

    arrived = Signal(int)
    """(step) Its pictures are there, or cannot be made."""
    failed = Signal()
    """The photo cannot be read: ``error`` says why."""

    def __init__(self, session: Session, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._background = session, background
        self.photo: Photo | Path | None = None
        self.error: StudioError | None = None
        self._recipe = Recipe()
        self._before: QImage | None = None
        self._found: dict[int, dict[str, QImage]] = {}
        self._broken: dict[int, StudioError] = {}
        self._wanted: Styles = ()
        self._asked: TrialRequest | None = None
        self._asked_step: int | None = None
        self._round = 0
        session.pictures.trial_ready.connect(self._take)

    def show_photo(self, photo: Photo | Path | None, recipe: Recipe) -> None:
        """Another photo, or the same one edited otherwise, or None; the recipe's style does not count."""
        recipe = recipe.without_style()
        if photo == self.photo and recipe == self._recipe:
            return
        self.photo, self._recipe, self._before, self.error = photo, recipe, None, None
        self.forget_all()

    def forget_all(self) -> None:
        """Other checkpoints, or another photo."""
        self._found, self._broken, self._wanted = {}, {}, ()
        self._asked = self._asked_step = None
        self._round += 1

    def forget(self, steps: Iterable[int]) -> None:
        """The style files of these steps were written anew."""
        for step in steps:
            if step == self._asked_step:
                self._asked = self._asked_step = None
                self._round += 1
            self._found.pop(step, None)
            self._broken.pop(step, None)

    def get(self, step: int) -> dict[str, QImage] | None:
        """ "before", "now" and "difference" at a step; None while they are not there."""
        return self._found.get(step)

    def error_at(self, step: int) -> StudioError | None:
        """Why there is nothing to see at a step."""
        return self.error or self._broken.get(step)

    def want(self, styles: Styles) -> None:
        """Make what lacks of these, the first first, and nothing else that was wanted before."""
        self._wanted = styles
        self._next()

    def _next(self) -> None:
        """Ask for the next picture, unless one is on its way."""
        if self.photo is None or self.error is not None or self._asked_step is not None:
            return
        lacking = [(s, path) for s, path in self._wanted if s not in self._found and s not in self._broken]
        catalogue = self._session.style_list.catalogue
        if not lacking or catalogue is None:
            return
        step, path = lacking[0]
        self._asked_step = step
        if self._before is None:
            self._ask("")
            return
        now = self._round

        def resolved(style: Style) -> None:
            if now == self._round:
                self._ask(style.id)

        def broken(error: StudioError) -> None:
            if now == self._round:
                self._break(step, error)

        self._background.run(lambda: catalogue.resolve(str(path)), resolved, broken)

    def _ask(self, style_id: str) -> None:
        if self.photo is not None:
            self._asked = self._session.pictures.request_trial(self.photo, self._recipe, style_id, LONGEST)

    @Slot(object)
    def _take(self, result: TrialReady | Failure) -> None:
        step, request = self._asked_step, self._asked
        if step is None or request is None or result.request is not request:
            return  # of a photo that is shown no more, or somebody else's
        self._asked = None
        if isinstance(result, Failure):
            if request.style_id:
                self._break(step, result.error)
            else:
                self.error, self._asked_step = result.error, None
                self.failed.emit()
            return
        image = to_qimage(result.pixels)
        if not request.style_id:
            self._before, self._asked_step = image, None
            self._next()
            return
        before, now = self._before or image, self._round

        def compared(found: QImage) -> None:
            if now == self._round:
                self._keep(step, {"before": before, "now": image, "difference": found})

        def incomparable(_: StudioError) -> None:
            if now == self._round:
                self._keep(step, {"before": before, "now": image})

        self._background.run(lambda: difference(image, before), compared, incomparable)

    def _keep(self, step: int, found: dict[str, QImage]) -> None:
        while len(self._found) >= MOST:
            del self._found[next(iter(self._found))]
        self._found[step] = found
        self._go_on(step)

    def _break(self, step: int, error: StudioError) -> None:
        self._broken[step] = error
        self._go_on(step)

    def _go_on(self, step: int) -> None:
        self._asked_step = None
        self.arrived.emit(step)
        self._next()
