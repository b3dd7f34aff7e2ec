"""Name templates: filled right, and never a name that leads elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.batch.errors import NameTemplateInvalid
from studio.batch.names import FIELDS, NameFacts, NameTemplate

FACTS = NameFacts(
    name="DSC_1",
    number=7,
    captured="2024:05:06 07:08:09",
    style="Warm film",
    rating=4,
    camera="Studio Camera/One",
    folder="Anna",
    subfolder="day 1/church",
    preset="web",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{name}", ("DSC_1",)),
        ("{subfolder}/{name}", ("day 1", "church", "DSC_1")),
        ("{number:04}-{name}", ("0007-DSC_1",)),
        ("{number}{number:2}{number:03}", ("707007",)),
        ("{date}/{time} {style} {rating}", ("2024-05-06", "070809 Warm film 4")),
        ("{camera}", ("Studio Camera_One",)),
        ("{folder}-{preset}", ("Anna-web",)),
        ("a {{b}} c", ("a {b} c",)),
        ("one//two", ("one", "two")),
        ("nul.{name}", ("_nul.DSC_1",)),
    ],
)
def test_filled(text: str, expected: tuple[str, ...]) -> None:
    assert NameTemplate(text).fill(FACTS) == expected


def test_what_is_unknown_is_said() -> None:
    filled = NameTemplate("{date} {time} {camera} {style} {rating}/{subfolder}/{name}").fill(NameFacts("x"))
    assert filled == ("unknown unknown unknown unknown 0", "x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("///", "empty"),
        ("x" * 301, "too long"),
        ("{nam}", "no field “nam”"),
        ("{}", "no field"),
        ("{0}", "no field"),
        ("{name.__class__}", "no field “name.__class__”"),
        ("{name[0]}", "no field"),
        ("{name!r}", "digits"),
        ("{name:>99}", "digits"),
        ("{number:99}", "digits"),
        ("{number:{number}}", "digits"),
        ("{number:04d}", "digits"),
        ("{name", "brace"),
        ("name}", "brace"),
        ("../{name}", "leads out"),
        ("a/../../{name}", "leads out"),
        ("/etc/{name}", "leads out"),
        ("a\\{name}", "parted"),
    ],
)
def test_refused_in_a_sentence(text: str, reason: str) -> None:
    with pytest.raises(NameTemplateInvalid, match=reason):
        NameTemplate(text)


@given(
    facts=st.builds(NameFacts, **dict.fromkeys(("name", "captured", "style", "camera", "folder"), st.text())),
    text=st.lists(st.sampled_from([f"{{{field}}}" for field in FIELDS] + ["/", "-", "."]), min_size=1).map(
        "".join
    ),
)
def test_whatever_the_photo_says_a_name_stays_below(facts: NameFacts, text: str) -> None:
    try:
        template = NameTemplate(text)
    except NameTemplateInvalid:
        return
    for part in template.fill(facts):
        assert part
        assert part not in (".", "..")
        assert part == part.strip(" ")
        assert not part.endswith(".")
        assert not set(part) & set('/\\:*?"<>|\0\n')


@given(st.text(max_size=400))
def test_any_text_is_a_template_or_is_refused(text: str) -> None:
    try:
        parts = NameTemplate(text).fill(FACTS)
    except NameTemplateInvalid:
        return
    assert all(part not in ("", ".", "..") and "/" not in part for part in parts)
