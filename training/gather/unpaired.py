"""Gathering finished photos, and ordinary ones of other scenes where there are some."""

from __future__ import annotations

from collections.abc import Sequence

from studio.errors import NoPhotos, StudioError
from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.errors import NotEnoughPhotos, NothingToLearn
from training.examples import Example, Examples
from training.gather import checks
from training.gather.findings import (
    FEW,
    NONE_HELD,
    SAME_FRAMES,
    SAMPLED,
    SWAPPED,
    Counts,
    Finding,
    Gathered,
    Side,
    finding,
)
from training.gather.gathering import Gathering
from training.gather.library import Library
from training.gather.listing import file_of, name_of, spread_over
from training.gather.scenes import Split, chosen, split, with_scenes
from training.gather.seen import Seen, Sieve, look_at
from training.gather.work import Watch

NEEDED = {"style": 1, "ordinary": 5}
"""So many photos each must be left."""
WELL = 20
"""With so many finished photos a style is learned well."""
_FRAMES_WORTH_SAYING = 3


def gather_unpaired(config: TrainingConfig, library: Library, watch: Watch) -> Gathered:
    """Raises Cancelled, FolderUnreadable."""
    return _UnpairedGathering(config, library, watch).run()


class _UnpairedGathering(Gathering):
    """One gathering: both sides go through the checks together."""

    def __init__(self, config: TrainingConfig, library: Library, watch: Watch) -> None:
        super().__init__(config, library, watch, {"style": config.style, "ordinary": config.ordinary})
        self._fit = dict(self._listed)

    def run(self) -> Gathered:
        for side, photos in self._listed.items():
            if not photos and (side == "style" or self._places[side]):
                return self._nothing(NoPhotos(name=name_of(self._places[side])))
        self._leave_out_copies()
        if self._places["ordinary"] and not self._fit["ordinary"]:
            return self._nothing(NothingToLearn())
        style, ordinary = self._looked_at("style", 0.0, 0.2), self._looked_at("ordinary", 0.2, 0.4)
        if not style.seen:
            return self._nothing(self._too_few(style), style, ordinary)
        frames = checks.take_out_styled(ordinary, style.seen)
        for sieve in (style, ordinary):
            checks.take_out_strays(sieve)
        problem = self._problem(style, ordinary)
        if problem is not None:
            return self._nothing(problem, style, ordinary)
        self._say(style, ordinary, frames)
        return self._gathered(style, ordinary)

    def _leave_out_copies(self) -> None:
        """Ordinary photos that are files of the style's, too.

        Copies are told by what they show, later. But of many photos few are opened, and might miss theirs.
        """
        if max(map(len, self._listed.values())) <= self._limits.seen:
            return
        style = {file_of(path): path for path in self._listed["style"]}
        style.pop(None, None)
        for path in self._listed["ordinary"]:
            other = style.get(file_of(path))
            if other is not None and path not in self._kept:
                self._findings.append(finding(path, "ordinary", "already_styled", other=other.name))
        copies = {found.path for found in self._findings}
        self._fit["ordinary"] = [path for path in self._listed["ordinary"] if path not in copies]

    def _looked_at(self, side: Side, low: float, high: float) -> Sieve:
        """Those of use, each shown once."""
        paths = spread_over(self._fit[side], self._limits.seen)
        seen, findings = look_at(paths, side, self._library, self._kept, self._watch.part(low, high))
        self._findings += findings
        sieve = Sieve(side, seen, self._kept)
        checks.take_out_duplicates(sieve)
        return sieve

    def _problem(self, style: Sieve, ordinary: Sieve) -> StudioError | None:
        if self._places["ordinary"] and not ordinary.seen:
            kinds = {found.kind for found in ordinary.findings if found.excluded}
            if "already_styled" in kinds:
                return NothingToLearn()
        for sieve in (style, ordinary):
            if self._places[sieve.side] and len(sieve.seen) < NEEDED[sieve.side]:
                return self._too_few(sieve)
        return None

    def _too_few(self, sieve: Sieve) -> NotEnoughPhotos:
        found, needed = len(sieve.seen), NEEDED[sieve.side]
        name = name_of(self._places[sieve.side])
        return NotEnoughPhotos(name=name, found=found, needed=needed, missing=needed - found)

    def _say(self, style: Sieve, ordinary: Sieve, frames: int) -> None:
        if len(style.seen) < WELL:
            self._notes.append(Message("Gather", FEW, {"used": len(style.seen), "wanted": WELL}))
        if checks.look_swapped(style.seen, ordinary.seen):
            self._notes.append(Message("Gather", SWAPPED))
        if frames >= _FRAMES_WORTH_SAYING:
            self._notes.append(Message("Gather", SAME_FRAMES, {"count": frames}))

    def _gathered(self, style: Sieve, ordinary: Sieve) -> Gathered:
        photos, splits = {}, {}
        for sieve in (style, ordinary):
            scenes = with_scenes(sieve.seen)
            places = chosen([photo.scene for photo in scenes], self._limits.used, self._random)
            photos[sieve.side] = [scenes[place] for place in places]
            splits[sieve.side] = split([scenes[place].scene for place in places], self._random)
            self._say_sampled(sieve, len(places))
        if not splits["style"].held:
            self._notes.append(Message("Gather", NONE_HELD))
        examples = self._examples([*photos["style"], *photos["ordinary"]], len(photos["style"]))
        cut = len(photos["style"])
        sides = {"style": examples[:cut], "ordinary": examples[cut:]}
        style_split, ordinary_split = splits["style"], splits["ordinary"]
        return Gathered(
            Examples(
                style=_picked(sides["style"], style_split.learned),
                ordinary=_picked(sides["ordinary"], ordinary_split.learned),
                held_style=_picked(sides["style"], style_split.held),
                held_ordinary=_picked(sides["ordinary"], ordinary_split.held),
            ),
            self._all_findings(style, ordinary),
            tuple(self._notes),
            self._counts({s.side: (len(s.seen), splits[s.side]) for s in (style, ordinary)}),
        )

    def _say_sampled(self, sieve: Sieve, used: int) -> None:
        found = len(self._listed[sieve.side])
        if found > self._limits.seen or len(sieve.seen) > used:
            name = name_of(self._places[sieve.side])
            self._notes.append(Message("Gather", SAMPLED, {"name": name, "found": found, "used": used}))

    def _examples(self, photos: Sequence[Seen], style: int) -> list[Example]:
        def made(place: int) -> Example:
            photo = photos[place]
            pixels = self._library.small(photo.path).pixels
            maps = self._library.maps(photo.path, pixels)
            return Example(photo.path.name, pixels, maps, bool(maps.any()), photo.scene)

        examples = self._watch.part(0.4, 1.0).over(made, range(len(photos)))
        for place, example in enumerate(examples):
            if not example.peopled:
                side: Side = "style" if place < style else "ordinary"
                self._findings.append(finding(photos[place].path, side, "no_people", excluded=False))
        return examples

    def _counts(self, usable: dict[str, tuple[int, Split]]) -> dict[str, Counts]:
        return {
            side: Counts(len(self._listed[side]), fit, len(parts.learned), len(parts.held))
            for side, (fit, parts) in usable.items()
            if self._places[side]
        }

    def _all_findings(self, *sieves: Sieve) -> tuple[Finding, ...]:
        return (*self._findings, *(found for sieve in sieves for found in sieve.findings))

    def _nothing(self, problem: StudioError, *sieves: Sieve) -> Gathered:
        usable: dict[str, int] = {sieve.side: len(sieve.seen) for sieve in sieves}
        counts = {
            side: Counts(len(photos), usable.get(side, 0))
            for side, photos in self._listed.items()
            if self._places[side]
        }
        return Gathered(Examples(), self._all_findings(*sieves), tuple(self._notes), counts, problem)


def _picked(examples: Sequence[Example], places: Sequence[int]) -> tuple[Example, ...]:
    return tuple(examples[place] for place in places)
