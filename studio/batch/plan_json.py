"""A plan as lines of JSON, one for each photo, and back, with nothing guessed."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from studio.batch.fingerprint import Fingerprint
from studio.batch.outputs import PlannedOutput
from studio.batch.plan import (
    CONSISTENCY,
    ON_COLLISION,
    Alignment,
    BatchPlan,
    Order,
    PlannedPhoto,
    StyleMark,
)
from studio.batch.presets import ExportPreset
from studio.editing.recipe_json import format_recipe, parse_recipe
from studio.errors import StudioError
from studio.generators.parameters import SharedLook
from studio.imaging.encode import ExportOptions
from studio.messages import Message, message_from

VERSION = 1
MOST_PHOTOS = 1_000_000
_MOST_NUMBERS = 4096
_MOST_ALIGNED = 1000.0
# Fields that journals of earlier versions do not have: None, or as if nothing was asked for.
_LATER = {"long_edge", "megapixels", "keep_gray", "certificate", "private_key"}


def plan_lines(plan: BatchPlan) -> Iterator[dict[str, Any]]:
    """The order, then every photo."""
    order = plan.order
    yield {
        "journal": VERSION,
        "count": len(plan.photos),
        "inputs": [str(path) for path in order.inputs],
        "out": str(order.out),
        "presets": [asdict(preset) for preset in order.presets],
        "recipe": format_recipe(order.recipe),
        "styles": [{**asdict(style), "path": str(style.path)} for style in order.styles],
        "on_collision": order.on_collision,
        "consistency": order.consistency,
        "reference": None if order.reference is None else str(order.reference),
        "cmyk_profile": None if order.cmyk_profile is None else str(order.cmyk_profile),
    }
    for number, photo in enumerate(plan.photos):
        yield photo_line(photo, number)


def photo_line(photo: PlannedPhoto, number: int) -> dict[str, Any]:
    """What :func:`photo_from` reads."""
    return {
        "photo": number,
        "source": str(photo.source),
        "input": asdict(photo.input),
        "megapixels": photo.megapixels,
        "recipe": None if photo.recipe is None else format_recipe(photo.recipe),
        "error": plain_message(photo.error),
        "outputs": [_output(output) for output in photo.outputs],
        "shared": None if photo.shared is None else _summaries(photo.shared),
        "notes": [note.as_plain() for note in photo.notes],
    }


def order_from(line: dict[str, Any]) -> tuple[Order, int]:
    """The order of a journal's first line, and how many photos follow. Raises ValueError."""
    line = {"consistency": CONSISTENCY[0], "reference": None, "cmyk_profile": None} | line
    names = {"journal", "count", "inputs", "out", "presets", "recipe", "styles", "on_collision"}
    only(line, names | {"consistency", "reference", "cmyk_profile"})
    if line["journal"] != VERSION or type(line["count"]) is not int or not 0 <= line["count"] <= MOST_PHOTOS:
        raise ValueError("another version")
    if not _list(line["inputs"]):
        raise ValueError("nothing that is asked for")
    if line["on_collision"] not in ON_COLLISION or line["consistency"] not in CONSISTENCY:
        raise ValueError("no such rule")
    order = Order(
        inputs=tuple(Path(text(path)) for path in _list(line["inputs"])),
        out=Path(text(line["out"])),
        presets=tuple(_built(ExportPreset, preset) for preset in _list(line["presets"])),
        recipe=_recipe(line["recipe"]),
        styles=tuple(_style(style) for style in _list(line["styles"])),
        on_collision=line["on_collision"],
        consistency=line["consistency"],
        reference=None if line["reference"] is None else Path(text(line["reference"])),
        cmyk_profile=None if line["cmyk_profile"] is None else Path(text(line["cmyk_profile"])),
    )
    return order, line["count"]


def photo_from(line: dict[str, Any], number: int) -> PlannedPhoto:
    """The photo of a line. Raises ValueError."""
    line = {"shared": None, "notes": []} | line
    only(line, {"photo", "source", "input", "megapixels", "recipe", "error", "outputs", "shared", "notes"})
    if line["photo"] != number or type(line["megapixels"]) not in (int, float) or line["megapixels"] < 0:
        raise ValueError("photos out of order")
    return PlannedPhoto(
        source=Path(text(line["source"])),
        outputs=tuple(_output_from(output) for output in _list(line["outputs"])),
        input=fingerprint_from(line["input"]),
        megapixels=float(line["megapixels"]),
        recipe=None if line["recipe"] is None else _recipe(line["recipe"]),
        error=message_or_none(line["error"]),
        shared=None if line["shared"] is None else _shared(line["shared"]),
        notes=tuple(message_from(note) for note in _list(line["notes"])),
    )


def fingerprint_from(value: object) -> Fingerprint:
    """Raises ValueError."""
    found: Fingerprint = _built(Fingerprint, value)
    if type(found.size) is not int or type(found.mtime) is not int:
        raise ValueError("no fingerprint")
    text(found.digest)
    return found


def alignment_from(line: dict[str, Any]) -> Alignment | None:
    """That of a journal's line "aligned"; None: as planned. Raises ValueError."""
    parts = only(line, {"aligned", *Alignment.__dataclass_fields__})
    values = {key: parts[key] for key in Alignment.__dataclass_fields__}
    if not all(type(value) in (int, float) and abs(value) <= _MOST_ALIGNED for value in values.values()):
        raise ValueError("no alignment")
    return Alignment(**{key: float(value) for key, value in values.items()}) if any(values.values()) else None


def plain_message(message: Message | None) -> dict[str, Any] | None:
    return None if message is None else message.as_plain()


def message_or_none(value: object) -> Message | None:
    """Raises ValueError."""
    return None if value is None else message_from(value)


def only(value: object, names: Collection[str]) -> dict[str, Any]:
    """``value``, an object with those names and no others. Raises ValueError."""
    if not isinstance(value, dict) or value.keys() != set(names):
        raise ValueError("other names than expected")
    return value


def text(value: object) -> str:
    """``value``, which is a text. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _output(output: PlannedOutput) -> dict[str, Any]:
    options = asdict(output.options)
    return {
        "target": str(output.target),
        "options": options,
        "skip": output.skip,
        "replaces": output.replaces,
        "error": plain_message(output.error),
    }


def _output_from(value: object) -> PlannedOutput:
    parts = only(value, {"target", "options", "skip", "replaces", "error"})
    if type(parts["skip"]) is not bool:
        raise ValueError("neither yes nor no")
    return PlannedOutput(
        Path(text(parts["target"])),
        _built(ExportOptions, parts["options"]),
        parts["skip"],
        text(parts["replaces"]),
        message_or_none(parts["error"]),
    )


def _built(kind: Any, value: object) -> Any:
    """A dataclass from its fields' values; it checks them itself. Those that came later may be missing."""
    names = kind.__dataclass_fields__.keys()
    if isinstance(value, dict):
        names = names - (_LATER - value.keys())
    try:
        return kind(**only(value, names))
    except (TypeError, AttributeError, StudioError) as error:
        raise ValueError(f"no {kind.__name__}") from error


def _summaries(shared: SharedLook) -> dict[str, str]:
    """Each style's numbers as little-endian float32 in base64: to the bit, in half the characters."""
    return {
        style_id: base64.b64encode(np.array(values, "<f4").tobytes()).decode("ascii")
        for style_id, values in shared.summaries
    }


def _shared(value: object) -> SharedLook:
    if not isinstance(value, dict):
        raise ValueError("no summaries")
    found = []
    for style_id, coded in value.items():
        numbers = np.frombuffer(base64.b64decode(text(coded), validate=True), "<f4")
        if len(numbers) > _MOST_NUMBERS or not np.isfinite(numbers).all():
            raise ValueError("no summary")
        found.append((style_id, tuple(map(float, numbers))))
    return SharedLook(tuple(found))


def _style(value: object) -> StyleMark:
    parts = {key: text(part) for key, part in only(value, {"id", "name", "path", "digest"}).items()}
    return StyleMark(parts["id"], parts["name"], Path(parts["path"]), parts["digest"])


def _recipe(value: object) -> Any:
    try:
        return parse_recipe(text(value))
    except StudioError as error:
        raise ValueError("no recipe") from error


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("no list")
    return value
