"""One shoot, one look: run with ``python -m benchmarks.batch_consistency``.

A shoot is simulated (crops of real portraits, each with another exposure and white balance, in known scenes;
``benchmarks.simulated_shoot``), planned as it is, steady, and to match the first photo of each scene, and
rendered by each learned style of the program. Told is the deviation within scenes: the root of the mean
variance of mean a* and b* (PPR10K's group-level consistency), of the skin's a* and b*, and of the skin's L*;
and how far photos moved from as they were (mean CIEDE2000). Lower deviation is more consistent; steady leaves
L* alone, as exposure is the photographer's. Scenes are those that the program finds, not the true ones.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import torch

from benchmarks.simulated_shoot import SimulatedFrame, simulated_shoot
from studio import paths
from studio.batch.consistency import consistent
from studio.batch.plan import BatchPlan, Consistency, Order, make_plan
from studio.batch.presets import ExportPreset
from studio.batch.skin import skin_lab
from studio.batch.survey import SKIN, Glance, survey
from studio.editing.geometry import AS_TAKEN
from studio.editing.recipe import Recipe
from studio.engine.render import Renderer
from studio.engine.request import Region
from studio.generators.device import choose_device
from studio.imaging.colour import delta_e_2000, rgb_to_lab
from studio.imaging.decode import decode_photo
from studio.imaging.image import Float32
from studio.styles.catalogue import Catalogue

MODES: tuple[Consistency, ...] = ("as is", "steady", "match")
SHEET = 150


@dataclass(frozen=True, eq=False)
class Shown:
    """Photos as one plan renders them: pictures, mean Lab, mean Lab of skin (NaN without any)."""

    pictures: list[Float32]
    mean: npt.NDArray[np.float64]
    skin: npt.NDArray[np.float64]


def shown(plan: BatchPlan, renderer: Renderer, skins: Sequence[Float32 | None]) -> Shown:
    pictures, mean, skin = [], [], []
    for photo, where in zip(plan.photos, skins, strict=True):
        decoded = decode_photo(photo.source)
        recipe = plan.recipe(photo)
        framed = renderer.framed(decoded, recipe)
        size = framed.width, framed.height
        whole = Region(0, 0, *size)
        picture = renderer.render_region(decoded, recipe, whole, size, shared=photo.shared).rgb
        renderer.clear()
        lab = rgb_to_lab(np.clip(picture, 0.0, 1.0).astype(np.float64))
        pictures.append(picture)
        mean.append(lab.mean(axis=(0, 1)))
        skin.append(skin_lab(picture, where) or (np.nan,) * 3)
    return Shown(pictures, np.array(mean), np.array(skin))


def within(values: npt.NDArray[np.float64], scenes: npt.NDArray[np.int64]) -> float:
    """The root of the mean variance within scenes, channels added; photos without a value left out."""
    found = []
    for scene in sorted(set(scenes.tolist())):
        rows = values[scenes == scene]
        rows = rows[~np.isnan(rows).any(axis=1)]
        if len(rows) > 1:
            found.append(rows.var(axis=0, ddof=1).sum())
    return float(np.sqrt(np.mean(found)))


def matched(plan: BatchPlan, glances: Sequence[Glance | None], frames: Sequence[SimulatedFrame]) -> BatchPlan:
    """Each scene's photos as they come out of matching the scene's first."""
    photos = list(plan.photos)
    for scene in sorted({frame.scene for frame in frames}):
        places = [place for place, frame in enumerate(frames) if frame.scene == scene]
        order = replace(plan.order, consistency="match", reference=frames[places[0]].path)
        made = consistent(replace(plan, order=order), glances)
        for place in places:
            photos[place] = made.photos[place]
    return replace(plan, photos=tuple(photos))


def sheet(found: dict[Consistency, Shown], frames: int, path: Path, scenes: int = 6) -> None:
    """A contact sheet: for each of some scenes a row as is, a row steady, a row matched."""
    rows = []
    for scene in range(scenes):
        for mode in MODES:
            tiles = []
            for picture in found[mode].pictures[scene * frames : (scene + 1) * frames]:
                scale = SHEET / picture.shape[0]
                size = max(1, round(picture.shape[1] * scale)), SHEET
                small = cv2.resize(np.ascontiguousarray(picture), size, interpolation=cv2.INTER_AREA)
                tile = np.full((SHEET, SHEET, 3), 0.46, np.float32)
                small = np.asarray(small, np.float32)[:, :SHEET]
                tile[:, : small.shape[1]] = small
                tiles.append(tile)
            rows.append(np.concatenate(tiles, axis=1))
        rows.append(np.full((8, SHEET * frames, 3), 0.46, np.float32))
    whole = (np.concatenate(rows)[..., ::-1].clip(0, 1) * 255).astype(np.uint8)
    cv2.imwrite(str(path), whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=16)
    parser.add_argument("--frames", type=int, default=6)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--styles", nargs="*", default=[])
    parser.add_argument("--sheets", type=Path, help="write contact sheets there")
    options = parser.parse_args()
    torch.set_num_threads(1)
    catalogue = Catalogue(paths.resources() / "styles", paths.resources() / "none")
    styles = options.styles or [style.id for style in catalogue.styles() if style.learned]
    choice = replace(choose_device("cpu"), threads=1)
    renderer = Renderer(catalogue, choice)
    sums: dict[Consistency, list[list[float]]] = {mode: [] for mode in MODES}
    print(f"{'style':18} {'':7} {'a*b*':>6} {'skin':>6} {'skin L*':>8} {'moved':>6}")
    with tempfile.TemporaryDirectory() as name:
        frames = simulated_shoot(Path(name) / "shoot", options.scenes, options.frames, options.seed)
        scenes = np.array([frame.scene for frame in frames])
        skins = []
        for frame in frames:
            skins.append(renderer.portrait(decode_photo(frame.path), AS_TAKEN, SKIN).skin)
            renderer.clear()
        for style in styles:
            recipe = Recipe().with_style(style)
            order = Order((Path(name) / "shoot",), Path(name) / "out", (ExportPreset(),), recipe)
            plan = make_plan(order)
            glances = survey(plan, lambda _: Renderer(catalogue, choice), jobs=1)
            steady = consistent(replace(plan, order=replace(order, consistency="steady")), glances)
            plans = {"as is": plan, "steady": steady, "match": matched(plan, glances, frames)}
            found = {mode: shown(plans[mode], renderer, skins) for mode in MODES}
            for mode in MODES:
                moved = np.mean(
                    [
                        delta_e_2000(
                            *(rgb_to_lab(each.clip(0, 1).astype(np.float64)) for each in pair)
                        ).mean()
                        for pair in zip(found[mode].pictures, found["as is"].pictures, strict=True)
                    ]
                )
                one = found[mode]
                numbers = [
                    within(one.mean[:, 1:], scenes),
                    within(one.skin[:, 1:], scenes),
                    within(one.skin[:, :1], scenes),
                    float(moved),
                ]
                sums[mode].append(numbers)
                print(_line(style, mode, numbers), flush=True)
            if options.sheets is not None:
                options.sheets.mkdir(parents=True, exist_ok=True)
                sheet(found, options.frames, options.sheets / f"{style}.png", min(6, options.scenes))
    for mode in MODES:
        print(_line("mean", mode, list(np.mean(sums[mode], axis=0))))


def _line(style: str, mode: str, numbers: list[float]) -> str:
    mean, skin, light, moved = numbers
    return f"{style:18} {mode:7} {mean:6.2f} {skin:6.2f} {light:8.2f} {moved:6.2f}"


if __name__ == "__main__":
    main()
