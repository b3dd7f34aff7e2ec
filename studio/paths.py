"""Where things are: resources of the program and the user's own folders, frozen or not."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import platformdirs

APP_NAME = "portrait-style-studio"


def resources() -> Path:
    """The folder of resources: inside the frozen program, the installed package, or the checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def user_data() -> Path:
    """The user's styles and other data that must last."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def user_styles() -> Path:
    """The folder of the user's own styles; it may not exist yet."""
    return user_data() / "styles"


def user_runs() -> Path:
    """The folder of trainings; it may not exist yet."""
    return user_data() / "runs"


def user_batches() -> Path:
    """The folder of the batches' journals; it may not exist yet."""
    return Path(platformdirs.user_state_dir(APP_NAME, appauthor=False)) / "batches"


def user_cache() -> Path:
    """What can be made again at any time; it may not exist yet."""
    return Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))


def settings_file() -> Path:
    """The settings file; it may not exist yet."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "settings.json"


def ledger() -> Path:
    """The folder of notes on trainings (:mod:`studio.runs.ledger`); it may not exist yet."""
    return settings_file().with_name("trainings")


def licences() -> Path | None:
    """The folder of the licences of all parts, which the frozen program has; None for any other."""
    frozen = getattr(sys, "_MEIPASS", None)
    folder = Path(frozen) / "licences" if frozen is not None else None
    return folder if folder is not None and folder.is_dir() else None


def sample_portrait() -> Path | None:
    """The public-domain astronaut: the frozen program's own, or scikit-image's; None without either.

    Found without importing scikit-image, which would take a second.
    """
    own = resources() / "sample" / "astronaut.png"
    if own.is_file():
        return own
    spec = importlib.util.find_spec("skimage")
    for place in (spec.submodule_search_locations or []) if spec else []:
        picture = Path(place) / "data" / "astronaut.png"
        if picture.is_file():
            return picture
    return None
