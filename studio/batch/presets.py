"""Export presets: how one output of a photo is written, and where below the output folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from studio.batch.errors import PresetInvalid
from studio.batch.names import DEFAULT, NameTemplate
from studio.imaging.encode import PROFILES, SUFFIXES, ExportOptions, format_to_keep
from studio.imaging.export_options import COMPRESSION, SUBSAMPLING, Compression, Subsampling
from studio.imaging.privacy import KEEP, Keep
from studio.messages import QT_TRANSLATE_NOOP, Message

_NOT_KNOWN = QT_TRANSLATE_NOOP("errors", "“{part}” is not understood; there are {known}")
_BAD_VALUE = QT_TRANSLATE_NOOP("errors", "“{value}” is no value for “{key}”")


@dataclass(frozen=True)
class ExportPreset:
    """``format`` None keeps the photo's where it can be written, else JPEG; the rest as in ExportOptions
    (``long_edge`` and ``megapixels`` bound the size).

    ``folder`` and ``template`` together name the file below the output folder. Raises ValueError,
    NameTemplateInvalid.
    """

    name: str = ""
    folder: str = ""
    template: str = DEFAULT
    format: str | None = None
    quality: int = 92
    bit_depth: int | None = None
    profile: str = "input"
    metadata: Keep = "all"
    subsampling: Subsampling = "auto"
    progressive: bool = False
    compression: Compression = "deflate"
    long_edge: int | None = None
    megapixels: float | None = None
    keep_gray: bool = False
    certificate: str = ""
    private_key: str = ""

    def __post_init__(self) -> None:
        self._options(self.format or "jpeg")
        _ = self.names

    @cached_property
    def names(self) -> NameTemplate:
        return NameTemplate(f"{self.folder}/{self.template}" if self.folder else self.template)

    def options(self, source: Path) -> ExportOptions:
        """For a photo of that name."""
        return self._options(self.format or format_to_keep(source))

    def _options(self, format: str) -> ExportOptions:
        values = {field.name: getattr(self, field.name) for field in fields(ExportOptions)}
        return ExportOptions(**values | {"format": format})


BUILTIN: Mapping[str, ExportPreset] = {
    "full": ExportPreset("full", "full"),
    "web": ExportPreset("web", "web", format="jpeg", quality=85, profile="srgb", long_edge=2048),
    "print": ExportPreset("print", "print", format="tiff", bit_depth=16, profile="adobe-rgb"),
}
"""Presets by name, each with a folder of its own."""

_YES_NO = {"yes": True, "no": False}
_KEYS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "format": ("format", lambda text: _one_of(text, SUFFIXES)),
    "quality": ("quality", int),
    "bit-depth": ("bit_depth", int),
    "profile": ("profile", lambda text: _one_of(text, PROFILES)),
    "long-edge": ("long_edge", lambda text: _bound(text, int)),
    "megapixels": ("megapixels", lambda text: _bound(text, float)),
    "metadata": ("metadata", lambda text: _one_of(text, KEEP)),
    "subsampling": ("subsampling", lambda text: _one_of(text, SUBSAMPLING)),
    "progressive": ("progressive", lambda text: _YES_NO[text]),
    "keep-gray": ("keep_gray", lambda text: _YES_NO[text]),
    "compression": ("compression", lambda text: _one_of(text, COMPRESSION)),
    "folder": ("folder", str),
    "name": ("template", str),
}


def parse_preset(text: str, usual: ExportPreset) -> ExportPreset:
    """The preset of "web", "web,quality=90", or "format=png,folder=large,name={name}-large,long-edge=3000".

    ``usual`` gives what is not said, the name template of a preset that is named included. Raises
    PresetInvalid, NameTemplateInvalid.
    """
    parts = [part.strip() for part in text.split(",")]
    preset = usual
    if parts[0] in BUILTIN:
        preset = replace(BUILTIN[parts.pop(0)], template=usual.template)
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals or key not in _KEYS:
            known = ", ".join([*BUILTIN, *(f"{key}=" for key in _KEYS)])
            reason = Message("errors", _NOT_KNOWN, {"part": part, "known": known})
            raise PresetInvalid(text=text, reason=reason)
        attribute, read = _KEYS[key]
        try:
            preset = replace(preset, **{attribute: read(value)})
        except (ValueError, KeyError) as error:
            reason = Message("errors", _BAD_VALUE, {"key": key, "value": value})
            raise PresetInvalid(text=text, reason=reason) from error
    return preset


def _bound(text: str, read: Callable[[str], Any]) -> Any:
    """A number; "full" for no bound, which takes a preset's own away."""
    return None if text == "full" else read(text)


def _one_of(text: str, known: Any) -> str:
    if text not in known:
        raise ValueError(text)
    return text
