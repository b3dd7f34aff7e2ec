"""StyleBundle: a learned style with its weights, and the file that holds it (``.pstyle``).

**The file** is a safetensors file of the tensors of one architecture, a preview as U8 tensor ``preview``
(h, w, 3), and one metadata key ``pstyle``: the card's JSON (:mod:`studio.styles.card`). Everything that the
header says is checked before a tensor is built (:mod:`studio.styles.tensor_header`), and then against the
architecture, so that no more than a style's own few megabytes are ever read. Nothing is unpickled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from studio.errors import StyleFileInvalid, StyleUnknown
from studio.imaging.image import Float32
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.architectures import ARCHITECTURES
from studio.styles.card import CardInvalid, StyleCard, UInt8, card_json, check_preview, parse_card
from studio.styles.cube import UNREADABLE
from studio.styles.tensor_header import Header, Place, header_length, parse_header, refuse

MAX_VALUE = 1e4
"""Weights are smaller than this; those of a trained style are far below, and beyond it sums overflow."""
PREVIEW = "preview"
_KEY = "pstyle"
_FIRST = 16

_NOT_OURS = QT_TRANSLATE_NOOP("errors", "it is a safetensors file, but not of a style")
_MISSING = QT_TRANSLATE_NOOP("errors", "the tensor “{tensor}” is missing")
_STRANGE = QT_TRANSLATE_NOOP("errors", "the tensor “{tensor}” does not belong to its architecture")
_BAD_SHAPE = QT_TRANSLATE_NOOP("errors", "the tensor “{tensor}” has a shape that is not its architecture’s")
_BAD_TYPE = QT_TRANSLATE_NOOP("errors", "the tensor “{tensor}” has a type that is not allowed")
_BAD_VALUE = QT_TRANSLATE_NOOP("errors", "the tensor “{tensor}” holds numbers that are no usable weights")
_SHORT = QT_TRANSLATE_NOOP("errors", "it ends too early")


@dataclass(frozen=True, eq=False, kw_only=True)
class StyleBundle(StyleCard):
    """A card and the weights: ``tensors`` are float32, finite, below :data:`MAX_VALUE`, with exactly the
    names and shapes of the architecture.

    Raises ValueError for anything else.
    """

    tensors: Mapping[str, Float32]

    def __post_init__(self) -> None:
        super().__post_init__()
        shapes = ARCHITECTURES[self.architecture]
        if set(self.tensors) != set(shapes):
            raise ValueError(f"not the tensors of {self.architecture}")
        for key, tensor in self.tensors.items():
            if tensor.dtype != np.float32 or tensor.shape != shapes[key] or not _usable(tensor):
                raise ValueError(f"the tensor {key} is not usable float32 of shape {shapes[key]}")

    @property
    def nbytes(self) -> int:
        """Memory of weights and preview in bytes."""
        preview = 0 if self.preview is None else self.preview.nbytes
        return preview + sum(tensor.nbytes for tensor in self.tensors.values())

    @property
    def card(self) -> StyleCard:
        """All but the weights."""
        return StyleCard(**_card_values(self))


def with_card(bundle: StyleBundle, card: StyleCard) -> StyleBundle:
    """The same weights under another card."""
    return StyleBundle(**_card_values(card), tensors=bundle.tensors)


def read_bundle(path: Path) -> StyleBundle:
    """The style in a file. Raises StyleUnknown when there is none, StyleFileInvalid."""
    with _Opened(path) as (file, header):
        card = _card(header, path.name)
        return _build(card, header, _read(file, 0, None, path.name), path.name)


def parse_bundle(data: bytes, name: str) -> StyleBundle:
    """The style in a file's bytes; ``name`` is the file's, for errors. Raises StyleFileInvalid."""
    length = header_length(data[:_FIRST], len(data), name)
    header = parse_header(data[8 : 8 + length], len(data), name)
    return _build(_card(header, name), header, data, name)


def read_card(path: Path, *, preview: bool = True) -> StyleCard:
    """What a file says of its style, weights neither read nor checked; ``preview`` says whether with it.

    Raises StyleUnknown, StyleFileInvalid.
    """
    with _Opened(path) as (file, header):
        card = _card(header, path.name)
        place = header.tensors.get(PREVIEW)
        if place is None or not preview:
            return card
        body = _read(file, header.start + place.begin, place.end - place.begin, path.name)
        return StyleCard(**{**_card_values(card), "preview": _preview(body, place.shape)})


def format_bundle(bundle: StyleBundle) -> bytes:
    """The bytes of the file, the same for the same bundle.

    A tensor whose every value is a float16 is written as such, so that reading gives the same numbers.
    """
    from safetensors.numpy import save

    arrays: dict[str, Any] = {key: _compact(tensor) for key, tensor in bundle.tensors.items()}
    if bundle.preview is not None:
        arrays[PREVIEW] = np.ascontiguousarray(bundle.preview)
    return save(arrays, metadata={_KEY: card_json(bundle)})


class _Opened:
    """A file with its header read and checked; only as much of it as that takes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> tuple[BinaryIO, Header]:
        path = self._path
        try:
            if not path.is_file():
                raise StyleUnknown(name=path.name)
            self._file = path.open("rb")
        except (OSError, ValueError) as error:
            raise StyleFileInvalid(name=path.name, reason=UNREADABLE, details=str(error)) from error
        try:
            size = self._file.seek(0, 2)
            length = header_length(_read(self._file, 0, min(size, _FIRST), path.name), size, path.name)
            header = parse_header(_read(self._file, 8, length, path.name), size, path.name)
        except BaseException:
            self._file.close()
            raise
        return self._file, header

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _read(file: BinaryIO, at: int, amount: int | None, name: str) -> bytes:
    try:
        file.seek(at)
        data = file.read(-1 if amount is None else amount)
    except OSError as error:
        raise StyleFileInvalid(name=name, reason=UNREADABLE, details=str(error)) from error
    if amount is not None and len(data) != amount:
        refuse(name, _SHORT)  # it was cut meanwhile
    return data


def _card(header: Header, name: str) -> StyleCard:
    """The card, when the header is one of a style of a known architecture. Raises StyleFileInvalid."""
    if set(header.metadata) != {_KEY}:
        refuse(name, _NOT_OURS)
    try:
        card = parse_card(header.metadata[_KEY])
        if PREVIEW in header.tensors:
            check_preview(header.tensors[PREVIEW].shape)
    except CardInvalid as error:
        raise StyleFileInvalid(name=name, reason=error.reason, details=str(error.__cause__ or "")) from error
    shapes = ARCHITECTURES[card.architecture]
    for key in sorted(shapes.keys() - header.tensors.keys()):
        refuse(name, _MISSING, tensor=key)
    for key in sorted(header.tensors.keys() - shapes.keys() - {PREVIEW}):
        refuse(name, _STRANGE, tensor=key)
    for key, place in header.tensors.items():
        if (place.dtype == "U8") != (key == PREVIEW):
            refuse(name, _BAD_TYPE, tensor=key)
        if key != PREVIEW and place.shape != shapes[key]:
            refuse(name, _BAD_SHAPE, tensor=key)
    return card


def _build(card: StyleCard, header: Header, data: bytes, name: str) -> StyleBundle:
    """``data``: the whole file, whose header was checked."""
    from safetensors import SafetensorError, deserialize

    try:
        found = dict(deserialize(data))  # type: ignore[no-untyped-call]
    except SafetensorError as error:
        raise StyleFileInvalid(name=name, reason=Message("errors", _SHORT), details=str(error)) from error
    raw = {key: bytes(found[key]["data"]) for key in header.tensors}
    tensors = {key: _tensor(raw[key], place) for key, place in header.tensors.items() if key != PREVIEW}
    for key, tensor in tensors.items():
        if not _usable(tensor):
            refuse(name, _BAD_VALUE, tensor=key)
    preview = header.tensors.get(PREVIEW)
    picture = None if preview is None else _preview(raw[PREVIEW], preview.shape)
    return StyleBundle(**{**_card_values(card), "preview": picture}, tensors=tensors)


def _tensor(raw: bytes, place: Place) -> Float32:
    if place.dtype == "BF16":
        # The upper half of a float32.
        values = (np.frombuffer(raw, "<u2").astype(np.uint32) << 16).view(np.float32)
    else:
        values = np.frombuffer(raw, "<f2" if place.dtype == "F16" else "<f4").astype(np.float32)
    values = values.reshape(place.shape)
    values.flags.writeable = False
    return values


def _usable(tensor: Float32) -> bool:
    # NaN compares false.
    return bool((np.abs(tensor) < MAX_VALUE).all())


def _preview(body: bytes, shape: tuple[int, ...]) -> UInt8:
    return np.frombuffer(body, np.uint8).reshape(shape)


def _compact(tensor: Float32) -> np.ndarray[Any, Any]:
    half = tensor.astype(np.float16)
    return half if np.array_equal(half.astype(np.float32), tensor) else np.ascontiguousarray(tensor)


def _card_values(card: StyleCard) -> dict[str, Any]:
    return {field.name: getattr(card, field.name) for field in fields(StyleCard)}
