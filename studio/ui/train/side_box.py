"""SideBox: the folders and files of one side, dropped or chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio.ui.folder_dialog import ask_folder
from studio.ui.live import Live
from studio.ui.panels.elided_label import ElidedLabel
from studio.ui.plain import Label
from studio.ui.theme.icons import icon
from studio.ui.train.ask import local_paths, photo_dialog, pictures_folder
from studio.ui.train.choices import Side
from studio.ui.train.small_pictures import Listing
from studio.ui.translate import translated


class SideBox(Live, QFrame):
    """``added`` and ``removed`` say what is to be changed; :meth:`show_places` shows what came of it."""

    added = Signal(object)
    """(list of str) Absolute paths."""
    removed = Signal(str)

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self._one = self._lit = False
        self._places: tuple[str, ...] = ()
        self._listed: Mapping[str, Listing] = {}
        self.setObjectName(f"side_{side}")
        self.setProperty("part", "drop")
        self.setAcceptDrops(True)
        self._title, self._hint = Label(self), Label(self)
        self._title.setProperty("part", "heading")
        self._hint.setProperty("part", "faint")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._folder, self._files = QPushButton(self), QPushButton(self)
        self._folder.setObjectName(f"{side}_folder")
        self._files.setObjectName(f"{side}_files")
        for button in (self._folder, self._files):
            button.setIconSize(QSize(16, 16))
        self._folder.clicked.connect(self._ask_folder)
        self._files.clicked.connect(self._ask_files)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        top.addWidget(self._folder)
        top.addWidget(self._files)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._hint, 1)
        column.addLayout(self._rows)
        column.addStretch()
        self.retranslate()
        self.recolour()

    def set_one(self, one: bool) -> None:
        """Whether one picture is wanted, and no folder."""
        if one != self._one:
            self._one = one
            self._folder.setVisible(not one)
            self.retranslate()

    def show_places(self, places: Sequence[str], listed: Mapping[str, Listing]) -> None:
        """Show the places, with how many photos each has as far as that is known."""
        known = {place: listed[place] for place in places if place in listed}
        # Rows that are made anew lose the keyboard.
        if (tuple(places), known) != (self._places, self._listed):
            self._places, self._listed = tuple(places), known
            self.retranslate()

    def retranslate(self) -> None:
        titles: Mapping[Side, str] = {
            "style": self.tr("The picture to match") if self._one else self.tr("Finished photos"),
            "ordinary": self.tr("Ordinary photos, without the style"),
            "before": self.tr("Before: without the style"),
            "after": self.tr("After: with the style"),
        }
        self._title.setText(titles[self.side])
        self.setAccessibleName(titles[self.side])
        wanted: Mapping[Side, str] = {
            "style": self.tr("The look that you want.")
            if self._one
            else self.tr("Photos as you deliver them, all in one style."),
            "ordinary": self.tr(
                "Unedited photos of the kind that the style is for, other scenes or the same."
            ),
            "before": self.tr("Each as it was before your edit."),
            "after": self.tr("The same photos, finished."),
        }
        drop = self.tr("Drop a picture here.") if self._one else self.tr("Drop folders or photos here.")
        formats = self.tr("JPEG, PNG, TIFF and WebP are read; RAW files are not yet.")
        self._hint.setText("\n".join((drop, wanted[self.side], formats)))
        self._hint.setVisible(not self._places)
        self._folder.setText(self.tr("Add Folder…"))
        self._files.setText(self.tr("Choose…") if self._one else self.tr("Add Photos…"))
        self._fill()

    def recolour(self) -> None:
        self._folder.setIcon(icon("folder", self.palette()))
        self._files.setIcon(icon("photos", self.palette()))
        for button in self.findChildren(QToolButton):
            button.setIcon(icon("close", self.palette()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        found = _paths(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.added.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._lit:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().highlight().color(), 3))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 10, 10)
            painter.end()

    def _light(self, on: bool) -> None:
        self._lit = on
        self.update()

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place in self._places:
            self._rows.addWidget(self._row(place))

    def _row(self, place: str) -> QWidget:
        row = QWidget(self)
        path, listing = Path(place), self._listed.get(place)
        name = ElidedLabel(path.name or place, row)
        name.setToolTip(place)
        count = Label(row)
        count.setProperty("part", "faint")
        if listing is not None and listing.error is not None:
            count.setText(self.tr("cannot be read"))
            count.setProperty("part", "error")
            count.setToolTip(translated(listing.error.message))
        elif listing is not None and listing.folder:
            n = len(listing.photos)
            count.setText(self.tr("{n} photos").format(n=n) if n != 1 else self.tr("1 photo"))
        remove = QToolButton(row)
        remove.setObjectName(f"remove_{self.side}")
        remove.setAutoRaise(True)
        remove.setIcon(icon("close", self.palette()))
        said = self.tr("Remove {name}").format(name=path.name)
        remove.setAccessibleName(said)
        remove.setToolTip(self.tr("Take it off this list; the photos stay where they are"))
        remove.clicked.connect(lambda: self.removed.emit(place))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(name, 1)
        layout.addWidget(count)
        layout.addWidget(remove)
        return row

    @Slot()
    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("Choose a Folder of Photos"), self._take_folder, self._shown())

    def _take_folder(self, folder: Path) -> None:
        self.added.emit([str(folder)])

    @Slot()
    def _ask_files(self) -> None:
        dialog = photo_dialog(self, self.tr("Choose Photos"), many=not self._one)
        dialog.setDirectory(self._shown())
        dialog.filesSelected.connect(
            lambda names: self.added.emit([str(Path(name).absolute()) for name in names])
        )
        dialog.open()

    def _shown(self) -> str:
        """The folder that a dialog is to show."""
        return str(Path(self._places[-1]).parent) if self._places else pictures_folder()


def _paths(data: QMimeData) -> list[str]:
    return [str(path) for path in local_paths(data)]
