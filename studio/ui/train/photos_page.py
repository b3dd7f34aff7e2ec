"""The wizard's second page: the photos, what was found in them, and whether they may be learned from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.train.choices import SIDES, Choices, Side
from studio.ui.train.looking import Looking
from studio.ui.train.photo_grid import PhotoGrid
from studio.ui.train.photo_model import FILTERS, Filter, Found, PhotoModel
from studio.ui.train.photos_column import PhotosColumn
from studio.ui.train.side_box import SideBox
from studio.ui.train.small_pictures import Listing, SmallPictures


class PhotosPage(Live, QWidget):
    """Says what is wanted; the wizard decides, and tells it what to show."""

    added = Signal(str, object)
    """(Side, list of str)"""
    removed = Signal(str, str)
    """(Side, path)"""
    toggled = Signal(object)
    """(Found) To be left out or kept, the other way than now."""
    agreed = Signal(bool)
    again = Signal()

    def __init__(self, pictures: SmallPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photos_page")
        self._choices = Choices()
        self._listed: Mapping[str, Listing] = {}
        self._shown: object = None
        self._boxes: dict[Side, SideBox] = {}
        row = QHBoxLayout()
        row.setSpacing(12)
        for side in dict.fromkeys(side for sides in SIDES.values() for side in sides):
            box = self._boxes[side] = SideBox(side, self)
            box.added.connect(lambda places, side=side: self.added.emit(side, places))
            box.removed.connect(lambda place, side=side: self.removed.emit(side, place))
            row.addWidget(box, 1)
        self.model = PhotoModel(pictures, self)
        self.grid = PhotoGrid(self.model, self)
        self.grid.toggled.connect(self.toggled)
        self.filter = QComboBox(self)
        self.filter.setObjectName("photo_filter")
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for each in FILTERS:
            self.filter.addItem("", each)
        self.filter.currentIndexChanged.connect(self._filter)
        self.column = PhotosColumn(self)
        self.column.again.connect(self.again)
        self._middle = QWidget(self)
        self._hint = Label(self)
        self._hint.setProperty("part", "faint")
        self.consent = QCheckBox(self)
        self.consent.setObjectName("consent")
        self.consent.toggled.connect(self.agreed)
        self._note = Label(self)
        self._note.setProperty("part", "faint")
        self._note.setWordWrap(True)
        self._lay_out(row)
        self.retranslate()

    def show_choices(self, choices: Choices, listed: Mapping[str, Listing]) -> None:
        """Show what was chosen, and what lies in the places."""
        self._choices, self._listed = choices, listed
        for side, box in self._boxes.items():
            box.setVisible(side in choices.sides)
            box.set_one(side == "style" and choices.intent == "one")
            box.show_places(choices.of(side), listed)
        # With nothing to show the places to drop on are large.
        self._middle.setVisible(any(choices.of(side) for side in choices.sides))

    def show_looking(self, looking: Looking) -> None:
        """Show what was found out so far."""
        latest = looking.latest
        working = looking.at_work and looking.looked is None
        self.column.show_looking(latest, looking.problem, looking.fraction, working)
        shown = (self._choices, dict(self._listed), latest)
        if shown == self._shown:
            return  # it may be thousands of photos
        self._shown = shown
        findings: Sequence[Found] = latest.findings if latest else self._known()
        listed: dict[Side, Sequence[Path]] = {
            side: tuple(
                dict.fromkeys(
                    photo
                    for place in self._choices.of(side)
                    if place in self._listed
                    for photo in self._listed[place].photos
                )
            )
            for side in self._choices.sides
        }
        self.model.show_photos(
            listed, findings, self._choices.left_out, self._choices.kept, checked=latest is not None
        )
        self.retranslate()

    def _known(self) -> Sequence[Found]:
        """What the last look found in the places that are still there."""
        places = {side: {Path(place) for place in self._choices.of(side)} for side in self._choices.sides}
        return [
            found
            for found in self.model.known()
            if not places.get(found.side, set()).isdisjoint((found.path, *found.path.parents))
        ]

    def retranslate(self) -> None:
        counts = self.model.counts()
        names: Mapping[Filter, str] = {
            "all": self.tr("All photos: {n}"),
            "in": self.tr("Included: {n}"),
            "out": self.tr("Left out: {n}"),
            "style": self.tr("Finished: {n}"),
            "ordinary": self.tr("Ordinary: {n}"),
            "before": self.tr("Before: {n}"),
            "after": self.tr("After: {n}"),
        }
        for row, each in enumerate(FILTERS):
            self.filter.setItemText(row, names[each].format(n=counts[each]))
            hidden = each in self._boxes and each not in self._choices.sides
            view = self.filter.view()
            if hasattr(view, "setRowHidden"):
                view.setRowHidden(row, hidden)
            if hidden and self.filter.currentIndex() == row:
                self.filter.setCurrentIndex(0)
        self.filter.setAccessibleName(self.tr("Which photos are shown"))
        self._hint.setText(self.tr("Click a photo to leave it out, or to keep it all the same."))
        self.grid.set_empty_text(
            self.tr("No photo is like that.")
            if self.model.photos
            else self.tr("The photos that you add are shown here.")
        )
        self.consent.setText(
            self.tr(
                "I may learn from these photos: they are mine, or their makers and the people in them agree"
            )
        )
        self._note.setText(
            self.tr(
                "No photo is part of the style file, and nothing leaves this computer. A style learned from"
                " another photographer's pictures imitates that photographer: ask before you share it."
            )
        )

    def _lay_out(self, boxes: QHBoxLayout) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.filter)
        bar.addWidget(self._hint, 1)
        left = QWidget(self)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        inner.addLayout(bar)
        inner.addWidget(self.grid, 1)
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(14)
        middle.addWidget(left, 1)
        middle.addWidget(self.column)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 16, 8)
        column.setSpacing(10)
        column.addLayout(boxes, 1)
        column.addWidget(self._middle, 1000)
        column.addWidget(self.consent)
        column.addWidget(self._note)

    @Slot()
    def _filter(self) -> None:
        self.model.set_filter(self.filter.currentData())
        self.retranslate()
