"""The originals of the filmstrip are safe from the export of their neighbour."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio import paths
from studio.editing.recipe import Recipe
from studio.engine.export import export_photo
from studio.engine.render import Renderer
from studio.errors import OutputIsInput, PhotoNeedsMemory
from studio.imaging import limits
from studio.imaging.decode import decode_photo
from studio.imaging.encode import ExportOptions
from studio.styles.catalogue import Catalogue
from tests.support.engine import CPU_CHOICE


@pytest.mark.parametrize("linked", [False, True])
def test_another_open_photo_is_never_replaced(tmp_path: Path, astronaut: Path, linked: bool) -> None:
    first, second = tmp_path / "a.png", tmp_path / "b.png"
    for path in (first, second):
        shutil.copy(astronaut, path)
    target = second
    if linked:
        target = tmp_path / "link.png"
        target.hardlink_to(second)
    before = second.read_bytes()
    renderer = Renderer(Catalogue(paths.resources() / "styles"), CPU_CHOICE)
    with pytest.raises(OutputIsInput):
        export_photo(
            renderer,
            decode_photo(first),
            Recipe(),
            ExportOptions("png"),
            target,
            replace=True,
            originals=(first, second),
        )
    assert second.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_an_export_that_would_not_fit_is_refused_before_any_work(
    tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = decode_photo(astronaut)
    monkeypatch.setattr(limits, "free_memory", lambda: 1 << 20)
    renderer = Renderer(Catalogue(paths.resources() / "styles"), CPU_CHOICE)
    with pytest.raises(PhotoNeedsMemory):
        export_photo(renderer, photo, Recipe(), ExportOptions("png"), tmp_path / "out.png")
    assert list(tmp_path.iterdir()) == []
