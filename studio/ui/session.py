"""Session: the window's one holder of state. Widgets know it and nobody else.

A widget listens to its signals (:mod:`studio.ui.signals`) and calls its methods, never another widget. All
of it lives on the window's thread and returns at once: work is asked of the engine or the background, and
answers are signals.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot

from studio.editing.document import Document
from studio.editing.recipe import Recipe
from studio.engine.request import EngineReady, Region
from studio.errors import CmykNeedsProfile, DamagedPhoto, StudioError
from studio.imaging.photo import Photo
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.settings import Settings
from studio.styles.style import Style
from studio.ui.engine_thread import Engine, import_loop
from studio.ui.messages import Notice, Offer
from studio.ui.session_parts import SessionParts
from studio.ui.view_mode import ViewMode

_CHOOSE_PROFILE = Message("Session", QT_TRANSLATE_NOOP("Session", "Choose Profile…"))
_OPEN_ANYWAY = Message("Session", QT_TRANSLATE_NOOP("Session", "Open what is left of it"))


class Session(SessionParts):
    """The state of the window and what can be done with it.

    What the canvas, the gallery and the panels need stands here; the rest in the parts.
    """

    def __init__(self, settings: Settings | None = None, engine: Engine | None = None) -> None:
        """``engine``: a test's own instead of the real one."""
        super().__init__(settings, engine)
        self.folder.photo_chosen.connect(self.show_photo)
        self.pictures.opened.connect(self._photo_opened)
        self._without_profile: Path | None = None
        self.cmyk_profile.changed.connect(self._cmyk_profile_changed)
        self.pictures.open_failed.connect(self._open_failed)
        self.pictures.open_failed.connect(self.folder.skip)

    def start(self) -> None:
        """Begin the slow things: the list of styles, the engine. Called after the first paint."""
        settings = self.preferences.current
        self.background.run(import_loop, lambda _: None, self.tell)
        for file in (self.monitor, self.proof_profile, self.cmyk_profile):
            file.follow(settings)
        self.style_list.load(lambda catalogue: self._engine.start(catalogue, settings.device))

    def close(self) -> None:
        """Save the settings, cancel the jobs, end all threads. Returns when all is done."""
        self.end_drag()
        self.closing.emit()
        self.preferences.flush()
        self.style_list.stop()
        self.pictures.stop()
        self._engine.stop()
        self.background.stop()

    @property
    def photo(self) -> Photo | None:
        """The photo on the canvas."""
        return self.pictures.photo

    @property
    def photo_path(self) -> Path | None:
        return self.photo.path if self.photo else None

    @property
    def document(self) -> Document | None:
        return self.edits.document

    @property
    def recipe(self) -> Recipe:
        """The edits of the photo, committed or being dragged; the empty recipe without a photo."""
        return self.edits.recipe

    @property
    def hover_style(self) -> str | None:
        return self.edits.hover_style

    @property
    def folder_photos(self) -> tuple[Path, ...]:
        """The photos of the filmstrip, in order."""
        return self.folder.photos

    @property
    def styles(self) -> tuple[Style, ...]:
        return self.style_list.styles

    @property
    def favourites(self) -> tuple[str, ...]:
        """Ids; ``preferences.changed`` tells when they change."""
        return self.preferences.current.favourites

    @property
    def engine_state(self) -> EngineReady | None:
        """None until torch is loaded."""
        return self.pictures.engine_state

    @property
    def view_mode(self) -> ViewMode:
        return self.view.mode

    @property
    def show_before(self) -> bool:
        return self.view.show_before

    @property
    def show_area(self) -> bool:
        """Whether the canvas shows the area that the style is laid on."""
        return self.view.show_area

    def open_paths(self, paths: Sequence[Path], *, alone: bool = False) -> None:
        """Open photos or a folder: the first is shown, the filmstrip holds all.

        One photo brings its neighbours in the folder along, unless ``alone``; style files, told by content,
        become styles.
        """
        self.style_list.sort_out(paths, lambda photos: self.folder.open_paths(photos, alone=alone))

    def open_folder(self, folder: Path) -> None:
        # By the same way as photos: what is asked last comes last.
        self.open_paths((folder,))

    def show_photo(self, path: Path, *, allow_damaged: bool = False) -> None:
        """Make a photo the current one, once it is decoded."""
        self.pictures.open(path, allow_damaged=allow_damaged)

    def next_photo(self) -> None:
        self.folder.step(self.pictures.wanted, 1)

    def previous_photo(self) -> None:
        self.folder.step(self.pictures.wanted, -1)

    def set_value(self, key: str, value: float, *, dragging: bool = False) -> None:
        """Set a Param of the recipe; while ``dragging`` all is one step of the history."""
        self.edits.set_value(key, value, dragging=dragging)

    def set_style(self, style_id: str | None) -> None:
        self.edits.set_style(self.style_list.find(style_id))

    def set_strength(self, value: float, *, dragging: bool = False) -> None:
        """Set the strength of the style, 0 to 1.5; nothing without a style."""
        self.edits.set_strength(value, dragging=dragging)

    def end_drag(self) -> None:
        self.edits.end_drag()

    def hover(self, style_id: str | None) -> None:
        """Show a style for the moment ("" for none), None to show the edits again; no step of the history."""
        self.edits.hover(style_id)

    def undo(self) -> None:
        self.edits.undo()

    def redo(self) -> None:
        self.edits.redo()

    def reset(self) -> None:
        self.edits.reset()

    def request_preview(self, slot: str, region: Region, size: tuple[int, int]) -> None:
        """Ask for ``region`` of the photo at ``size`` output pixels; ``preview_ready`` answers.

        What is rendered: "before..." the untouched photo in its frame, "hover..." the hovered style,
        "mask..." the area of the style, else the edits. The region counts in pixels of the framed picture.
        """
        recipe = self.framing.shown(self.style_list.usable(self.edits.recipe_for(slot)))
        self.pictures.request_preview(slot, recipe, region, size)

    def request_file_thumbnail(self, path: Path, longest: int = 160) -> None:
        """Ask for a small picture of a file; ``file_thumbnail_ready`` or ``_failed`` answers."""
        self.pictures.request_file_thumbnail(path, longest)

    def set_view_mode(self, mode: ViewMode) -> None:
        self.view.set_mode(mode)

    def import_style(self, path: Path) -> None:
        """Copy a style file into the user's styles; failures become notices."""
        self.style_list.add(path)

    def remove_style(self, style_id: str) -> None:
        """Move one of the user's styles to the trash, and back when the notice's offer is taken."""
        use = self.recipe.style
        applied = use is not None and use.id == style_id
        if applied:
            self.set_style(None)
        photo, without = self.photo_path, self.recipe

        def restored() -> None:
            if applied and (self.photo_path, self.recipe) == (photo, without):
                self.undo()

        self.style_list.remove(style_id, restored)

    @Slot(object)
    def _photo_opened(self, photo: Photo) -> None:
        self.preferences.add_recent(photo.path)
        self.view.show_portrait(None)
        self.framing.turn_to(photo)
        self.photo_opened.emit(photo)
        self.edits.turn_to(photo.path)

    @Slot(Path, object)
    def _open_failed(self, path: Path, error: StudioError) -> None:
        self.photo_failed.emit(path, error)
        offer = None
        if isinstance(error, DamagedPhoto):
            offer = Offer(_OPEN_ANYWAY, lambda: self.show_photo(path, allow_damaged=True))
        elif isinstance(error, CmykNeedsProfile):
            self._without_profile = path
            offer = Offer(_CHOOSE_PROFILE, self.cmyk_profile_wanted.emit)
        self.notice.emit(Notice.of_error(error, offer))

    @Slot()
    def _cmyk_profile_changed(self) -> None:
        """Open what could not be opened without it, or the photo that is there in its new colours."""
        path, photo = self._without_profile, self.photo
        self._without_profile = None
        if path is None and photo is not None and photo.assumed_profile:
            path = photo.path
        if path is not None:
            self.show_photo(path)
