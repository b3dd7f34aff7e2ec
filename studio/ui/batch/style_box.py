"""StyleBox: the style of a batch and its strength, or each photo's own edits."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from studio.editing.style_use import STRENGTH, StyleUse
from studio.ui.batch.heading import Part
from studio.ui.live import Live
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.style_names import group_name, name_of


class StyleBox(Live, Part):
    """The style that is on the photo in Edit is suggested."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.styles = QComboBox(self)
        self.styles.setObjectName("batch_style")
        self.styles.setMaxVisibleItems(24)
        self.styles.setMinimumContentsLength(12)
        self.styles.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.strength = ParamSlider(STRENGTH, self)
        self.strength.setObjectName("batch_strength")
        self.keep = QCheckBox(self)
        self.keep.setObjectName("batch_keep_edits")
        self.keep.setChecked(True)
        self._told = Label(self)
        self._told.setProperty("part", "faint")
        self._told.setWordWrap(True)
        for widget in (self.styles, self.strength, self.keep, self._told):
            self.column.addWidget(widget)
        use = session.recipe.style
        self._wanted = use.id if use is not None else ""
        self.strength.show_value(use.strength if use is not None else STRENGTH.default)
        self._filling = False
        session.styles_changed.connect(self._fill)
        self.styles.currentIndexChanged.connect(self._choose)
        self.strength.changed.connect(lambda *_: self.changed.emit())
        self.keep.toggled.connect(self.changed)
        self.retranslate()

    @property
    def use(self) -> StyleUse | None:
        """None: each photo's own edits."""
        style_id = self.styles.currentData()
        return StyleUse(style_id, strength=self.strength.value) if style_id else None

    @property
    def keeps_edits(self) -> bool:
        return self.keep.isChecked()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Style"))
        self.styles.setAccessibleName(self.tr("Style"))
        self.keep.setText(self.tr("Keep crop, light and colour of edited photos"))
        self._told.setText(
            self.tr(
                "Each photo as you edited it in this sitting. Photos that you did not edit are written as"
                " they are."
            )
        )
        self._fill()

    @Slot()
    def _fill(self) -> None:
        """The user's own first, as in the gallery; what was chosen stays chosen."""
        self._filling = True
        self.styles.clear()
        self.styles.addItem(self.tr("Each photo's own edits"), "")
        for style in sorted(self._session.styles, key=lambda style: style.builtin):
            group = group_name(style.group)
            name = name_of(style)
            self.styles.addItem(f"{name}  ({group})" if group else name, style.id)
        self.styles.setCurrentIndex(max(self.styles.findData(self._wanted), 0))
        self._filling = False
        self._show()

    @Slot()
    def _choose(self) -> None:
        if not self._filling:
            self._wanted = self.styles.currentData() or ""
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        styled = bool(self.styles.currentData())
        self.strength.setVisible(styled)
        self.keep.setVisible(styled)
        self._told.setVisible(not styled)
