"""What goes through the pipe between the program and its decoding process.

Either way: the length of a JSON head (4 bytes, big endian), the head, then the blocks that it announces by
their lengths. An answer comes in two: the facts, then (where they were asked for) the pixels.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from typing import IO, Any

import numpy as np

from studio.imaging.photo import Metadata
from studio.imaging.source import Raster
from studio.messages import message_from

_MOST_HEAD = 1 << 20
MOST_ASKED, _MOST_ANSWERED = 8 << 30, 1 << 28
"""Bytes in the blocks of a message: a file goes in whole, metadata come out."""
_MOST_SIDE, _MOST_BITS, _MOST_NOTES = 1 << 31, 32, 100
_BLOCKS = ("icc", "exif", "iptc", "xmp", "comment")
_TYPES = {"uint8": 1, "uint16": 2, "float32": 4}
_COLOURS = {"gray": 1, "rgb": 3, "cmyk": 4}


class WireBroken(ValueError):
    """What came is no message of ours: the other side ended, or was taken over."""


def send(out: IO[bytes], head: dict[str, Any], blocks: Sequence[bytes] = ()) -> None:
    """Raises OSError where nobody listens any more."""
    document = json.dumps(head | {"blocks": [len(block) for block in blocks]}).encode()
    out.write(struct.pack(">I", len(document)) + document)
    for block in blocks:
        out.write(block)
    out.flush()


def receive(read: Callable[[int], bytes], most: int = _MOST_ANSWERED) -> tuple[dict[str, Any], list[bytes]]:
    """The next message, with at most so many bytes in its blocks.

    ``read`` gives exactly so many bytes, or fewer at the end. Raises WireBroken.
    """
    (length,) = struct.unpack(">I", exactly(read, 4))
    if length > _MOST_HEAD:
        raise WireBroken(f"a head of {length} bytes")
    try:
        head = json.loads(exactly(read, length))
        lengths = head.pop("blocks")
        if not all(type(size) is int and size >= 0 for size in lengths) or sum(lengths) > most:
            raise WireBroken("lengths")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WireBroken(str(error)) from error
    return head, [exactly(read, size) for size in lengths]


def exactly(read: Callable[[int], bytes], size: int) -> bytes:
    """Raises WireBroken at the end of the stream."""
    found = read(size)
    if len(found) != size:
        raise WireBroken(f"{len(found)} bytes of {size}")
    return found


def pack(raster: Raster) -> tuple[dict[str, Any], list[bytes]]:
    """The facts of a raster, without its pixels."""
    meta = raster.metadata
    found = (raster.icc, meta.exif, meta.iptc, meta.xmp, meta.comment)
    head = {
        "format": raster.format,
        "size": [raster.width, raster.height],
        "colour": raster.colour,
        "depth": raster.bit_depth,
        "alpha": raster.alpha,
        "frames": raster.frames,
        "upright": raster.upright,
        "notes": [note.as_plain() for note in raster.notes],
        "has": [name for name, block in zip(_BLOCKS, found, strict=True) if block is not None],
    }
    return head, [block for block in found if block is not None]


def unpack(head: dict[str, Any], blocks: Sequence[bytes]) -> Raster:
    """The inverse of :func:`pack`. Raises WireBroken for what no decoder of ours says."""
    try:
        width, height = head["size"]
        has = dict(zip(head["has"], blocks, strict=True))
        if not has.keys() <= set(_BLOCKS) or head["colour"] not in _COLOURS:
            raise WireBroken("an unknown block or colour")
        numbers = (width, height, head["depth"], head["frames"])
        if any(type(number) is not int or not 0 < number < _MOST_SIDE for number in numbers):
            raise WireBroken("no size")
        if head["depth"] > _MOST_BITS:
            raise WireBroken("too deep")
        if any(type(head[key]) is not bool for key in ("alpha", "upright")):
            raise WireBroken("no truth value")
        if len(head["notes"]) > _MOST_NOTES:
            raise WireBroken("notes without end")
        icc = has.pop("icc", None)
        return Raster(
            str(head["format"]),
            width,
            height,
            head["colour"],
            head["depth"],
            head["alpha"],
            icc=icc,
            metadata=Metadata(**has),
            frames=head["frames"],
            notes=[message_from(note) for note in head["notes"]],
            upright=head["upright"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise WireBroken(str(error)) from error


def pixels_head(pixels: np.ndarray[Any, Any]) -> dict[str, Any]:
    """What is said before the bytes of a picture (H, W, C), which follow without an announced length."""
    return {"shape": list(pixels.shape), "type": str(pixels.dtype)}


def room_for(head: dict[str, Any], raster: Raster, most: int) -> np.ndarray[Any, Any]:
    """An empty array for the pixels that a head announces, of at most so many of them. Raises WireBroken."""
    shape, kind = head.get("shape"), head.get("type")
    channels = _COLOURS[raster.colour] + raster.alpha
    if (
        not isinstance(kind, str)
        or kind not in _TYPES
        or not isinstance(shape, list)
        or len(shape) != 3
        or any(type(side) is not int or side < 1 for side in shape)
        or shape[2] != channels
        or shape[0] * shape[1] > most
    ):
        raise WireBroken(f"pixels {shape} of {kind}")
    return np.empty(shape, kind)
