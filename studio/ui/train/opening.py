"""Opening a training's report in the browser, if it is our own."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.folder import RunFolder
from studio.runs.ledger import REPORT, is_own_report
from studio.ui.background import Background
from studio.ui.messages import Notice, Offer, Severity
from studio.ui.session import Session
from studio.ui.train.runs_list import open_folder

_NOT_OURS = Message(
    "Opening",
    QT_TRANSLATE_NOOP(
        "Opening",
        "The report was not written by the program on this computer, or was changed or moved since. It is not"
        " opened: a browser would do whatever stands in it.",
    ),
)
_FOLDER = Message("Opening", QT_TRANSLATE_NOOP("Opening", "Show Its Folder"))


def open_report(session: Session, background: Background, run: RunFolder) -> None:
    """Show the run's report in the browser, if it is byte for byte what this installation wrote.

    Otherwise a notice says so, and offers the folder: a stranger's page may run scripts, and use the network.
    """

    def known(own: bool) -> None:
        if own:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.path / REPORT)))
        else:
            offer = Offer(_FOLDER, lambda: open_folder(run))
            session.notice.emit(Notice(_NOT_OURS, Severity.WARNING, offer=offer))

    background.run(lambda: is_own_report(run.path), known, session.tell)
