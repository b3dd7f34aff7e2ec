"""The report's numbers by hand, its sentences, and the formats that tables go out as."""

from __future__ import annotations

import numpy as np
import pytest

from studio.engine.passport_request import Panels
from studio.messages import Message
from studio.styles.lut import Lut, identity_grid
from studio.styles.passport_html import MOST_PICTURED, passport_html
from studio.styles.passport_report import Kept, PassportReport, PhotoKept, PlaceLost, percent
from studio.styles.table_formats import FORMATS, format_of_suffix, write_and_read

PLACES = (
    PlaceLost(Message("Passport", "corners"), 3.0, 0.1),
    PlaceLost(Message("Passport", "skin colours"), 2.0, 0.2),
)


def report(*photos: PhotoKept, exact: bool = False, places: tuple[PlaceLost, ...] = ()) -> PassportReport:
    return PassportReport("Mine", "cube", 33, exact, photos, places)


def test_numbers_by_hand() -> None:
    """Distances 4 and 2, losses 1 and 0.5: 3 and 0.75 in the mean, so that three quarters are kept."""
    made = report(
        PhotoKept("a", Kept(4.0, 1.0), Kept(4.0, 2.0)), PhotoKept("b", Kept(2.0, 0.5), Kept(2.0, 1.0))
    )
    assert made.here == Kept(3.0, 0.75)
    assert made.elsewhere == Kept(3.0, 1.5)
    document = made.as_json()
    assert (document["kept"], document["lost"], document["distance"]) == (0.75, 0.75, 3.0)
    assert document["elsewhere"] == {"kept": 0.5, "lost": 1.5, "distance": 3.0}
    assert [photo["kept"] for photo in document["photos"]] == [0.75, 0.75]
    assert [str(sentence) for sentence in made.sentences()] == [
        "The look-up table keeps 75 % of this style; mean difference 0.8 ΔE.",
        "What is lost is spread evenly.",
        "On photos it was not made from, it keeps 50 %.",
    ]


def test_places_are_listed() -> None:
    made = report(PhotoKept("a", Kept(4.0, 1.0)), places=PLACES)
    assert str(made.sentences()[1]) == "Lost mostly at: corners, skin colours."
    assert made.elsewhere is None
    assert made.as_json()["places"][0] == {"place": "corners", "lost": 3.0, "share": 0.1}


def test_a_table_that_is_worse_than_nothing_keeps_nothing() -> None:
    assert Kept(1.0, 3.0).share == 0.0
    assert Kept(0.01, 0.0).share is None
    made = report(PhotoKept("a", Kept(0.01, 0.0)))
    assert [str(s) for s in made.sentences()] == ["The style changes next to nothing on these photos."]
    assert made.as_json()["kept"] is None


def test_exact_tables() -> None:
    assert [str(s) for s in report(exact=True).sentences()] == ["The look-up table keeps all of this style."]
    coarse = report(PhotoKept("a", Kept(4.0, 0.2)), exact=True)
    assert [str(s) for s in coarse.sentences()] == [
        "The look-up table keeps 95 % of this style; mean difference 0.2 ΔE."
    ]


@pytest.mark.parametrize(("share", "text"), [(0.0, "0"), (0.994, "99"), (0.9951, "100"), (0.874, "87")])
def test_per_cent(share: float, text: str) -> None:
    assert percent(share) == text


def test_a_page_in_another_language() -> None:
    picture = np.full((8, 12, 3), 99, np.uint8)
    made = report(PhotoKept("a & b <i>.jpg", Kept(4.0, 1.0)), places=PLACES)
    asked: list[str] = []

    def translate(message: Message) -> str:
        asked.append(message.template)
        return "«" + str(message) + "»"

    page = passport_html(
        made, [Panels("a & b <i>.jpg", picture, picture, picture, picture)], 10.0, translate, "zh-CN"
    ).decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n')
    assert page.endswith("</html>\n")
    assert "a &amp; b &lt;i&gt;.jpg" in page
    assert "<i>" not in page
    assert "«Lost mostly at: corners, skin colours.»" in page
    assert page.count("data:image/jpeg;base64,") == 4
    assert "Style passport: {style}" in asked
    assert len(page) < 40_000


def test_names_neither_turn_the_writing_nor_hold_control_characters() -> None:
    picture = np.full((8, 12, 3), 99, np.uint8)
    name = "\u202egpj\x1b[31m\n\u2066\udcff & <b> \u4eba\u00a0\U0001f468\u200d\U0001f469.jpg"
    shown = "\ufffdgpj\ufffd[31m\ufffd\ufffd\ufffd &amp; &lt;b&gt; \u4eba\u00a0\U0001f468\u200d\U0001f469.jpg"
    page = passport_html(
        report(PhotoKept(name, Kept(4.0, 1.0))),
        [Panels(name, picture, picture, picture, picture)],
        10.0,
        lambda message: f"{name} {message}",
    ).decode()
    assert page.count(shown) > 8
    assert not {"\u202e", "\x1b", "\u2066"} & set(page)


def test_the_worst_photos_are_pictured_and_all_are_numbered() -> None:
    picture = np.full((8, 12, 3), 99, np.uint8)
    names = [f"{number}.jpg" for number in range(24)]
    page = passport_html(
        report(*(PhotoKept(name, Kept(4.0, 1.0)) for name in names)),
        [Panels(name, picture, picture, picture, picture) for name in names],
        10.0,
    ).decode()
    assert page.count("<section>") == MOST_PICTURED == 12
    assert all(f"<td>{name}</td>" in page for name in names)


def test_a_page_without_photos() -> None:
    page = passport_html(report(exact=True), [], 10.0).decode()
    assert "keeps all of this style" in page
    assert "<table>" not in page


@pytest.mark.parametrize(("name", "size"), [(name, size) for name in FORMATS for size in FORMATS[name].sizes])
def test_what_is_written_is_what_is_measured(name: str, size: int) -> None:
    grid = identity_grid(size)
    lut = Lut("A “look”", (grid**1.1 * np.array([1.1, 1.0, 0.9], np.float32) - 0.02).astype(np.float32))
    data, back = write_and_read(name, lut, size)
    assert back.title == lut.title
    assert back.cube is not None
    assert lut.cube is not None
    wanted = lut.cube if name == "cube" else np.clip(lut.cube, 0, 1)
    assert np.abs(back.cube - wanted).max() <= (5.5e-7 if name == "cube" else 0.51 / 65535)
    assert FORMATS[name].write(back, size) == data
    assert format_of_suffix(FORMATS[name].suffix.upper()) == name


def test_sizes_that_a_format_does_not_have() -> None:
    with pytest.raises(ValueError, match="not 33"):
        write_and_read("xmp", Lut("", identity_grid(33)), 33)
    with pytest.raises(KeyError):
        write_and_read("3dl", Lut("", identity_grid(33)), 33)
    assert format_of_suffix(".jpg") is None
