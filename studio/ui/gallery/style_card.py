"""StyleCard: paints a card of the gallery."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.styles.style import Style
from studio.ui.canvas.marks import SURROUND
from studio.ui.cards import two_lines
from studio.ui.gallery.style_model import APPLIED_ROLE, FAVOURITE_ROLE, ID_ROLE, IMAGE_ROLE, STYLE_ROLE
from studio.ui.theme.icons import coloured

MARGIN = 5
STAR = 16
_LINES = 2
_GAP = 3


class StyleCard(QStyledItemDelegate):
    """The picture with a border when applied, a star when favourite or under the pointer, a mark when
    learned, and the name in at most two lines; or a section's heading."""

    card = QSize(116, 120)
    """The size of every card; the view sets it."""
    heading = QSize(232, 26)
    """The size of a heading: a line of its own."""

    @staticmethod
    def text_height(metrics: QFontMetrics) -> int:
        return metrics.lineSpacing() * _LINES + _GAP

    @staticmethod
    def picture_rect(card: QRect, metrics: QFontMetrics) -> QRect:
        inner = card.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        inner.setHeight(max(inner.height() - StyleCard.text_height(metrics), 8))
        return inner

    @staticmethod
    def star_rect(card: QRect, metrics: QFontMetrics) -> QRect:
        """Where a click makes a favourite."""
        picture = StyleCard.picture_rect(card, metrics)
        return QRect(picture.right() - STAR - 4, picture.top() + 4, STAR, STAR)

    @staticmethod
    def badge_rect(card: QRect, metrics: QFontMetrics) -> QRect:
        """Where a learned style is marked."""
        picture = StyleCard.picture_rect(card, metrics)
        return QRect(picture.left() + 5, picture.top() + 4, STAR, STAR)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.card if index.data(ID_ROLE) is not None else self.heading

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        metrics: QFontMetrics = option.fontMetrics
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        if index.data(ID_ROLE) is None:
            self._paint_heading(painter, rect, str(index.data()), option)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self.picture_rect(rect, metrics)
        image = index.data(IMAGE_ROLE)
        self._paint_picture(painter, picture, image)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        applied = bool(index.data(APPLIED_ROLE))
        accent = palette.color(QPalette.ColorRole.Highlight)
        if applied or hovered:
            pen = QPen(
                accent if applied else palette.color(QPalette.ColorRole.WindowText), 2 if applied else 1
            )
            self._paint_border(painter, QRectF(picture), pen)
        if state & QStyle.StateFlag.State_HasFocus:
            focus = QPen(palette.color(QPalette.ColorRole.WindowText), 1, Qt.PenStyle.DashLine)
            self._paint_border(painter, QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), focus)
        if index.data(FAVOURITE_ROLE) or (hovered and index.data(ID_ROLE)):
            name = "star-filled" if index.data(FAVOURITE_ROLE) else "star"
            self._paint_mark(painter, self.star_rect(rect, metrics), name)
        style = index.data(STYLE_ROLE)
        if isinstance(style, Style) and style.learned:
            self._paint_mark(painter, self.badge_rect(rect, metrics), "learned")
        ink = palette.color(QPalette.ColorRole.WindowText)
        painter.setPen(accent if applied else ink)
        below = QRect(picture.left(), picture.bottom() + _GAP, picture.width(), self.text_height(metrics))
        lines = two_lines(str(index.data()), metrics, below.width())
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(flags), "\n".join(lines))
        painter.restore()

    def _paint_picture(self, painter: QPainter, area: QRect, image: QImage | None) -> None:
        if image is None:
            empty = QColor(SURROUND)
            empty.setAlpha(90)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(empty)
            painter.drawRoundedRect(area, 3, 3)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(area), image, filling(image.size(), area.size()))

    def _paint_border(self, painter: QPainter, rect: QRectF, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 2, 2)

    def _paint_heading(self, painter: QPainter, area: QRect, text: str, option: QStyleOptionViewItem) -> None:
        palette: QPalette = option.palette
        metrics: QFontMetrics = option.fontMetrics
        painter.save()
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        inner = area.adjusted(MARGIN + 1, 0, -MARGIN - 1, -3)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), text)
        start = inner.left() + metrics.horizontalAdvance(text) + 8
        if start < inner.right():
            middle = inner.bottom() - metrics.height() // 2 + 1
            painter.setPen(palette.color(QPalette.ColorRole.Mid))
            painter.drawLine(start, middle, inner.right(), middle)
        painter.restore()

    def _paint_mark(self, painter: QPainter, rect: QRect, name: str) -> None:
        ground = QPainterPath()
        ground.addEllipse(QPointF(rect.center()) + QPointF(0.5, 0.5), STAR * 0.75, STAR * 0.75)
        painter.fillPath(ground, QColor(0, 0, 0, 130))
        coloured(name, "#ffffff").paint(painter, rect)


def filling(image: QSize, area: QSize) -> QRectF:
    """The part of a picture that fills an area of other proportions. Of a tall one more is cut below than
    above, where faces are."""
    wanted = area.scaled(image, Qt.AspectRatioMode.KeepAspectRatio)
    spare_x, spare_y = image.width() - wanted.width(), image.height() - wanted.height()
    return QRectF(spare_x / 2, spare_y / 4, wanted.width(), wanted.height())
