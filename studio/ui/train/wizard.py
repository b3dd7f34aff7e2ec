"""Wizard: from the question what to learn from to a training that runs, in three pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.ui.train.choices import DECIDES_TIME, Choices, Intent, Side
from studio.ui.train.intent_page import IntentPage
from studio.ui.train.looking import Looking
from studio.ui.train.obstacles import photos_obstacle, start_obstacle
from studio.ui.train.photo_model import Found
from studio.ui.train.photos_page import PhotosPage
from studio.ui.train.plan_page import PlanPage
from studio.ui.train.small_pictures import Listing, SmallPictures
from studio.ui.train.wizard_frame import WizardFrame, scrolled
from studio.ui.translate import translated
from studio.ui.turns import MadeInTurns

if TYPE_CHECKING:
    from studio.ui.train.desk import TrainingDesk

INTENT, PHOTOS, PLAN = range(3)
_RENEW_MS = 40


class Wizard(MadeInTurns, WizardFrame):
    """One draft at a time. Call :meth:`stop` before it goes: it has threads of its own."""

    started = Signal(object)
    """(RunFolder) It trains, or waits for another training to end. The wizard is as new in a moment."""
    cancelled = Signal()
    """The draft was thrown away."""

    def __init__(self, desk: TrainingDesk, parent: QWidget | None = None, *, in_turns: bool = False) -> None:
        super().__init__(3, parent)
        self.setObjectName("wizard")
        self._choices = Choices()
        self._listed: dict[str, Listing] = {}
        self._pictures = SmallPictures(self)
        self._looking = Looking(desk, self)
        # In a turn of its own: showing the training takes as long as a frame may.
        self._renewing = QTimer(self, singleShot=True, interval=_RENEW_MS)
        self._renewing.timeout.connect(self.begin)
        self.make(self._make(), in_turns=in_turns)

    def _make(self) -> Iterator[None]:
        yield
        intent = scrolled(self.pages)
        self._intent = IntentPage(intent.viewport())
        intent.setWidget(self._intent)
        self.pages.addWidget(intent)
        yield
        self._photos = PhotosPage(self._pictures, self.pages)
        yield
        self.pages.addWidget(self._photos)
        yield
        self._plan = PlanPage(self.pages)
        yield
        self.pages.addWidget(self._plan)
        yield
        self._connect()
        self.made = True
        self.begin()

    @property
    def choices(self) -> Choices:
        """What was chosen so far."""
        return self._choices

    @property
    def draft(self) -> RunFolder | None:
        """The run that is being planned; None before there are photos."""
        return self._looking.run

    @property
    def page(self) -> int:
        """INTENT, PHOTOS or PLAN."""
        return self.pages.currentIndex()

    def begin(self, config: TrainingConfig | None = None) -> None:
        """Begin anew, without a draft; with a config, from what was chosen for it ("train again")."""
        self._looking.leave()
        self._set_up(Choices() if config is None else Choices.of_config(config))

    def open(self, run: RunFolder) -> None:
        """Go on with a draft that was left lying."""
        self._looking.adopt(run)
        self._set_up(Choices.of_config(run.config))

    def cancel(self) -> None:
        """Throw the draft away, and be as new."""
        self._looking.discard()
        self._set_up(Choices())
        self.cancelled.emit()

    def stop(self) -> None:
        """Let threads and timers end. A draft stays."""
        self._renewing.stop()
        self._photos.grid.stop()
        self._looking.stop()
        self._pictures.stop()

    def go_to(self, page: int) -> None:
        """Show a page."""
        self.pages.setCurrentIndex(page)
        (self._intent, self._photos, self._plan)[page].setFocus()
        if page == PHOTOS:
            self._pictures.ask_room(self._photos.column.show_room)
        self._follow()

    def retranslate(self) -> None:
        if not self.made:
            return  # its last step sets all texts
        self.header.set_titles((self.tr("What it learns from"), self.tr("Photos"), self.tr("Plan")))
        super().retranslate()
        self._follow()

    # What is chosen

    def _set_up(self, choices: Choices) -> None:
        self._renewing.stop()
        self._listed = {}
        self._photos.consent.setChecked(False)
        self._intent.show_intent(choices.intent)
        self._plan.show_values(choices.plan)
        self._choices = replace(choices, plan=self._plan.values())
        self._look_at_places()
        self.go_to(INTENT if choices.missing else PHOTOS)
        self.retranslate()

    @Slot(str)
    def _take_intent(self, intent: Intent) -> None:
        if intent != self._choices.intent:
            self._choices = self._choices.with_intent(intent)
            self._look_at_places()

    @Slot(str, object)
    def _add(self, side: Side, places: Sequence[str]) -> None:
        self._take_places(side, (*self._choices.of(side), *places))

    @Slot(str, str)
    def _remove(self, side: Side, place: str) -> None:
        self._take_places(side, [each for each in self._choices.of(side) if each != place])

    def _take_places(self, side: Side, places: Sequence[str]) -> None:
        self._choices = self._choices.with_places(side, places)
        self._look_at_places()

    @Slot(object)
    def _toggle(self, found: Found) -> None:
        status = self._photos.model.status(found)
        if status != "out" or found.keepable:
            self._choices = self._choices.toggled(str(found.path), status)
            self._looking.want(self._choices, same=True)

    @Slot()
    def _take_plan(self) -> None:
        before, after = self._choices.plan, self._plan.values()
        self._choices = replace(self._choices, plan=after)
        if any(after[name] != before.get(name, after[name]) for name in DECIDES_TIME):
            self._looking.want_time(self._choices)

    def _look_at_places(self) -> None:
        """List what lies in the places, and have it looked at."""
        choices = self._choices
        wanted = [place for side in choices.sides for place in choices.of(side)]

        def take(found: tuple[Listing, ...]) -> None:
            self._listed |= {each.place: each for each in found}
            if self._choices.intent == "one":
                self._refuse_folders()
            self._follow()

        self._pictures.list(wanted, take)
        self._looking.want(choices)
        self._follow()

    def _refuse_folders(self) -> None:
        """A folder was dropped where one picture is wanted."""
        folders = {place for place, listing in self._listed.items() if listing.folder}
        pictures = [place for place in self._choices.of("style") if place not in folders]
        if len(pictures) < len(self._choices.of("style")):
            self._take_places("style", pictures)

    # Where it stands

    @Slot()
    def _follow(self) -> None:
        page, obstacle = self.page, self._obstacle()
        self._photos.show_choices(self._choices, self._listed)
        self._photos.show_looking(self._looking)
        self._plan.suggest_name(self._choices.suggested_name)
        self._plan.show_time(self._looking.timed, self._looking.at_work)
        reachable = INTENT if page == INTENT else PHOTOS
        if photos_obstacle(self._choices, self._looking, self._photos.consent.isChecked()) is None:
            reachable = PLAN
        self.header.go_to(page, reachable)
        self.back_button.setVisible(page > INTENT)
        self.next_button.setText(self.tr("Start Learning") if page == PLAN else self.tr("Next"))
        self.next_button.setEnabled(obstacle is None)
        self.hint.setText("" if obstacle is None else translated(obstacle))

    def _obstacle(self) -> Message | None:
        """Why it cannot go on from this page."""
        if self.page == INTENT:
            return None
        ask = start_obstacle if self.page == PLAN else photos_obstacle
        return ask(self._choices, self._looking, self._photos.consent.isChecked())

    @Slot()
    def _go_on(self) -> None:
        if self.page == PLAN:
            self._take_plan()
            self._looking.start(self._choices)
        else:
            self.go_to(self.page + 1)

    @Slot()
    def _go_back(self) -> None:
        self.go_to(max(self.page - 1, INTENT))

    @Slot(object)
    def _started(self, run: RunFolder) -> None:
        self.started.emit(run)
        self._renewing.start()

    def _connect(self) -> None:
        self.header.wanted.connect(self.go_to)
        self._intent.chosen.connect(self._take_intent)
        self._photos.added.connect(self._add)
        self._photos.removed.connect(self._remove)
        self._photos.toggled.connect(self._toggle)
        self._photos.agreed.connect(self._follow)
        self._photos.again.connect(self._look_at_places)
        self._plan.changed.connect(self._take_plan)
        self._looking.changed.connect(self._follow)
        self._looking.started.connect(self._started)
        self.cancel_button.clicked.connect(self.cancel)
        self.back_button.clicked.connect(self._go_back)
        self.next_button.clicked.connect(self._go_on)
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.stop)
