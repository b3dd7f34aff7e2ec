"""What a photo's file says of itself, without decoding its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.errors import PhotoError
from studio.files import open_file
from studio.imaging.metadata import read_facts, turned_size
from studio.imaging.profiles import profile_name
from studio.imaging.reading import only_photo_errors, read_raster, read_source
from studio.imaging.sidecar import take_sidecars
from studio.imaging.source import SourceFile
from studio.imaging.xmp_tree import facts_of
from studio.messages import Message

_HEAD = 1 << 18


@dataclass(frozen=True)
class PhotoInfo:
    """``width`` and ``height`` are upright, ``orientation`` (EXIF 1 to 8) is the file's own.

    ``bit_depth`` is 8, 16 or 32; ``profile_name`` None without a usable ICC profile; ``camera`` and
    ``captured`` (EXIF's form, "2024:05:06 07:08:09") are "" where unknown, and so is ``lens``; ``iso``,
    ``exposure_time`` (seconds) and ``f_number`` are None. ``rating`` is XMP's, 0 to 5 stars, -1 for rejected;
    ``title`` and ``keywords`` are XMP's too. A RAW photo's XMP is what its sidecar says over its own.
    """

    path: Path
    format: str
    width: int
    height: int
    bit_depth: int
    profile_name: str | None
    has_exif: bool
    has_iptc: bool
    has_xmp: bool
    orientation: int
    frames: int
    camera: str
    captured: str
    lens: str
    iso: int | None
    exposure_time: float | None
    f_number: float | None
    title: str
    rating: int
    keywords: tuple[str, ...]
    notes: tuple[Message, ...]


def probe(path: Path) -> PhotoInfo:
    """Raises only PhotoError and its kinds. A damaged picture may still be told about."""
    with only_photo_errors(path):
        return _info(read_source(path))


def probe_head(path: Path) -> PhotoInfo:
    """As :func:`probe`, from the file's beginning where that is enough: for thousands of photos."""
    try:
        with only_photo_errors(path), open_file(path) as file:
            return _info(SourceFile(path, file.read(_HEAD)))
    except PhotoError:
        return probe(path)


def _info(source: SourceFile) -> PhotoInfo:
    path = source.path
    with only_photo_errors(path):
        raster = read_raster(source, facts_only=True)
        take_sidecars(path, raster)
        facts, notes = read_facts(raster.metadata)
        said = facts_of(raster.metadata.xmp)
        orientation = 1 if raster.upright else facts.orientation or 1
        width, height = turned_size(raster.width, raster.height, orientation)
        name = None
        if raster.icc is not None:
            try:
                name = profile_name(raster.icc)
            except ValueError:
                name = None
        return PhotoInfo(
            path=path,
            format=raster.format,
            width=width,
            height=height,
            bit_depth=raster.bit_depth,
            profile_name=name,
            has_exif=raster.metadata.exif is not None,
            has_iptc=raster.metadata.iptc is not None,
            has_xmp=raster.metadata.xmp is not None,
            orientation=orientation,
            frames=raster.frames,
            camera=facts.camera,
            captured=facts.captured,
            lens=facts.lens,
            iso=facts.iso,
            exposure_time=facts.exposure_time,
            f_number=facts.f_number,
            title=said.title,
            rating=said.rating,
            keywords=said.keywords,
            notes=(*raster.notes, *notes),
        )
