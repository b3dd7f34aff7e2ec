"""Leaving while something runs: the one question that stops the user, as saying yes destroys work."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from studio.ui.session import Session


def may_leave(session: Session, window: QWidget) -> bool:
    """Whether the window may close: at once when nothing runs, otherwise as the user says."""
    jobs = session.jobs.all()
    if not jobs:
        return True

    question = QMessageBox(window)
    question.setIcon(QMessageBox.Icon.Question)
    question.setWindowTitle(QCoreApplication.translate("Leaving", "Quit"))
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setText(
        QCoreApplication.translate("Leaving", "“{name}” is still being exported.").format(
            name=jobs[0].target.name
        )
    )
    question.setInformativeText(
        QCoreApplication.translate("Leaving", "If you quit now, it is cancelled and nothing is written.")
    )
    stay = question.addButton(
        QCoreApplication.translate("Leaving", "Keep Exporting"), QMessageBox.ButtonRole.RejectRole
    )
    leave = question.addButton(
        QCoreApplication.translate("Leaving", "Cancel It and Quit"), QMessageBox.ButtonRole.DestructiveRole
    )
    question.setDefaultButton(stay)
    question.setEscapeButton(stay)
    question.exec()
    return question.clickedButton() is leave
