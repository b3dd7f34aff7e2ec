"""A file from the disk to a Raster: one door for all formats, through which only PhotoErrors come out."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.errors import (
    EmptyFile,
    NotAnImage,
    PhotoError,
    PhotoIsFolder,
    PhotoMissing,
    PhotoUnreadable,
    UnsupportedPhoto,
)
from studio.files import system_path
from studio.imaging.limits import free_memory
from studio.imaging.sniff import FOREIGN, FORMAT_OF_SUFFIX, NAMES, READABLE, sniff
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP, Message

_SPECIAL = QT_TRANSLATE_NOOP("errors", "it is a device, not a file")
_NO_PERMISSION = QT_TRANSLATE_NOOP("errors", "there is no permission to read it")
_NO_MEMORY = QT_TRANSLATE_NOOP("errors", "there is not enough memory")
_TOO_LARGE = QT_TRANSLATE_NOOP("errors", "the file is too large")
_SENSELESS = QT_TRANSLATE_NOOP("errors", "its data make no sense")
# What is no image is not read further than this.
_HEAD = 1 << 16
_MOST_BYTES = 8 << 30
WRONG_SUFFIX = QT_TRANSLATE_NOOP("notes", "The name says otherwise, but this is a {format} file.")
MORE_FRAMES = QT_TRANSLATE_NOOP("notes", "The file holds {count} pictures; this is the first.")


def read_source(path: Path) -> SourceFile:
    """The file's bytes. Raises PhotoMissing, PhotoIsFolder, PhotoUnreadable, EmptyFile."""
    try:
        place = system_path(path)
        status = place.stat()
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            raise PhotoIsFolder(name=path.name or str(path))
        if not stat.S_ISREG(mode):  # reading a pipe could wait for ever
            raise PhotoUnreadable(name=path.name, reason=Message("errors", _SPECIAL))
        with place.open("rb") as file:
            data = file.read(_HEAD)
            if status.st_size > _HEAD and sniff(data) is not None:
                if status.st_size > min(_MOST_BYTES, free_memory() or _MOST_BYTES):
                    raise PhotoUnreadable(name=path.name, reason=Message("errors", _TOO_LARGE))
                data += file.read()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PhotoMissing(name=path.name) from error
    except PermissionError as error:
        raise PhotoUnreadable(name=path.name, reason=Message("errors", _NO_PERMISSION)) from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise PhotoUnreadable(name=path.name, reason=reason) from error
    if not data:
        raise EmptyFile(name=path.name)
    return SourceFile(path, data)


def read_raster(
    source: SourceFile,
    *,
    facts_only: bool = False,
    allow_damaged: bool = False,
    longest: int | None = None,
    whole: bool = False,
) -> Raster:
    """The picture as its file has it, by content.

    ``longest``: readers that can decode at a fraction of the size; ``whole``: a JPEG that ends too early is
    refused, and a RAW file's own preview will not do. Raises NotAnImage, UnsupportedPhoto, the readers' own.
    """
    from studio.imaging.foreign.helper import read_foreign
    from studio.imaging.jpeg import read_jpeg
    from studio.imaging.png import read_png
    from studio.imaging.tiff import is_raw, read_tiff
    from studio.imaging.webp import read_webp

    kind = sniff(source.data)
    if kind is None:
        raise NotAnImage(name=source.name)
    if kind == "tiff" and is_raw(source):
        kind = "raw"
    if kind not in READABLE and kind not in FOREIGN:
        raise UnsupportedPhoto(name=source.name, kind=kind)
    if kind in FOREIGN:
        raster = read_foreign(source, kind, facts_only=facts_only, longest=longest, quick=not whole)
    elif kind == "jpeg":
        raster = read_jpeg(
            source, facts_only=facts_only, allow_damaged=allow_damaged, longest=longest, whole=whole
        )
    else:
        raster = {"png": read_png, "tiff": read_tiff, "webp": read_webp}[kind](source, facts_only=facts_only)
    if FORMAT_OF_SUFFIX.get(source.path.suffix.lower(), kind) != kind:
        raster.notes.append(Message("notes", WRONG_SUFFIX, {"format": NAMES[kind]}))
    if raster.frames > 1:
        raster.notes.append(Message("notes", MORE_FRAMES, {"count": raster.frames}))
    return raster


@contextmanager
def only_photo_errors(path: Path) -> Iterator[None]:
    """Whatever a decoder raises becomes a PhotoError."""
    try:
        yield
    except PhotoError:
        raise
    except MemoryError as error:
        raise PhotoUnreadable(name=path.name, reason=Message("errors", _NO_MEMORY)) from error
    except Exception as error:
        details = f"{type(error).__name__}: {error}"
        raise SourceFile(path, b"").damaged(_SENSELESS, details) from error
