"""Methods that are measured: the textbook's do what they say, and the program's own goes all its stages."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import torch

from benchmarks.learning_material import as_gathered
from benchmarks.learning_methods import How, bars, bars_by_picture, error, program, reduced, whole
from studio.generators.photographic import PhotographicNet
from tests.support.known_looks import deal, photos, warm
from training import stages
from training.examples import Examples
from training.stages import Plan
from training.start.prior import Prior
from training.start.start import squares


@pytest.fixture(scope="module")
def prior() -> Prior:
    return Prior()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Trainings of a few steps; the folder for what is temporary, without what torch keeps there."""
    monkeypatch.setitem(stages.PLANS, "quick", Plan(taught=3, game=2))
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", str(tmp_path.with_name(f"{tmp_path.name}-torch")))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_black_is_a_hundred_from_white() -> None:
    black, white = torch.zeros(1, 3, 4, 4), torch.ones(1, 3, 4, 4)
    assert error(black, white) == pytest.approx(100.0, abs=0.01)
    assert error(white, white * 3) == 0.0, "clamped as a screen does"


def test_with_the_same_photos_on_both_sides_the_textbook_finds_the_look() -> None:
    look, some = warm(), photos(range(6))
    style = [look.on(photo) for photo in some]
    given, truth = (
        squares(photos(range(20, 23))),
        reduced(squares([look.on(p) for p in photos(range(20, 23))])),
    )
    found = {name: error(method(given), truth) for name, method in bars(style, some, seed=1).items()}
    assert found["untouched"] > 5.0
    for name, most in {"mkl": 0.8, "histogram": 0.8, "transport": 2.0, "reinhard": 4.0}.items():
        assert found[name] < most


def test_a_picture_given_its_own_colours_stays_as_it_is() -> None:
    own = photos(range(1))
    given = squares(own)
    for method in bars_by_picture(own).values():
        assert error(method(given), reduced(given)) < 0.5
    other = squares(photos(range(8, 9)))
    means = [m(other).mean((0, 2, 3)) for m in bars_by_picture(own).values()]
    for mean in means:
        assert torch.allclose(mean, reduced(given).mean((0, 2, 3)), atol=0.05)


def test_the_estimate_alone(prior: Prior) -> None:
    split, look = deal(), warm()
    how = How(prior)
    found = program([look.on(photo) for photo in split.style], split.ordinary, how)
    assert tuple(found.methods) == how.names == ("estimate",)
    result = found.methods["estimate"](squares(split.unseen))
    assert result.shape == (3, 3, 128, 128)
    assert error(result, reduced(squares(split.unseen))) > 1.0
    with pytest.raises(ValueError, match="quick"):
        whole(as_gathered(split.style, split.ordinary, 1, hold=True), how)


def same(one: PhotographicNet, other: PhotographicNet) -> bool:
    """Whether the weights are; what comes out of equal ones may differ in the last bit with their layout."""
    pairs = zip(one.state_dict().values(), other.state_dict().values(), strict=True)
    return all(torch.equal(a, b) for a, b in pairs)


@pytest.mark.slow
def test_the_whole_learning_gives_what_the_style_file_would_hold(prior: Prior, short: Path) -> None:
    split, look = deal(), warm()
    style = [look.on(photo) for photo in split.style]
    # No photo is held out: a start that stays has nothing more to learn from.
    how = How(prior, "quick", hold=False)
    found = whole(as_gathered(style, split.ordinary, how.seed, how.hold), how)
    assert same(found.ours, found.played if found.facts["better"] else found.taught)
    if found.facts["best step"] == 0:
        assert same(found.played, found.taught)
    assert found.facts["seconds"] > 0
    assert found.facts["cpu"] > 0
    assert list(short.iterdir()) == [], "the run's folder goes again"


@pytest.mark.slow
def test_the_program_has_a_column_for_each_stage(prior: Prior, short: Path) -> None:
    split, look = deal(), warm()
    how = How(prior, "quick")
    found = program([look.on(photo) for photo in split.style], split.ordinary, how)
    assert tuple(found.methods) == how.names == ("estimate", "taught", "played", "ours")
    given = squares(split.unseen)
    truth = reduced(squares([look.on(photo) for photo in split.unseen]))
    for method in found.methods.values():
        assert error(method(given), truth) < error(reduced(given), truth)


@pytest.mark.slow
def test_the_whole_learning_of_pairs(prior: Prior, short: Path) -> None:
    look, some = warm(), photos(range(6))
    pairs = tuple((photo, look.on(photo)) for photo in some)
    found = whole(Examples(pairs=pairs), How(prior, "quick", steps=1))
    given, truth = squares(photos(range(9, 11))), reduced(squares([look.on(p) for p in photos(range(9, 11))]))
    for method in found.methods().values():
        assert error(method(given), truth) < 0.5 * error(reduced(given), truth)
    assert found.facts["best step"] <= 1
    assert list(short.iterdir()) == []
