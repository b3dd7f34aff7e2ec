"""The header of a safetensors file, checked before any tensor is built.

The format (https://github.com/huggingface/safetensors): eight bytes that hold the header's length, little
endian; the header, JSON in UTF-8; the tensors one after the other, without a gap.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from studio.errors import StyleFileInvalid
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles import strict_json

MAX_BYTES = 256 << 20
MAX_HEADER = 1 << 20
MAX_TENSORS = 2000
MAX_RANK = 5
SIZES = {"F16": 2, "BF16": 2, "F32": 4, "U8": 1}
"""Bytes of a value of each type; the U8 is for previews."""
_NAME = re.compile(r"[a-z0-9._]{1,128}")
_MOST_PARTS = 60_000
_METADATA = "__metadata__"

_TOO_LARGE = QT_TRANSLATE_NOOP("errors", "it is larger than {limit} MB")
_EMPTY = QT_TRANSLATE_NOOP("errors", "it is empty")
_SHORT = QT_TRANSLATE_NOOP("errors", "it ends too early")
_LONG = QT_TRANSLATE_NOOP("errors", "there is more in it than its header says")
_PICKLE = QT_TRANSLATE_NOOP(
    "errors", "it is a Python pickle, which can hold harmful code and is never opened"
)
_ZIP = QT_TRANSLATE_NOOP(
    "errors", "it is a ZIP archive, perhaps of PyTorch, which can hold harmful code and is never opened"
)
_OTHER = QT_TRANSLATE_NOOP("errors", "it is a file of another kind")
_HUGE = QT_TRANSLATE_NOOP("errors", "its header is larger than {limit} MB")
_NO_JSON = QT_TRANSLATE_NOOP("errors", "its header is not the JSON that was expected")
_MANY = QT_TRANSLATE_NOOP("errors", "it has more than {limit} tensors")
_BAD_NAME = QT_TRANSLATE_NOOP("errors", "the name of a tensor is not allowed")
_BAD_TYPE = QT_TRANSLATE_NOOP("errors", "the tensor “{tensor}” has a type that is not allowed")
_BAD_SHAPE = QT_TRANSLATE_NOOP("errors", "the tensor “{tensor}” has a shape that is not allowed")
_BAD_PLACE = QT_TRANSLATE_NOOP("errors", "the tensor “{tensor}” does not lie where it should")


@dataclass(frozen=True)
class Place:
    """Where a tensor lies: ``begin`` and ``end`` in bytes after the header."""

    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int


@dataclass(frozen=True)
class Header:
    """``start``: where the first tensor begins in the file. ``metadata``: the file's own texts."""

    start: int
    metadata: Mapping[str, str]
    tensors: Mapping[str, Place]


def header_length(beginning: bytes, size: int, name: str) -> int:
    """The header's length in bytes, from the file's first bytes (16 or all) and its size.

    Raises StyleFileInvalid for a size that is not allowed, and for files of other kinds by their first bytes.
    """
    if size > MAX_BYTES:
        refuse(name, _TOO_LARGE, limit=MAX_BYTES >> 20)
    if size == 0:
        refuse(name, _EMPTY)
    if beginning.startswith(b"PK\x03\x04"):
        refuse(name, _ZIP)
    length = int.from_bytes(beginning[:8], "little")
    if beginning[8:9] != b"{":
        # A pickle of protocol 2 and up; as a header's length it would ask for 128 bytes and some terabytes.
        is_pickle = beginning[:1] == b"\x80" and beginning[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05")
        if is_pickle and length > MAX_HEADER:
            refuse(name, _PICKLE)
        refuse(name, _SHORT if size < 9 else _OTHER)
    if length > MAX_HEADER:
        refuse(name, _HUGE, limit=MAX_HEADER >> 20)
    if 8 + length > size:
        refuse(name, _SHORT)
    return length


def parse_header(header: bytes, size: int, name: str) -> Header:
    """The header of a file of ``size`` bytes, every rule checked that needs no tensor.

    Raises StyleFileInvalid.
    """
    try:
        entries = strict_json.parse(header.decode("utf-8"), _MOST_PARTS)
    except strict_json.TooMuch:
        refuse(name, _MANY, limit=MAX_TENSORS)
    except ValueError as error:
        raise StyleFileInvalid(name=name, reason=Message("errors", _NO_JSON), details=str(error)) from error
    if not isinstance(entries, dict):
        refuse(name, _NO_JSON)
    metadata = entries.pop(_METADATA, {})
    if not isinstance(metadata, dict) or not all(isinstance(text, str) for text in metadata.values()):
        refuse(name, _NO_JSON)
    if len(entries) > MAX_TENSORS:
        refuse(name, _MANY, limit=MAX_TENSORS)
    start = 8 + len(header)
    tensors = {key: _place(key, entry, name) for key, entry in entries.items()}
    _check_order(tensors, size - start, name)
    return Header(start, metadata, tensors)


def refuse(name: str, template: str, **values: str | int) -> NoReturn:
    """Raise StyleFileInvalid for the file of that name; the rest is the reason."""
    raise StyleFileInvalid(name=name, reason=Message("errors", template, values))


def _place(key: str, entry: Any, name: str) -> Place:
    if not _NAME.fullmatch(key):
        refuse(name, _BAD_NAME)
    if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
        refuse(name, _BAD_PLACE, tensor=key)
    dtype, shape, offsets = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(dtype, str) or dtype not in SIZES:
        refuse(name, _BAD_TYPE, tensor=key)
    if not _are_numbers(shape) or len(shape) > MAX_RANK:
        refuse(name, _BAD_SHAPE, tensor=key)
    if not _are_numbers(offsets) or len(offsets) != 2:
        refuse(name, _BAD_PLACE, tensor=key)
    begin, end = offsets
    if end - begin != SIZES[dtype] * math.prod(shape):
        refuse(name, _BAD_PLACE, tensor=key)
    return Place(dtype, tuple(shape), begin, end)


def _are_numbers(value: Any) -> bool:
    """Whether it is a list of whole numbers that a file may hold."""
    return isinstance(value, list) and all(type(n) is int and 0 <= n <= MAX_BYTES for n in value)


def _check_order(tensors: Mapping[str, Place], size: int, name: str) -> None:
    """One after the other, from the first byte to the last."""
    at = 0
    for key, place in sorted(tensors.items(), key=lambda item: (item[1].begin, item[1].end)):
        if place.begin != at:
            refuse(name, _BAD_PLACE, tensor=key)
        at = place.end
    if at > size:
        refuse(name, _SHORT)
    if at < size:
        refuse(name, _LONG)
