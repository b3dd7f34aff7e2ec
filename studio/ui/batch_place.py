"""BatchPlace: the window's door to batches, of which most is imported when it is first opened."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from studio import paths
from studio.messages import QT_TRANSLATE_NOOP, Message, Value
from studio.ui.background import Background
from studio.ui.messages import Notice, Offer, Severity
from studio.ui.modes import Mode
from studio.ui.session import Session

if TYPE_CHECKING:
    from studio.batch.unfinished import Unfinished
    from studio.ui.batch.batch_mode import BatchMode
    from studio.ui.batch.desk import BatchDesk
    from studio.ui.batch.plan_form import PlanForm

_MODULE = "studio.ui.batch.batch_mode"
_LEFT = QT_TRANSLATE_NOOP(
    "Batch", "A batch into “{name}” has not come to its end: {done} of {total} photos are done."
)
_WATCHED = QT_TRANSLATE_NOOP("Batch", "“{name}” was being watched for new photos when the program ended.")
_SHOW = Message("Batch", QT_TRANSLATE_NOOP("Batch", "Show"))


class BatchPlace(QObject):
    """Makes the mode when it is first wanted, and tells of a batch that an earlier sitting left."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._loader = Background(self)
        self._desk: BatchDesk | None = None
        self._form: PlanForm | None = None
        self._mode: BatchMode | None = None
        self._wanted: Callable[[QWidget], None] = lambda _: None
        self._looked = False
        self.told: list[Message] = []
        """What was said of batches that were left; in the mode it is seen."""
        session.engine_ready.connect(self._look)
        session.closing.connect(self._close)

    def open(self, then: Callable[[QWidget], None]) -> None:
        """Call ``then`` with the widget of the mode Batch; it is made when it is first wanted."""

        if self._mode is not None:
            then(self._mode)
        else:
            self._wanted = then
            self._loader.run(lambda: importlib.import_module(_MODULE), self._make, self._session.tell)

    def _make(self, _: object) -> None:
        """Form, mode and layout take 20 to 30 ms each; between them the window breathes."""
        from studio.ui.batch.batch_mode import BatchMode, desk_and_form

        if self._form is not None:
            return
        self._desk, self._form = desk, form = desk_and_form(self._session, self._window)

        def make() -> None:
            self._mode = mode = BatchMode(self._session, self._window, desk, form)
            QTimer.singleShot(0, mode, lambda: self._wanted(mode))

        QTimer.singleShot(0, form, make)

    @Slot()
    def _look(self) -> None:
        """Once the start is over: is there something to go on with?"""
        if not self._looked:
            self._looked = True
            self._loader.run(_unfinished, self._offer, self._session.tell)

    def _offer(self, found: tuple[Unfinished, ...]) -> None:
        if not found or self._mode is not None:
            return
        out, counts = found[0].order.out, found[0].counts
        values: dict[str, Value] = {
            "name": out.name or str(out),
            "done": counts.total - counts.waiting,
            "total": counts.total,
        }
        offer = Offer(_SHOW, lambda: self._session.modes.go(Mode.BATCH))
        message = Message("Batch", _LEFT, values)
        if found[0].watched:
            folder = found[0].order.inputs[0]
            named: dict[str, Value] = {"name": folder.name or str(folder)}
            message = Message("Batch", _WATCHED, named)
        self.told.append(message)
        self._session.notice.emit(Notice(message, Severity.WARNING, offer=offer))

    @Slot()
    def _close(self) -> None:
        """A batch that works is stopped in order; the rest can be gone on with."""
        self._loader.stop()
        if self._mode is not None:
            self._mode.stop()
        elif self._desk is not None and self._form is not None:
            self._form.stop()
            self._desk.close()


def _unfinished() -> tuple[Unfinished, ...]:
    from studio.batch.unfinished import unfinished

    return unfinished(paths.user_batches())
