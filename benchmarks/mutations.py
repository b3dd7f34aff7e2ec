"""Damaged files by the thousand: ``python -m benchmarks.mutations --count 10000``.

Sound small files are changed at random: bytes, runs, lengths, cuts, insertions, parts of others. Every change
is told by the seed and a number. Whatever comes of it must be a picture or one of our own errors, in bounded
time and memory. Prints what came of them, the slowest, and the most memory of this process and its helpers.
"""

from __future__ import annotations

import argparse
import collections
import io
import resource
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from skimage import data

from studio import paths
from studio.errors import StudioError
from studio.imaging.decode import decode_photo, decode_thumbnail, probe
from studio.imaging.encode import SUFFIXES, ExportOptions, encode_photo
from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Metadata, Photo
from studio.imaging.profiles import builtin_profile
from studio.imaging.sidecar import take_sidecars
from studio.imaging.source import Raster
from studio.imaging.xmp_tree import facts_of
from studio.styles.bundle import read_bundle
from studio.styles.lut_file import read_lut
from tests.support import foreign_files

Array = np.ndarray[Any, Any]


def seeds(folder: Path) -> dict[str, list[bytes]]:
    """Sound files by format."""
    whole: Array = data.astronaut()  # type: ignore[no-untyped-call]
    pixels = np.ascontiguousarray(whole[::8, ::8])
    deep = pixels.astype(np.uint16) * 257
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Maker", 6
    metadata = Metadata(exif=exif.tobytes()[6:], iptc=b"\x1c\x02\x78\0\x01x", xmp=b"<x:xmpmeta/>")
    found: dict[str, list[bytes]] = {}
    for kind in SUFFIXES:
        images = [pixels, deep] if kind in ("png", "tiff") else [pixels]
        photos = [
            Photo(
                folder / "x",
                ImageBuffer(image),
                kind,
                8 * image.itemsize,
                "",
                builtin_profile("adobe-rgb"),
                metadata,
            )
            for image in images
        ]
        found[kind] = [encode_photo(photo.image, photo, ExportOptions(kind)).data for photo in photos]
    progressive, avif = io.BytesIO(), io.BytesIO()
    Image.fromarray(pixels).save(progressive, "JPEG", progressive=True)
    Image.fromarray(pixels).save(avif, "AVIF")
    found["jpeg"].append(progressive.getvalue())
    found["heif"] = [foreign_files.heif(pixels), foreign_files.heif(deep)]
    found["avif"] = [avif.getvalue()]
    found["jp2"] = [foreign_files.jp2(pixels), foreign_files.jp2(deep)]
    found["psd"] = [foreign_files.psd(pixels, 3), foreign_files.psd(deep, 3)]
    foreign_files.dng(folder / "seed.dng", pixels / 255.0, (0.6, 1.0, 0.7))
    found["raw"] = [(folder / "seed.dng").read_bytes()]
    axis = range(5)
    lines = [f"{r / 4} {g / 4} {b / 4}" for b in axis for g in axis for r in axis]
    found["cube"] = ["\n".join(['TITLE "x"', "LUT_3D_SIZE 5", *lines]).encode()]
    found["xmp"] = [
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Anna'
        b"</rdf:li></rdf:Alt></dc:title><dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag>"
        b"</dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
    ]
    found["pstyle"] = [(paths.resources() / "styles" / "matte-print.pstyle").read_bytes()]
    return found


def mutated(sound: Sequence[bytes], random: np.random.Generator) -> bytes:
    """One of them, changed. Half of the changes fall into the first 1,000 bytes, where headers lie."""
    out = bytearray(sound[int(random.integers(len(sound)))])
    for _ in range(random.integers(1, 6)):
        end = min(len(out), 1000) if random.random() < 0.5 else len(out)
        place = int(random.integers(0, max(end, 1)))
        change = random.integers(7)
        if change == 0:
            out[place : place + 1] = random.bytes(1)
        elif change == 1:
            out[place : place + 4] = random.choice(
                [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\0\1"]
            )
        elif change == 2:
            del out[place : place + int(random.integers(1, 40))]
        elif change == 3:
            out[place:place] = random.bytes(int(random.integers(1, 40)))
        elif change == 4:
            del out[place:]
        elif change == 5:
            other = sound[int(random.integers(len(sound)))]
            out[place : place + 64] = other[place : place + 64]
        elif place < len(out):
            out[place] ^= 1 << int(random.integers(8))
    return bytes(out)


def open_photo(path: Path) -> None:
    probe(path)
    decode_photo(path)
    decode_thumbnail(path, 16)


def open_sidecar(path: Path) -> None:
    """Beside a RAW file; one that is broken is a note."""
    raster = Raster("raw", 1, 1, "rgb", 8)
    take_sidecars(path.with_suffix(".cr3"), raster)
    facts_of(raster.metadata.xmp)


def main() -> None:
    parser = argparse.ArgumentParser(description="Damaged files by the thousand.")
    parser.add_argument("--count", type=int, default=1000, help="of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="*")
    given = parser.parse_args()
    doors: dict[str, Callable[[Path], object]] = {
        "cube": read_lut,
        "pstyle": read_bundle,
        "xmp": open_sidecar,
    }
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("format    files  opened  refused  slowest s  kinds of refusal")
        for kind, sound in seeds(folder).items():
            if given.formats and kind not in given.formats:
                continue
            counts, slowest = collections.Counter[str](), 0.0
            for number in range(given.count):
                random = np.random.default_rng((given.seed, number))
                path = folder / f"a.{kind}"
                path.write_bytes(mutated(sound, random))
                begun = time.perf_counter()
                try:
                    doors.get(kind, open_photo)(path)
                    counts["opened"] += 1
                except StudioError as error:
                    counts[type(error).__name__] += 1
                except Exception:  # noqa: BLE001 - what is looked for
                    bad += 1
                    print(f"{kind} {number}: {traceback.format_exc(limit=-1)}", flush=True)
                slowest = max(slowest, time.perf_counter() - begun)
            opened = counts.pop("opened", 0)
            kinds = ", ".join(f"{name} {count}" for name, count in counts.most_common())
            print(f"{kind:9}{given.count:6}{opened:8}{counts.total():9}{slowest:11.2f}  {kinds}", flush=True)
    peaks = [
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(f"most memory: {peaks[0]} MB here, {peaks[1]} MB in a helper that ended; faults of ours: {bad}")


if __name__ == "__main__":
    main()
