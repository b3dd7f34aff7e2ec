"""AlikeBox: what makes the photos of a scene alike, and which photo they are to match."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from studio.batch.plan import CONSISTENCY, Consistency
from studio.ui.batch.heading import Part
from studio.ui.live import Live
from studio.ui.panels.elided_label import ElidedLabel
from studio.ui.plain import Label, tip
from studio.ui.session import Session


class AlikeBox(Live, Part):
    """The photo to match is first the one that is open."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model: Path | None = None
        self._as_they_come = False
        self.choice = QComboBox(self)
        self.choice.setObjectName("batch_alike")
        for value in CONSISTENCY:
            self.choice.addItem("", value)
        self._told = Label(self)
        self._told.setObjectName("batch_alike_told")
        self._told.setProperty("part", "faint")
        self._told.setWordWrap(True)
        self.photo = ElidedLabel("", self)
        self.photo.setObjectName("batch_match_name")
        self.open_one, self.browse = QPushButton(self), QPushButton(self)
        self.open_one.setObjectName("batch_match_open")
        self.browse.setObjectName("batch_match_browse")
        self._row = QWidget(self)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.photo, 1)
        row.addWidget(self.open_one)
        row.addWidget(self.browse)
        self.review = QCheckBox(self)
        self.review.setObjectName("batch_review")
        self.review.setChecked(True)
        self.review.toggled.connect(self.changed)
        for widget in (self.choice, self._row, self._told, self.review):
            self.column.addWidget(widget)
        self.choice.currentIndexChanged.connect(self._choose)
        self.open_one.clicked.connect(self._take_open)
        self.browse.clicked.connect(self._browse)
        session.photo_opened.connect(self._follow)
        self.retranslate()

    @property
    def consistency(self) -> Consistency:
        found: Consistency = self.choice.currentData()
        return CONSISTENCY[0] if self._as_they_come else found

    def judge_as_they_come(self, on: bool) -> None:
        """Of a folder that is watched nobody knows yet which photos make a scene."""
        if on != self._as_they_come:
            self._as_they_come = on
            self._follow()

    @property
    def model(self) -> Path | None:
        """The photo to match; None where none is to be, or none was chosen yet."""
        return self._model if self.consistency == "match" else None

    @property
    def lacks(self) -> bool:
        return self.consistency == "match" and self._model is None

    def match(self, path: Path) -> None:
        """Have the scene of this photo match it."""
        self._model = path
        if self.consistency == "match":
            self._follow()
            self.changed.emit()
        else:
            self.choice.setCurrentIndex(CONSISTENCY.index("match"))

    def retranslate(self) -> None:
        self.title.setText(self.tr("One Shoot, One Look"))
        self.choice.setAccessibleName(self.tr("One Shoot, One Look"))
        texts = (
            self.tr("Each photo by itself"),
            self.tr("Steady within each scene"),
            self.tr("Match one photo"),
        )
        for row, text in enumerate(texts):
            self.choice.setItemText(row, text)
        self.open_one.setText(self.tr("Use Open Photo"))
        self.open_one.setToolTip(tip(self.tr("Match the photo that is open in Edit")))
        self.browse.setText(self.tr("Choose…"))
        self.review.setText(self.tr("Compare skin along the shoot"))
        self.review.setToolTip(
            tip(
                self.tr(
                    "Shows the skin ribbon and what is most worth a look, while it works and after; takes a"
                    " moment more for each photo."
                )
            )
        )
        self._follow()

    @Slot()
    def _choose(self) -> None:
        if self.lacks:
            self._model = self._session.photo_path
        self._follow()
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        consistency = self.consistency
        told = {
            "steady": self.tr(
                "Photos taken soon after each other in one light share one look, and white balance does not"
                " jump. Your exposure stays."
            ),
            "match": self.tr(
                "The photos of its scene get its look, skin and light; photos of other scenes stay as they"
                " are."
            ),
        }.get(consistency, "")
        if self._as_they_come:
            told = self.tr("Photos that come into a watched folder are judged one by one.")
        self.choice.setEnabled(not self._as_they_come)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self._row.setVisible(consistency == "match")
        self.open_one.setEnabled(self._session.photo_path not in (None, self._model))
        model = self._model
        self.photo.setText(self.tr("No photo chosen") if model is None else model.name)
        self.photo.setToolTip("" if model is None else tip(str(model)))

    @Slot()
    def _take_open(self) -> None:
        path = self._session.photo_path
        if path is not None:
            self.match(path)

    @Slot()
    def _browse(self) -> None:
        model = self._model
        dialog = QFileDialog(self, self.tr("Photo to Match"), str(model.parent) if model is not None else "")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.finished.connect(dialog.deleteLater)
        dialog.filesSelected.connect(lambda names: self.match(Path(names[-1]).absolute()))
        dialog.open()
