"""What the wizard's choices make of a config, and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.runs.config import TrainingConfig
from studio.ui.train.choices import INTENTS, PLANNED, SIDES, Choices, Intent

STYLE, ORDINARY = "/photos/finished", "/photos/plain"


def choices(intent: Intent = "both", **plan: object) -> Choices:
    empty = Choices(intent=intent, plan=plan)
    for side in SIDES[intent]:
        place = "/photos/one.jpg" if intent == "one" and side == "style" else f"/photos/{side}"
        empty = empty.with_places(side, [place])
    return empty


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_makes_a_config_and_is_known_by_it(intent: Intent, tmp_path: Path) -> None:
    config = choices(intent).config(tmp_path)
    assert config is not None
    assert Choices.of_config(config).intent == intent
    assert config.paired == (intent == "pairs")
    assert Path(config.output).parent == tmp_path


@pytest.mark.parametrize("intent", INTENTS)
def test_what_is_missing_is_named_in_order(intent: Intent, tmp_path: Path) -> None:
    empty = Choices(intent=intent)
    assert empty.missing == SIDES[intent]
    assert empty.config(tmp_path) is None
    assert choices(intent).missing == ()


def test_a_config_and_what_was_chosen_for_it_are_the_same(tmp_path: Path) -> None:
    config = TrainingConfig(
        name="Mine", output=str(tmp_path / "Mine.pstyle"), style=(STYLE,), ordinary=(ORDINARY,),
        left_out=("/photos/a.jpg",), kept=("/photos/b.jpg",), preset="best", steps=70, seed=5, device="cpu",
        loss="hinge", batch=4, rate_generator=2e-4, rate_discriminator=3e-4, penalty=2.0, self_pairs=0.25,
        hold=10.0, variations=True, tensorboard=True, replace=True, author="Ann", licence="CC0", group="Own",
    )  # fmt: skip
    assert Choices.of_config(config).config(tmp_path) == config


def test_the_plan_decides_all_but_the_photos_and_the_place() -> None:
    fixed = {"output", "style", "ordinary", "before", "after", "left_out", "kept", "replace", "language"}
    assert set(PLANNED) == set(TrainingConfig.__dataclass_fields__) - fixed


@pytest.mark.parametrize(
    ("name", "file"),
    [("", "finished.pstyle"), ("Warm: evening/1", "Warm_ evening_1.pstyle"), ("暖色", "暖色.pstyle")],
)
def test_the_style_is_called_as_chosen_or_as_its_folder(name: str, file: str, tmp_path: Path) -> None:
    chosen = Choices(plan={"name": name}).with_places("style", [STYLE]).with_places("ordinary", [ORDINARY])
    config = chosen.config(tmp_path)
    assert config is not None
    assert (config.name, Path(config.output).name) == (name or "finished", file)


def test_one_picture_is_the_last_one_given() -> None:
    chosen = Choices(intent="one").with_places("style", ["/a.jpg", "/b.jpg"])
    assert chosen.of("style") == ("/b.jpg",)


def test_photos_go_along_to_another_intent() -> None:
    pairs = choices("both").with_intent("pairs")
    assert pairs.of("after") == ("/photos/style",)
    assert pairs.of("before") == ("/photos/ordinary",)
    assert pairs.of("style") == ()
    assert choices("both").with_intent("one").of("style") == (), "a folder is no picture"
    assert choices("both").with_intent("style").missing == ()


def test_a_photo_is_left_out_and_taken_in_again() -> None:
    chosen = choices()
    out = chosen.toggled("/a.jpg", "in")
    assert out.left_out == {"/a.jpg"}
    assert out.toggled("/a.jpg", "unwanted") == chosen
    kept = chosen.toggled("/b.jpg", "out")
    assert kept.kept == {"/b.jpg"}
    assert kept.toggled("/b.jpg", "wanted") == replace(chosen)
