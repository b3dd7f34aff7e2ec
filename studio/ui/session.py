"""Session: the window's one holder of state. Widgets know it and nobody else.

A widget listens to its signals and calls its methods; a widget never calls a widget. All of it lives on the
window's thread and returns at once: work is asked of the engine or the background, answers come as signals.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.editing.document import Document
from studio.editing.recipe import Recipe
from studio.engine.request import EngineReady, Region
from studio.errors import StudioError
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.settings import Settings
from studio.styles.style import Style
from studio.ui.background import Background
from studio.ui.edits import Edits
from studio.ui.engine_thread import Engine, EngineThreads
from studio.ui.folder import Folder
from studio.ui.jobs import Jobs
from studio.ui.messages import Notice, Severity
from studio.ui.pictures import Pictures
from studio.ui.preferences import Preferences
from studio.ui.style_list import StyleList
from studio.ui.view import View, ZoomTo
from studio.ui.view_mode import ViewMode


class Session(QObject):
    """The state of the window and what can be done with it.

    The state is grouped: ``preferences``, ``jobs``, ``folder``, ``style_list`` and ``edits`` have their own
    signals where only few ask; what the canvas, the gallery and the panels need stands here.
    """

    photo_opening = Signal(Path)
    """A photo was asked for; its thumbnail may be shown meanwhile."""
    photo_opened = Signal(object)
    """(Photo) It is the current one now."""
    photo_failed = Signal(Path, object)
    """(Path, StudioError) The photo that was current stays."""
    photo_closed = Signal()
    recipe_changed = Signal(object)
    """(Recipe) An edit, undo, redo, or another photo's recipe."""
    history_changed = Signal()
    hover_changed = Signal(object)
    """(str | None) The style that is tried for the moment."""
    preview_ready = Signal(object)
    """(PreviewReady) Of the current photo, and newer than any of its slot before it."""
    style_thumbnail_ready = Signal(str, object)
    """(style id, QImage) "" is the photo without a style."""
    style_thumbnails_outdated = Signal()
    """Another photo or other adjustments: new ones will come."""
    file_thumbnail_ready = Signal(Path, object)
    """(Path, QImage)"""
    file_thumbnail_failed = Signal(Path, object)
    """(Path, StudioError)"""
    styles_changed = Signal()
    folder_changed = Signal()
    engine_ready = Signal(object)
    """(EngineReady) torch is loaded, or the device changed."""
    view_mode_changed = Signal(object)
    show_before_changed = Signal(bool)
    zoom_requested = Signal(object)
    """(ZoomTo) For the canvas, which answers by ``view.set_zoom`` and ``view.set_readout``."""
    notice = Signal(object)
    """(Notice) Something to tell the user."""

    def __init__(self, settings: Settings | None = None, engine: Engine | None = None) -> None:
        """With ``engine`` a test's own instead of the real one."""
        super().__init__()
        self._engine: Engine = engine or EngineThreads(self)
        self._background = Background(self)
        self.preferences = Preferences(settings or Settings(), self._background, self._tell, self)
        self.folder = Folder(self._background, self._tell, self)
        self.style_list = StyleList(self._background, self._tell, self)
        self.edits = Edits(self)
        self.jobs = Jobs(self._engine.submit, self._engine.cancel_job, self.notice.emit, self)
        self.pictures = Pictures(self._engine, self)
        self.view = View(self)
        self._connect()

    # State

    @property
    def photo(self) -> Photo | None:
        """The photo on the canvas."""
        return self.pictures.photo

    @property
    def photo_path(self) -> Path | None:
        """The path of the photo on the canvas."""
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
        """Ids of the favourite styles; ``preferences.changed`` tells when they change."""
        return self.preferences.current.favourites

    @property
    def engine_state(self) -> EngineReady | None:
        """The device and kernel; None until torch is loaded."""
        return self.pictures.engine_state

    @property
    def view_mode(self) -> ViewMode:
        return self.view.mode

    @property
    def show_before(self) -> bool:
        """Whether the untouched photo is shown for the moment."""
        return self.view.show_before

    # Life

    def start(self) -> None:
        """Begin the slow things: the list of styles, the engine. Called after the first paint."""
        self.pictures.use_display_profile(self.preferences.current.display_profile, self._background)
        self.style_list.load(lambda catalogue: self._engine.start(catalogue, self.preferences.current.device))

    def close(self) -> None:
        """Save the settings and end all threads; jobs that run are cancelled. Returns when all is done."""
        self.preferences.flush()
        self.pictures.stop()
        self._engine.stop()
        self._background.stop()

    # Photos

    def open_paths(self, paths: Sequence[Path], *, alone: bool = False) -> None:
        """Open photos or a folder: the first is shown, the filmstrip holds all.

        One photo brings its neighbours in the folder along, unless ``alone``.
        """
        self.folder.open_paths(paths, alone=alone)

    def open_folder(self, folder: Path) -> None:
        self.folder.open_folder(folder)

    def show_photo(self, path: Path, *, allow_damaged: bool = False) -> None:
        """Make a photo the current one, once it is decoded."""
        self.pictures.open(path, allow_damaged=allow_damaged)

    def next_photo(self) -> None:
        self.folder.step(self.pictures.wanted, 1)

    def previous_photo(self) -> None:
        self.folder.step(self.pictures.wanted, -1)

    # Edits

    def set_value(self, key: str, value: float, *, dragging: bool = False) -> None:
        """Set a Param of light and colour; while ``dragging`` all is one step of the history."""
        self.edits.set_value(key, value, dragging=dragging)

    def set_style(self, style_id: str | None) -> None:
        """Apply a style at 100 %, or none."""
        self.edits.set_style(self.style_list.find(style_id))

    def set_strength(self, value: float, *, dragging: bool = False) -> None:
        """Set the strength of the style, 0 to 1.5; nothing without a style."""
        self.edits.set_strength(value, dragging=dragging)

    def end_drag(self) -> None:
        """The hand left the slider."""
        self.edits.end_drag()

    def hover(self, style_id: str | None) -> None:
        """Show a style for the moment, None to show the edits again; no step of the history."""
        self.edits.hover(style_id)

    def undo(self) -> None:
        self.edits.undo()

    def redo(self) -> None:
        self.edits.redo()

    def reset(self) -> None:
        """Back to the untouched photo, as a step."""
        self.edits.reset()

    # Pictures

    def request_preview(self, slot: str, region: Region, size: tuple[int, int]) -> None:
        """Ask for ``region`` of the photo at ``size`` output pixels; ``preview_ready`` answers.

        The slot's name says what is rendered: "before..." the untouched photo, "hover..." the edits with the
        style that is hovered, any other the edits.
        """
        self.pictures.request_preview(slot, self.edits.recipe_for(slot), region, size)

    def request_file_thumbnail(self, path: Path, longest: int = 160) -> None:
        """Ask for a small picture of a file; ``file_thumbnail_ready`` or ``_failed`` answers."""
        self.pictures.request_file_thumbnail(path, longest)

    def set_style_thumbnail_size(self, longest: int) -> None:
        """How many physical pixels the gallery's pictures have at most."""
        self.pictures.set_style_thumbnail_size(longest)

    # View

    def set_view_mode(self, mode: ViewMode) -> None:
        self.view.set_mode(mode)

    def set_show_before(self, on: bool) -> None:
        """Show the untouched photo, as long as a key is held."""
        self.view.set_show_before(on)

    def zoom_to(self, zoom: ZoomTo) -> None:
        """Ask the canvas to zoom."""
        self.view.zoom_to(zoom)

    # Styles

    def import_style(self, path: Path) -> None:
        """Copy a .cube or HaldCLUT file into the user's styles; failures become notices."""
        self.style_list.add(path)

    def remove_style(self, style_id: str) -> None:
        """Move one of the user's styles to the trash."""
        self.style_list.remove(style_id)

    def notify(self, message: Message, severity: Severity = Severity.NOTE, details: str = "") -> None:
        """Tell the user something."""
        self.notice.emit(Notice(message, severity, details))

    def _tell(self, error: StudioError) -> None:
        self.notice.emit(Notice.of_error(error))

    def _connect(self) -> None:
        """Join the parts; a part knows none of the others."""
        self.view.mode_changed.connect(self.view_mode_changed)
        self.view.show_before_changed.connect(self.show_before_changed)
        self.view.zoom_requested.connect(self.zoom_requested)
        self.edits.recipe_changed.connect(self.recipe_changed)
        self.edits.recipe_changed.connect(self.pictures.refresh_style_thumbnails)
        self.edits.history_changed.connect(self.history_changed)
        self.edits.hover_changed.connect(self.hover_changed)
        self.folder.photo_chosen.connect(self._choose)
        self.folder.changed.connect(self.folder_changed)
        self.style_list.changed.connect(self.styles_changed)
        self.style_list.changed.connect(self._show_styles)
        self.pictures.connect_to(self)
