"""The real window in a process of its own, which tells where its widgets are. Arguments: the program's.

Started on a real display by tests/end2end/test_window.py, which moves the real mouse. Each line of standard
input names a widget (its object name), a style ("style:ID"), or "state"; each is answered by a line of JSON.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSlider, QWidget

from studio.ui.app import Application
from studio.ui.gallery.style_model import ID_ROLE
from studio.ui.panels.style_panel import StylePanel


class Answerer(QObject):
    """Questions come from a thread that reads standard input; they are answered on the window's."""

    asked = Signal(str)

    def __init__(self, studio: Application) -> None:
        super().__init__(studio)
        self._studio = studio
        self.asked.connect(self._answer)

    def read(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line.strip())

    @Slot(str)
    def _answer(self, question: str) -> None:
        answer: Any = self._state() if question == "state" else self._place(question)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    def _state(self) -> dict[str, Any]:
        session = self._studio.session
        use = session.recipe.style
        return {
            "photo": session.photo is not None,
            "ready": session.engine_state is not None,
            "styles": len(session.styles),
            "style": use.id if use else None,
            "strength": use.strength if use else None,
            "crop": session.recipe.geometry.crop,
            "turns": session.recipe.geometry.turns,
            "cropping": session.framing.cropping,
            "jobs": len(session.jobs.all()),
            "window": int(self._studio.window.winId()),
        }

    def _place(self, name: str) -> dict[str, int] | None:
        """The rectangle of a widget that can be seen, in pixels of the screen."""
        if name.startswith("style:"):
            return self._card(name.removeprefix("style:"))
        if name == "strength_slider":
            panel = self._studio.window.findChild(StylePanel)
            slider = panel.findChild(QSlider) if panel is not None else None
            if slider is None or not slider.isEnabled():
                return None
            return _on_screen(slider, slider.rect())
        for window in QApplication.topLevelWidgets():
            for widget in window.findChildren(QWidget, name):
                if widget.isVisible() and widget.isEnabled():
                    return _on_screen(widget, widget.rect())
        return None

    def _card(self, style_id: str) -> dict[str, int] | None:
        view = self._studio.window.gallery.findChild(QAbstractItemView)
        assert view is not None
        rows = (view.model().index(row, 0) for row in range(view.model().rowCount()))
        index = next((index for index in rows if index.data(ID_ROLE) == style_id), None)
        if index is None:
            return None
        view.scrollTo(index)
        return _on_screen(view.viewport(), view.visualRect(index))


def _on_screen(widget: QWidget, area: QRect) -> dict[str, int]:
    corner = widget.mapToGlobal(area.topLeft() if area.isValid() else QPoint())
    return {"x": corner.x(), "y": corner.y(), "width": area.width(), "height": area.height()}


def main() -> int:
    application = QApplication(sys.argv[:1])
    studio = Application(application, sys.argv[1:])
    answerer = Answerer(studio)
    threading.Thread(target=answerer.read, daemon=True).start()
    studio.show()
    studio.window.setGeometry(0, 0, 1400, 900)
    code = application.exec()
    studio.end()
    return code


if __name__ == "__main__":
    sys.exit(main())
