"""What survives from format to format: ``python -m benchmarks.round_trips``, with ExifTool installed.

Each input is written with a profile (Display P3), EXIF turned on its side (HEIC and AVIF say that otherwise),
IPTC, XMP, and 16 bits where it holds them; then opened and saved by this program, by Pillow and by OpenCV as
their manuals show it. ExifTool, which none of the three knows, writes the metadata and reads what came out.
Prints the table of docs/formats.md.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps
from skimage import data

from studio.errors import StudioError
from studio.imaging.decode import decode_photo
from studio.imaging.encode import SUFFIXES, ExportOptions, encode_photo
from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Metadata, Photo
from studio.imaging.profiles import builtin_profile
from tests.support import foreign_files

P3 = builtin_profile("display-p3")
TAGS: Mapping[str, tuple[str, str]] = {
    "EXIF": ("-EXIF:Artist=A. Photographer", "IFD0:Artist"),
    "GPS": ("-GPS:GPSLatitude=52.5", "GPS:GPSLatitude"),
    "IPTC": ("-IPTC:Caption-Abstract=A caption", "IPTC:Caption-Abstract"),
    "XMP": ("-XMP-dc:Title=A title", "XMP-dc:Title"),
}
DEEP_OUT = ("png", "tiff")
UNTURNED = ("heic", "avif")


def inputs(folder: Path) -> dict[str, tuple[Path, bool]]:
    """A file of each format, and whether it holds more than 8 bits."""
    whole: np.ndarray[Any, Any] = data.astronaut()  # type: ignore[no-untyped-call]
    pixels = np.ascontiguousarray(whole[:128, 128:320])
    fine = (pixels.astype(np.uint16) << 8) + (np.arange(pixels.size).reshape(pixels.shape) % 251).astype(
        np.uint16
    )
    found: dict[str, tuple[Path, bool]] = {}
    for kind, suffix in SUFFIXES.items():
        deep = kind in DEEP_OUT
        image = ImageBuffer(fine if deep else pixels)
        photo = Photo(folder / "x", image, kind, 16 if deep else 8, "", P3, Metadata())
        found[kind] = (folder / f"in-{kind}{suffix}", deep)
        found[kind][0].write_bytes(encode_photo(image, photo, ExportOptions(kind)).data)
    for kind, made in {
        "heic": foreign_files.heif(fine, icc_profile=P3.icc),
        "jp2": foreign_files.jp2(fine, icc=P3.icc),
        "psd": foreign_files.psd(fine, 3, {1039: P3.icc}),
    }.items():
        found[kind] = (folder / f"in-{kind}.{kind}", True)
        found[kind][0].write_bytes(made)
    found["avif"] = (folder / "in-avif.avif", False)
    Image.fromarray(pixels).save(found["avif"][0], icc_profile=P3.icc, quality=95)
    found["dng"] = (folder / "in-dng.dng", True)
    foreign_files.dng(found["dng"][0], pixels / 255.0, (1.0, 1.0, 1.0))
    for kind, (path, _) in found.items():
        turn = "1" if kind in UNTURNED else "6"
        exiftool(
            "-overwrite_original",
            "-n",
            f"-EXIF:Orientation={turn}",
            *(write for write, _ in TAGS.values()),
            str(path),
        )
    return found


def exiftool(*arguments: str) -> str:
    return subprocess.run(["exiftool", *arguments], capture_output=True, text=True, check=False).stdout


def told(path: Path) -> dict[str, Any]:
    answer: list[dict[str, Any]] = json.loads(exiftool("-j", "-G1", "-n", "-a", str(path)) or "[{}]")
    return answer[0]


def by_us(source: Path, target: Path, kind: str) -> None:
    photo = decode_photo(source)
    target.write_bytes(encode_photo(photo.image, photo, ExportOptions(kind)).data)


def by_pillow(source: Path, target: Path, kind: str) -> None:
    """As its manual shows it, and turned upright as the manual advises."""
    with Image.open(source) as picture:
        ImageOps.exif_transpose(picture).save(target, kind.upper())


def by_opencv(source: Path, target: Path, kind: str) -> None:
    pixels = cv2.imread(str(source), cv2.IMREAD_ANYCOLOR | cv2.IMREAD_ANYDEPTH)
    if pixels is None or not cv2.imwrite(str(target), pixels):
        raise OSError("not read")


def lost(before: dict[str, Any], after: dict[str, Any], *, deep: bool, raw: bool, width: int) -> list[str]:
    """What the input had and the output has not."""
    missing = [
        name
        for name, (_, tag) in TAGS.items()
        if before.get(tag) is not None and after.get(tag) != before[tag]
    ]
    if not raw and "Display P3" not in str(after.get("ICC_Profile:ProfileDescription")):
        missing.insert(0, "ICC")
    wide = [
        int(value) for key, value in after.items() if key.endswith(":ImageWidth") and str(value).isdigit()
    ]
    turned = after.get("IFD0:Orientation", 1) in (5, 6, 7, 8)
    if (320 - width if turned else width) not in wide:
        missing.append("upright")
    bits = [str(value) for key, value in after.items() if key.endswith((":BitsPerSample", ":BitDepth"))]
    if deep and not any(value.startswith("16") for value in bits):
        missing.append("16 bit")
    return missing


def main() -> None:
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    doors: dict[str, Callable[[Path, Path, str], None]] = {
        "this program": by_us, "Pillow": by_pillow, "OpenCV": by_opencv,
    }  # fmt: skip
    print("| from | to |", " | ".join(f"{name} loses" for name in doors), "|")
    print("|---" * (2 + len(doors)) + "|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source, (path, deep) in inputs(folder).items():
            before, width = told(path), 192 if source in UNTURNED else 128
            for kind, suffix in SUFFIXES.items():
                cells = []
                for door, convert in doors.items():
                    target = folder / f"{source}-{kind}-{door[:2]}{suffix}"
                    try:
                        convert(path, target, kind)
                    except (StudioError, OSError, ValueError, KeyError, cv2.error):
                        cells.append("cannot")
                        continue
                    missing = lost(
                        before, told(target), deep=deep and kind in DEEP_OUT, raw=source == "dng", width=width
                    )
                    cells.append(", ".join(missing) or "nothing")
                print(f"| {source} | {kind} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
