"""TrainPlace: the window's door to the trainings, of which most is imported when it is first opened."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from studio.styles.style import Style
from studio.ui.background import Background
from studio.ui.modes import Mode
from studio.ui.session import Session
from studio.ui.train.desk import TrainingDesk

if TYPE_CHECKING:
    from studio.ui.train.train_mode import TrainMode

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

    @Slot(object)
    def _try(self, style: Style) -> None:
        """Show a style on the photo that is open."""
        self._session.modes.go(Mode.EDIT)
        self._session.set_style(style.id)

    @Slot()
    def _close(self) -> None:
        """What trains goes on; everything else ends."""
        self._loader.stop()
        if self._mode is not None:
            self._mode.stop()
        self.desk.close()
