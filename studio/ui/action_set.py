"""ActionSet: the table of actions as QActions of a window, in step with session and language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from studio.messages import QT_TRANSLATE_NOOP
from studio.ui.action import RECENT, Action
from studio.ui.actions import ACTIONS, MENUS
from studio.ui.modes import Mode
from studio.ui.plain import caption, tip
from studio.ui.theme.icons import icon
from studio.ui.translate import translated

if TYPE_CHECKING:
    from studio.ui.desk import Desk

_RECENT = QT_TRANSLATE_NOOP("Action", "Open Recent")
_NAMED = QT_TRANSLATE_NOOP("Action", "{action} {what}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Action", text)


class ActionSet(QObject):
    """The QActions by id. They belong to ``window``, so that their keys work anywhere in it."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._actions = {action.id: self._make(action) for action in ACTIONS}
        self._recent = QMenu(window)
        self._recent.aboutToShow.connect(self._list_recent)
        session = desk.session
        for signal in (
            session.photo_opened,
            session.recipe_changed,
            session.history_changed,
            session.view_mode_changed,
            session.show_before_changed,
            session.show_area_changed,
            session.framing.changed,
            session.folder_changed,
            session.styles_changed,
            session.preferences.changed,
            session.modes.changed,
            session.batch.changed,
            session.batch.progressed,
        ):
            signal.connect(self.refresh)
        self.retranslate()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def all(self) -> tuple[QAction, ...]:
        """In the order of the table."""
        return tuple(self._actions.values())

    def menus(self) -> list[QMenu]:
        """New menus from the table, with mnemonics; they follow the actions."""
        made = []
        for menu in MENUS:
            shown = QMenu(_tr(menu.title), self._window)
            shown.setObjectName(menu.id)
            shown.setToolTipsVisible(True)
            for entry in menu.entries:
                if entry is None:
                    shown.addSeparator()
                elif entry == RECENT:
                    shown.addMenu(self._recent)
                else:
                    shown.addAction(self._actions[entry])
            made.append(shown)
        return made

    @Slot()
    def refresh(self) -> None:
        """Enabled, checked and named by the session's state."""
        session = self._desk.session
        for action in ACTIONS:
            shown = self._actions[action.id]
            there = action.everywhere or session.modes.current is Mode.EDIT
            shown.setEnabled(there and action.enabled(session))
            if action.checked is not None:
                shown.setChecked(action.checked(session))
            if action.what is not None:
                what = action.what(session)
                title = _tr(action.title)
                named = _tr(_NAMED).format(action=title, what=caption(translated(what))) if what else title
                shown.setText(named)
        self._recent.setEnabled(bool(session.preferences.current.recent))

    def retranslate(self) -> None:
        """Texts in the language in force, icons in the theme's colours."""
        self._recent.setTitle(_tr(_RECENT))
        for action in ACTIONS:
            shown = self._actions[action.id]
            text, keys = _tr(action.title), [QKeySequence(key) for key in action.keys]
            native = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
            # Shared keys are no shortcuts of Qt's, but are shown as such.
            shown.setText(f"{text}\t{native}" if action.shared else text)
            told = _tr(action.tip) if action.tip else text
            shown.setToolTip(tip(f"{told}  ({native})" if native else told))
            shown.setStatusTip("")
            if action.icon:
                shown.setIcon(icon(action.icon, self._window.palette()))
        self.refresh()

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a shared key that no widget wanted; whether one did."""
        pressed = QKeySequence(event.keyCombination())
        for action in ACTIONS:
            if action.shared and any(QKeySequence(key) == pressed for key in action.keys):
                self._actions[action.id].trigger()
                return True
        return False

    def _make(self, action: Action) -> QAction:
        made = QAction(self)
        made.setObjectName(action.id)
        made.setCheckable(action.checked is not None)
        # A held key shall not act again and again where it is a switch.
        made.setAutoRepeat(action.checked is None)
        if not action.shared:
            made.setShortcuts([QKeySequence(key) for key in action.keys])
        if action.quits:
            made.setMenuRole(QAction.MenuRole.QuitRole)
        made.triggered.connect(lambda: self._call(action))
        self._window.addAction(made)
        return made

    def _call(self, action: Action) -> None:
        action.call(self._desk)
        # A switch that the session refused goes back.
        self.refresh()

    @Slot()
    def _list_recent(self) -> None:
        self._recent.clear()
        for number, name in enumerate(self._desk.session.preferences.current.recent, start=1):
            path = Path(name)
            said = caption(path.name)
            entry = self._recent.addAction(f"&{number}  {said}" if number < 10 else said)
            entry.setToolTip(tip(name))
            entry.triggered.connect(lambda _=False, chosen=path: self._desk.session.open_paths([chosen]))
        self._recent.setToolTipsVisible(True)
