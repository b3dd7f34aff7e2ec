"""Teaching that is killed goes on from where it was kept, bit by bit as if it had never stopped."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
import torch

from studio.generators.photographic import PhotographicNet
from training import kept
from training.kept import KeptTeaching
from training.start.teach import by_estimate, teach


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
    monkeypatch.setattr(kept, "BETWEEN_SAVES", 0.0)
    whole, _ = taught(None)
    place = tmp_path / "teaching"
    taught(KeptTeaching(place, 1, 4), until=2)
    again, told = taught(KeptTeaching(place, 1, 4))
    assert told == [3, 4]
    for one, other in zip(whole.state_dict().values(), again.state_dict().values(), strict=True):
        assert torch.equal(one, other)
    _, told = taught(KeptTeaching(place, 2, 4), seed=2)
    assert told == [1, 2, 3, 4], "another teaching begins anew"
    keeper = KeptTeaching(place, 1, 4)
    keeper.forget()
    keeper.forget()
    assert not place.exists()


def test_it_is_not_written_at_every_step(tmp_path: Path) -> None:
    taught(KeptTeaching(tmp_path / "teaching", 1, 4))
    assert not (tmp_path / "teaching").exists()
