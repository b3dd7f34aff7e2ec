"""Wiring: which signal of a session's parts becomes which of its own, and who listens to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.ui.session import Session


def wire(session: Session) -> None:
    """Connect the parts of a session, once."""
    view, edits, pictures = session.view, session.edits, session.pictures
    for source, ours in (
        (view.mode_changed, session.view_mode_changed),
        (view.show_before_changed, session.show_before_changed),
        (view.show_area_changed, session.show_area_changed),
        (view.portrait_found, session.portrait_found),
        (view.zoom_requested, session.zoom_requested),
        (edits.recipe_changed, pictures.set_recipe),
        (edits.recipe_changed, session.recipe_changed),
        (edits.history_changed, session.history_changed),
        (edits.hover_changed, session.hover_changed),
        (session.folder.photo_chosen, session.show_photo),
        (session.folder.changed, session.folder_changed),
        (session.monitor.changed, pictures.set_display_icc),
        (session.monitor.changed, session.display_changed),
        (session.style_list.changed, pictures.set_styles),
        (session.style_list.changed, session.styles_changed),
        (session.style_list.restyled, edits.renew),
        (pictures.opening, session.photo_opening),
        (pictures.opened, session.take_photo),
        (pictures.open_failed, session.take_open_failure),
        (pictures.open_failed, session.folder.skip),
        (pictures.preview_ready, session.preview_ready),
        (pictures.style_thumbnail_ready, session.style_thumbnail_ready),
        (pictures.style_thumbnails_outdated, session.style_thumbnails_outdated),
        (pictures.file_thumbnail_ready, session.file_thumbnail_ready),
        (pictures.file_thumbnail_failed, session.file_thumbnail_failed),
        (pictures.faces_found, view.show_portrait),
        (pictures.engine_ready, session.engine_ready),
        (pictures.failed, session.tell),
        (pictures.failed, session.style_list.refresh),
        (pictures.job_result, session.jobs.take),
    ):
        source.connect(ours)
