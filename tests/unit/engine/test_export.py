"""Exporting: told honestly, refused before the work, and nothing left behind when it does not end well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.editing.recipe import Recipe
from studio.engine import export as export_module
from studio.engine.export import export_photo
from studio.engine.render import Renderer
from studio.engine.request import CancelToken
from studio.errors import Cancelled, DiskFull, OutputExists, OutputIsInput, StudioError
from studio.imaging.encode import ExportOptions
from studio.messages import Message
from tests.support.engine import CPU_CHOICE, photo_of, picture, some_styles

PHOTO = photo_of(picture(50, 40))
WARM = Recipe().with_style("warm")
PNG = ExportOptions("png")


def renderer() -> Renderer:
    return Renderer(some_styles(), CPU_CHOICE, strip_pixels=400)


def test_written_and_told(tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    target = tmp_path / "out.png"
    export_photo(renderer(), PHOTO, WARM, PNG, target, progress=lambda f, s: told.append((f, str(s))))
    assert target.read_bytes().startswith(b"\x89PNG")
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert list(dict.fromkeys(stage for _, stage in told)) == ["Rendering", "Encoding", "Writing"]


@pytest.mark.parametrize("stage", ["Rendering", "Encoding", "Writing"])
def test_cancelled_at_any_stage_leaves_nothing(tmp_path: Path, stage: str) -> None:
    token = CancelToken()

    def progress(fraction: float, told: Message) -> None:
        if str(told) == stage:
            token.cancel()

    with pytest.raises(Cancelled):
        export_photo(renderer(), PHOTO, WARM, PNG, tmp_path / "out.png", progress=progress, token=token)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_refused_before_the_work(tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    target.write_bytes(b"mine")
    told: list[float] = []
    with pytest.raises(OutputExists):
        export_photo(renderer(), PHOTO, WARM, PNG, target, progress=lambda f, s: told.append(f))
    assert told == []
    assert target.read_bytes() == b"mine"
    export_photo(renderer(), PHOTO, WARM, PNG, target, replace=True)
    assert target.read_bytes() != b"mine"


def test_the_original_is_never_replaced(tmp_path: Path) -> None:
    original = tmp_path / "photo.png"
    original.write_bytes(b"the negative")
    link = tmp_path / "other name.png"
    link.hardlink_to(original)
    photo = replace(PHOTO, path=original)
    for target in (original, link):
        with pytest.raises(OutputIsInput):
            export_photo(renderer(), photo, WARM, PNG, target, replace=True)
    assert original.read_bytes() == b"the negative"


def test_a_full_disk_passes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise DiskFull(name=path.name)

    monkeypatch.setattr(export_module, "write_atomically", full)
    with pytest.raises(StudioError, match="disk is full"):
        export_photo(renderer(), PHOTO, WARM, PNG, tmp_path / "out.png")
