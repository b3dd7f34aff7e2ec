"""Export presets in the window: the program's, the user's own, and what is said of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from studio.batch.presets import BUILTIN, ExportPreset
from studio.errors import StudioError
from studio.imaging.sniff import NAMES
from studio.messages import QT_TRANSLATE_NOOP, Message, Value
from studio.settings import Settings
from studio.ui.translate import translated

AS_PHOTO = ExportPreset()
"""Without a name and a folder of its own: the photo's format, right in the output folder."""
READY_MADE = (AS_PHOTO, *BUILTIN.values())
PROFILES = {
    "srgb": "sRGB",
    "display-p3": "Display P3",
    "adobe-rgb": "Adobe RGB (1998)",
    "prophoto": "ProPhoto RGB",
}
_NAMES = {
    "": QT_TRANSLATE_NOOP("Presets", "As the photo"),
    "full": QT_TRANSLATE_NOOP("Presets", "Full size"),
    "web": QT_TRANSLATE_NOOP("Presets", "Web"),
    "print": QT_TRANSLATE_NOOP("Presets", "Print"),
}
_ITS_FORMAT = QT_TRANSLATE_NOOP("Presets", "format of the photo")
_QUALITY = QT_TRANSLATE_NOOP("Presets", "quality {n}")
_EDGE = QT_TRANSLATE_NOOP("Presets", "long edge {n} px")
_MEGAPIXELS = QT_TRANSLATE_NOOP("Presets", "{n} MP")
_CHROMA = QT_TRANSLATE_NOOP("Presets", "chroma {n}")
_GRAY = QT_TRANSLATE_NOOP("Presets", "gray photos in gray")
_PROGRESSIVE = QT_TRANSLATE_NOOP("Presets", "progressive")
_PACKED = {
    "lzw": QT_TRANSLATE_NOOP("Presets", "LZW"),
    "none": QT_TRANSLATE_NOOP("Presets", "not compressed"),
}
_BITS = QT_TRANSLATE_NOOP("Presets", "{n} bit")
_METADATA = {
    "no-location": QT_TRANSLATE_NOOP("Presets", "without the place"),
    "no-personal": QT_TRANSLATE_NOOP("Presets", "nothing personal"),
    "none": QT_TRANSLATE_NOOP("Presets", "no metadata"),
}
_FOLDER = QT_TRANSLATE_NOOP("Presets", "in “{folder}”")
_COMMA = QT_TRANSLATE_NOOP("Presets", ", ")


def own_presets(settings: Settings) -> tuple[ExportPreset, ...]:
    """The user's, as remembered; those that cannot be understood are passed over."""
    found: list[ExportPreset] = []
    for text in settings.batch_presets:
        try:
            preset = ExportPreset(**json.loads(text))
        except (StudioError, AttributeError, TypeError, ValueError, RecursionError):
            continue
        if preset.name and preset.name not in {each.name for each in (*READY_MADE, *found)}:
            found.append(preset)
    return tuple(found)


def as_settings(presets: Iterable[ExportPreset]) -> tuple[str, ...]:
    """The inverse of :func:`own_presets`."""
    return tuple(json.dumps(asdict(preset), ensure_ascii=False) for preset in presets)


def preset_name(preset: ExportPreset) -> str:
    """Ready-made ones have translated names."""
    name = _NAMES.get(preset.name)
    return preset.name if name is None else _said(name)


def preset_said(preset: ExportPreset) -> str:
    """ "JPEG, quality 85, long edge 2048 px, sRGB, in “web”"."""
    words = [NAMES[preset.format] if preset.format else _said(_ITS_FORMAT)]
    if preset.format in (None, "jpeg", "webp", "avif"):
        words.append(_said(_QUALITY, n=preset.quality))
    elif preset.bit_depth:
        words.append(_said(_BITS, n=preset.bit_depth))
    if preset.subsampling != "auto":
        words.append(_said(_CHROMA, n=":".join(preset.subsampling)))
    if preset.progressive:
        words.append(_said(_PROGRESSIVE))
    if preset.compression in _PACKED:
        words.append(_said(_PACKED[preset.compression]))
    if preset.long_edge is not None:
        words.append(_said(_EDGE, n=preset.long_edge))
    if preset.megapixels is not None:
        words.append(_said(_MEGAPIXELS, n=f"{preset.megapixels:g}"))
    if preset.profile in PROFILES:
        words.append(PROFILES[preset.profile])
    if preset.keep_gray:
        words.append(_said(_GRAY))
    if preset.metadata in _METADATA:
        words.append(_said(_METADATA[preset.metadata]))
    if preset.folder:
        words.append(_said(_FOLDER, folder=preset.folder))
    return _said(_COMMA).join(words)


def _said(text: str, **values: Value) -> str:
    return translated(Message("Presets", text, values))
