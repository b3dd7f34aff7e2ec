"""The window that tells all that is known of a style: how it was learned, how well, by whom, from what."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from studio.styles.style import Style
from studio.ui.gallery.style_facts import description_of, facts_of
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.style_names import name_of

PICTURE = 200
_WIDEST_TEXT = 360


class StyleAbout(Live, QDialog):
    """A picture, the name, and the facts, as plain text that can be copied."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._style: Style | None = None
        self.setObjectName("style_about")
        self.setModal(False)
        self._picture = Label(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._name = self._text("style_about_name")
        self._name.setProperty("part", "heading")
        self._description = self._text("style_about_description")
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        self._close = QPushButton(self)
        self._close.setDefault(True)
        self._close.clicked.connect(self.reject)
        self._lay_out()
        session.style_list.previews.ready.connect(self._show_picture)
        session.styles_changed.connect(self._follow)
        self.retranslate()

    def present(self, style: Style) -> None:
        """Show what is known of a style."""
        self._style = style
        self._session.style_list.previews.want_first(style)
        self.retranslate()
        self.show()
        self.raise_()
        self.activateWindow()

    def facts(self) -> list[str]:
        """What stands in the window, for whoever reads it aloud."""
        texts = []
        for row in range(self._facts.rowCount()):
            items = [self._facts.itemAtPosition(row, column) for column in (0, 1)]
            labels = [item.widget() for item in items if item is not None]
            texts.append(": ".join(label.text() for label in labels if isinstance(label, Label)))
        return [text for text in texts if text]

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("About This Style"))
        self._close.setText(self.tr("Close"))
        self._picture.setAccessibleName(self.tr("Preview of the style"))
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        style = self._style
        if style is None:
            return
        self._name.setText(name_of(style))
        self._description.setText(description_of(style))
        self._description.setVisible(bool(style.description))
        for row, (label, text) in enumerate(facts_of(style).values()):
            title = Label(self, label)
            title.setProperty("part", "faint")
            title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            value = self._text("")
            value.setText(text)
            value.setAccessibleName(f"{label}: {text}")
            self._facts.addWidget(title, row, 0)
            self._facts.addWidget(value, row, 1)
        self._show_picture(style.id)
        self.adjustSize()

    def _text(self, name: str) -> Label:
        label = Label(self)
        label.setObjectName(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setWordWrap(True)
        label.setMinimumWidth(_WIDEST_TEXT - 100)
        return label

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._description)
        column.addLayout(self._facts)
        column.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 12)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(14)
        grid.addWidget(self._picture, 0, 0)
        grid.addLayout(column, 0, 1)
        grid.addWidget(self._close, 1, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)

    @Slot(str)
    def _show_picture(self, style_id: str) -> None:
        style = self._style
        if style is None or style.id != style_id:
            return
        image = self._session.style_list.previews.image(style)
        self._picture.setVisible(image is not None)
        if image is not None:
            scale = self.devicePixelRatioF()
            size = QSize(PICTURE, PICTURE) * scale
            picture = QPixmap.fromImage(image).scaled(
                size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            picture.setDevicePixelRatio(scale)
            self._picture.setPixmap(picture)

    @Slot()
    def _follow(self) -> None:
        """The style was renamed, or is gone."""
        if self._style is None:
            return
        found = self._session.style_list.find(self._style.id)
        if found is None:
            self.reject()
        elif found != self._style:
            self._style = found
            self.retranslate()
