"""Where training computes: all of a step lies on the device, and the CPU takes over where memory runs out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from studio.generators import device as devices
from studio.generators.device import DeviceChoice
from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from studio.messages import Message
from studio.runs.config import Device, TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from studio.styles.bundle import read_bundle
from tests.support.elsewhere import DEVICE, elsewhere
from tests.unit.training.game.material import Notebook, Score, brighter_and_warmer, parts
from training import device as placing
from training import stages
from training.device import Placement
from training.evaluate.measure import Measure
from training.examples import Examples, square
from training.game import dealer
from training.game.checkpoint import state_of
from training.game.config import GameConfig
from training.game.loop import Played, play
from training.game.players import Players, Scales
from training.start.prior import Prior
from training.start.teach import begin, by_estimate, by_pairs, teach
from training.start.transport import nodes

PHOTOS = parts()
STYLED = tuple(map(brighter_and_warmer, PHOTOS[4:8]))
UNPAIRED = Examples(style=STYLED, ordinary=PHOTOS[:4], held_style=STYLED[:1], held_ordinary=PHOTOS[8:9])
PAIRED = Examples(pairs=tuple((photo, brighter_and_warmer(photo)) for photo in PHOTOS[:4]))
ALONE = Examples(style=STYLED)
START = (nodes(17) * torch.tensor([0.95, 0.9, 0.8]) - nodes(17)) * 0.5


def fresh(device: torch.device) -> PhotographicNet:
    torch.manual_seed(0)
    return PhotographicNet().to(device)


def held(net: PhotographicNet) -> dict[str, Tensor]:
    return {name: value.cpu() for name, value in state_of(net).items()}


def assert_same(one: dict[str, Tensor], other: dict[str, Tensor]) -> None:
    assert one.keys() == other.keys()
    for name in one:
        assert not torch.isnan(one[name]).any()
        torch.testing.assert_close(one[name], other[name], atol=1e-6, rtol=1e-5, msg=name)


def both(work: Callable[[torch.device], dict[str, Tensor]]) -> None:
    """``work`` gives the same on the CPU and on the other device, and was there."""
    wanted = work(torch.device("cpu"))
    with elsewhere() as seen:
        found = work(DEVICE)
    assert seen["aten::convolution_backward"] > 0
    assert_same(found, wanted)


def test_the_other_device_is_strict() -> None:
    with elsewhere():
        there, here = torch.ones(2, 3).to(DEVICE), torch.ones(2, 3)
        assert (there + there).device == DEVICE
        assert (2.0 * there + torch.tensor(1.0)).cpu().tolist() == (2.0 * here + 1.0).tolist()
        with pytest.raises(RuntimeError, match="on two devices"):
            there + here
        with pytest.raises(RuntimeError, match="on two devices"):
            torch.cat([here, there])
        with pytest.raises(RuntimeError, match="on two devices"):
            there.add_(here)
        with pytest.raises(RuntimeError, match="numpy"):
            there.numpy()


@pytest.mark.parametrize("pairs", [False, True])
def test_teaching_lies_on_the_device(pairs: bool) -> None:
    def teacher(pictures: Tensor) -> Tensor:
        return torch.nn.functional.adaptive_avg_pool2d(pictures[:, :3], 64) * 0.9

    deal = by_estimate(teacher, [square(photo) for photo in PHOTOS[:4]])
    if pairs:
        deal = by_pairs(list(zip(PHOTOS[:2], PHOTOS[2:4], strict=True)))

    def work(device: torch.device) -> dict[str, Tensor]:
        torch.manual_seed(0)
        net = begin(START).to(device)
        teach(net, deal, 2, seed=1, plain=1.0)
        return held(net)

    both(work)


SETTINGS = [
    (UNPAIRED, {"variations": 2.0, "identity": 0.1, "consistency": 0.1}),
    (UNPAIRED, {"spectral": True, "dropout": 0.2, "instance_norm": True, "attention": True}),
    (UNPAIRED, {"loss": "wasserstein", "penalties": ("gradient",)}),
    (PAIRED, {"maps": False}),
    (ALONE, {"critics": ()}),
]


@pytest.mark.parametrize(("examples", "values"), SETTINGS)
def test_every_step_of_a_game_lies_on_the_device(examples: Examples, values: dict[str, Any]) -> None:
    config = GameConfig(steps=2, batch=2, size=16, **values)

    def work(device: torch.device) -> dict[str, Tensor]:
        players = Players(fresh(device), examples, START, config)
        for step in range(2):
            assert players.step(step, Scales()).finite
        return held(players.net) | {f"average {k}": v for k, v in held(players.averaged).items()}

    both(work)


def test_a_forgotten_tensor_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above see what they are there to see."""
    monkeypatch.setattr(dealer.Dealer, "_moved", lambda self, drawn: drawn)
    with elsewhere():
        players = Players(fresh(DEVICE), UNPAIRED, START, GameConfig(steps=2, batch=2, size=16))
        with pytest.raises(RuntimeError, match="on two devices"):
            players.step(0, Scales())


def test_a_whole_game_is_measured_saved_and_gone_on_with_from_the_device(tmp_path: Path) -> None:
    config = GameConfig(steps=4, batch=2, size=16, measure_every=2)
    measure = Measure(UNPAIRED)
    wanted = play(fresh(torch.device("cpu")), UNPAIRED, START, config, measure, None, Notebook())
    with elsewhere():
        notes = Notebook(stop=lambda events: any(k == "measure" and v["step"] == 2 for k, v in events))
        play(fresh(DEVICE), UNPAIRED, START, config, measure, tmp_path, notes)
        saved = notes.of("saved")[-1]["step"]
        assert saved == 2
        found = play(fresh(DEVICE), UNPAIRED, START, config, measure, tmp_path, Notebook())
    assert (found.steps, found.best_step) == (4, wanted.best_step)
    assert [mark.step for mark in found.history] == [0, 2, 4]
    assert [mark.score for mark in found.history] == pytest.approx(
        [m.score for m in wanted.history], abs=1e-4
    )
    assert_same(held(found.net), held(wanted.net))
    # What one device saved, the other goes on from.
    more = Notebook()
    again = play(fresh(torch.device("cpu")), UNPAIRED, START, config, lambda net: Score(0.0), tmp_path, more)
    assert again.steps == 4
    assert more.of("step") == []


def put(monkeypatch: pytest.MonkeyPatch, *kinds: str) -> None:
    """Those graphics processors are in this computer."""
    monkeypatch.setattr(
        devices, "_fault", lambda kind: "" if kind in kinds else Message("notes", "there is none")
    )
    monkeypatch.setattr("torch.cuda.get_device_name", lambda _number: "A card")


@pytest.mark.parametrize(
    ("wanted", "there", "chosen"),
    [
        ("auto", ("cuda", "mps"), "cuda:0"),
        ("auto", ("mps",), "mps"),
        ("auto", (), "cpu"),
        ("cpu", ("cuda", "mps"), "cpu"),
        ("cuda", ("cuda", "mps"), "cuda:0"),
        ("mps", ("cuda", "mps"), "mps"),
    ],
)
def test_the_fastest_device_unless_one_is_named(
    monkeypatch: pytest.MonkeyPatch, wanted: Device, there: tuple[str, ...], chosen: str
) -> None:
    put(monkeypatch, *there)
    assert Placement(wanted, print).device == torch.device(chosen)


def placed(monkeypatch: pytest.MonkeyPatch, notes: Notebook, device: str = "cuda:0") -> Placement:
    choice = DeviceChoice(device, Message("notes", "x"), Message("notes", "x"), 1)
    monkeypatch.setattr(placing, "choose_device", lambda preference: choice)
    return Placement("auto", notes.event)


@pytest.mark.parametrize(
    "fault",
    [torch.OutOfMemoryError("CUDA out of memory"), RuntimeError("MPS backend out of memory")],
)
def test_where_memory_runs_out_the_cpu_takes_over_once(
    monkeypatch: pytest.MonkeyPatch, fault: RuntimeError
) -> None:
    notes, tried = Notebook(), []
    placement = placed(monkeypatch, notes)

    def work(device: torch.device) -> int:
        tried.append(device.type)
        if device.type == "cuda":
            raise fault
        return 7

    assert placement.run(work) == 7
    assert placement.run(work) == 7
    assert tried == ["cuda", "cpu", "cpu"]
    (told,) = notes.of("watch")
    assert told["what"] == "memory"
    assert "ran out of memory. The processor computes from now on" in str(told["message"])


def test_other_faults_and_the_cpu_s_own_are_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = Notebook()

    def fail(fault: Exception) -> Callable[[torch.device], None]:
        def work(device: torch.device) -> None:
            raise fault

        return work

    placement = placed(monkeypatch, notes)
    for fault in (RuntimeError("shapes differ"), ValueError("out of memory")):
        with pytest.raises(type(fault), match=str(fault)):
            placement.run(fail(fault))
    with pytest.raises(RuntimeError, match="out of memory"):
        placed(monkeypatch, notes, "cpu").run(fail(RuntimeError("out of memory")))
    assert notes.events == []


@pytest.mark.parametrize("runs_out", [False, True])
def test_a_training_from_the_device_to_the_style_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, runs_out: bool
) -> None:
    config = TrainingConfig(
        name="A", output=str(tmp_path / "a.pstyle"), style=("/s",), preset="quick", batch=2
    )
    folder = RunFolder.create(tmp_path / "run", config)
    choice = DeviceChoice(str(DEVICE), Message("notes", "x"), Message("notes", "x"), 1)
    monkeypatch.setattr(placing, "choose_device", lambda preference: choice)
    monkeypatch.setitem(stages.PLANS, "quick", stages.Plan(taught=2, game=2))
    devices: list[str] = []

    def played(net: PhotographicNet, *rest: Any) -> Played:
        devices.append(net.base.device.type)
        result = play(net, *rest)
        if runs_out and len(devices) == 1:
            raise torch.OutOfMemoryError("out of memory")
        return result

    monkeypatch.setattr(stages, "play", played)
    with elsewhere() as seen:
        net = stages.learn(config, UNPAIRED, Prior(), folder, RunReporter(folder))
    assert seen["aten::convolution_backward"] > 0
    assert devices == (["lazy", "cpu"] if runs_out else ["lazy"])
    assert {value.device.type for value in net.state_dict().values()} == {"cpu"}
    told = [event.kind for event in folder.tail().read()]
    assert told[-1] == "done"
    assert told.count("watch") == runs_out
    # The steps that were saved on the device are not played again on the CPU.
    assert told.count("measure") == 3
    assert read_bundle(tmp_path / "a.pstyle").name == "A"


def test_the_network_can_be_used_after_moving_there_and_back() -> None:
    with elsewhere():
        net = fresh(DEVICE).cpu()
    assert net.base.device.type == "cpu"
    look = net(torch.rand(1, 5, 256, 256), torch.zeros(1, LATENT))
    assert type(look.cube.detach()) is Tensor
