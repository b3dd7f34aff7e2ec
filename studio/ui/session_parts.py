"""The parts of a session, and what they tell each other and the widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot

from studio.errors import StudioError
from studio.imaging.photo import Profile
from studio.messages import Message
from studio.settings import Settings
from studio.ui.background import Background
from studio.ui.batch_job import BatchJob
from studio.ui.chosen_profiles import read_assumed_profile, read_monitor_profile, read_proof_profile
from studio.ui.edits import Edits
from studio.ui.engine_thread import Engine, EngineThreads
from studio.ui.folder import Folder
from studio.ui.framing import Framing
from studio.ui.jobs import Jobs
from studio.ui.messages import Notice, Severity
from studio.ui.modes import Modes
from studio.ui.pictures import Pictures
from studio.ui.preferences import Preferences
from studio.ui.profile_file import ProfileFile
from studio.ui.signals import SessionSignals
from studio.ui.style_list import StyleList
from studio.ui.view import View


class SessionParts(SessionSignals):
    """Makes the parts and passes their signals on; :class:`~studio.ui.session.Session` adds what can be done.

    ``preferences``, ``jobs``, ``folder``, ``style_list``, ``edits``, ``framing``, ``view``, ``modes`` and
    ``batch`` have signals of their own where only few ask.
    """

    def __init__(self, settings: Settings | None = None, engine: Engine | None = None) -> None:
        """``engine``: a test's own instead of the real one."""
        super().__init__()
        self._engine: Engine = engine or EngineThreads(self)
        self.background = Background(self)
        self.preferences = Preferences(settings or Settings(), self.background, self.tell, self)
        self.folder = Folder(self.background, self.tell, self)
        self.style_list = StyleList(self.background, self.notice.emit, self)
        self.monitor = self._profile_file("display_profile", read_monitor_profile)
        self.proof_profile = self._profile_file("proof_profile", read_proof_profile)
        self.cmyk_profile = self._profile_file("cmyk_profile", read_assumed_profile)
        self.edits = Edits(self)
        self.framing = Framing(self.edits, self)
        self.view = View(self)
        self.modes = Modes(self)
        self.batch = BatchJob(self)
        self.jobs = Jobs(self._engine.submit, self._engine.cancel_job, self.notice.emit, self)
        self.pictures = Pictures(self._engine, self)
        self._connect_parts()

    def notify(self, message: Message, severity: Severity = Severity.NOTE) -> None:
        """Tell the user something."""
        self.notice.emit(Notice(message, severity))

    def tell(self, error: StudioError) -> None:
        self.notice.emit(Notice.of_error(error))

    def _profile_file(self, key: str, read: Callable[[str], Any]) -> ProfileFile:
        return ProfileFile(key, read, self.preferences, self.background, self.tell, self)

    @Slot()
    def _set_proof(self) -> None:
        """The view's soft proof, to the profile that the settings name."""
        from studio.imaging.proof import SRGB_PROOF, Proof

        named: Profile | None = self.proof_profile.current
        icc = SRGB_PROOF.icc if named is None else named.icc
        self.pictures.proof = Proof(icc, self.view.marks_gamut) if self.view.proofs else None
        self.proof_changed.emit()

    def _connect_parts(self) -> None:
        view, edits, pictures = self.view, self.edits, self.pictures
        for source, ours in (
            (view.mode_changed, self.view_mode_changed),
            (view.show_before_changed, self.show_before_changed),
            (view.show_area_changed, self.show_area_changed),
            (view.portrait_found, self.portrait_found),
            (view.zoom_requested, self.zoom_requested),
            (edits.recipe_changed, pictures.set_recipe),
            (edits.recipe_changed, self.recipe_changed),
            (edits.history_changed, self.history_changed),
            (edits.hover_changed, self.hover_changed),
            (self.folder.changed, self.folder_changed),
            (self.monitor.changed, pictures.set_display_icc),
            (self.monitor.changed, self.display_changed),
            (self.cmyk_profile.changed, self.display_changed),
            (self.proof_profile.changed, self._set_proof),
            (view.proof_changed, self._set_proof),
            (self.style_list.changed, pictures.set_styles),
            (self.style_list.changed, self.styles_changed),
            (self.style_list.restyled, edits.renew),
            (pictures.opening, self.photo_opening),
            (pictures.preview_ready, self.preview_ready),
            (pictures.style_thumbnail_ready, self.style_thumbnail_ready),
            (pictures.style_thumbnails_outdated, self.style_thumbnails_outdated),
            (pictures.file_thumbnail_ready, self.file_thumbnail_ready),
            (pictures.file_thumbnail_failed, self.file_thumbnail_failed),
            (pictures.faces_found, view.show_portrait),
            (pictures.engine_ready, self.engine_ready),
            (pictures.failed, self.tell),
            (pictures.style_broken, self.style_list.set_aside),
            (pictures.failed, self.style_list.refresh),
            (pictures.job_result, self.jobs.take),
        ):
            source.connect(ours)
        # Whoever opens a photo wants to see it.
        pictures.opening.connect(self.modes.edit)
