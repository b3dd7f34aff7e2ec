"""Leaving while something runs: the one question that stops the user, as saying yes destroys work."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from studio.ui.session import Session


def may_leave(session: Session, window: QWidget) -> bool:
    """Whether the window may close: at once when nothing runs, otherwise as the user says."""
    jobs = session.jobs.all()
    if not jobs:
        return not session.batch.works or _ask_about_batch(session, window)
    text = QCoreApplication.translate("Leaving", "“{name}” is still being exported.")
    told = QCoreApplication.translate("Leaving", "If you quit now, it is cancelled and nothing is written.")
    return _ask(
        window,
        text.format(name=jobs[0].target.name),
        told,
        QCoreApplication.translate("Leaving", "Keep Exporting"),
        QCoreApplication.translate("Leaving", "Cancel It and Quit"),
    )


def _ask_about_batch(session: Session, window: QWidget) -> bool:
    batch = session.batch
    if batch.phase == "looking":
        return _ask(
            window,
            QCoreApplication.translate("Leaving", "A batch takes a first look at its photos."),
            QCoreApplication.translate(
                "Leaving", "If you quit now, it does not begin; nothing has been written."
            ),
            QCoreApplication.translate("Leaving", "Keep Working"),
            QCoreApplication.translate("Leaving", "Stop It and Quit"),
        )
    if batch.phase == "aligning":
        return _ask(
            window,
            QCoreApplication.translate("Leaving", "Photos of a batch are about to be aligned."),
            QCoreApplication.translate("Leaving", "If you quit now, they stay as they are."),
            QCoreApplication.translate("Leaving", "Keep Working"),
            QCoreApplication.translate("Leaving", "Stop It and Quit"),
        )
    if batch.phase == "watching":
        return _ask(
            window,
            QCoreApplication.translate("Leaving", "A folder is watched for new photos."),
            QCoreApplication.translate(
                "Leaving",
                "If you quit now, nothing is styled meanwhile. The next start offers to watch it again.",
            ),
            QCoreApplication.translate("Leaving", "Keep Watching"),
            QCoreApplication.translate("Leaving", "Stop It and Quit"),
        )
    text = QCoreApplication.translate("Leaving", "A batch is at work: {done} of {total} photos are done.")
    return _ask(
        window,
        text.format(done=batch.finished, total=batch.total),
        QCoreApplication.translate(
            "Leaving", "If you quit now, it stops. What is written stays, and the next start offers the rest."
        ),
        QCoreApplication.translate("Leaving", "Keep Working"),
        QCoreApplication.translate("Leaving", "Stop It and Quit"),
    )


def _ask(window: QWidget, text: str, told: str, staying: str, leaving: str) -> bool:
    question = QMessageBox(window)
    question.setIcon(QMessageBox.Icon.Question)
    question.setWindowTitle(QCoreApplication.translate("Leaving", "Quit"))
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setText(text)
    question.setInformativeText(told)
    stay = question.addButton(staying, QMessageBox.ButtonRole.RejectRole)
    leave = question.addButton(leaving, QMessageBox.ButtonRole.DestructiveRole)
    question.setDefaultButton(stay)
    question.setEscapeButton(stay)
    question.exec()
    return question.clickedButton() is leave
