"""The metadata of real cameras' files before and after: ``python -m benchmarks.exif_samples FOLDER ...``.

Every JPEG of the folders that has EXIF, IPTC or XMP is opened and written, untouched, in each format, and
ExifTool compares: all its tags, makers' notes included, but for those of the file's own build, the stale
thumbnail, and what must change in an upright picture of that size and profile. Prints the table of
docs/formats.md.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.round_trips import told
from studio.errors import StudioError
from studio.imaging.decode import decode_photo
from studio.imaging.encode import SUFFIXES, WITHOUT_IPTC, ExportOptions, encode_photo

# Of the file's build: how it is packed, its thumbnail and second pictures, and what ExifTool computes.
_BUILD = (
    "System", "File", "ExifTool", "Composite", "IFD1", "JFIF", "JPEG", "Adobe", "APP14", "MPF0", "MPImage",
    "SourceFile", "Photoshop", "PNG", "RIFF", "Meta",
)  # fmt: skip
_CHANGES = frozenset({
    "IFD0:Orientation", "ExifIFD:ColorSpace", "ExifIFD:ExifImageWidth", "ExifIFD:ExifImageHeight",
    "IFD0:ImageWidth",
    "IFD0:ImageHeight", "IFD0:YCbCrPositioning", "IFD0:YCbCrSubSampling", "IFD0:Compression",
    "IFD0:BitsPerSample", "IFD0:PhotometricInterpretation", "IFD0:SamplesPerPixel", "IFD0:StripOffsets",
    "IFD0:RowsPerStrip", "IFD0:StripByteCounts", "IFD0:PlanarConfiguration", "IFD0:Predictor",
    "XMP-tiff:Orientation", "XMP-tiff:ImageWidth", "XMP-tiff:ImageHeight", "XMP-exif:PixelXDimension",
    "XMP-exif:PixelYDimension", "XMP-exif:ExifImageWidth", "XMP-exif:ExifImageHeight",
})  # fmt: skip


def tags(path: Path) -> dict[str, Any]:
    """What ExifTool finds, but for the file's build and what must change."""
    found = told(path)
    return {
        key: value
        for key, value in found.items()
        if key.split(":")[0] not in _BUILD
        and key not in _CHANGES
        and not key.endswith(("Offset", "ImageStart"))
    }


def lost(before: dict[str, Any], after: dict[str, Any], kind: str) -> list[str]:
    """Tags that are not there any more, or are others, though the format could hold them."""
    held = {
        key: value for key, value in before.items() if not (kind in WITHOUT_IPTC and key.startswith("IPTC"))
    }
    return sorted(key for key, value in held.items() if after.get(key) != value)


def main() -> None:
    parser = argparse.ArgumentParser(description="Metadata before and after.")
    parser.add_argument("folders", type=Path, nargs="+")
    given = parser.parse_args()
    kinds = tuple(SUFFIXES)
    print("| file | tags |", " | ".join(kinds), "|")
    print("|---" * (2 + len(kinds)) + "|")
    with tempfile.TemporaryDirectory() as name:
        for path in (path for folder in given.folders for path in sorted(folder.glob("*.jpg"))):
            before = tags(path)
            if not any(key.startswith(("IFD0", "ExifIFD", "IPTC", "XMP")) for key in before):
                continue
            try:
                photo = decode_photo(path)
            except StudioError:
                continue
            cells = []
            for kind, suffix in SUFFIXES.items():
                target = Path(name) / f"out{suffix}"
                target.write_bytes(encode_photo(photo.image, photo, ExportOptions(kind)).data)
                missing = lost(before, tags(target), kind)
                cells.append(
                    ", ".join(missing[:6]) + (f" and {len(missing) - 6} more" if missing[6:] else "")
                )
            print(
                f"| {path.name} | {len(before)} |", " | ".join(cell or "-" for cell in cells), "|", flush=True
            )


if __name__ == "__main__":
    main()
