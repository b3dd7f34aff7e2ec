"""StyleAmounts: parts of a style, its variations, and a second style mixed in; folded until wanted."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from studio.editing.style_use import BLEND, COLOUR, TEXTURE, TONE, VARIATION, StyleUse
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.panels.section import Section
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.style_names import name_of, style_name

_OF_LEARNED = (TEXTURE.key, VARIATION.key)
"""What only a learned style has; a colour table is the same for every photo and leaves texture alone."""


class StyleAmounts(Section):
    """Each edit is one step of the history."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, folded=True, inner=True)
        self._session = session
        self._listed: list[tuple[str, str]] = []
        self.sliders = {
            param.key: ParamSlider(param, self) for param in (COLOUR, TONE, TEXTURE, VARIATION, BLEND)
        }
        self._second_label = Label(self)
        self.second = QComboBox(self)
        self.second.setObjectName("second_style")
        self.second.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.second.setMinimumContentsLength(8)
        self._second_label.setBuddy(self.second)
        for widget in (
            *(self.sliders[param.key] for param in (COLOUR, TONE, TEXTURE, VARIATION)),
            self._second_label,
            self.second,
            self.sliders[BLEND.key],
        ):
            self.body.addWidget(widget)
        for slider in self.sliders.values():
            slider.changed.connect(self._set)
            slider.drag_ended.connect(session.end_drag)
        self.second.activated.connect(self._choose_second)
        session.recipe_changed.connect(self._show)
        session.styles_changed.connect(self._list_styles)
        self.translate()

    def heading(self) -> str:
        return self.tr("Amounts and blend")

    def translate(self) -> None:
        super().translate()
        self.sliders[VARIATION.key].name_default(self.tr("Own look"))
        self._second_label.setText(self.tr("Blend with"))
        self.second.setAccessibleName(self.tr("Blend with"))
        self.second.setToolTip(self.tr("A second style that is mixed into the first"))
        self._list_styles()

    @Slot()
    def _list_styles(self) -> None:
        styles = [(style.id, name_of(style)) for style in self._session.styles]
        self._listed = [("", self.tr("No second style")), *styles]
        self._fill()
        self._show()

    def _fill(self) -> None:
        self.second.clear()
        for style_id, name in self._listed:
            self.second.addItem(name, style_id)

    @Slot()
    def _show(self) -> None:
        use = self._session.recipe.style
        shown = use or StyleUse("none")
        learned = use is not None and self._learned(use)
        for key, slider in self.sliders.items():
            slider.setEnabled(use is not None and (key not in _OF_LEARNED or learned))
            slider.follow(float(getattr(shown, key)))
        for key in _OF_LEARNED:
            self.sliders[key].set_reason(
                self.tr("Only styles that were learned have it.") if use is not None and not learned else ""
            )
        self.sliders[BLEND.key].setEnabled(use is not None and use.blend_id is not None)
        self.second.setEnabled(use is not None)
        self._show_second(shown.blend_id or "")

    def _show_second(self, style_id: str) -> None:
        place = self.second.findData(style_id)
        if place < 0:
            # Brought back by undo, while its file is gone.
            self.second.addItem(style_name(self._session, style_id), style_id)
            place = self.second.count() - 1
        self.second.setCurrentIndex(place)

    def _learned(self, use: StyleUse) -> bool:
        """Also when it is not known: a style that is gone may come back."""
        found = [self._session.style_list.find(style_id) for style_id in (use.id, use.blend_id) if style_id]
        return any(style is None or style.learned for style in found)

    @Slot(str, float, bool)
    def _set(self, key: str, value: float, dragging: bool) -> None:
        self._session.edits.set_style_param(key, value, dragging=dragging)

    @Slot(int)
    def _choose_second(self, place: int) -> None:
        self._session.edits.set_blend(self._session.style_list.find(self.second.itemData(place) or None))
