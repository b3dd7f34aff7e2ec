"""Stage: the scene on the canvas, and the one before it until there is something to see of the new one."""

from __future__ import annotations

from studio.editing.geometry import AS_TAKEN, Geometry
from studio.engine.request import PreviewReady
from studio.imaging.photo import Photo
from studio.ui.canvas.scene import Scene
from studio.ui.canvas.viewport import Viewport
from studio.ui.session import Session


class Stage:
    """Follows the photo, its frame and the style that is tried."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.scene: Scene | None = None
        # The last photo or frame, drawn until the first picture of the next one is there.
        self._leaving: Scene | None = None
        self._geometry: Geometry = AS_TAKEN
        self.tried = ""  # the style of the "hover" picture
        self._tried_since = 0

    @property
    def drawn(self) -> Scene | None:
        return self._leaving or self.scene

    @property
    def hovering(self) -> bool:
        return self._session.hover_style is not None

    @property
    def trial(self) -> str | None:
        """The slot that stands for the edits for the moment."""
        if self.hovering:
            return "hover"
        shows_area = self._session.show_area and not self._session.recipe.where.is_everywhere
        return "mask" if shows_area and not self._session.framing.cropping else None

    @property
    def frame_changed(self) -> bool:
        """Whether the session frames the photo otherwise than the scene does."""
        return self._geometry != self._session.framing.shown(self._session.recipe).geometry

    def open(self, photo: Photo, pane: tuple[float, float], ratio: float) -> None:
        """Another photo."""
        self.tried = ""
        self._enter(photo, pane, ratio, None)

    def recipe_changed(self) -> None:
        """Pictures of the edits are stale; in another frame all are, or there is nothing of it yet."""
        scene = self.scene
        if scene is None:
            return
        before, now = self._geometry, self._session.framing.shown(self._session.recipe).geometry
        self._geometry = now
        if before == now:
            scene.asking.make_stale("after", "hover", "mask")
        elif (before.turns, before.flipped, before.crop) == (now.turns, now.flipped, now.crop):
            # Straightened: the old picture is nearly right.
            scene.asking.make_stale("after", "hover", "mask", "before")
        else:
            viewport = scene.viewport
            self._enter(scene.photo, viewport.pane, viewport.ratio, viewport)

    def make_all_stale(self) -> None:
        if self.scene is not None:
            self.scene.asking.make_stale("after", "hover", "mask", "before")

    def hover_changed(self) -> None:
        """Another style is tried, or none."""
        if self.scene is None:
            return
        if not self.hovering:
            self.scene.pictures.forget("hover")
            self.tried = ""
        # Pictures of the style that was tried before may still come.
        self._tried_since = self._session.pictures.moment()
        self.scene.asking.make_stale("hover")

    def take(self, ready: PreviewReady) -> bool:
        """A picture is here; False when nobody wants it any more."""
        scene = self.scene
        if scene is None or ready.stamp < scene.since:
            return False
        if ready.slot == "hover" and (not self.hovering or ready.stamp < self._tried_since):
            return False
        scene.pictures.keep(ready, scene.whole)
        scene.asking.arrived(ready, scene.whole)
        if ready.slot == "hover":
            self.tried = self._session.hover_style or ""
        if not ready.slot.startswith("before") or self._session.show_before:
            self._leaving = None
        return True

    def failed(self, slot: str) -> None:
        """Not to show the photo before this one for good."""
        if self.scene is not None:
            self.scene.asking.failed(slot)
            self._leaving = None

    def _enter(
        self, photo: Photo, pane: tuple[float, float], ratio: float, viewport: Viewport | None
    ) -> None:
        if self.scene is not None and self._leaving is None:
            self._leaving = self.scene
        size = self._session.framing.shown_size
        self._geometry = self._session.framing.shown(self._session.recipe).geometry
        if viewport is None or viewport.photo != size:
            viewport = Viewport.fit(size, pane, ratio)
        self.scene = Scene.of(photo, viewport, self._session)
