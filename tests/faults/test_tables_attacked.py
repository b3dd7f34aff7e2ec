"""Tables made to keep the program busy, to speak to the terminal, or to come apart on their way."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest

from studio.errors import DiskFull, OutputNotWritable, StyleFileInvalid
from studio.imaging.png_chunks import SIGNATURE, TooManyChunks, make_chunk, read_chunks
from studio.paths import resources
from studio.styles import user_folder
from studio.styles.catalogue import Catalogue
from studio.styles.cube import format_cube
from studio.styles.lut import Lut, identity_grid
from studio.styles.lut_file import parse_lut
from studio.styles.user_folder import TRASH
from studio.styles.xmp_profile import CRS, format_xmp_profile, parse_xmp_profile

LOOK = Lut("My look", identity_grid(5))
LEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f'<rdf:Description rdf:about="" xmlns:crs="{CRS}">'
).encode()
EIGHT = SIGNATURE + make_chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
END = make_chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        LEAD + b"<a/>" * 900_000,
        LEAD + b"<crs:Name>" + b"    " * 300_000 + b"<rdf:li/>" * 200_000,
        LEAD + b"<crs:Name>" + b"a<rdf:li/>" * 300_000,
        EIGHT + make_chunk(b"IDAT", b"") * 2_000_000 + END,
        EIGHT + make_chunk(b"tEXt", b"a") * 2_000_000 + END,
    ],
    ids=["elements", "white space and entries", "entries", "parts of the picture", "texts"],
)
def test_refused_in_under_a_second(data: bytes) -> None:
    start = time.process_time()
    with pytest.raises(StyleFileInvalid):
        parse_lut(data, "look")
    assert time.process_time() - start < 1.0


def test_as_many_parts_as_pictures_have() -> None:
    data = SIGNATURE + make_chunk(b"tEXt", b"") * 40 + END
    assert len(read_chunks(data, most=41)) == 41
    with pytest.raises(TooManyChunks):
        read_chunks(data, most=40)


def test_the_name_of_a_profile_is_one_printable_line() -> None:
    said = "&#x9b;31m&#x202e;red&#10;&#x85;line " + "x" * 10_000
    data = format_xmp_profile(LOOK).replace(b">My look<", f">{said}<".encode())
    title = parse_xmp_profile(data, "look.xmp").title
    assert title.startswith("31m red line x")
    assert title.isprintable()
    assert len(title) == 200


def test_the_first_text_of_a_list_is_taken_after_empty_ones() -> None:
    entries = b"<rdf:li>\n \t</rdf:li><rdf:li/><rdf:li> Mine </rdf:li><rdf:li>Other</rdf:li>"
    data = format_xmp_profile(LOOK).replace(b'<rdf:li xml:lang="x-default">My look</rdf:li>', entries)
    assert parse_xmp_profile(data, "look.xmp").title == "Mine"


def test_a_style_that_cannot_be_thrown_away_keeps_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "styles"
    folder.mkdir()
    (folder / "look.cube").write_bytes(format_cube(LOOK, 5))
    catalogue = Catalogue(resources() / "styles", folder)
    catalogue.edit("user-look", name="Called so")
    rename = Path.rename

    def on_another_disk(self: Path, target: Path) -> Path:
        if self.suffix == ".cube":
            raise OSError(18, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", on_another_disk)
    with pytest.raises(OutputNotWritable):
        catalogue.remove("user-look")
    assert catalogue.get("user-look").name == "Called so"
    assert sorted(path.name for path in folder.rglob("*")) == [TRASH, "look.cube", "look.json"]


def test_nothing_is_left_of_a_copy_for_which_there_is_no_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A profile's name is written beside it first: alone it would be taken for somebody else's."""
    source = tmp_path / "look.xmp"
    source.write_bytes(format_xmp_profile(LOOK))
    catalogue = Catalogue(resources() / "styles", tmp_path / "styles")

    def no_space(path: Path, data: bytes) -> None:
        raise DiskFull(name=path.name)

    monkeypatch.setattr(user_folder, "write_atomically", no_space)
    with pytest.raises(DiskFull):
        catalogue.add(source)
    assert list((tmp_path / "styles").iterdir()) == []
    monkeypatch.undo()
    assert catalogue.add(source).name == "My look"
