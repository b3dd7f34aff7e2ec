"""TrainingConfig: JSON both ways, and nothing else than what was meant."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from studio.runs.config import LOSSES, SCHEMA, TrainingConfig, from_json, to_json
from studio.runs.errors import TrainingConfigInvalid

FULL = TrainingConfig(
    name="Évening — 晚",
    output="/home/a/evening.pstyle",
    style=("/photos/finished", "/photos/one.jpg"),
    ordinary=("/photos/ordinary",),
    left_out=("/photos/finished/9.jpg",),
    kept=("/photos/finished/8.jpg",),
    preset="best",
    steps=1200,
    seed=7,
    device="cpu",
    loss="hinge",
    schedule="cosine",
    batch=4,
    rate_generator=2e-4,
    variations=True,
    tensorboard=True,
    replace=True,
    author="A. Photographer",
    language="zh_CN",
)
PAIRS: dict[str, Any] = {"style": (), "ordinary": (), "before": ("/b",), "after": ("/a",)}


def changed(**values: Any) -> str:
    return json.dumps(json.loads(to_json(FULL)) | values)


@pytest.mark.parametrize("config", [FULL, dataclasses.replace(FULL, **PAIRS)])
def test_out_and_in_again(config: TrainingConfig) -> None:
    assert from_json(to_json(config)) == config
    assert to_json(from_json(to_json(config))) == to_json(config)
    assert json.loads(to_json(config))["schema"] == SCHEMA


def test_what_is_not_named_is_as_usual() -> None:
    config = from_json('{"schema": 1, "name": "A", "output": "/a.pstyle", "style": ["/photos"], "hold": 5}')
    assert config == TrainingConfig(name="A", output="/a.pstyle", style=("/photos",), hold=5.0)
    assert not config.paired
    assert not config.tensorboard, "runs of before there were files for TensorBoard go on without"
    assert config.language == "en", "as reports were before they had a language"
    assert dataclasses.replace(FULL, **PAIRS).paired


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_is_taken(loss: str) -> None:
    assert from_json(changed(loss=loss)).loss == loss


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"schema": True}, "schema"),
        ({"schema": 0}, "schema"),
        ({"name": ""}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": 5}, "name"),
        ({"output": "relative.pstyle"}, "output"),
        ({"output": "/photos/finished/9.jpg"}, "output"),
        ({"style": "/photos"}, "style"),
        ({"style": ["photos"]}, "style"),
        ({"style": ["/a\0b"]}, "style"),
        ({"preset": "fast"}, "preset"),
        ({"steps": 0}, "steps"),
        ({"steps": 1.5}, "steps"),
        ({"steps": True}, "steps"),
        ({"seed": -1}, "seed"),
        ({"device": "tpu"}, "device"),
        ({"language": "xx"}, "language"),
        ({"language": "system"}, "language"),
        ({"loss": "bce"}, "loss"),
        ({"schedule": "steps"}, "schedule"),
        ({"batch": 65}, "batch"),
        ({"rate_generator": 0}, "rate_generator"),
        ({"penalty": "1"}, "penalty"),
        ({"self_pairs": 1.1}, "self_pairs"),
        ({"variations": 1}, "variations"),
        ({"tensorboard": "yes"}, "tensorboard"),
        ({"author": " spaced "}, "author"),
    ],
)
def test_a_wrong_value_is_named(values: dict[str, Any], key: str) -> None:
    with pytest.raises(TrainingConfigInvalid, match=f"“{key}” is not what it should be"):
        from_json(changed(**values))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not the JSON"),
        ("[]", "not the JSON"),
        ('{"schema": 1, "name": "A", "name": "B"}', "not the JSON"),
        (changed().replace("0.002", "NaN"), "not the JSON"),
        ("[" * 100_000, "not the JSON"),
        (changed(schema=SCHEMA + 1), "newer version"),
        (changed(surprise=1), "“surprise” is not known"),
        ('{"schema": 1, "output": "/a.pstyle", "style": ["/photos"]}', "“name” is missing"),
        (changed(style=[], ordinary=[]), "no photos in the wanted style"),
        (changed(before=["/b"], after=["/a"]), "together"),
        (changed(style=[], ordinary=[], before=["/b"]), "before and photos after"),
    ],
)
def test_what_is_no_config_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(TrainingConfigInvalid, match=reason):
        from_json(text)
