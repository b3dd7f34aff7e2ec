"""An export tells what was done to it, in the right term."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio import paths
from studio.editing.recipe import Recipe
from studio.engine.export import encode_export
from studio.engine.render import Renderer
from studio.imaging.decode import decode_photo
from studio.imaging.encode import SUFFIXES, ExportOptions
from studio.styles.catalogue import Catalogue
from tests.support.engine import CPU_CHOICE, photo_of, picture

PHOTO = photo_of(picture(64, 48))


def told(recipe: Recipe, path: Path, **options: object) -> str:
    """The XMP of an export."""
    renderer = Renderer(Catalogue(paths.resources() / "styles", path.parent / "none"), CPU_CHOICE)
    chosen = ExportOptions(path.suffix[1:], **options)  # type: ignore[arg-type]
    path.write_bytes(encode_export(renderer, PHOTO, recipe, chosen).data)
    return (decode_photo(path).metadata.xmp or b"").decode()


@pytest.mark.parametrize("kind", SUFFIXES)
def test_a_learned_style(tmp_path: Path, kind: str) -> None:
    xmp = told(Recipe().with_style("matte-print", 0.5), tmp_path / f"a.{kind}")
    assert "digitalsourcetype/algorithmicallyEnhanced" in xmp
    assert 'pss:Style="Matte print"' in xmp
    assert 'pss:StyleStrength="0.5"' in xmp


def test_a_fixed_table_and_edits_by_hand(tmp_path: Path) -> None:
    for recipe in (Recipe().with_style("warm-film"), Recipe().with_value("exposure", 0.5)):
        assert "digitalsourcetype/humanEdits" in told(recipe, tmp_path / "a.png")


def test_nothing_done_says_nothing(tmp_path: Path) -> None:
    assert told(Recipe(), tmp_path / "a.png") == ""
    assert told(Recipe().with_style("matte-print", 0.0), tmp_path / "a.png") == ""
    assert told(Recipe().with_style("matte-print"), tmp_path / "a.png", metadata="none") == ""
