"""StylePanel: the style that is applied, and how much of it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QToolButton, QWidget

from studio.editing.style_use import STRENGTH
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.panels.section import Section
from studio.ui.panels.style_amounts import StyleAmounts
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.style_names import style_name


class StylePanel(Section):
    """Shows and edits the recipe's style use."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._name = Label(self)
        self._remove = QToolButton(self)
        self._remove.setAutoRaise(True)
        self.add_to_heading(self._remove)
        self.strength = ParamSlider(STRENGTH, self)
        self.strength.slider.setObjectName("strength")
        self.amounts = StyleAmounts(session, self)
        for widget in (self._name, self.strength, self.amounts):
            self.body.addWidget(widget)
        self._name.setWordWrap(True)
        self.strength.changed.connect(self._set_strength)
        self.strength.drag_ended.connect(session.end_drag)
        self._remove.clicked.connect(self._remove_style)
        session.recipe_changed.connect(self._show)
        session.styles_changed.connect(self._show)
        self.translate()

    def heading(self) -> str:
        return self.tr("Style")

    def translate(self) -> None:
        super().translate()
        self._remove.setText(self.tr("Remove"))
        self._remove.setToolTip(self.tr("Show the photo without a style"))
        self._remove.setAccessibleName(self.tr("Remove the style"))
        self._name.setAccessibleName(self.tr("Applied style"))
        self._show()

    @Slot()
    def _show(self) -> None:
        use = self._session.recipe.style
        if use is None:
            name = self.tr("No style. Choose one in the gallery.")
        else:
            name = style_name(self._session, use.id)
        self._name.setText(name)
        self._name.setEnabled(use is not None)
        self._remove.setEnabled(use is not None)
        self.strength.setEnabled(use is not None)
        self.strength.follow(use.strength if use is not None else STRENGTH.default)

    @Slot(str, float, bool)
    def _set_strength(self, key: str, value: float, dragging: bool) -> None:
        self._session.set_strength(value, dragging=dragging)

    @Slot()
    def _remove_style(self) -> None:
        self._session.set_style(None)
