"""Fixtures for all tests: pictures, a home of one's own, and a watch over leaks."""

from __future__ import annotations

import gc
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# Before anything loads Qt. A test that needs a real window starts a child on ``virtual_display``.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.support import display, leaks, pictures

ROOT = Path(__file__).resolve().parent.parent
FULL_COLLECTION = 50
"""So many tests after each other share one; it takes 0.2 s once torch is there."""
_tests = itertools.count()

# On a busy machine an example may take any time; pytest's timeout ends what hangs.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder: no test sees or touches the user's own settings and styles."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    for variable, place in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }.items():
        monkeypatch.setenv(variable, str(folder / place))
    return folder


@pytest.fixture(autouse=True)
def garbage_of_this_thread(home: Path) -> Iterator[None]:
    """Cycles are collected by this thread alone, as in the program: what is Qt's must not end in another."""
    gc.disable()
    yield
    gc.collect(2 if next(_tests) % FULL_COLLECTION == 0 else 1)


@pytest.fixture(autouse=True)
def no_leaks(home: Path) -> Iterator[None]:
    """Fail a test that leaves a thread, a running QThread, an active timer or a window behind."""
    before = leaks.snapshot()
    yield
    left = leaks.leaks(before)
    if left:
        leaks.clean_up(before)
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real photos, looks and hostile files beside the checkout."""
    folder = ROOT.parent / "shared"
    if not (folder / "photos").is_dir():
        pytest.skip("no folder ../shared with real photos here")
    return folder


@pytest.fixture(scope="session")
def astronaut() -> Path:
    """scikit-image's public-domain portrait: PNG, 512 x 512, 8-bit RGB. Do not write beside it."""
    return pictures.astronaut_png()


@pytest.fixture
def portrait_jpeg(tmp_path: Path) -> Path:
    """A JPEG of 384 x 512 with EXIF, ICC, XMP and IPTC (values in ``tests.support.pictures``)."""
    folder = tmp_path / "shoot"
    folder.mkdir()
    path = folder / "portrait.jpg"
    path.write_bytes(pictures.portrait_jpeg_bytes())
    return path


@pytest.fixture(scope="session")
def virtual_display() -> Iterator[display.VirtualDisplay]:
    """A real X display, 1600 x 1000; its ``environment`` is for child processes."""
    missing = display.missing_tools()
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")
    with display.virtual_display() as running:
        yield running
