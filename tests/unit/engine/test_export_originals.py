"""The originals of the filmstrip are safe from the export of their neighbour."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio import paths
from studio.editing.recipe import Recipe
from studio.engine.export import export_photo
from studio.engine.render import Renderer
from studio.errors import OutputIsInput
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
