"""CanvasView: the photo on the screen, with before and after, zoom and pan."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from studio.engine.request import PreviewReady
from studio.imaging.photo import Photo
from studio.ui.canvas.crop_marks import paint_crop, paint_level_grid
from studio.ui.canvas.panes import Layout
from studio.ui.canvas.readout import Readout
from studio.ui.canvas.scene import Labels, Scene, paint_ground, paint_marks, paint_scene
from studio.ui.canvas.stage import Stage
from studio.ui.canvas.viewport import Point, Viewport
from studio.ui.canvas.zooming import zoomed
from studio.ui.session import Session
from studio.ui.style_names import style_name
from studio.ui.view import ZoomTo
from studio.ui.view_mode import ViewMode

# Asks at most once a frame; what lies beneath the tiles waits for a quiet moment.
FRAME_MS = 8
QUIET_MS = 250


class CanvasView(QWidget):
    """Shows the session's photo: asks for what is visible and draws what there is meanwhile.

    :class:`~studio.ui.canvas.canvas.Canvas` adds the hand.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._split = 0.5
        self._stage = Stage(session)
        self._pointer: Point | None = None
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self._connect()
        self._translate()
        if session.photo is not None:
            self._show_photo(session.photo)

    @property
    def viewport(self) -> Viewport | None:
        """Where the photo is looked at; None without a photo."""
        return self._scene.viewport if self._scene else None

    @property
    def _scene(self) -> Scene | None:
        return self._stage.scene

    @property
    def split(self) -> float:
        """The dividing line's place, 0 to 1 of the width."""
        return self._split

    def set_split(self, split: float) -> None:
        self._split = min(max(split, 0.0), 1.0)
        self.update()

    def layout_now(self) -> Layout:
        """How the canvas is divided now; a crop is made in one picture."""
        mode = ViewMode.SINGLE if self._session.framing.cropping else self._session.view_mode
        return Layout(mode, (self.width(), self.height()), self._split)

    def look(self, viewport: Viewport) -> None:
        """Look at the photo from another place or nearer."""
        if self._scene is None or viewport == self._scene.viewport:
            return
        self._scene.viewport = viewport
        self._view_changed()

    def zoom(self, zoom: ZoomTo, at: Point | None = None) -> None:
        """Zoom about a logical point of a pane, the middle by default."""
        if self.viewport is not None:
            self.look(zoomed(self.viewport, zoom, at))

    def tell_readout(self) -> None:
        """Tell the session what lies under the pointer."""
        scene, point = self._scene, self._pointer
        if scene is None:
            self._session.view.set_readout(None)
            return
        pane = self.layout_now().pane_at(point) if point is not None else None
        colour = None
        if point is not None and pane is not None and (place := scene.photo_point(point, pane)) is not None:
            trial = "hover" if self._stage.hovering else None
            colour = scene.pictures.colour_at(scene.slot(pane, trial), place)
        profile = scene.photo.profile.name if scene.photo.profile else ""
        self._session.view.set_readout(Readout.of(scene.viewport.scale, profile, colour))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self.layout_now()
        before, framing = self._session.show_before, self._session.framing
        painter = QPainter(self)
        paint_ground(painter, layout, self.palette().color(QPalette.ColorRole.Window))
        scene = self._stage.drawn
        if scene is not None:
            paint_scene(painter, scene, layout, before=before, trial=self._stage.trial)
            paint_marks(painter, layout, self._labels(), before=before, focused=self.hasFocus())
            if framing.cropping and scene is self._scene:
                paint_crop(painter, framing.box, scene.viewport, grid=not framing.straightening)
            if framing.straightening:
                paint_level_grid(painter, layout, scene.viewport)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._refit()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._frame.start()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._refit()
        return super().event(event)

    # What the session tells

    def _connect(self) -> None:
        session = self._session
        session.photo_opened.connect(self._show_photo)
        session.recipe_changed.connect(self._recipe_changed)
        session.hover_changed.connect(self._hover_changed)
        session.preview_ready.connect(self._take)
        session.pictures.preview_failed.connect(self._preview_failed)
        session.view_mode_changed.connect(self._refit)
        session.show_before_changed.connect(self._view_changed)
        session.show_area_changed.connect(self._view_changed)
        session.display_changed.connect(self._display_changed)
        session.proof_changed.connect(self._display_changed)
        session.framing.changed.connect(self._framing_changed)
        session.framing.straightening_changed.connect(self.update)
        self._frame.timeout.connect(self._ask)
        self._quiet.timeout.connect(self._ask_in_quiet)

    @Slot(object)
    def _show_photo(self, photo: Photo) -> None:
        self._stage.open(photo, self.layout_now().pane_size, self.devicePixelRatioF())
        self._view_changed()

    @Slot()
    def _recipe_changed(self) -> None:
        scene = self._scene
        self._stage.recipe_changed()
        if self._scene is not scene:
            self._refit()
        self._frame.start()

    @Slot()
    def _framing_changed(self) -> None:
        """The crop tool opened or closed, or the hand moved its box."""
        self._recipe_changed() if self._stage.frame_changed else self.update()

    @Slot()
    def _display_changed(self) -> None:
        self._stage.make_all_stale()
        self._frame.start()

    @Slot(object)
    def _hover_changed(self) -> None:
        self._stage.hover_changed()
        self.update()
        self.tell_readout()
        self._frame.start()

    @Slot(object)
    def _take(self, ready: PreviewReady) -> None:
        if self._stage.take(ready):
            self.update()
            self.tell_readout()

    @Slot(str)
    def _preview_failed(self, slot: str) -> None:
        self._stage.failed(slot)
        self.update()

    @Slot()
    def _refit(self) -> None:
        if self._scene is not None:
            pane = self.layout_now().pane_size
            self._scene.viewport = self._scene.viewport.resized(pane, self.devicePixelRatioF())
        self._view_changed()

    @Slot()
    def _view_changed(self) -> None:
        self.update()
        if self._scene is not None:
            self._session.view.set_zoom(self._scene.viewport.scale)
            self.tell_readout()
            self._frame.start()

    # What is asked

    @Slot()
    def _ask(self) -> None:
        if self._scene is not None and self.isVisible():
            self._scene.asking.ask_tiles(self._scene.viewport, self._slots(), drafts=True)
            self._quiet.start()

    @Slot()
    def _ask_in_quiet(self) -> None:
        """What drafts stand for, and what is not seen yet but soon may be: beneath the tiles, and before."""
        if self._scene is None or not self.isVisible():
            return
        asking, viewport = self._scene.asking, self._scene.viewport
        asking.ask_tiles(viewport, self._slots())
        if not self._stage.hovering:
            asking.ask_tiles(viewport, ["before"])
            asking.ask_wholes(viewport, ["after", "before"] if self.layout_now().mode.divided else ["after"])

    def _slots(self) -> list[str]:
        """What is seen now, the most wanted first."""
        sides = {pane.side for pane in self.layout_now().panes(before=self._session.show_before)}
        after = self._stage.trial or "after"
        return [slot for side, slot in (("after", after), ("before", "before")) if side in sides]

    def _labels(self) -> Labels:
        applied = self._session.recipe.style
        tried = self._stage.tried
        if applied is not None and applied.id == tried:
            tried = ""
        return Labels(self.tr("Before"), self.tr("After"), style_name(self._session, tried) if tried else "")

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Photo"))
        self.update()
