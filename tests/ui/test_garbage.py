"""Garbage is collected by the window's thread and by no other."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from studio.ui.garbage import CalmGarbage, collect_due
from studio.ui.session import Session


class Knot:
    """Refers to itself; says on which thread it goes."""

    def __init__(self, gone: Callable[[str], None]) -> None:
        self.own, self.gone = self, gone

    def __del__(self) -> None:
        self.gone(threading.current_thread().name)


def test_no_other_thread_collects_what_the_window_left(session: Session, qtbot: QtBot) -> None:
    gone: list[str] = []
    garbage = CalmGarbage(session)
    session.engine_ready.emit(None)
    try:
        Knot(gone.append)
        kept = []

        def work() -> None:
            # Far more objects than a collection waits for.
            kept.extend([[number] for number in range(50_000)])

        thread = threading.Thread(target=work, name="busy")
        thread.start()
        thread.join()
        assert gone == []
        qtbot.waitUntil(lambda: bool(gone), timeout=30_000)
        assert gone == ["MainThread"]
        assert garbage._timer.isActive()
    finally:
        session.closing.emit()
        gc.unfreeze()
    assert not garbage._timer.isActive()


def test_only_what_is_due_is_collected() -> None:
    gc.collect()
    gone: list[str] = []
    Knot(gone.append)
    collect_due()
    assert gone == [], "one object is not worth it"
    kept = [[number] for number in range(5_000)]
    collect_due()
    assert gone == ["MainThread"]
    assert len(kept) == 5_000
