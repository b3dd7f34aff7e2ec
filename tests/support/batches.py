"""Batches for tests: small shoots, the order to style them, and a runner over known looks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from studio.batch.batches import begin, owned_by
from studio.batch.journal import Journal, PhotoState
from studio.batch.plan import BatchPlan, Order, make_plan
from studio.batch.presets import ExportPreset
from studio.batch.runner import BatchRunner
from studio.batch.trouble import PATIENCE, Trouble
from studio.editing.recipe import Recipe
from studio.engine.render import Renderer
from studio.imaging.decode import list_photos
from tests.support.engine import CPU_CHOICE, some_styles
from tests.support.pictures import astronaut_png
from tests.support.shoots import picture, write

WARM = Recipe().with_style("warm")
NO_PATIENCE: Mapping[Trouble, float] = dict.fromkeys(PATIENCE, 0.0)


def small_shoot(folder: Path, count: int) -> Path:
    """Photos of 48 x 32 pixels: 1.jpg and so on."""
    for number in range(1, count + 1):
        write(folder / f"{number}.jpg", picture(number, 48, 32))
    return folder


def order(shoot: Path, out: Path, *presets: ExportPreset, **changes: Any) -> Order:
    return Order((shoot,), out, presets or (ExportPreset(),), **{"recipe": WARM, **changes})


def planned(shoot: Path, out: Path, *presets: ExportPreset, **changes: Any) -> BatchPlan:
    return make_plan(order(shoot, out, *presets, **changes))


def begun(shoot: Path, out: Path, journals: Path, *presets: ExportPreset, **changes: Any) -> Journal:
    plan = make_plan(order(shoot, out, *presets, **changes), owned=owned_by(journals))
    return begin(plan, journals)


def runner(journal: Journal, **options: Any) -> BatchRunner:
    return BatchRunner(
        journal, lambda threads: Renderer(some_styles(), CPU_CHOICE), **{"patience": NO_PATIENCE, **options}
    )


def names_below(folder: Path) -> list[str]:
    """Every file, hidden ones too, as "folder/name"."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def snapshot(shoot: Path) -> dict[str, tuple[str, int]]:
    """Hash and time of every original."""
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in list_photos(shoot)
    }


def states(journal: Journal) -> list[str]:
    return [state.state for state in journal.states]


def reasons(found: list[PhotoState]) -> list[str]:
    return [str(state.reason) for state in found if state.reason is not None]


def portrait_shoot(folder: Path, count: int, odd: int) -> Path:
    """A scene of one person, 1.jpg and so on; photo ``odd`` in darker and bluer light."""
    folder.mkdir(parents=True, exist_ok=True)
    with Image.open(astronaut_png()) as astronaut:
        person = np.asarray(astronaut.convert("RGB").crop((64, 0, 384, 320)), np.float32)
    for number in range(1, count + 1):
        light = np.array([0.74, 0.76, 0.79]) if number == odd else np.array([1.0, 1.0, 1.0 - 0.004 * number])
        pixels = np.asarray((person * light).clip(0, 255), np.uint8)
        write(folder / f"{number}.jpg", pixels, captured=f"2024:05:06 07:08:{number:02}")
    return folder
