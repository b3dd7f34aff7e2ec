"""Settings: what the program remembers about itself, as one frozen value in one JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from studio.errors import OutputError
from studio.files import write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.paths import settings_file

Language: TypeAlias = Literal["system", "en", "zh_CN"]
ThemeName: TypeAlias = Literal["dark", "light", "system"]
Device: TypeAlias = Literal["auto", "cpu", "cuda", "mps"]
Format: TypeAlias = Literal["jpeg", "png", "tiff", "webp", "avif"]
Collision: TypeAlias = Literal["number", "skip", "overwrite"]
Metadata: TypeAlias = Literal["all", "no-location", "no-personal", "none"]
Subsampling: TypeAlias = Literal["auto", "444", "422", "420"]
Compression: TypeAlias = Literal["deflate", "lzw", "none"]
ExportProfile: TypeAlias = Literal["input", "srgb", "display-p3", "adobe-rgb", "prophoto"]

VERSION: Final = 1
SYSTEM_PROFILE: Final = "system"
MAX_RECENT: Final = 12
MAX_BYTES: Final = 1 << 20

SET_ASIDE = QT_TRANSLATE_NOOP(
    "notes", "The settings could not be understood. They were kept as “{name}”, and new ones were begun."
)
NEWER = QT_TRANSLATE_NOOP(
    "notes",
    "The settings come from a newer version of the program. They were kept as “{name}”; new ones were begun.",
)
UNREADABLE = QT_TRANSLATE_NOOP(
    "notes", "The settings in “{name}” could not be read. The usual ones are in force, and none are saved."
)


@dataclass(frozen=True)
class Settings:
    """Everything the program remembers between starts.

    ``display_profile`` is the path of the monitor's ICC profile, :data:`SYSTEM_PROFILE` for the one that the
    system tells, empty for an sRGB screen; ``proof_profile`` that of the soft proof, empty for sRGB;
    ``cmyk_profile`` that for CMYK photos without one, empty to be asked. ``sign_certificate`` and
    ``sign_key`` are files that exports are signed with, if both are there. ``recent`` holds paths of photos,
    newest first. ``favourites`` holds ids of styles. ``export_*`` are the choices of the last export:
    ``export_bit_depth`` 0 keeps that of the photo, ``export_folder`` empty is the photo's own,
    ``export_long_edge`` (pixels) and ``export_megapixels`` bound the size, 0 and less does not.
    ``batch_*`` are those of the last batch: ``batch_presets`` the user's own presets as JSON,
    ``batch_chosen`` names of presets, ``batch_folder`` where it wrote to, ``batch_template`` empty for the
    usual names.
    ``window_geometry`` and ``window_splitters`` are in base64 what the toolkit gave. ``saved`` is False
    where a file is there that may not be written over. ``unknown`` are entries of another version, kept.
    """

    language: Language = "system"
    theme: ThemeName = "dark"
    device: Device = "auto"
    display_profile: str = SYSTEM_PROFILE
    proof_profile: str = ""
    cmyk_profile: str = ""
    sign_certificate: str = ""
    sign_key: str = ""
    recent: tuple[str, ...] = ()
    favourites: tuple[str, ...] = ()
    export_format: Format = "jpeg"
    export_quality: int = 92
    export_bit_depth: int = 0
    export_profile: ExportProfile = "input"
    export_keep: Metadata = "all"
    export_subsampling: Subsampling = "auto"
    export_progressive: bool = False
    export_compression: Compression = "deflate"
    export_long_edge: int = 0
    export_megapixels: float = 0.0
    export_keep_gray: bool = False
    export_folder: str = ""
    batch_presets: tuple[str, ...] = ()
    batch_chosen: tuple[str, ...] = ()
    batch_folder: str = ""
    batch_template: str = ""
    batch_collision: Collision = "number"
    window_geometry: str = ""
    window_splitters: tuple[str, ...] = ()
    saved: bool = field(default=True, metadata={"kept": False})
    unknown: tuple[tuple[str, str], ...] = field(default=(), metadata={"kept": False})

    @property
    def signing(self) -> tuple[str, str]:
        """Certificate and key that exports are signed with; both "" where one is missing."""
        both = self.sign_certificate and self.sign_key
        return (self.sign_certificate, self.sign_key) if both else ("", "")

    def with_recent(self, path: str) -> Settings:
        """These settings with ``path`` first among the recent photos."""
        others = tuple(other for other in self.recent if other != path)
        return replace(self, recent=(path, *others)[:MAX_RECENT])


_CHOICES: Mapping[str, tuple[Any, ...]] = {
    "language": get_args(Language),
    "theme": get_args(ThemeName),
    "device": get_args(Device),
    "export_format": get_args(Format),
    "export_profile": get_args(ExportProfile),
    "export_keep": get_args(Metadata),
    "export_bit_depth": (0, 8, 16),
    "export_subsampling": get_args(Subsampling),
    "export_compression": get_args(Compression),
    "batch_collision": get_args(Collision),
}
_KEPT = tuple(f for f in fields(Settings) if f.metadata.get("kept", True))


def load_settings(path: Path | None = None) -> tuple[Settings, Message | None]:
    """The settings of a file (default: the user's own), and a note when they could not be taken.

    A file that is damaged or from a newer version is set aside under another name, never overwritten. A
    single value that is not allowed becomes its default. Never fails.
    """
    path = path or settings_file()
    try:
        document = _read(path)
    except FileNotFoundError:
        return Settings(), None
    except OSError:
        return Settings(saved=False), Message("notes", UNREADABLE, {"name": path.name})
    if document is None:
        return _aside(path, SET_ASIDE)
    if document["version"] > VERSION:
        return _aside(path, NEWER)
    return _from_document(document), None


def chosen_language(path: Path | None = None) -> Language:
    """The language in a file of settings (default: the user's own), "system" where none can be read there.

    For who needs nothing else of them: the file stays as it is. Never fails.
    """
    try:
        document = _read(path or settings_file())
    except OSError:
        document = None
    return "system" if document is None else _from_document(document).language


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings whole or not at all. Raises OutputError.

    Does nothing when they stand in the place of a file that could not be read.
    """
    if not settings.saved:
        return
    path = (path or settings_file()).resolve()  # a link to the settings elsewhere stays one
    document: dict[str, Any] = {name: json.loads(text) for name, text in settings.unknown}
    document["version"] = VERSION
    for item in _KEPT:
        value = getattr(settings, item.name)
        document[item.name] = list(value) if isinstance(value, tuple) else value
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(name=path.name, details=str(error)) from error
    data = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    write_atomically(path, data, replace=True)


def _read(path: Path) -> dict[str, Any] | None:
    """What the file holds; None where it is no document with a version. Raises OSError."""
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise IsADirectoryError(str(path))
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    try:
        document = json.loads(data) if len(data) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        return None
    version = document.get("version") if isinstance(document, dict) else None
    return document if type(version) is int and version >= 1 else None


def _from_document(document: dict[str, Any]) -> Settings:
    known = {item.name for item in _KEPT}
    values = {name: document[name] for name in known & document.keys()}
    if document.pop("export_metadata", True) is False:  # of versions before 0.2
        values.setdefault("export_keep", "none")
    taken: dict[str, Any] = {}
    for item in _KEPT:
        if item.name in values:
            value = _allowed(item.name, values[item.name], item.default)
            taken[item.name] = item.default if value is None else value
    unknown = sorted((k, json.dumps(v)) for k, v in document.items() if k not in known | {"version"})
    return Settings(**taken, unknown=tuple(unknown))


def _allowed(name: str, value: object, default: object) -> object | None:
    """``value`` in its field's type, or None when it is not allowed there."""
    if isinstance(default, tuple):
        is_list = isinstance(value, list) and all(isinstance(word, str) for word in value)
        return tuple(value) if is_list and isinstance(value, list) else None
    if type(value) is not type(default):
        return None
    if name in _CHOICES:
        return value if value in _CHOICES[name] else None
    if name == "export_quality" and isinstance(value, int):
        return min(max(value, 1), 100)
    return value


def _aside(path: Path, template: str) -> tuple[Settings, Message]:
    """Move a file that cannot be taken out of the way, under a name that is free."""
    number = 1
    while os.path.lexists(kept := path.with_name(f"{path.stem}.kept-{number}{path.suffix}")):
        number += 1
    try:
        path.rename(kept)
    except OSError:
        return Settings(saved=False), Message("notes", UNREADABLE, {"name": path.name})
    return Settings(), Message("notes", template, {"name": kept.name})
