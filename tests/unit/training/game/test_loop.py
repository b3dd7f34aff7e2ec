"""The whole game: it gets nearer, goes on bit by bit where it stopped, and survives what goes wrong."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
import torch

from studio.errors import OutputError
from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from tests.unit.training.game.material import Notebook, Score, brighter_and_warmer, parts
from training.examples import Example, Examples, square
from training.game import checkpoint
from training.game.config import GameConfig
from training.game.loop import Played, play
from training.game.players import Players, Scales, Told
from training.regularise import difference

T = TypeVar("T")
SMALL = GameConfig(steps=6, batch=2, size=16, measure_every=3)
# Dealt in turn, so that style, ordinary and unseen photos are of all three scenes, and share no pixel.
ORDINARY, STYLED, UNSEEN = parts()[0:9], parts()[9:17], parts()[17:24]


def examples(**more: Any) -> Examples:
    return Examples(style=tuple(map(brighter_and_warmer, STYLED)), ordinary=ORDINARY, **more)


def fresh() -> PhotographicNet:
    torch.manual_seed(0)
    return PhotographicNet()


def error(net: PhotographicNet) -> float:
    """Mean CIE Lab difference from the truth on photos that nobody learned from."""
    seen = torch.stack([square(photo) for photo in UNSEEN])
    truth = torch.stack([square(brighter_and_warmer(photo)) for photo in UNSEEN])[:, :3]
    with torch.no_grad():
        look = net(seen, torch.zeros(len(seen), LATENT))
        small, wanted = (torch.nn.functional.avg_pool2d(x, 8) for x in (seen[:, :3], truth))
        return float(difference(apply_look(small, look.cube, look.grid), wanted))


def rising(net: PhotographicNet) -> Score:
    """Every measure is better than the last."""
    rising.count = getattr(rising, "count", 0) + 1  # type: ignore[attr-defined]
    return Score(rising.count / 1000)  # type: ignore[attr-defined]


def same(one: PhotographicNet, other: PhotographicNet) -> bool:
    a, b = one.state_dict(), other.state_dict()
    return all(torch.equal(a[key], b[key]) for key in a)


def by_steps(config: GameConfig, folder: Path | None, report: Notebook, **more: Any) -> Played:
    """Scored by how far the base is from nothing: it moves at every step."""
    return play(
        fresh(),
        examples(**more),
        None,
        config,
        lambda net: Score(float(net.base.detach().abs().mean())),
        folder,
        report,
    )


def test_the_game_gets_nearer_than_leaving_photos_alone() -> None:
    config = GameConfig(
        steps=40,
        batch=4,
        size=32,
        rate_generator=6e-3,
        rate_discriminator=4e-3,
        average=0.8,
        hold=0.0,
        self_pairs=0.5,
        measure_every=20,
    )
    untouched = error(fresh())
    played = play(fresh(), examples(), None, config, lambda net: Score(-error(net)), None, Notebook())
    assert untouched > 6
    assert error(played.net) < 0.75 * untouched
    assert played.best_step > 0
    assert played.steps == 40


def test_the_critics_alone_find_the_way() -> None:
    config = GameConfig(
        steps=50, batch=4, size=32, hold=0.0, rate_generator=6e-3, rate_discriminator=4e-3, average=0.8
    )
    played = play(fresh(), examples(), None, config, lambda net: Score(-error(net)), None, Notebook())
    assert error(played.net) < 0.85 * error(fresh())


def test_pairs_teach_without_critics() -> None:
    pairs = tuple((photo, brighter_and_warmer(photo)) for photo in ORDINARY)
    config = GameConfig(steps=40, batch=4, size=32, critics=(), hold=0.0, rate_generator=4e-3, average=0.8)
    played = play(
        fresh(), Examples(pairs=pairs), None, config, lambda net: Score(-error(net)), None, Notebook()
    )
    assert error(played.net) < 0.6 * error(fresh())


def test_the_start_is_held() -> None:
    """A weight that nothing moves against: the colours stay what they were."""
    start = torch.zeros(17, 17, 17, 3)
    moved = []
    for hold in (0.0, 100.0):
        config = replace(SMALL, steps=24, hold=hold, rate_generator=4e-3, measure_every=24)
        net = fresh()
        play(net, examples(), start, config, rising, None, Notebook())
        with torch.no_grad():
            seen = torch.stack([square(photo) for photo in ORDINARY])
            moved.append(float(net(seen, torch.zeros(len(seen), LATENT), 17).cube.mean(0).abs().mean()))
    assert moved[1] < 0.6 * moved[0]


@pytest.mark.parametrize("more", [{}, {"variations": 3.0, "dropout": 0.2, "spectral": True}])
def test_a_game_that_was_stopped_goes_on_bit_by_bit(tmp_path: Path, more: dict[str, Any]) -> None:
    config = replace(SMALL, **more)
    whole = by_steps(config, None, Notebook())
    early = Notebook()
    early.stop = lambda _: early.waits > 4
    first = by_steps(config, tmp_path, early)
    assert first.steps == 4
    report = Notebook()
    second = by_steps(config, tmp_path, report)
    assert second.steps == 6
    assert same(whole.net, second.net)
    assert whole.history == second.history
    assert whole.best_step == second.best_step


def test_other_settings_begin_anew(tmp_path: Path) -> None:
    by_steps(SMALL, tmp_path, Notebook())
    report = Notebook()
    by_steps(replace(SMALL, seed=2), tmp_path, report)
    assert [values["step"] for values in report.of("measure")] == [0, 3, 6]


def test_a_finished_game_is_not_played_again(tmp_path: Path) -> None:
    first = by_steps(SMALL, tmp_path, Notebook())
    report = Notebook()
    again = by_steps(SMALL, tmp_path, report)
    assert same(first.net, again.net)
    assert report.events == []


def test_what_is_told(tmp_path: Path) -> None:
    report = Notebook()
    by_steps(SMALL, tmp_path, report)
    last = report.of("step")[-1]
    assert last["step"] == last["steps"] == 6
    for key in ("loss_g", "loss_d", "d_real", "d_fake", "rate_g", "rate_d", "images_per_second"):
        assert math.isfinite(last[key]), key
    assert [values["step"] for values in report.of("measure")] == [0, 3, 6]
    assert report.of("saved")[-1] == {"step": 6, "path": "step-00000006.safetensors"}
    assert report.waits == 6
    assert (tmp_path / "best.safetensors").exists()


def test_time_left_does_not_count_what_was_waited_for(tmp_path: Path) -> None:
    class Waiting(Notebook):
        def keep(self, attempt: Callable[[], T]) -> T:
            time.sleep(1.0)
            self.waited += 1.0
            return attempt()

    report, begun = Waiting(), time.monotonic()
    waited = by_steps(SMALL, tmp_path / "waiting", report)
    took = time.monotonic() - begun - report.waited
    assert report.waited >= 3.0
    assert SMALL.steps * SMALL.batch / report.of("step")[-1]["images_per_second"] < took + 0.05
    assert same(waited.net, by_steps(SMALL, tmp_path / "plain", Notebook()).net)


def test_whatever_is_measured_is_shown_right_after() -> None:
    report, shown = Notebook(), list[tuple[int, int]]()

    def show(step: int, net: PhotographicNet) -> None:
        assert net is measured[-1]
        shown.append((step, len(report.of("measure"))))

    measured = list[PhotographicNet]()

    def score(net: PhotographicNet) -> Score:
        measured.append(net)
        return Score(0.0)

    play(fresh(), examples(), None, SMALL, score, None, report, show)
    assert shown == [(0, 1), (3, 2), (6, 3)]


def test_checkpoints_come_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "BETWEEN_SAVES", 0.0)
    report = Notebook()
    by_steps(SMALL, tmp_path, report)
    assert [values["step"] for values in report.of("saved")] == [1, 2, 3, 4, 5, 6]
    assert len(list(tmp_path.glob("step-*"))) == 3


def test_the_best_is_kept_not_the_last_and_damage_never() -> None:
    scores = iter([Score(0.1), Score(0.5), Score(0.9, 0.9), Score(0.45)])
    played = play(
        fresh(), examples(), None, replace(SMALL, measure_every=2), lambda _: next(scores), None, Notebook()
    )
    assert played.best_step == 2
    assert [mark.score for mark in played.history] == [0.1, 0.5, 0.9, 0.45]
    never = play(fresh(), examples(), None, SMALL, lambda _: Score(0.0), None, Notebook())
    assert never.best_step == 0
    assert same(never.net, fresh())


def spoil(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """The weights become no numbers in that many steps, from the fourth on."""
    real, spoilt = Players.step, list[int]()

    def step(self: Players, number: int, scales: Any) -> Told:
        if number >= 4 and len(spoilt) < times:
            spoilt.append(number)
            with torch.no_grad():
                self.net.base[0, 0, 0, 0] = math.nan
        return real(self, number, scales)

    monkeypatch.setattr(Players, "step", step)
    return spoilt


def test_numbers_out_of_bounds_are_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = spoil(monkeypatch, 1)
    report = Notebook()
    played = by_steps(SMALL, None, report)
    assert spoilt == [4]
    assert all(torch.isfinite(value).all() for value in played.net.state_dict().values())
    (found,) = report.of("watch")
    assert (found["what"], found["action"]) == ("numbers", "rolled back")
    assert played.steps == 6
    assert report.of("step")[-1]["rate_g"] < 0.6 * SMALL.rate_generator


def test_numbers_that_stay_out_of_bounds_end_the_game_at_its_best(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spoil(monkeypatch, 99)
    report = Notebook()
    played = by_steps(SMALL, tmp_path, report)
    assert played.steps == 4
    assert [found["action"] for found in report.of("watch")] == ["rolled back"] * 3 + ["ended"]
    assert played.best_step == 3
    assert all(torch.isfinite(value).all() for value in played.net.state_dict().values())


def test_a_game_that_gets_worse_goes_back_to_its_best(tmp_path: Path) -> None:
    scores = iter([0.5, 0.9, 0.2, 0.2, 0.88, 0.91, 0.9])
    report = Notebook()
    config = replace(SMALL, measure_every=1)
    played = play(fresh(), examples(), None, config, lambda _: Score(next(scores)), tmp_path, report)
    (found,) = report.of("watch")
    assert (found["what"], found["action"]) == ("divergence", "back to best")
    assert played.best_step == 5
    assert played.steps == 6


def test_held_out_photos_watch_the_critics(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, bool]] = []

    def judged(self: Players, photos: tuple[Example, ...], random: Any, generated: bool = False) -> float:
        asked.append((len(photos), generated))
        return {8: 2.0, 2: 0.1, 9: 0.0}[len(photos)]

    monkeypatch.setattr(Players, "judged", judged)
    report = Notebook()
    by_steps(SMALL, None, report, held_style=tuple(map(brighter_and_warmer, UNSEEN[:2])))
    assert asked == [(8, False), (2, False), (9, True)] * 2
    (found,) = report.of("watch")
    assert (found["what"], found["action"]) == ("overfitting", "penalty raised")


def test_critics_judge_real_and_generated_photos() -> None:
    players = Players(fresh(), examples(), None, SMALL)
    random = np.random.default_rng
    real = players.judged(STYLED, random(0))
    assert real == players.judged(STYLED, random(0))
    # A fresh generator changes nothing: what it shows of a photo is that photo.
    assert players.judged(ORDINARY, random(0), True) == pytest.approx(
        players.judged(ORDINARY, random(0)), abs=1e-4
    )


def test_variations_spread_as_far_as_asked() -> None:
    config = GameConfig(
        steps=40,
        batch=4,
        size=16,
        variations=4.0,
        critics=("tone",),
        rate_generator=4e-3,
        rate_discriminator=2e-3,
        hold=0.0,
    )
    net = fresh()
    play(net, examples(), None, config, rising, None, Notebook())
    seen = torch.stack([square(photo) for photo in UNSEEN[:3]])
    z = torch.from_numpy(np.random.default_rng(3).standard_normal((6, LATENT)).astype(np.float32))
    with torch.no_grad():
        looks = [net(seen, each.expand(3, LATENT), 17) for each in z]
        results = [apply_look(seen[:, :3], look.cube, look.grid) for look in looks]
    apart = [float(difference(a, b)) for i, a in enumerate(results) for b in results[:i]]
    assert min(apart) > 0.5
    assert float(np.mean(apart)) > config.variations


@pytest.mark.parametrize("number", [0, 1])
def test_readings_differ_by_their_latent_alone(number: int) -> None:
    """Cubes are read at 17 nodes an axis in one step and at 20 in the next: that is no variation."""
    players = Players(fresh(), examples(), None, replace(SMALL, variations=3.0))
    with torch.no_grad():
        for name, value in players.net.named_parameters():
            if "film" in name:
                value.zero_()
        players.net.base.normal_(0.0, 0.5, generator=torch.Generator().manual_seed(0))
    same = torch.zeros(1, 3, 1, 1)
    assert players.step(number, Scales()).spread == pytest.approx(float(difference(same, same)), abs=1e-4)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "checkpoints").write_bytes(b"")
    with pytest.raises(OutputError):
        by_steps(SMALL, tmp_path / "checkpoints", Notebook())
