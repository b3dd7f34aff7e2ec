"""The script that learns the bundled styles: its procedures, and that a run can be stopped and repeated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from studio.generators.photographic import PhotographicNet


def test_the_samples_have_people_only_where_there_are(pictures: Any) -> None:
    peopled = {picture.name for picture in pictures if picture.peopled}
    assert "astronaut" in peopled
    assert "coffee" not in peopled


def test_even_light_draws_exposures_together(script: Any, pictures: Any) -> None:
    style = script.targets.LEARNED["even-light"]
    picture = script.photos.whole(pictures[0])[None]
    exposures = torch.cat([picture[:, :3] ** power for power in (0.6, 1.0, 1.8)])
    exposures = torch.cat([exposures, picture[:, 3:].expand(3, -1, -1, -1)], 1)
    answers, gains = style.answer(exposures, torch.zeros(3, 8))
    before, after = (x[:, :3].mean((1, 2, 3)) for x in (exposures, answers))
    assert float(after.max() - after.min()) < 0.8 * float(before.max() - before.min())
    assert not gains.any()


def test_even_light_leaves_black_and_white_backdrops(script: Any, pictures: Any) -> None:
    style = script.targets.LEARNED["even-light"]
    astronaut = next(picture for picture in pictures if picture.name == "astronaut")
    seen = script.photos.whole(astronaut)[None]
    behind = 1.0 - seen[:, 4:5]
    for backdrop in (0.06, 1.0):
        scene = torch.cat([seen[:, :3] * (1.0 - behind) + backdrop * behind, seen[:, 3:]], 1)
        answer, _ = style.answer(scene, torch.zeros(1, 8))
        there = answer[:, :, behind[0, 0] > 0.98]
        assert float((there - backdrop).abs().mean()) < 0.025


def test_some_pictures_are_put_before_a_backdrop(script: Any, pictures: Any) -> None:
    seen = script.photos.whole(next(picture for picture in pictures if picture.name == "astronaut"))
    many = seen.expand(40, -1, -1, -1)
    linear = script.photos._before_a_backdrop(many[:, :3], many[:, 4:5], np.random.default_rng(1), 1.0)
    far = linear[:, :, seen[4] < 0.02].mean((1, 2))
    as_it_was = float(seen[:3, seen[4] < 0.02].mean())
    assert 3 <= int((far < 0.5 * as_it_was).sum()) <= 15
    assert 3 <= int((far > 0.9).sum()) <= 15
    near = (linear - many[:, :3])[:, :, seen[4] > 0.98].abs().max()
    assert float(near) < 0.2


def test_soft_skin_acts_by_the_map(script: Any, pictures: Any) -> None:
    style = script.targets.LEARNED["soft-skin"]
    seen = script.photos.whole(next(picture for picture in pictures if picture.name == "astronaut"))[None]
    _, gains = style.answer(seen, torch.zeros(1, 8))
    skin, background = seen[:, 3] > 0.8, (seen[:, 3] < 0.05) & (seen[:, 4] < 0.05)
    assert float(gains[:, 1][skin].mean()) < -0.4
    assert float(gains[:, 0][background].mean()) > 0.1


@pytest.mark.parametrize("style_id", ["even-light", "soft-skin", "evening"])
def test_latents_turn_the_answer_their_way(script: Any, pictures: Any, style_id: str) -> None:
    style = script.targets.LEARNED[style_id]
    seen = script.photos.whole(pictures[0])[None].expand(17, -1, -1, -1)
    latents = torch.cat([torch.zeros(1, 8), torch.eye(8), -torch.eye(8)])
    answers, gains = style.answer(seen, latents)
    level = answers.mean((1, 2, 3))
    warmth = (answers[:, 0] - answers[:, 2]).mean((1, 2))
    assert warmth[1] > warmth[0] > warmth[9]
    assert level[2] > level[0] > level[10]
    assert answers[3].std() > answers[0].std() > answers[11].std()
    assert gains[7].mean() > gains[0].mean() > gains[15].mean()
    assert answers.isfinite().all()
    assert float(answers.min()) >= 0.0
    assert float(answers.max()) <= 1.0


def test_developing_keeps_the_maps_and_the_range(script: Any, pictures: Any) -> None:
    seen = torch.stack([script.photos.whole(picture) for picture in pictures])
    out = script.photos.developed(seen, np.random.default_rng(1))
    assert torch.equal(out[:, 3:], seen[:, 3:])
    assert float(out.min()) >= 0.0
    assert float(out.max()) <= 1.0
    assert float((out[:, :3] - seen[:, :3]).abs().mean()) > 0.01


def test_a_run_that_was_stopped_ends_the_same(script: Any, pictures: Any, tmp_path: Path) -> None:
    train = script.train
    style, plan = script.targets.LEARNED["evening"], train.Plan(steps=4, batch=2)

    def run(checkpoint: Path, stop_after: int | None = None) -> dict[str, torch.Tensor]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(train, "_SAVE_EVERY", 2)

            def report(_: str) -> None:
                if stop_after is not None:
                    raise KeyboardInterrupt

            try:
                net: PhotographicNet = train.learn(style, pictures, plan, checkpoint, report)
            except KeyboardInterrupt:
                return {}
        return net.state_dict()

    whole = run(tmp_path / "whole.npz")
    assert run(tmp_path / "stopped.npz", stop_after=2) == {}
    resumed = run(tmp_path / "stopped.npz")
    assert all(torch.equal(whole[key], resumed[key]) for key in whole)
    fresh = PhotographicNet().state_dict()
    assert any(not torch.equal(whole[key], fresh[key]) for key in ("weights.weight", "grid.weight"))
