"""Gathering photos before and after: matched, laid over each other, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.errors import NoPhotos, StudioError
from studio.imaging.fingerprint import colour_distance, fingerprint
from studio.messages import Message, Value
from studio.runs.config import TrainingConfig
from studio.runs.errors import NotEnoughPhotos, NothingToLearn
from training.examples import Example, Examples
from training.gather import checks
from training.gather.alignment import Aligned, align
from training.gather.findings import FEW, NONE_HELD, SAMPLED, Counts, Gathered, Side, finding
from training.gather.gathering import Gathering
from training.gather.library import Library, people_in
from training.gather.listing import name_of, spread_over
from training.gather.matching import by_content, by_name, by_time
from training.gather.scenes import chosen, split, with_scenes
from training.gather.seen import Seen, Sieve, look_at
from training.gather.work import Watch

NEEDED = 3
"""So many pairs must be left."""
WELL = 20
_UNCHANGED = 0.4
"""Mean distance in CIE Lab below which nothing was done to a photo."""
_WHOLE = 0.97


@dataclass(frozen=True, eq=False)
class _Pair:
    before: Seen
    after: Seen
    aligned: Aligned


def gather_paired(config: TrainingConfig, library: Library, watch: Watch) -> Gathered:
    """Raises Cancelled, FolderUnreadable."""
    return _PairedGathering(config, library, watch).run()


class _PairedGathering(Gathering):
    def __init__(self, config: TrainingConfig, library: Library, watch: Watch) -> None:
        super().__init__(config, library, watch, {"before": config.before, "after": config.after})

    def run(self) -> Gathered:
        for side, photos in self._listed.items():
            if not photos:
                return self._nothing(NoPhotos(name=name_of(self._places[side])))
        aligned = self._aligned(self._matched())
        pairs = self._checked(aligned)
        if not pairs and any(found.kind == "unchanged" for found in self._findings):
            return self._nothing(NothingToLearn())
        if len(pairs) < NEEDED:
            name = name_of((*self._places["before"], *self._places["after"]))
            missing = NEEDED - len(pairs)
            return self._nothing(
                NotEnoughPhotos(name=name, found=len(pairs), needed=NEEDED, missing=missing), len(pairs)
            )
        return self._gathered(pairs)

    def _matched(self) -> list[tuple[Seen, Seen]]:
        """Pairs by name, by time and by content; what stays alone is named."""
        named, lone_before, lone_after = by_name(self._listed["before"], self._listed["after"])
        order = {path: place for place, path in enumerate(self._listed["before"])}
        named = sorted(named, key=lambda pair: order[pair[0]])
        places = spread_over(named, self._limits.seen)
        room = self._limits.seen - len(places)
        rest = {"before": spread_over(lone_before, room), "after": spread_over(lone_after, room)}
        seen: dict[Path, Seen] = {}
        for side, low, number in (("before", 0.0, 0), ("after", 0.2, 1)):
            paths = [pair[number] for pair in places] + rest[side]
            part = self._watch.part(low, low + 0.2)
            good, findings = look_at(paths, _side(number), self._library, self._kept, part)
            self._findings += findings
            seen |= {photo.path: photo for photo in good}
        pairs = [(seen[one], seen[other]) for one, other in places if one in seen and other in seen]
        before = [seen[path] for path in rest["before"] if path in seen]
        after = [seen[path] for path in rest["after"] if path in seen]
        for way in (by_time, by_content):
            found, before, after = way(before, after)
            pairs += found
        lost = [(seen[one], 0) for one, other in places if one in seen and other not in seen]
        lost += [(seen[other], 1) for one, other in places if other in seen and one not in seen]
        for photo, number in [*((p, 0) for p in before), *((p, 1) for p in after), *lost]:
            self._findings.append(finding(photo.path, _side(number), "unpaired"))
        return pairs

    def _aligned(self, pairs: Sequence[tuple[Seen, Seen]]) -> list[_Pair]:
        def laid(pair: tuple[Seen, Seen]) -> Aligned | None:
            return align(*(self._library.small(photo.path).pixels for photo in pair))

        found = []
        for (before, after), result in zip(pairs, self._watch.part(0.4, 0.6).over(laid, pairs), strict=True):
            if result is None:
                self._findings.append(finding(before.path, "before", "misaligned", other=after.path.name))
                continue
            if result.share < _WHOLE:
                percent = max(1, round(100 * result.share))
                self._findings.append(
                    finding(before.path, "before", "cropped", excluded=False, other=after.path.name,
                            percent=percent)
                )  # fmt: skip
            found.append(_Pair(before, after, result))
        return found

    def _checked(self, pairs: Sequence[_Pair]) -> list[_Pair]:
        changed = []
        for pair in pairs:
            if _difference(pair.aligned) < _UNCHANGED:
                self._findings.append(
                    finding(pair.after.path, "after", "unchanged", other=pair.before.path.name)
                )
            else:
                changed.append(pair)
        sieve = Sieve("after", [pair.after for pair in changed], self._kept)
        checks.take_out_duplicates(sieve)
        checks.take_out_strays(sieve)
        self._findings += sieve.findings
        left = {photo.path for photo in sieve.seen}
        return [pair for pair in changed if pair.after.path in left]

    def _gathered(self, pairs: Sequence[_Pair]) -> Gathered:
        scenes = [photo.scene for photo in with_scenes([pair.before for pair in pairs])]
        places = chosen(scenes, self._limits.used, self._random)
        parts = split([scenes[place] for place in places], self._random)
        if len(self._listed["before"]) > self._limits.seen or len(places) < len(pairs):
            name, found = name_of(self._places["before"]), len(self._listed["before"])
            values: dict[str, Value] = {"name": name, "found": found, "used": len(places)}
            self._notes.append(Message("Gather", SAMPLED, values))
        if len(pairs) < WELL:
            self._notes.append(Message("Gather", FEW, {"used": len(pairs), "wanted": WELL}))
        if not parts.held:
            self._notes.append(Message("Gather", NONE_HELD))

        def made(place: int) -> tuple[Example, Example]:
            pair, scene = pairs[place], scenes[place]
            maps = people_in(pair.aligned.before)
            if not maps.any():  # the edit may have made them easier to see
                maps = people_in(pair.aligned.after)
            peopled = bool(maps.any())
            return (
                Example(pair.before.path.name, pair.aligned.before, maps, peopled, scene),
                Example(pair.after.path.name, pair.aligned.after, maps, peopled, scene),
            )

        examples = self._watch.part(0.6, 1.0).over(made, places)
        for place, (before, _) in zip(places, examples, strict=True):
            if not before.peopled:
                path = pairs[place].before.path
                self._findings.append(finding(path, "before", "no_people", excluded=False))
        return Gathered(
            Examples(
                pairs=tuple(examples[place] for place in parts.learned),
                held_pairs=tuple(examples[place] for place in parts.held),
            ),
            tuple(self._findings),
            tuple(self._notes),
            {"pairs": Counts(self._found, len(pairs), len(parts.learned), len(parts.held))},
        )

    @property
    def _found(self) -> int:
        return min(map(len, self._listed.values()))

    def _nothing(self, problem: StudioError, usable: int = 0) -> Gathered:
        counts = {"pairs": Counts(self._found, usable)}
        return Gathered(Examples(), tuple(self._findings), tuple(self._notes), counts, problem)


def _side(number: int) -> Side:
    return "before" if number == 0 else "after"


def _difference(aligned: Aligned) -> float:
    """Mean distance in CIE Lab on 8 x 8: edges that do not quite meet count for nothing."""
    return colour_distance(fingerprint(aligned.before), fingerprint(aligned.after))
