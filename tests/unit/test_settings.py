"""Settings come back as they were saved; what cannot be understood is set aside, never overwritten."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import OutputError
from studio.imaging.export_options import COMPRESSION, SUBSAMPLING
from studio.imaging.privacy import KEEP
from studio.paths import settings_file
from studio.settings import MAX_RECENT, Settings, chosen_language, load_settings, save_settings

words = st.text(max_size=20)
some_settings = st.builds(
    Settings,
    language=st.sampled_from(["system", "en", "zh_CN"]),
    theme=st.sampled_from(["dark", "light", "system"]),
    device=st.sampled_from(["auto", "cpu", "cuda", "mps"]),
    display_profile=words,
    recent=st.lists(words, max_size=5).map(tuple),
    favourites=st.lists(words, max_size=5).map(tuple),
    export_format=st.sampled_from(["jpeg", "png", "tiff", "webp", "avif"]),
    export_quality=st.integers(1, 100),
    export_bit_depth=st.sampled_from([0, 8, 16]),
    export_profile=st.sampled_from(["input", "srgb", "display-p3", "adobe-rgb", "prophoto"]),
    export_keep=st.sampled_from(KEEP),
    export_subsampling=st.sampled_from(SUBSAMPLING),
    export_compression=st.sampled_from(COMPRESSION),
    export_folder=words,
    window_geometry=words,
    window_splitters=st.lists(words, max_size=2).map(tuple),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load_settings(file) == (Settings(), None)
    assert not file.exists()


@given(settings=some_settings)
def test_what_is_saved_comes_back(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("s") / "settings.json"
    save_settings(settings, file)
    assert load_settings(file) == (settings, None)


def test_a_path_that_is_no_unicode_comes_back(file: Path) -> None:
    odd = os.fsdecode(b"/photos/\xff\xfe.jpg")
    save_settings(Settings(recent=(odd,)), file)
    assert load_settings(file)[0].recent == (odd,)


def test_by_default_the_users_own_file_is_used(home: Path) -> None:
    save_settings(Settings(theme="light"))
    assert settings_file().is_relative_to(home)
    assert load_settings()[0].theme == "light"


def test_the_language_alone_is_read_without_touching_the_file(file: Path) -> None:
    assert chosen_language(file) == "system"
    save_settings(Settings(language="zh_CN"), file)
    assert chosen_language(file) == "zh_CN"
    for content in (b"not json", b'{"version": 1, "language": "xx"}', b'{"version": true}'):
        file.write_bytes(content)
        assert chosen_language(file) == "system"
        assert file.read_bytes() == content
    file.unlink()
    file.mkdir()
    assert chosen_language(file) == "system"


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"[1]", b'{"theme": "dark"}', b'{"version": "1"}', b'{"version": 0}', b"\xff\xfe\0",
     b"[" * 100_000, b'{"version": true}'],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_set_aside(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    settings, note = load_settings(file)
    assert settings == Settings()
    assert note is not None
    kept = file.with_name("settings.kept-1.json")
    assert note.values["name"] == kept.name
    assert kept.read_bytes() == content
    save_settings(settings, file)
    assert kept.read_bytes() == content


def test_a_newer_file_is_set_aside_beside_an_older_one(file: Path) -> None:
    file.parent.mkdir()
    for number in (1, 2):
        file.write_text(json.dumps({"version": 2, "number": number}))
        note = load_settings(file)[1]
        assert note is not None
        assert "newer" in str(note)
        kept = file.with_name(f"settings.kept-{number}.json")
        assert json.loads(kept.read_text())["number"] == number


def test_unknown_entries_are_kept(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"version": 1, "theme": "light", "grain": {"size": [1, 2]}}))
    settings, note = load_settings(file)
    assert note is None
    save_settings(settings, file)
    assert json.loads(file.read_text())["grain"] == {"size": [1, 2]}


@pytest.mark.parametrize(
    ("entry", "field", "value"),
    [
        ({"theme": "pink"}, "theme", "dark"),
        ({"theme": 3}, "theme", "dark"),
        ({"language": None}, "language", "system"),
        ({"export_quality": 1000}, "export_quality", 100),
        ({"export_quality": True}, "export_quality", 92),
        ({"export_bit_depth": 12}, "export_bit_depth", 0),
        ({"recent": "one"}, "recent", ()),
        ({"recent": ["one", 2]}, "recent", ()),
        ({"export_keep": 1}, "export_keep", "all"),
        ({"export_subsampling": "411"}, "export_subsampling", "auto"),
        ({"export_compression": "zip"}, "export_compression", "deflate"),
        ({"export_long_edge": "2048"}, "export_long_edge", 0),
        ({"export_keep": "some"}, "export_keep", "all"),
        ({"export_metadata": False}, "export_keep", "none"),
        ({"export_metadata": False, "export_keep": "no-location"}, "export_keep", "no-location"),
        ({"export_metadata": True}, "export_keep", "all"),
    ],
)
def test_one_wrong_entry_costs_only_itself(
    file: Path, entry: dict[str, object], field: str, value: object
) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"version": 1, "display_profile": "x.icc", **entry}))
    settings, note = load_settings(file)
    assert note is None
    assert getattr(settings, field) == value
    assert settings.display_profile == "x.icc"


def test_a_file_that_cannot_be_read_is_not_written_over(file: Path) -> None:
    file.mkdir(parents=True)  # a folder in its place cannot be read as a file
    settings, note = load_settings(file)
    assert note is not None
    assert not settings.saved
    save_settings(settings, file)
    assert file.is_dir()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        save_settings(Settings(), tmp_path / "file" / "settings.json")


def test_recent_photos_stand_once_and_newest_first() -> None:
    settings = Settings()
    for number in [*range(MAX_RECENT + 3), 5]:
        settings = settings.with_recent(f"{number}.jpg")
    assert settings.recent[:2] == ("5.jpg", f"{MAX_RECENT + 2}.jpg")
    assert len(settings.recent) == MAX_RECENT
    assert len(set(settings.recent)) == MAX_RECENT
