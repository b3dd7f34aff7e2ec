"""Style files: what is written is read again, and the same style gives the same bytes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from studio.errors import StyleFileInvalid, StyleUnknown
from studio.styles import card as rules
from studio.styles.architectures import ARCHITECTURES, INPUTS
from studio.styles.bundle import (
    StyleBundle,
    format_bundle,
    parse_bundle,
    read_bundle,
    read_card,
    with_card,
)
from studio.styles.card import StyleCard, card_json, clean, parse_card
from studio.styles.style import LearnedFrom
from tests.support.bundles import join_file, make_bundle, split_file, write_bundle

WEIGHTS = make_bundle()


def printable(limit: int, least: int = 0) -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=("C", "Z"), include_characters=" ").filter(str.isprintable)
    return st.text(characters, max_size=limit, min_size=least)


LEARNED = st.builds(
    LearnedFrom,
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.integers(0, 10**9),
    printable(40),
)
CARDS = st.builds(
    StyleCard,
    architecture=st.just("photographic-1"),
    inputs=st.sampled_from(INPUTS),
    name=printable(120, 1),
    author=printable(120),
    licence=printable(120),
    description=printable(2000),
    group=printable(60),
    learned_from=st.none() | LEARNED,
    quality=st.none() | st.floats(0, 1000),
    lineage=st.lists(printable(240), max_size=6).map(tuple),
    created=st.just("") | st.datetimes().map(lambda at: f"{at:%4Y-%m-%dT%H:%M:%SZ}".zfill(20)),
    preview=st.none()
    | arrays.arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(3))),
)


def same_card(one: StyleCard, other: StyleCard) -> bool:
    previews = (one.preview, other.preview)
    same = all(p is None for p in previews) or np.array_equal(*previews)  # type: ignore[arg-type]
    return same and card_json(one) == card_json(other)


@settings(max_examples=60, deadline=None)
@given(CARDS, st.data())
def test_what_is_written_is_read_again(tmp_path_factory: Any, card: StyleCard, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(ARCHITECTURES[card.architecture])))
    values = data.draw(
        arrays.arrays(
            np.float32,
            WEIGHTS.tensors[name].shape,
            elements=st.floats(-9999, 9999, width=32),
            fill=st.just(np.float32(0.1)),
        )
    )
    bundle = with_card(make_bundle(), card)
    bundle = StyleBundle(
        **{**vars(bundle), "tensors": {**bundle.tensors, name: values}},
    )
    written = format_bundle(bundle)
    read = parse_bundle(written, "x.pstyle")
    assert same_card(read, card)
    assert all(np.array_equal(read.tensors[key], bundle.tensors[key]) for key in bundle.tensors)
    assert format_bundle(read) == written
    path = tmp_path_factory.mktemp("styles") / "x.pstyle"
    path.write_bytes(written)
    assert same_card(read_card(path), card)
    assert read_card(path, preview=False).preview is None
    assert format_bundle(read_bundle(path)) == written


def test_others_read_the_file_too() -> None:
    from safetensors.numpy import load

    bundle = make_bundle(3)
    found = load(format_bundle(bundle))
    assert np.array_equal(found.pop("preview"), bundle.preview)  # type: ignore[arg-type]
    assert set(found) == set(bundle.tensors)
    for key, tensor in found.items():
        assert tensor.dtype == np.float16, "half the size, and the same numbers"
        np.testing.assert_array_equal(tensor.astype(np.float32), bundle.tensors[key])


def test_float32_stays_as_exact_as_it_is() -> None:
    fine = np.full((16,), 1 / 3, dtype=np.float32)
    bundle = StyleBundle(**{**vars(WEIGHTS), "tensors": {**WEIGHTS.tensors, "encoder.0.bias": fine}})
    header, _ = split_file(format_bundle(bundle))
    assert header["encoder.0.bias"]["dtype"] == "F32"
    assert header["encoder.1.bias"]["dtype"] == "F16"


def test_brain_floats_are_read() -> None:
    header, body = split_file(format_bundle(make_bundle(preview=None)))
    entry = header["encoder.0.bias"]
    begin, end = entry["data_offsets"]
    entry["dtype"] = "BF16"
    ones = (np.linspace(-2, 2, 16).astype(np.float32).view(np.uint32) >> 16).astype("<u2")
    read = parse_bundle(join_file(header, body[:begin] + ones.tobytes() + body[end:]), "x")
    np.testing.assert_allclose(read.tensors["encoder.0.bias"], np.linspace(-2, 2, 16), rtol=1 / 128)


def test_a_style_is_a_megabyte_and_reads_fast() -> None:
    written = format_bundle(WEIGHTS)
    assert len(written) < 1_200_000
    parse_bundle(written, "x")
    start = time.process_time()
    parse_bundle(written, "x")
    assert time.process_time() - start < 0.1


def test_tensors_that_are_read_cannot_be_changed() -> None:
    read = parse_bundle(format_bundle(WEIGHTS), "x")
    with pytest.raises(ValueError, match="read-only"):
        read.tensors["base"][0] = 1


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    for read in (read_bundle, read_card):
        with pytest.raises(StyleUnknown):
            read(tmp_path / "none.pstyle")
        with pytest.raises(StyleUnknown):
            read(tmp_path)


def test_a_card_reads_no_weights(tmp_path: Path) -> None:
    """Weights of NaN: the card is there, the style is not."""
    header, body = split_file(format_bundle(WEIGHTS))
    begin, _ = header["bank"]["data_offsets"]
    path = tmp_path / "nan.pstyle"
    path.write_bytes(join_file(header, body[:begin] + b"\xff\x7f" + body[begin + 2 :]))
    assert read_card(path).name == "Autumn light"
    with pytest.raises(StyleFileInvalid, match="bank"):
        read_bundle(path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "two\nlines"},
        {"name": "x" * 121},
        {"author": "\u202egnp.exe"},
        {"description": "\x1b[2J"},
        {"group": "a\x00b"},
        {"licence": "\ud800"},
        {"architecture": "photographic-99"},
        {"inputs": "depth"},
        {"quality": float("nan")},
        {"quality": -1.0},
        {"lineage": ("x",) * 65},
        {"lineage": ("x" * 241,)},
        {"created": "yesterday"},
        {"learned_from": LearnedFrom(-1, 0, 0, "")},
        {"learned_from": LearnedFrom(1, 0, 0, "1\t2")},
        {"preview": np.zeros((1025, 1, 3), np.uint8)},
        {"preview": np.zeros((1000, 1000, 3), np.uint8)},
        {"preview": np.zeros((10, 10, 4), np.uint8)},
        {"preview": np.zeros((10, 10, 3), np.float32)},
        {"preview": np.zeros((0, 10, 3), np.uint8)},
    ],
)
def test_no_card_breaks_a_rule(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        make_bundle(**wrong)


def spoilt(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    tensors = dict(WEIGHTS.tensors)
    change(tensors)
    return {**vars(WEIGHTS), "tensors": tensors}


@pytest.mark.parametrize(
    "change",
    [
        lambda tensors: tensors.pop("base"),
        lambda tensors: tensors.update(more=np.zeros(3, np.float32)),
        lambda tensors: tensors.update({"encoder.0.bias": np.zeros(17, np.float32)}),
        lambda tensors: tensors.update({"encoder.0.bias": np.zeros(16, np.float64)}),
        lambda tensors: tensors.update({"encoder.0.bias": np.full(16, np.nan, np.float32)}),
        lambda tensors: tensors.update({"encoder.0.bias": np.full(16, 1e4, np.float32)}),
    ],
)
def test_no_bundle_holds_unusable_weights(change: Callable[[dict[str, Any]], None]) -> None:
    with pytest.raises(ValueError, match="tensor"):
        StyleBundle(**spoilt(change))


def test_texts_are_cleaned_for_a_card() -> None:
    assert clean(" two\n lines\t\u202eand\x00 more ", 40) == "two lines and more"
    assert clean("ab cd", 3) == "ab"
    assert clean("暖色 é", 10) == "暖色 é"


def test_the_json_is_canonical() -> None:
    text = card_json(WEIGHTS)
    assert card_json(parse_card(text)) == text
    assert text.startswith('{"architecture":"photographic-1","author":')
    assert rules.SCHEMA == 1


def test_write_bundle_writes(tmp_path: Path) -> None:
    assert read_bundle(write_bundle(tmp_path / "a" / "b.pstyle", name="B")).name == "B"
