"""InfoPanel: what is known of the photo, and what was noticed while opening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.imaging.photo import Photo
from studio.imaging.sniff import NAMES
from studio.messages import Message
from studio.ui.panels.elided_label import ElidedLabel
from studio.ui.panels.section import Section
from studio.ui.plain import Label, tip
from studio.ui.session import Session
from studio.ui.translate import translated

if TYPE_CHECKING:
    from studio.imaging.exif import ExifFacts


class InfoPanel(Section):
    """File, size, format, profile, camera, shot, title, stars, keywords; notes as badges."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo: Photo | None = None
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(10)
        self._facts.setVerticalSpacing(3)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        self.body.addLayout(self._facts)
        self.body.addLayout(self._notes)
        session.photo_opened.connect(self._show_photo)
        self._photo = session.photo
        self.translate()

    def heading(self) -> str:
        return self.tr("Photo")

    def translate(self) -> None:
        super().translate()
        self._fill()

    @Slot(object)
    def _show_photo(self, photo: Photo) -> None:
        self._photo = photo
        self._fill()

    def _fill(self) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        while (item := self._notes.takeAt(0)) is not None:
            if (badge := item.widget()) is not None:
                badge.hide()
                badge.deleteLater()
        if self._photo is None:
            self._facts.addRow(_faint(self.tr("No photo"), self))
            return
        for name, value in self._rows(self._photo):
            if value:
                fact = ElidedLabel(value, self)
                fact.setAccessibleName(f"{name}: {value}")
                self._facts.addRow(_faint(name, self), fact)
                if value == self._photo.name:
                    fact.setToolTip(tip(str(self._photo.path)))
        for note in self._photo.notes:
            self._notes.addWidget(_Badge(note, self))

    def _rows(self, photo: Photo) -> list[tuple[str, str]]:
        from studio.imaging.metadata import read_facts
        from studio.imaging.xmp_tree import facts_of

        locale = QLocale()
        facts, _ = read_facts(photo.metadata)
        said = facts_of(photo.metadata.xmp)
        stars = self.tr("rejected") if said.rating < 0 else "★" * said.rating
        width, height = photo.image.width, photo.image.height
        depth = self.tr("{bits}-bit").format(bits=photo.bit_depth)
        kind = [NAMES.get(photo.format, photo.format), depth]
        if photo.gray:
            kind.append(self.tr("gray"))
        if photo.frames > 1:
            kind.append(self.tr("first of {count} pictures").format(count=photo.frames))
        size = self.tr("{width} × {height}, {megapixels} MP").format(
            width=width, height=height, megapixels=locale.toString(width * height / 1e6, "f", 1)
        )
        return [
            (self.tr("File"), photo.name),
            (self.tr("Size"), size),
            (self.tr("Format"), " · ".join(kind)),
            (self.tr("Profile"), photo.profile.name if photo.profile else self.tr("none")),
            (self.tr("Camera"), facts.camera),
            (self.tr("Lens"), facts.lens),
            (self.tr("Exposure"), self._shot(facts)),
            (self.tr("Taken"), facts.captured.replace(":", "-", 2)),
            (self.tr("Title"), said.title),
            (self.tr("Rating"), stars),
            (self.tr("Keywords"), ", ".join(said.keywords)),
        ]

    def _shot(self, facts: ExifFacts) -> str:
        """ "1/125 s · f/2.8 · ISO 400", as far as it is known."""
        from studio.imaging.exif import shutter_speed

        parts = []
        if facts.exposure_time:
            parts.append(self.tr("{time} s").format(time=shutter_speed(facts.exposure_time)))
        if facts.f_number:
            parts.append(f"f/{facts.f_number:.3g}")
        if facts.iso:
            parts.append(f"ISO {facts.iso}")
        return " · ".join(parts)


class _Badge(QFrame):
    """A note, framed as the window's notices are."""

    def __init__(self, note: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self.setProperty("severity", "warning")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        label = Label(self, translated(note))
        label.setWordWrap(True)
        layout.addWidget(label)


def _faint(text: str, parent: QWidget) -> Label:
    label = Label(parent, text)
    label.setProperty("part", "faint")
    return label
