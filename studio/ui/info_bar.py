"""The status line: what is under the pointer, and what is known of the photo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from studio.imaging.sniff import NAMES
from studio.ui.chips import Chip
from studio.ui.live import Live
from studio.ui.messages import Notice, Severity
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.translate import translated

WIDEST_NAME = 120


class NotesChip(Chip):
    """How many notes the photo came with; a click shows them in the message bar."""

    drawing = "warning"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("notes_chip")
        session.photo_opened.connect(self.retranslate)
        self.clicked.connect(self._tell)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        notes = self._session.photo.notes if self._session.photo else ()
        self.setVisible(bool(notes))
        if notes:
            text = self.tr("1 note") if len(notes) == 1 else self.tr("{n} notes").format(n=len(notes))
            self.tell(text, "\n".join(translated(note) for note in notes), self.tr("Notes on this photo"))

    @Slot()
    def _tell(self) -> None:
        for note in self._session.photo.notes if self._session.photo else ():
            self._session.notice.emit(Notice(note, Severity.WARNING))


class ProofChip(Chip):
    """That the canvas shows a soft proof, and to which profile; a click ends it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("proof_chip")
        session.proof_changed.connect(self.retranslate)
        self.clicked.connect(lambda: session.view.set_proof(False))
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        view, named = self._session.view, self._session.proof_profile.current
        self.setVisible(view.proofs)
        name = "sRGB" if named is None else named.name
        profile = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, WIDEST_NAME)
        text = self.tr("Proof: {profile}").format(profile=profile)
        if view.marks_gamut:
            text = self.tr("Proof: {profile}, gamut").format(profile=profile)
        self.tell(
            text, self.tr("The photo in the colours of this profile; click to end"), self.tr("Soft proof")
        )


class InfoBar(Live, QFrame):
    """``readout`` is the canvas's own label."""

    def __init__(self, session: Session, readout: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("part", "bar")
        self._facts = Label(self)
        self._facts.setProperty("part", "faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.setSpacing(12)
        row.addWidget(readout)
        row.addStretch(1)
        chips = (ProofChip(session, self), NotesChip(session, self))
        for chip in chips:
            row.addWidget(chip)
        # A chip that comes and goes must not move the photo.
        self.setMinimumHeight(max(chip.sizeHint().height() for chip in chips) + 6)
        row.addWidget(self._facts)
        session.photo_opened.connect(self.retranslate)
        session.recipe_changed.connect(self.retranslate)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """The size is that of the picture as it is framed: what an export will have."""
        photo = self._session.photo
        if photo is None:
            self._facts.setText("")
            return
        width, height = self._session.recipe.geometry.framed_size(photo.image.width, photo.image.height)
        facts = self.tr("{width} × {height}   {megapixels:.1f} MP   {format} {bits} bit")
        self._facts.setText(
            facts.format(
                width=width,
                height=height,
                megapixels=width * height / 1e6,
                format=NAMES.get(photo.format, photo.format),
                bits=photo.bit_depth,
            )
        )
