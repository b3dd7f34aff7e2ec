"""TrainPlace: the window's door to the trainings, of which most is imported when it is first opened."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from studio.messages import QT_TRANSLATE_NOOP, Message, Value
from studio.runs.folder import RunFolder
from studio.styles.style import Style
from studio.ui.background import Background
from studio.ui.messages import Notice, Offer, Severity
from studio.ui.modes import Mode
from studio.ui.session import Session
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.said_state import AT_WORK, last_of

if TYPE_CHECKING:
    from studio.ui.train.train_mode import TrainMode
    from studio.ui.train.try_offer import TryOffer

_LEARNED = QT_TRANSLATE_NOOP("TrainPlace", "“{name}” was learned.")
_FAILED = QT_TRANSLATE_NOOP("TrainPlace", "The training “{name}” ended: {reason}")
_SHOW = Message("TrainPlace", QT_TRANSLATE_NOOP("TrainPlace", "Show"))
_MODULE = "studio.ui.train.train_mode"


class TrainPlace(QObject):
    """Watches the trainings from the beginning: what waits in the queue goes on, whatever is shown."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.desk = TrainingDesk(parent=self)
        self.desk.failed.connect(session.tell)
        self._loader = Background(self)
        self._mode: TrainMode | None = None
        self._offer: TryOffer | None = None
        self._states: dict[Path, str] = {}
        self.desk.changed.connect(self._follow)
        session.closing.connect(self._close)

    def open(self, then: Callable[[QWidget], None]) -> None:
        """Call ``then`` with the widget of the mode Train; it is made when it is first wanted."""

        def make(_: object) -> None:
            from studio.ui.train.train_mode import TrainMode

            if self._mode is None:
                self._mode = TrainMode(self._session, self.desk, self._window)
                self._mode.tried.connect(self._try)
            then(self._mode)

        if self._mode is not None:
            then(self._mode)
        else:
            # Its plots' library takes half a second to import.
            self._loader.run(lambda: importlib.import_module(_MODULE), make, self._session.tell)

    @Slot()
    def _follow(self) -> None:
        """Tell of a training that ended while something else was looked at."""
        states = {run.path: self.desk.state(run) for run in self.desk.runs()}
        elsewhere = self._session.modes.current is not Mode.TRAIN
        for run in self.desk.runs():
            state = states[run.path]
            ended = self._states.get(run.path) in AT_WORK and state in ("done", "failed")
            if ended and elsewhere:
                self._tell_end(run, state)
        self._states = states

    def _tell_end(self, run: RunFolder, state: str) -> None:
        values: dict[str, Value] = {"name": run.config.name}
        severity, sentence = Severity.NOTE, _LEARNED
        if state == "failed":
            reason = last_of(self.desk.watch(run).events, "failed", "sentence")
            if not isinstance(reason, Message):
                return
            values["reason"] = reason
            severity, sentence = Severity.ERROR, _FAILED
        offer = Offer(_SHOW, lambda: self._show(run))
        self._session.notice.emit(Notice(Message("TrainPlace", sentence, values), severity, offer=offer))

    def _show(self, run: RunFolder) -> None:
        self._session.modes.go(Mode.TRAIN)
        self.open(lambda _: self._mode.show_run(run) if self._mode is not None else None)

    @Slot(object)
    def _try(self, style: Style) -> None:
        """Show a style on the photo that is open, or on one that is to be opened."""
        if self._offer is None:
            from studio.ui.train.try_offer import TryOffer

            self._offer = TryOffer(self._session, self._window)
        self._offer.try_style(style, self._mode.page.run if self._mode is not None else None)

    @Slot()
    def _close(self) -> None:
        """What trains goes on; everything else ends."""
        self._loader.stop()
        if self._mode is not None:
            self._mode.stop()
        self.desk.close()
