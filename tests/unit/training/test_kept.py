"""Teaching that is killed goes on from where it was kept, bit by bit as if it had never stopped."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from studio.generators.photographic import PhotographicNet
from training.game import checkpoint
from training.kept import KeptTeaching, keep_network, taught_network
from training.start.teach import by_estimate, teach

ONE, OTHER = {"seed": 1, "steps": 4}, {"seed": 2, "steps": 4}


class Killed(Exception):
    pass


def taught(keeper: KeptTeaching | None, until: int = 99, seed: int = 1) -> tuple[PhotographicNet, list[int]]:
    squares = [torch.rand(5, 256, 256, generator=torch.Generator().manual_seed(n)) for n in range(2)]
    deal = by_estimate(lambda given: torch.nn.functional.avg_pool2d(given[:, :3], 4) * 0.6, squares)
    told = list[int]()

    def tell(step: int, _steps: int, _error: float) -> None:
        told.append(step)
        if step == until:
            raise Killed

    torch.manual_seed(0)
    net = PhotographicNet()
    with contextlib.suppress(Killed):
        teach(net, deal, 4, seed, report=tell, keeper=keeper)
    return net, told


def test_it_goes_on_as_if_it_had_never_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "BETWEEN_SAVES", 0.0)
    whole, _ = taught(None)
    place = tmp_path / "teaching"
    taught(KeptTeaching(place, ONE), until=2)
    again, told = taught(KeptTeaching(place, ONE))
    assert told == [3, 4]
    for one, other in zip(whole.state_dict().values(), again.state_dict().values(), strict=True):
        assert torch.equal(one, other)
    _, told = taught(KeptTeaching(place, OTHER), seed=2)
    assert told == [1, 2, 3, 4], "another teaching begins anew"
    keeper = KeptTeaching(place, ONE)
    keeper.forget()
    keeper.forget()
    assert not place.exists()


def test_it_is_not_written_at_every_step(tmp_path: Path) -> None:
    taught(KeptTeaching(tmp_path / "teaching", ONE))
    assert not (tmp_path / "teaching").exists()


def newest(folder: Path) -> checkpoint.Stored:
    (found,) = [found for _, found in list(checkpoint.stored(folder))[:1]]
    assert found is not None
    return found


def test_of_two_states_the_older_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "BETWEEN_SAVES", 0.0)
    place = tmp_path / "teaching"
    taught(KeptTeaching(place, ONE), until=3)
    tensors, values = newest(place)
    assert values["step"] == 3
    checkpoint.write(place, 3, tensors, values | {"step": 10**30})
    _, told = taught(KeptTeaching(place, ONE))
    assert told == [3, 4]


@pytest.mark.parametrize("spoilt", ["shape", "missing", "no number"])
def test_what_another_network_was_taught_is_not_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    monkeypatch.setattr(checkpoint, "BETWEEN_SAVES", 0.0)
    whole, _ = taught(None)
    place = tmp_path / "teaching"
    taught(KeptTeaching(place, ONE), until=2)
    tensors, values = newest(place)
    name = [name for name in tensors if name.startswith("net.")][-1]
    value = tensors.pop(name)
    if spoilt != "missing":
        tensors[name] = torch.zeros(7) if spoilt == "shape" else value * torch.nan
    checkpoint.write(place, 1, tensors, values)
    again, told = taught(KeptTeaching(place, ONE))
    assert told == [1, 2, 3, 4]
    for one, other in zip(whole.state_dict().values(), again.state_dict().values(), strict=True):
        assert torch.equal(one, other)


def test_a_taught_network_is_read_only_where_it_is_one(tmp_path: Path) -> None:
    place = tmp_path / "start.safetensors"
    assert taught_network(place, ONE) is None
    net = PhotographicNet()
    keep_network(place, net, ONE)
    found, state = taught_network(place, ONE), net.state_dict()
    assert found is not None
    for name, value in found.state_dict().items():
        assert torch.equal(value, state[name])
    assert taught_network(place, OTHER) is None, "of other settings"
    first, whole = next(iter(state)), place.read_bytes()
    of = {"game": json.dumps({"of": ONE})}
    for data in (
        b"",
        b"\x80\x04pickle",
        whole[:-10],
        save(state),
        save({"other": torch.zeros(3)}, of),
        save(state | {first: state[first] * torch.nan}, of),
        save(state | {first: torch.zeros(2, 2)}, of),
    ):
        place.write_bytes(data)
        assert taught_network(place, ONE) is None
    place.write_bytes(save(state, of))
    assert taught_network(place, ONE) is not None
    os.truncate(place, 1 << 40)
    assert taught_network(place, ONE) is None, "what is too large is not read"
    place.unlink()
    place.mkdir()
    assert taught_network(place, ONE) is None
    keep_network(place, net, ONE)
    assert taught_network(place, ONE) is not None, "what was in the way lies aside"
    assert len(list(tmp_path.iterdir())) == 2
