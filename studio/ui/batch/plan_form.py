"""PlanForm: everything that a batch is asked for, and the button that plans it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.ui.batch.alike_box import AlikeBox
from studio.ui.batch.desk import BatchDesk
from studio.ui.batch.names_box import NamesBox
from studio.ui.batch.planning import FirstNames, first_names
from studio.ui.batch.presets_box import PresetsBox
from studio.ui.batch.scope_box import ScopeBox
from studio.ui.batch.style_box import StyleBox
from studio.ui.batch.wishes import Wishes
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.train.wheel_guard import WheelGuard
from studio.ui.translate import translated

LOOK_AFTER_MS = 250


class PlanForm(Live, QWidget):
    """``changed`` when a plan that was made is not what is asked for any more."""

    changed = Signal()

    def __init__(self, session: Session, desk: BatchDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._desk = session, desk
        self._asked = 0
        self.setObjectName("plan_form")
        self.scope, self.style_box = ScopeBox(session, self), StyleBox(session, self)
        self.alike = AlikeBox(session, self)
        self.presets, self.names = PresetsBox(session, self), NamesBox(session, self)
        self.plan = QPushButton(self)
        self.plan.setObjectName("batch_plan")
        self.plan.setProperty("part", "primary")
        self.plan.clicked.connect(self._plan)
        self.hint = Label(self)
        self.hint.setObjectName("batch_hint")
        self.hint.setProperty("part", "faint")
        self.hint.setWordWrap(True)
        inner = QWidget(self)
        parts = QVBoxLayout(inner)
        parts.setContentsMargins(14, 12, 14, 12)
        parts.setSpacing(16)
        for part in (self.scope, self.style_box, self.alike, self.presets, self.names):
            parts.addWidget(part)
            part.changed.connect(self._change)
        parts.addStretch(1)
        WheelGuard(inner)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        below = QVBoxLayout()
        below.setContentsMargins(14, 8, 14, 12)
        below.addWidget(self.hint)
        below.addWidget(self.plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(below)
        self._timer = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)
        desk.changed.connect(self._follow)
        session.styles_changed.connect(self._look_soon)
        self.retranslate()
        self._look_soon()

    def wishes(self) -> Wishes | None:
        """What is asked for; None while something lacks or is wrong."""
        inputs, out, presets = self.scope.inputs, self.names.out, self.presets.presets
        if out is None or self._lacking():
            return None
        template = self.names.template.text()
        certificate, key = self._session.preferences.current.signing
        try:
            named = tuple(
                replace(preset, template=template, certificate=certificate, private_key=key)
                for preset in presets
            )
        except (StudioError, ValueError):
            return None
        usable = self._session.style_list.usable
        return Wishes(
            inputs,
            out,
            named,
            self.style_box.use,
            self.style_box.keeps_edits,
            self.names.rule,
            {path: usable(recipe) for path, recipe in self._session.edits.recipes().items()},
            self.alike.consistency,
            self.alike.model,
            self.alike.review.isChecked(),
            self.scope.watches,
            Path(inks) if (inks := self._session.preferences.current.cmyk_profile) else None,
        )

    def match(self, path: Path) -> None:
        """Have the shoot match this photo, and plan it anew."""
        self.alike.match(path)
        self._plan()

    def stop(self) -> None:
        """Nothing is looked at any more."""
        self._timer.stop()

    def retranslate(self) -> None:
        self._follow()
        self._show_mistake()

    @Slot()
    def _change(self) -> None:
        self._asked += 1
        self.alike.judge_as_they_come(self.scope.watches)
        self._show_mistake()
        self._follow()
        self._look_soon()
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        planning = self._desk.state == "planning"
        self.plan.setText(self.tr("Planning…") if planning else self.tr("Plan"))
        planned = self._desk.state == "planned"
        self.plan.setProperty("part", "" if planned else "primary")  # then it is Start
        self.plan.style().unpolish(self.plan)
        self.plan.style().polish(self.plan)
        lacking = self._lacking()
        self.hint.setText(lacking)
        self.hint.setVisible(bool(lacking))
        self.plan.setEnabled(not lacking and not planning)

    def _lacking(self) -> str:
        if not self.scope.inputs:
            return self.tr("Choose the photos.")
        if self.alike.lacks:
            return self.tr("Choose the photo to match.")
        if not self.presets.presets:
            return self.tr("Tick what files you want.")
        if self.names.out is None:
            return self.tr("Choose the folder to write to.")
        if self.scope.watches and self.style_box.use is None:
            return self.tr("Choose the style for photos that come.")
        if self.scope.watches and self.names.out == self.scope.inputs[0]:
            return self.tr("Write to another folder than the one that is watched.")
        if self.names.mistake():
            return self.tr("Put the names right.")
        return ""

    def _show_mistake(self) -> None:
        mistake = self.names.mistake()
        self.names.show_first(mistake, wrong=bool(mistake))

    @Slot()
    def _look_soon(self) -> None:
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        wishes = self.wishes()
        if wishes is None:
            return
        self._asked += 1
        asked = self._asked

        catalogue = self._session.style_list.catalogue

        def work() -> FirstNames | None:
            return first_names(wishes, catalogue) if asked == self._asked else None

        def take(first: FirstNames | None) -> None:
            if first is not None and asked == self._asked:
                self._show_first(first)

        self._desk.aside(work, take, lambda error: take(FirstNames(0, (), error.message)))

    def _show_first(self, first: FirstNames) -> None:
        self.scope.show_count(first.photos if first.error is None else None)
        if first.error is not None:
            self.names.show_first(translated(first.error), wrong=True)
            return
        more = "…" if first.photos * len(self.presets.presets) > len(first.names) else ""
        self.names.show_first("\n".join([*first.names, *([more] if more and first.names else [])]))

    @Slot()
    def _plan(self) -> None:
        wishes = self.wishes()
        if wishes is not None:
            self._desk.make_plan(wishes)
