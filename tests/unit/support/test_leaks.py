"""The leak detectors find real leaks, and only those."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.support import leaks

ROOT = Path(__file__).resolve().parents[3]


class SleepingThread(QThread):
    def run(self) -> None:
        while not self.isInterruptionRequested():
            self.msleep(5)


@pytest.mark.parametrize("daemon", [False, True])
def test_a_living_thread_is_found(daemon: bool) -> None:
    before = leaks.snapshot()
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="left", daemon=daemon)
    thread.start()
    try:
        assert leaks.leaked_threads(before, grace=0) == ["thread 'left' is alive"]
    finally:
        end.set()
        thread.join()
    assert leaks.leaked_threads(before, grace=0) == []


def test_a_thread_that_is_ending_gets_time(qapp: QApplication) -> None:
    before = leaks.snapshot()
    thread = threading.Timer(0.1, lambda: None)
    thread.start()
    assert leaks.leaked_threads(before) == []


def test_a_running_qthread_is_found(qapp: QApplication) -> None:
    before = leaks.snapshot()
    thread = SleepingThread()
    thread.setObjectName("left")
    thread.start()
    try:
        assert leaks.leaked_qt_threads(before, grace=0) == ["QThread SleepingThread 'left' is running"]
    finally:
        leaks.clean_up(before)
    assert thread.isFinished()
    assert leaks.leaked_qt_threads(before, grace=0) == []


def test_an_active_timer_is_found_with_its_owner(qapp: QApplication) -> None:
    before = leaks.snapshot()
    window = QWidget()
    window.setObjectName("left")
    timer = QTimer(window)
    timer.start(1000)
    assert leaks.leaked_timers(before) == ["QTimer QTimer of QWidget 'left' is active"]
    leaks.clean_up(before)
    assert leaks.leaked_timers(before) == []


def test_a_window_is_found(qapp: QApplication) -> None:
    before = leaks.snapshot()
    window = QWidget()
    window.setObjectName("left")
    assert leaks.leaked_windows(before) == ["window QWidget 'left' is alive"]
    leaks.clean_up(before)
    assert leaks.leaks(before) == []


def test_a_window_told_to_delete_itself_is_no_leak(qapp: QApplication) -> None:
    before = leaks.snapshot()
    QWidget().deleteLater()
    window = QWidget()
    window.deleteLater()
    assert leaks.leaks(before) == []


LEAKING = """
import threading
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []

def test_thread():
    threading.Thread(target=threading.Event().wait, daemon=True).start()

def test_qthread(qapp):
    class Waiting(QThread):
        def run(self):
            self.exec()
    kept.append(Waiting())
    kept[-1].start()

def test_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(60_000)

def test_window(qapp):
    kept.append(QWidget())

def test_warning_of_qt(qapp):
    qWarning("a fault in the program")

def test_fault_in_a_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_fault_in_a_destructor():
    class Falling:
        def __del__(self):
            raise ValueError("in a destructor")
    Falling()

def test_clean(qapp):
    window = QWidget()
    window.deleteLater()

def test_home(tmp_path_factory):
    from pathlib import Path
    assert str(Path.home()).startswith(str(tmp_path_factory.getbasetemp()))
"""


def test_the_fixtures_fail_tests_that_leak(tmp_path: Path) -> None:
    """The real conftest and the real configuration, on tests each of which does one thing wrong."""
    (tmp_path / "test_leaking.py").write_text(LEAKING)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-q"),
            *("-p", "tests.conftest", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'base'}"),
            str(tmp_path / "test_leaking.py"),
        ],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    told = {line.split("::")[1].split(" ")[0] for line in lines}
    assert told == {
        "test_thread",
        "test_qthread",
        "test_timer",
        "test_window",
        "test_warning_of_qt",
        "test_fault_in_a_thread",
        "test_fault_in_a_destructor",
    }, done.stdout
    assert "left behind: window QWidget is alive" in done.stdout
