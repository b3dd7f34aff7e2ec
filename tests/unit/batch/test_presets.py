"""Presets as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.batch.errors import NameTemplateInvalid, PresetInvalid
from studio.batch.presets import BUILTIN, ExportPreset, parse_preset

USUAL = ExportPreset(template="{number}", quality=70)


def test_by_name_changed_and_spelt_out() -> None:
    assert parse_preset("web", USUAL).quality == BUILTIN["web"].quality
    assert parse_preset("web", USUAL).template == "{number}"
    assert parse_preset("web,quality=60,metadata=none", USUAL).quality == 60
    spelt = parse_preset("format=tiff, bit-depth=16, profile=adobe-rgb, folder=big, name={name}-x", USUAL)
    assert spelt == ExportPreset("", "big", "{name}-x", "tiff", 70, 16, "adobe-rgb")
    assert parse_preset("web", USUAL).options(Path("a.tif")).long_edge == 2048
    assert parse_preset("web,long-edge=800", USUAL).long_edge == 800
    assert parse_preset("web,long-edge=full,megapixels=2.5", USUAL).megapixels == 2.5
    assert parse_preset("web,long-edge=full", USUAL).long_edge is None
    assert spelt.options(Path("a.jpg")).format == "tiff"
    assert USUAL.options(Path("a.webp")).format == "webp"
    assert USUAL.options(Path("a.heic")).format == "jpeg"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "wep",
        "quality=",
        "quality=0",
        "quality=1e2",
        "format=gif",
        "metadata=maybe",
        "web,x=1",
        "long-edge=0",
        "long-edge=2e3",
        "megapixels=nan",
        "megapixels=-1",
    ],
)
def test_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(PresetInvalid, match="no export preset"):
        parse_preset(text, USUAL)


def test_a_folder_cannot_lead_out() -> None:
    with pytest.raises(NameTemplateInvalid):
        parse_preset("folder=../up", USUAL)
