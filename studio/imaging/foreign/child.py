"""The decoding process: asked through its standard input, answers through its standard output."""

from __future__ import annotations

import contextlib
import math
import os
import sys
import warnings
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from studio.errors import DamagedPhoto, PhotoNeedsMemory, PhotoTooLarge, UnsupportedPhoto
from studio.imaging.foreign import wire
from studio.imaging.foreign.confine import confine
from studio.imaging.foreign.formats import reader
from studio.imaging.limits import free_memory
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP, Message

_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_NO_MEMORY = QT_TRANSLATE_NOOP("errors", "decoding it takes more memory than its size explains")

BASE_MEMORY, BYTES_PER_PIXEL, BYTES_PER_BYTE = 3 << 30, 96, 4
"""Address space that decoding may take: in any case, for each pixel, and for each byte of the file."""
_RESERVED, _SHARE_OF_FREE = 1 << 30, 0.75
"""What libraries reserve and do not use; and never more than this part of what is free."""
BASE_SECONDS, SECONDS_PER_MEGAPIXEL = 10.0, 2.0
"""Of computing, likewise."""


def main() -> int:
    """Answer until nobody asks any more."""
    inward, outward = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not get between the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    warnings.simplefilter("ignore")
    confine()
    while True:
        try:
            _limit(0.0, math.inf)  # of the last file
            head, blocks = wire.receive(inward.read, wire.MOST_ASKED)
            _answer(outward, head, blocks[0])
        except (wire.WireBroken, IndexError, OSError, MemoryError, KeyboardInterrupt):
            return 0


def _answer(out: BinaryIO, asked: dict[str, Any], data: bytes) -> None:
    source = SourceFile(Path(asked["name"]), data)
    try:
        _limit(1.0, len(data))
        opened = reader(asked["kind"])(source, asked["longest"], asked["quick"])
        raster = opened.facts()
        wire.send(out, *wire.pack(raster))
        if asked["facts_only"]:
            return
        _limit(raster.width * raster.height / 1e6, len(data))
        pixels = np.ascontiguousarray(opened.pixels())
    except MemoryError:
        _refuse(out, source.damaged(_NO_MEMORY))
    except (DamagedPhoto, UnsupportedPhoto, PhotoTooLarge) as error:
        _refuse(out, error)
    except Exception as error:  # noqa: BLE001 - decoders raise anything
        _refuse(out, source.damaged(_CORRUPT, f"{type(error).__name__}: {error}"))
    else:
        wire.send(out, wire.pixels_head(pixels))
        out.write(pixels.data.cast("B"))
        out.flush()


def _refuse(out: BinaryIO, error: DamagedPhoto | UnsupportedPhoto | PhotoTooLarge) -> None:
    values: dict[str, Any] = {
        key: value.as_plain() if isinstance(value, Message) else value
        for key, value in error.message.values.items()
        if key != "name"
    }
    wire.send(out, {"error": type(error).__name__, "values": values, "details": error.details[:2000]})


def _limit(megapixels: float, size: float = 0.0) -> None:
    """Bound memory and computing from now on, where the system can; no bound for a ``size`` without end."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        spent = resource.getrusage(resource.RUSAGE_SELF)
        seconds = spent.ru_utime + spent.ru_stime + BASE_SECONDS + SECONDS_PER_MEGAPIXEL * megapixels
        memory = most_memory(megapixels, size, free_memory())
        for kind, bound in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds + 1.0)):
            hard = resource.getrlimit(kind)[1]
            most = math.inf if hard == resource.RLIM_INFINITY else hard
            wanted = min(bound, most)
            resource.setrlimit(kind, (hard if wanted == most else int(wanted), hard))


def most_memory(megapixels: float, size: float, free: int | None) -> float:
    """Bytes of address space; ``free`` is the memory that can be had, None where the system does not say."""
    wanted = BASE_MEMORY + BYTES_PER_PIXEL * 1e6 * megapixels + BYTES_PER_BYTE * size
    # Else the system would end some process, of this program's or another's.
    return wanted if free is None or math.isinf(size) else min(wanted, _RESERVED + _SHARE_OF_FREE * free)


ERRORS = {kind.__name__: kind for kind in (DamagedPhoto, UnsupportedPhoto, PhotoTooLarge, PhotoNeedsMemory)}
"""What a helper may answer with."""

__all__ = ["ERRORS", "Raster", "main"]

if __name__ == "__main__":
    sys.exit(main())
