"""Choices: what was chosen in the wizard so far, as a value, and the training config that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from studio.runs.config import TrainingConfig
from studio.styles.card import MAX_TEXTS, clean
from studio.styles.names import safe_stem

Intent: TypeAlias = Literal["both", "style", "pairs", "one"]
Side: TypeAlias = Literal["style", "ordinary", "before", "after"]
Status: TypeAlias = Literal["in", "out", "unwanted", "wanted"]
"""Of a photo: learned from; left out by a check; by the user; kept by the user against a check's advice."""

INTENTS: Final[tuple[Intent, ...]] = get_args(Intent)
"""Finished and ordinary photos; finished ones alone; pairs; one picture to match and ordinary photos."""
SIDES: Final[Mapping[Intent, tuple[Side, ...]]] = {
    "both": ("style", "ordinary"),
    "style": ("style",),
    "pairs": ("before", "after"),
    "one": ("style", "ordinary"),
}
SUFFIX: Final = ".pstyle"
_ALL_SIDES: Final[tuple[Side, ...]] = get_args(Side)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """``places``: folders and files of a side, absolute. ``left_out`` and ``kept`` are as in
    :class:`TrainingConfig`. ``plan``: further values of it, by its names; a ``name`` that is empty is taken
    from the photos.
    """

    intent: Intent = "both"
    places: Mapping[Side, tuple[str, ...]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    plan: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that this intent asks photos of."""
        return SIDES[self.intent]

    def of(self, side: Side) -> tuple[str, ...]:
        """The places of a side; none where the intent has no such side."""
        return self.places.get(side, ()) if side in self.sides else ()

    @property
    def missing(self) -> tuple[Side, ...]:
        """The sides that have no photos yet."""
        return tuple(side for side in self.sides if not self.of(side))

    @property
    def name(self) -> str:
        """The style's name: the chosen one, otherwise that of the photos' folder."""
        chosen = clean(str(self.plan.get("name", "")), MAX_TEXTS["name"])
        return chosen or self.suggested_name

    @property
    def suggested_name(self) -> str:
        """The name of the finished photos' folder, or of the one picture; "" without any."""
        for place in (*self.of("style"), *self.of("after")):
            path = Path(place)
            return clean(path.stem if path.suffix else path.name, MAX_TEXTS["name"])
        return ""

    def with_places(self, side: Side, places: Iterable[str]) -> Choices:
        """The same with other places on a side, each once. One picture to match is the last one given."""
        found = tuple(dict.fromkeys(places))
        if self.intent == "one" and side == "style":
            found = found[-1:]
        return replace(self, places={**self.places, side: found})

    def toggled(self, path: str, status: Status) -> Choices:
        """The same with a photo taken in or left out, the other way than now."""
        left_out, kept = self.left_out, self.kept
        if status == "in":
            left_out |= {path}
        elif status == "unwanted":
            left_out -= {path}
        elif status == "wanted":
            kept -= {path}
        else:
            kept |= {path}
        return replace(self, left_out=left_out, kept=kept)

    def with_intent(self, intent: Intent) -> Choices:
        """The same photos for another intent; between pairs and finished photos they go along."""
        places = dict(self.places)
        if intent == "pairs":
            places.setdefault("after", places.get("style", ()))
            places.setdefault("before", places.get("ordinary", ()))
        if intent == "one":  # a folder is no picture
            places["style"] = tuple(place for place in places.get("style", ()) if Path(place).suffix)[:1]
        return replace(self, intent=intent, places=places)

    def config(self, folder: Path) -> TrainingConfig | None:
        """The config of a run that writes its style file into ``folder``; None while photos are missing.

        Raises TrainingConfigInvalid.
        """
        if self.missing:
            return None
        name = self.name or "style"
        values: dict[str, Any] = {side: self.of(side) for side in _ALL_SIDES}
        values |= {"left_out": tuple(sorted(self.left_out)), "kept": tuple(sorted(self.kept))}
        values |= self.plan
        values |= {"name": name, "output": str(folder.absolute() / (safe_stem(name) + SUFFIX))}
        # In the run's folder there is nothing but its own earlier style file.
        return TrainingConfig(**{**values, "replace": True})

    @classmethod
    def of_config(cls, config: TrainingConfig) -> Choices:
        """What was chosen for a config, to go on from there."""
        plan = {name: getattr(config, name) for name in PLANNED}
        return cls(
            intent=_intent_of(config),
            places={side: getattr(config, side) for side in _ALL_SIDES if getattr(config, side)},
            left_out=frozenset(config.left_out),
            kept=frozenset(config.kept),
            plan=plan,
        )


PLANNED: Final = (
    *("name", "preset", "device", "group", "licence", "author", "loss", "batch", "rate_generator"),
    *("rate_discriminator", "schedule", "steps", "penalty", "self_pairs", "hold", "seed"),
    *("variations", "tensorboard"),
)
"""The config's values that the plan decides."""
DECIDES_TIME: Final = ("device", "batch", "loss", "variations")
"""What of them makes a step slower or faster."""


def _intent_of(config: TrainingConfig) -> Intent:
    if config.paired:
        return "pairs"
    if not config.ordinary:
        return "style"
    one = len(config.style) == 1 and bool(Path(config.style[0]).suffix)
    return "one" if one else "both"
