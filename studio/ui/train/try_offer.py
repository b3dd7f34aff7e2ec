"""TryOffer: a style that was learned is tried on the open photo; without one it offers where to get one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.styles.style import Style
from studio.ui.modes import Mode
from studio.ui.session import Session
from studio.ui.train.ask import ask_photo


class TryOffer(QObject):
    """The photo is opened in the mode Edit, and wears the style."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._style: Style | None = None
        session.photo_opened.connect(self._wear)
        session.photo_failed.connect(self._forget)

    def try_style(self, style: Style, run: RunFolder | None) -> None:
        """Apply it to the open photo; else ask for one, or take one of the run's."""
        if self._session.photo is not None:
            self._session.modes.go(Mode.EDIT)
            self._session.set_style(style.id)
            return
        box = QMessageBox(self._window)
        box.setObjectName("ask_photo")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("On which photo?"))
        box.setInformativeText(self.tr("No photo is open that the style could be tried on."))
        choose = box.addButton(self.tr("Choose a Photo…"), QMessageBox.ButtonRole.AcceptRole)
        own = None
        if run is not None:
            own = box.addButton(self.tr("One of the Training's"), QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(choose)
        box.finished.connect(box.deleteLater)

        def answered(button: object) -> None:
            if button is choose:
                ask_photo(self._window, self.tr("Choose a Photo"), lambda path: self._open(style, path))
            elif button is own and run is not None:
                self._find(style, run.config)

        box.buttonClicked.connect(answered)
        box.open()

    def _find(self, style: Style, config: TrainingConfig) -> None:
        """Take the first photo of the run's that is there, untouched ones first."""
        places = (*config.before, *config.ordinary, *config.style)

        def take(path: Path | None) -> None:
            if path is not None:
                self._open(style, path)
            else:
                self.try_style(style, None)  # their drive may be unplugged

        self._session.background.run(lambda: first_photo(places), take, self._session.tell)

    def _open(self, style: Style, path: Path) -> None:
        self._style = style
        self._session.open_paths([path], alone=True)

    @Slot()
    def _wear(self) -> None:
        style, self._style = self._style, None
        if style is not None:
            # The photo's own edits are taken up after all have heard of it.
            QTimer.singleShot(0, self, lambda: self._session.set_style(style.id))

    @Slot()
    def _forget(self) -> None:
        self._style = None


def first_photo(places: Sequence[str]) -> Path | None:
    """The first photo in these folders and files, None where there is none."""
    from studio.errors import StudioError
    from studio.imaging.folders import list_photos

    for place in places:
        path = Path(place)
        try:
            found = list_photos(path) if path.is_dir() else [path] if path.is_file() else []
        except (StudioError, OSError):
            continue
        if found:
            return found[0]
    return None
