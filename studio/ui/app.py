"""The application: one QApplication, one session, one window, and an orderly end."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from studio.faults import fault_of
from studio.messages import Message
from studio.paths import resources, sample_portrait
from studio.settings import Settings, load_settings
from studio.ui.engine_thread import Engine
from studio.ui.first_window import SAMPLE, FirstWindow
from studio.ui.garbage import CalmGarbage
from studio.ui.mac import MacApplication
from studio.ui.main_window import MainWindow
from studio.ui.messages import Notice, Severity
from studio.ui.session import Session
from studio.ui.theme.theme import Theme
from studio.ui.translate import Translation

log = logging.getLogger("studio")


class Application(QObject):
    """All that lives while the window does. :meth:`show`, then Qt's loop, then :meth:`end`."""

    def __init__(
        self,
        application: QApplication,
        arguments: Sequence[str] = (),
        *,
        settings: Settings | None = None,
        engine: Engine | None = None,
        first: FirstWindow | None = None,
    ) -> None:
        super().__init__(application)
        self._application, self._first = application, first
        self._note: Message | None = None
        if settings is None:
            settings, self._note = load_settings()
        self._arguments = tuple(arguments)
        self._theme = Theme(application)
        self._theme.use(settings.theme)
        self._translation = Translation(application)
        self._language = settings.language
        self._translation.use(settings.language)
        self.session = Session(settings, engine)
        self.session.preferences.changed.connect(self._take_settings)
        self.window = MainWindow(self.session)
        self.window.painted.connect(self._begin)
        self.window.closed.connect(application.quit)

    def show(self) -> None:
        self.window.show()

    def end(self) -> None:
        """Save, and wait for every thread."""
        if self._first is not None:
            self._first.end()
        self.session.close()
        self.window.deleteLater()

    @Slot()
    def _begin(self) -> None:
        # Before the photo: listing its folder, perhaps of a network, shall not hold up the engine.
        self.session.start()
        self._open([Path(word) for word in self._arguments if word != SAMPLE], SAMPLE in self._arguments)
        if isinstance(self._application, MacApplication):
            self._open(self._application.listen(self._open_one), with_sample=False)
        if self._first is not None:
            self._first.wanted.connect(self._take_start)
            self._first.listen()
        if self._note is not None:
            self.session.notify(self._note, Severity.WARNING)

    def _open(self, paths: list[Path], with_sample: bool) -> None:
        sample = sample_portrait() if with_sample else None
        if paths:
            self.session.open_paths(paths)
        elif sample is not None:
            self.session.open_paths([sample], alone=True)

    @Slot(object)
    def _open_one(self, path: Path) -> None:
        self._open([path], with_sample=False)

    @Slot(list, bool)
    def _take_start(self, paths: list[Path], with_sample: bool) -> None:
        """What a second start was asked to open; the window comes forward in any case."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        self._open(paths, with_sample)

    @Slot(object)
    def _take_settings(self, settings: Settings) -> None:
        self._theme.use(settings.theme)
        if settings.language != self._language:
            self._language = settings.language
            self._translation.use(settings.language)


def run(argv: Sequence[str], first: FirstWindow | None = None) -> int:
    """Show the window; ``argv`` holds photos, a folder, or ``--sample``. Returns the exit code.

    ``first``: what later starts hand their photos to (:func:`studio.ui.start.claim`).
    """
    QCoreApplication.setOrganizationName("Portrait Style Studio")
    QCoreApplication.setApplicationName("Portrait Style Studio")
    QApplication.setDesktopFileName("portrait-style-studio")
    application = MacApplication([sys.argv[0]]) if sys.platform == "darwin" else QApplication([sys.argv[0]])
    application.setWindowIcon(QIcon(str(resources() / "icons" / "application.svg")))
    studio = Application(application, argv, first=first)
    CalmGarbage(studio.session)
    faults = _Faults(studio.session)
    interrupts = _Interrupts(application)
    studio.show()
    try:
        return application.exec()
    finally:
        interrupts.end()
        studio.end()
        faults.end()


class _Faults:
    """Faults of the program: into the log, and one sentence to the user. The window lives on."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before = sys.excepthook
        sys.excepthook = self._tell

    def end(self) -> None:
        sys.excepthook = self._before

    def _tell(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        log.error("unexpected", exc_info=(kind, error, trace))
        if threading.current_thread() is threading.main_thread():
            self._session.notice.emit(Notice.of_error(fault_of(error)))


class _Interrupts(QObject):
    """Ctrl+C in the terminal, or a session that ends, closes the window in order.

    Python runs a signal's handler only between its own steps, of which an idle window takes none; the signal
    therefore writes to a pipe that Qt's loop watches.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._reader, self._writer = os.pipe()
        self._previous: dict[int, object] = {}
        if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
            return
        os.set_blocking(self._writer, False)
        signal.set_wakeup_fd(self._writer)
        for number in (signal.SIGINT, signal.SIGTERM):
            self._previous[number] = signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._quit)

    def end(self) -> None:
        if self._previous:
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(-1)
            for number, handler in self._previous.items():
                signal.signal(number, handler)  # type: ignore[arg-type]
        os.close(self._reader)
        os.close(self._writer)

    @Slot()
    def _quit(self) -> None:
        os.read(self._reader, 64)
        QCoreApplication.quit()
