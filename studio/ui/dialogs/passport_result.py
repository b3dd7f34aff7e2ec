"""What an exported style keeps: one sentence, and photo, style, table and difference side by side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.engine.passport_request import PassportDone
from studio.styles.passport_report import percent
from studio.ui.images import to_qimage
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.translate import translated

WIDE, HIGHEST = 200, 300


class Picture(QWidget):
    """One picture, as wide as its place and in its own proportions, up to ``HIGHEST``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._image is None:
            return 0
        return min(HIGHEST, round(width * self._image.height() / self._image.width()))

    def sizeHint(self) -> QSize:
        return QSize(WIDE, self.heightForWidth(WIDE))

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._image is None:
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = self._image.scaled(size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        scaled.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawImage((self.width() - size.width()) // 2, 0, scaled)
        painter.end()


class PassportResult(Live, QFrame):
    """Shows a :class:`PassportDone`: the photos can be gone through, those that lose most first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done: PassportDone | None = None
        self.setObjectName("passport_result")
        self.setProperty("part", "sheet")
        self.sentence, self.detail = Label(self), Label(self)
        self.sentence.setObjectName("passport_sentence")
        self.sentence.setProperty("part", "heading")
        self.detail.setProperty("part", "faint")
        for label in (self.sentence, self.detail):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.photos = QComboBox(self)
        self.photos.setObjectName("passport_shown")
        self.photos.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.photos.setMinimumContentsLength(20)
        self.photos.currentIndexChanged.connect(self._show_photo)
        self.pictures = [Picture(self) for _ in range(4)]
        self._captions = [Label(self) for _ in range(4)]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(7)
        column.addWidget(self.sentence)
        column.addWidget(self.photos)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        for place, (picture, caption) in enumerate(zip(self.pictures, self._captions, strict=True)):
            caption.setProperty("part", "faint")
            caption.setWordWrap(True)
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(picture, 0, place)
            self._grid.addWidget(caption, 1, place)
            self._grid.setColumnStretch(place, 1)
        column.addLayout(self._grid)
        column.addWidget(self.detail)
        self.show_button, self.report_button = QPushButton(self), QPushButton(self)
        self.show_button.clicked.connect(self._show_in_folder)
        self.report_button.clicked.connect(self._open_report)
        row = QHBoxLayout()
        row.addWidget(self.report_button)
        row.addWidget(self.show_button)
        row.addStretch(1)
        column.addLayout(row)
        self.retranslate()

    def show_done(self, done: PassportDone | None) -> None:
        """None empties it."""
        self._done = done
        self.photos.blockSignals(True)
        self.photos.clear()
        if done is not None:
            for row in range(len(done.panels)):
                self.photos.addItem("", row)
        self.photos.blockSignals(False)
        self.retranslate()

    def retranslate(self) -> None:
        done = self._done
        self.photos.setAccessibleName(self.tr("Photo"))
        captions = (
            self.tr("Photo"),
            self.tr("Style"),
            self.tr("Look-up table"),
            self.tr("Difference: pale is 10 ΔE and more"),
        )
        for caption, picture, text in zip(self._captions, self.pictures, captions, strict=True):
            caption.setText(text)
            picture.setAccessibleName(text)
        if done is not None:
            sentences = [translated(message) for message in done.report.sentences()]
            self.sentence.setText(" ".join(sentences))
            for row, photo in enumerate(done.report.photos):
                self.photos.setItemText(row, self._photo_text(row, photo.name))
            skipped = [translated(message) for message in done.report.skipped]
            self.detail.setText("\n".join(skipped[:3]))
        self.detail.setVisible(bool(self.detail.text()))
        self.show_button.setText(self.tr("Show in Folder"))
        self.report_button.setText(self.tr("Open Report"))
        self.report_button.setVisible(done is not None and done.report_file is not None)
        self._show_photo()

    def _photo_text(self, row: int, name: str) -> str:
        assert self._done is not None
        kept = self._done.report.photos[row].here
        if kept.share is None:
            return name
        text = self.tr("{name}: keeps {kept} %, {lost} ΔE")
        return text.format(name=name, kept=percent(kept.share), lost=f"{kept.lost:.1f}")

    @Slot()
    def _show_photo(self) -> None:
        row = self.photos.currentIndex()
        there = self._done is not None and 0 <= row < len(self._done.panels)
        for widget in (self.photos, *self.pictures, *self._captions):
            widget.setVisible(there)
        if not there or self._done is None:
            return
        panel = self._done.panels[row]
        shown = (panel.photo, panel.style, panel.table, panel.heat)
        for picture, pixels in zip(self.pictures, shown, strict=True):
            picture.show_image(to_qimage(pixels))

    @Slot()
    def _show_in_folder(self) -> None:
        if self._done is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._done.target.parent)))

    @Slot()
    def _open_report(self) -> None:
        if self._done is not None and self._done.report_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._done.report_file)))
