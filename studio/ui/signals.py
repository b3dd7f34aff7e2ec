"""What a session tells the widgets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal


class SessionSignals(QObject):
    """The signals of :class:`~studio.ui.session.Session`, with what they carry."""

    photo_opening = Signal(Path)
    """A photo was asked for; its thumbnail may be shown meanwhile."""
    photo_opened = Signal(object)
    """(Photo) It is the current one now; ``recipe_changed`` follows with its edits."""
    photo_failed = Signal(Path, object)
    """(Path, StudioError) The photo that was current stays."""
    recipe_changed = Signal(object)
    """(Recipe) An edit, undo, redo, or another photo's recipe."""
    history_changed = Signal()
    hover_changed = Signal(object)
    """(str | None) The style that is tried for the moment; "" tries none."""
    preview_ready = Signal(object)
    """(PreviewReady) Of the current photo, and newer than any of its slot before it."""
    style_thumbnail_ready = Signal(str, object)
    """(style id, QImage) "" is the photo without a style."""
    style_thumbnails_outdated = Signal()
    """Another photo or other adjustments: new ones come."""
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
    show_area_changed = Signal(bool)
    portrait_found = Signal(object)
    """(Message | None) What was found in the current photo that the style can be laid on; None: not known."""
    zoom_requested = Signal(object)
    """(ZoomTo) For the canvas, which answers by ``view.set_zoom`` and ``view.set_readout``."""
    display_changed = Signal()
    """The monitor's profile is another one: every picture on the screen has to be asked for again."""
    proof_changed = Signal()
    """The soft proof is on or off, or another one: the canvas has to ask for its pictures again."""
    cmyk_profile_wanted = Signal()
    """The user shall choose the profile of CMYK photos that have none."""
    closing = Signal()
    """The session ends: whoever has threads of their own lets them end."""
    notice = Signal(object)
    """(Notice) Something to tell the user."""
