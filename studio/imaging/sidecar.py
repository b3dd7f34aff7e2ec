"""XMP files beside RAW files: read, never written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.files import open_file
from studio.imaging.sniff import FORMAT_OF_SUFFIX
from studio.imaging.source import Raster
from studio.imaging.xmp_edit import XmpBroken
from studio.imaging.xmp_tree import merged
from studio.messages import QT_TRANSLATE_NOOP, Message

MOST_BYTES = 16 << 20
BROKEN = QT_TRANSLATE_NOOP(
    "notes", "The sidecar “{name}” could not be understood; what it says was left out."
)


def take_sidecars(path: Path, raster: Raster) -> None:
    """Lay what ``IMG.xmp`` and ``IMG.CR3.xmp`` say of a RAW photo over its own XMP; the newer file wins.

    One that is broken, too large or not to be read becomes a note of the raster. Never fails.
    """
    if raster.format != "raw":  # the names beside a JPEG may be meant for its RAW twin
        return
    for _, sidecar in _sidecars(path):
        try:
            with open_file(sidecar) as file:
                data = file.read(MOST_BYTES + 1) or b""  # None from what is a file by its kind alone (/proc)
            if len(data) > MOST_BYTES:
                raise XmpBroken("too large")
            packet = merged(raster.metadata.xmp, data)
        except (OSError, ValueError):
            raster.notes.append(Message("notes", BROKEN, {"name": sidecar.name}))
            continue
        raster.metadata = replace(raster.metadata, xmp=packet)


def sidecar_stamps(path: Path) -> tuple[int, ...]:
    """When the sidecars of a RAW photo, told by its name, were written: what was read of them is old then."""
    if FORMAT_OF_SUFFIX.get(path.suffix.lower()) != "raw":
        return ()
    return tuple(stamp for stamp, _ in _sidecars(path))


def _sidecars(path: Path) -> list[tuple[int, Path]]:
    """Those that are there with their times (ns), the oldest first."""
    found: dict[tuple[int, int], tuple[int, Path]] = {}
    for stem in (path.stem, path.name):
        for suffix in (".xmp", ".XMP"):
            sidecar = path.with_name(stem + suffix)
            try:
                status = sidecar.stat()
            except (OSError, ValueError):
                continue
            found.setdefault((status.st_dev, status.st_ino), (status.st_mtime_ns, sidecar))
    return sorted(found.values())
