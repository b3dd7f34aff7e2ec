"""TrainingConfig: what is learned, from what and how, as a value and as the JSON of a run's folder."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.errors import TrainingConfigInvalid
from studio.styles import strict_json
from studio.styles.card import MAX_TEXTS
from studio.styles.content import BUNDLE_SUFFIX

Preset: TypeAlias = Literal["quick", "balanced", "best"]
Loss: TypeAlias = Literal[
    "nonsaturating", "saturating", "wasserstein", "hinge", "least_squares", "relativistic"
]
Schedule: TypeAlias = Literal["linear", "cosine", "constant"]
Device: TypeAlias = Literal["auto", "cpu", "cuda", "mps"]
Language: TypeAlias = Literal["en", "zh_CN"]

SCHEMA: Final = 4
"""The version of the JSON. A program reads its own and older ones; whatever is added raises it."""
PRESETS: Final[tuple[str, ...]] = get_args(Preset)
LOSSES: Final[tuple[str, ...]] = get_args(Loss)
SCHEDULES: Final[tuple[str, ...]] = get_args(Schedule)
DEVICES: Final[tuple[str, ...]] = get_args(Device)
LANGUAGES: Final[tuple[str, ...]] = get_args(Language)
MAX_STEPS: Final = 1_000_000
MAX_BYTES: Final = 16 << 20
_MOST_PARTS = 200_000

_NO_JSON = QT_TRANSLATE_NOOP("errors", "they are not the JSON that was expected")
_NEWER = QT_TRANSLATE_NOOP("errors", "they were made by a newer version of the program")
_UNKNOWN = QT_TRANSLATE_NOOP("errors", "“{key}” is not known")
_MISSING = QT_TRANSLATE_NOOP("errors", "“{key}” is missing")
_NOT_THAT = QT_TRANSLATE_NOOP("errors", "“{key}” is not what it should be")
_NO_STYLE = QT_TRANSLATE_NOOP("errors", "no photos in the wanted style are named")
_HALF_PAIRS = QT_TRANSLATE_NOOP("errors", "pairs need photos before and photos after")
_BOTH_WAYS = QT_TRANSLATE_NOOP("errors", "pairs and photos of another kind cannot be learned from together")


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """Everything that decides a training but the photos themselves.

    ``style``: folders and files, finished photos. ``ordinary``: the same, not in the style; may be empty.
    ``before`` and ``after``: in place of both, the same frames without and with the style. All these, and
    ``output`` (the ``.pstyle`` to write), are absolute paths. ``left_out`` are photos that the user does not
    want, ``kept`` those wanted although a check advises against them.

    ``steps`` None leaves their number to the preset. ``rate_*`` are the highest learning rates,
    ``schedule`` how they fall, ``penalty`` the weight of the discriminators' gradient penalty,
    ``self_pairs`` the share of self-made pairs, ``hold`` how firmly the game is held to the start.
    ``tensorboard``: whether what the training tells is written for TensorBoard too. ``replace``
    allows a style file of that name to be replaced. ``language`` is that of the report.
    Raises TrainingConfigInvalid.
    """

    name: str
    output: str
    style: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    preset: Preset = "balanced"
    steps: int | None = None
    seed: int = 0
    device: Device = "auto"
    loss: Loss = "relativistic"
    batch: int = 8
    rate_generator: float = 5e-4
    rate_discriminator: float = 1e-3
    schedule: Schedule = "linear"
    penalty: float = 1.0
    self_pairs: float = 0.0
    hold: float = 0.002
    variations: bool = False
    tensorboard: bool = False
    replace: bool = False
    author: str = ""
    licence: str = ""
    group: str = ""
    language: Language = "en"

    def __post_init__(self) -> None:
        for key, fits in _RULES.items():
            if not fits(getattr(self, key)):
                raise _invalid(_NOT_THAT, key=key)
        if self.before or self.after:
            if self.style or self.ordinary:
                raise _invalid(_BOTH_WAYS)
            if not (self.before and self.after):
                raise _invalid(_HALF_PAIRS)
        elif not self.style:
            raise _invalid(_NO_STYLE)

    @property
    def paired(self) -> bool:
        """Whether it is learned from photos before and after."""
        return bool(self.before)


def to_json(config: TrainingConfig) -> str:
    """The JSON of a config, always the same for the same values."""
    values: dict[str, Any] = {"schema": SCHEMA}
    for item in fields(config):
        value = getattr(config, item.name)
        values[item.name] = list(value) if isinstance(value, tuple) else value
    return strict_json.canonical(values)


def from_json(text: str) -> TrainingConfig:
    """The config of such a JSON; what it does not name is as usual. Raises TrainingConfigInvalid."""
    try:
        values = strict_json.parse(text, _MOST_PARTS)
    except ValueError as error:
        raise _invalid(_NO_JSON, details=str(error)) from error
    if not isinstance(values, dict):
        raise _invalid(_NO_JSON)
    schema = values.pop("schema", None)
    if type(schema) is not int or schema < 1:
        raise _invalid(_NOT_THAT, key="schema")
    if schema > SCHEMA:
        raise _invalid(_NEWER)
    for key in sorted(values.keys() - _RULES.keys()):
        raise _invalid(_UNKNOWN, key=key[:40])
    for key in sorted({"name", "output"} - values.keys()):
        raise _invalid(_MISSING, key=key)
    return TrainingConfig(**{key: _from_json(key, value) for key, value in values.items()})


def _from_json(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if key in _FLOATS and type(value) is int:
        return float(value)
    return value


def _invalid(template: str, *, details: str = "", **values: str) -> TrainingConfigInvalid:
    return TrainingConfigInvalid(reason=Message("errors", template, values), details=details)


class _Within:
    """A finite number of exactly that type within bounds."""

    def __init__(self, kind: type, low: float, high: float) -> None:
        self._kind, self._low, self._high = kind, low, high

    def __call__(self, value: object) -> bool:
        if type(value) is not self._kind or not isinstance(value, int | float):
            return False
        return math.isfinite(value) and self._low <= value <= self._high


class _OneOf:
    def __init__(self, *words: object) -> None:
        self._words = words

    def __call__(self, value: object) -> bool:
        return any(type(value) is type(word) and value == word for word in self._words)


class _Text:
    """Printable text on one line."""

    def __init__(self, most: int, least: int = 0) -> None:
        self._most, self._least = most, least

    def __call__(self, value: object) -> bool:
        if not isinstance(value, str):
            return False
        return self._least <= len(value) <= self._most and value.isprintable() and value == value.strip()


def _is_path(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value and Path(value).is_absolute()


def _is_style_file(value: object) -> bool:
    # A photo must never be what is written, be it because somebody else made the settings.
    return _is_path(value) and Path(str(value)).suffix.casefold() == BUNDLE_SUFFIX


def _are_paths(value: object) -> bool:
    return isinstance(value, tuple) and all(map(_is_path, value))


def _is_steps(value: object) -> bool:
    return value is None or _Within(int, 1, MAX_STEPS)(value)


_RULES: Mapping[str, Any] = {
    "name": _Text(MAX_TEXTS["name"], least=1),
    "output": _is_style_file,
    "style": _are_paths,
    "ordinary": _are_paths,
    "before": _are_paths,
    "after": _are_paths,
    "left_out": _are_paths,
    "kept": _are_paths,
    "preset": _OneOf(*PRESETS),
    "steps": _is_steps,
    "seed": _Within(int, 0, 2**32 - 1),
    "device": _OneOf(*DEVICES),
    "loss": _OneOf(*LOSSES),
    "batch": _Within(int, 1, 64),
    "rate_generator": _Within(float, 1e-7, 1.0),
    "rate_discriminator": _Within(float, 1e-7, 1.0),
    "schedule": _OneOf(*SCHEDULES),
    "penalty": _Within(float, 0.0, 1000.0),
    "self_pairs": _Within(float, 0.0, 1.0),
    "hold": _Within(float, 0.0, 1e6),
    "variations": _OneOf(True, False),
    "tensorboard": _OneOf(True, False),
    "replace": _OneOf(True, False),
    "author": _Text(MAX_TEXTS["author"]),
    "licence": _Text(MAX_TEXTS["licence"]),
    "group": _Text(MAX_TEXTS["group"]),
    "language": _OneOf(*LANGUAGES),
}
"""What each value must be; the keys are the config's fields."""
_FLOATS = ("rate_generator", "rate_discriminator", "penalty", "self_pairs", "hold")
