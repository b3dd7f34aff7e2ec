"""The main window: lays out, and remembers how it was laid out. What things do stands elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.ui.action_set import ActionSet
from studio.ui.batch_place import BatchPlace
from studio.ui.canvas.canvas import Canvas
from studio.ui.canvas.crop_bar import CropBar
from studio.ui.canvas.readout import ReadoutLabel
from studio.ui.desk import Desk
from studio.ui.empty_state import EmptyState
from studio.ui.gallery.filmstrip import Filmstrip
from studio.ui.gallery.gallery import Gallery
from studio.ui.info_bar import InfoBar
from studio.ui.leaving import may_leave
from studio.ui.message_bar import MessageBar
from studio.ui.modes import Mode
from studio.ui.panel_column import PanelColumn
from studio.ui.session import Session
from studio.ui.top_bar import TopBar
from studio.ui.train_place import TrainPlace
from studio.ui.view_bar import ViewBar

LEFT, RIGHT = 268, 300
FILMSTRIP = 104
ABOVE_CONTROLS = 100
"""Where a notice lies over the other modes: above the last rows of buttons and sliders."""
BEGINNING = (1280, 800)


class MainWindow(QMainWindow):
    """``painted`` is emitted once, after the window was first seen."""

    painted = Signal()
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._seen = False
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(False)
        self.desk = Desk(session, self, self._all_actions)
        self.train = TrainPlace(session, self)
        self.batch = BatchPlace(session, self)
        self.actions_by_id = ActionSet(self.desk, self)
        self.setMenuWidget(TopBar(session, self.actions_by_id, self))
        self.canvas = Canvas(session, self)
        self.canvas.setObjectName("canvas")
        self.gallery = Gallery(session, self)
        self.filmstrip = Filmstrip(session, self)
        self.gallery.import_wanted.connect(self.desk.styles.ask_import)
        self.gallery.wanted.connect(self.desk.styles.do)
        self.panels = PanelColumn(session, self.actions_by_id, self)
        self._arrange()
        self.message_bar = MessageBar(session, self._centre)
        session.modes.changed.connect(self._show_mode)
        session.photo_opened.connect(self._show_photo)
        session.folder_changed.connect(self._show_filmstrip)
        self._show_filmstrip()
        self._restore()
        self.retranslate()

    def retranslate(self) -> None:
        path = self._session.photo_path
        program = self.tr("Portrait Style Studio")
        self.setWindowTitle(f"{path.name} — {program}" if path else program)

    def _all_actions(self) -> tuple[QAction, ...]:
        return self.actions_by_id.all()

    @Slot()
    def _show_photo(self) -> None:
        first = self._centre.currentWidget() is not self._work
        self._centre.setCurrentWidget(self._work)
        if first:
            self.canvas.setFocus()
        self.retranslate()

    @Slot(object)
    def _show_mode(self, mode: Mode) -> None:
        if mode is Mode.TRAIN:
            # At its top are tabs and what is done with a training, at its bottom what goes on from there.
            self.train.open(lambda widget: self._show_widget(widget, mode))
        elif mode is Mode.BATCH:
            self.batch.open(lambda widget: self._show_widget(widget, mode))
        else:
            self._modes.setCurrentWidget(self._down)
            self.message_bar.move_to(self._centre)

    def _show_widget(self, widget: QWidget, mode: Mode) -> None:
        if self._session.modes.current is mode:
            self._modes.addWidget(widget)
            self._modes.setCurrentWidget(widget)
            host = widget.findChild(QWidget, "notices") or widget
            self.message_bar.move_to(host, ABOVE_CONTROLS)
            if mode is Mode.BATCH:
                self.message_bar.withdraw(self.batch.told)

    @Slot()
    def _show_filmstrip(self) -> None:
        self.filmstrip.setVisible(len(self._session.folder_photos) > 1)

    def _arrange(self) -> None:
        self._work = QWidget(self)
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ViewBar(self.actions_by_id, self._work))
        column.addWidget(CropBar(self._session, self._work))
        column.addWidget(self.canvas, 1)
        column.addWidget(InfoBar(self._session, ReadoutLabel(self._session), self._work))
        self._centre = QStackedWidget(self)
        empty = EmptyState(self._session, self.actions_by_id, self)
        empty.setFocus()
        self._centre.addWidget(empty)
        self._centre.addWidget(self._work)
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._down = QSplitter(Qt.Orientation.Vertical, self)
        self.gallery.setMinimumWidth(180)
        self._centre.setMinimumWidth(320)
        for widget in (self.gallery, self._centre, self.panels):
            self._across.addWidget(widget)
        self._across.setSizes([LEFT, BEGINNING[0] - LEFT - RIGHT, RIGHT])
        self._down.addWidget(self._across)
        self._down.addWidget(self.filmstrip)
        self._down.setSizes([BEGINNING[1] - FILMSTRIP, FILMSTRIP])
        for splitter in (self._across, self._down):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(3)
        self._across.setStretchFactor(1, 1)
        self._across.setStretchFactor(0, 0)
        self._across.setStretchFactor(2, 0)
        self._down.setStretchFactor(0, 1)
        self._down.setStretchFactor(1, 0)
        self._modes = QStackedWidget(self)
        self._modes.addWidget(self._down)
        self.setCentralWidget(self._modes)

    def _restore(self) -> None:
        settings = self._session.preferences.current
        self.resize(*BEGINNING)
        self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode("ascii", "ignore")))
        sizes = [QByteArray.fromBase64(part.encode("ascii", "ignore")) for part in settings.window_splitters]
        for splitter, state in zip((self._across, self._down), sizes, strict=False):
            splitter.restoreState(state)

    def _remember(self) -> None:
        states = (self._across.saveState(), self._down.saveState())
        self._session.preferences.change(
            window_geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            window_splitters=tuple(bytes(state.toBase64().data()).decode() for state in states),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # After the children, which are painted in the same pass.
            QTimer.singleShot(0, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.actions_by_id.retranslate()
            self.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            # A key that is let go elsewhere is never reported here.
            self._session.view.set_show_before(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.actions_by_id.take_key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backslash and not event.isAutoRepeat():
            self._session.view.set_show_before(False)
        super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        editing = self._session.modes.current is Mode.EDIT
        if editing and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._session.open_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not may_leave(self._session, self):
            event.ignore()
            return
        self._remember()
        event.accept()
        self.closed.emit()
