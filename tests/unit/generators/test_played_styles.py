"""The script that learns bundled styles by the game: its pairs, its runs, and what it writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from studio.errors import Cancelled
from studio.runs.errors import RunFolderTaken
from studio.runs.folder import RunFolder
from studio.styles.bundle import read_bundle
from training import stages
from training.examples import Examples
from training.stages import Plan


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch, script: Any) -> None:
    monkeypatch.setitem(stages.PLANS, "quick", Plan(taught=2, game=4))
    monkeypatch.setattr(script.evaluate, "_TABLE_STEPS", 4)


@pytest.fixture(scope="module")
def folder(pictures: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two photos as a user has them."""
    path = tmp_path_factory.mktemp("photos")
    for picture in pictures[:2]:
        Image.fromarray(picture.pixels[40:260, 60:300]).save(path / f"{picture.name}.jpg", quality=92)
    return path


def pairs_of(script: Any, pictures: Any, style_id: str, developments: int = 2, seed: int = 1) -> Examples:
    found: Examples
    found = script.pairs.examples(script.targets.LEARNED[style_id], pictures, developments, seed)
    return found


def test_pairs_are_photos_as_they_are_and_developed(script: Any, pictures: Any) -> None:
    material = pairs_of(script, pictures, "matte-print", developments=3)
    kept, held = script.photos.split(pictures)
    assert len(material.pairs) == 3 * len(kept)
    assert len(material.held_pairs) == 3 * len(held)
    assert not {b.scene for b, _ in material.pairs} & {b.scene for b, _ in material.held_pairs}
    befores = [before for before, _ in material.pairs[:3]]
    assert np.array_equal(befores[0].pixels, kept[0].pixels)
    assert len({before.scene for before in befores}) == 1
    for one, other in ((0, 1), (0, 2), (1, 2)):
        difference = befores[one].pixels.astype(int) - befores[other].pixels
        assert np.abs(difference).mean() > 1.0
    for before, after in (*material.pairs, *material.held_pairs):
        assert before.pixels.shape == after.pixels.shape
        assert before.scene == after.scene
        # A print is browner in its blacks than any photo here.
        assert np.percentile(after.pixels, 1) >= 15
    again = pairs_of(script, pictures, "matte-print", developments=3)
    assert script.pairs.digest(again) == script.pairs.digest(material)
    unlike = pairs_of(script, pictures, "matte-print", developments=3, seed=2)
    assert script.pairs.digest(unlike) != script.pairs.digest(material)


def test_only_local_styles_are_told_where_people_are(script: Any, pictures: Any) -> None:
    plain = pairs_of(script, pictures, "muted-slide")
    assert not any(before.maps.any() or before.peopled for before, _ in (*plain.pairs, *plain.held_pairs))
    # The astronaut is held out: let it be learned from, and lend its maps.
    turned = [*pictures[1:], pictures[0]]
    local = pairs_of(script, turned, "old-master", developments=8)
    own = {before.scene: before.peopled for before, _ in local.pairs[::8]}
    lent = [before for before, _ in local.pairs if before.peopled and not own[before.scene]]
    assert len(lent) >= 3
    assert not any(before.peopled for before, _ in local.pairs[::8] if before.name != "astronaut")
    assert all(before.maps.shape == (*before.pixels.shape[:2], 2) for before in lent)


@pytest.mark.slow
def test_the_script_learns_a_style_from_a_folder_of_photos(script: Any, folder: Path, tmp_path: Path) -> None:
    out, work = tmp_path / "out", tmp_path / "work"
    words = ["--style", "old-master", "--preset", "quick", "--pairs", "2", "--steps", "3"]
    words += ["--photos", str(folder), "--work", str(work), "--out", str(out)]
    script.__main__.main(words)
    bundle = read_bundle(out / "resources" / "styles" / "old-master.pstyle")
    assert bundle.name == "Old master"
    assert bundle.inputs == "rgb+maps"
    assert bundle.learned_from is not None
    assert bundle.learned_from.ordinary_photos == 4
    assert bundle.learned_from.style_photos == 0, "no photographer finished any"
    assert bundle.learned_from.steps == 5
    assert bundle.preview is not None
    card = (out / "docs" / "model_cards" / "old-master.md").read_text(encoding="utf-8")
    assert "8 pairs to learn from, 4 held out" in card
    assert "It matches on " in " ".join(card.split())
    options = "--style old-master --steps 3 --preset quick --pairs 2`"
    assert f"`python packaging/learn_styles {options}" in " ".join(card.split())
    assert f"**{bundle.quality:.2f}**" in card
    assert "| held out, as they are | 2 |" in card
    index = json.loads((out / "resources" / "styles" / "index.json").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in index["styles"] if entry["kind"] != "lut"] == ["old-master"]
    run = RunFolder.open(work / "old-master")
    assert run.state() == "done"
    verdict = run.last("verdict")
    assert verdict is not None
    assert f"{100 * verdict['scores']['learned']['score']:.1f} %" in card
    # Once more it is read from its run, and comes out the same; other settings ask for another run.
    script.__main__.main(words)
    again = read_bundle(out / "resources" / "styles" / "old-master.pstyle")
    assert all(np.array_equal(again.tensors[key], value) for key, value in bundle.tensors.items())
    with pytest.raises(RunFolderTaken):
        script.__main__.main([*words, "--seed", "2"])


@pytest.mark.slow
def test_a_run_that_was_stopped_ends_the_same(
    script: Any, pictures: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style, material = script.targets.LEARNED["airy"], pairs_of(script, pictures, "airy")
    plan = script.game.GamePlan("quick", steps=3, developments=2)

    def taught(name: str) -> dict[str, torch.Tensor]:
        net: torch.nn.Module = script.game.taught(style, material, plan, tmp_path, tmp_path / name).net
        return net.state_dict()

    whole = taught("whole")
    told = script.game._Told.event

    def stopping(self: Any, kind: str, **values: Any) -> None:
        told(self, kind, **values)
        if kind == "step":
            self.folder.request_stop()

    with monkeypatch.context() as patch:
        patch.setattr(script.game._Told, "event", stopping)
        with pytest.raises(Cancelled):
            taught("stopped")
    assert RunFolder.open(tmp_path / "stopped").state() == "stopped"
    resumed = taught("stopped")
    assert all(torch.equal(whole[key], resumed[key]) for key in whole)


def test_another_procedure_asks_for_another_run(script: Any, pictures: Any, tmp_path: Path) -> None:
    style, plan = script.targets.LEARNED["airy"], script.game.GamePlan("quick", steps=1, developments=1)
    script.game.taught(style, pairs_of(script, pictures, "airy", 1), plan, tmp_path, tmp_path / "run")
    with pytest.raises(RunFolderTaken):
        script.game.taught(style, pairs_of(script, pictures, "silver", 1), plan, tmp_path, tmp_path / "run")
