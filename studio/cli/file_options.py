"""Options that say how a photo is written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from studio.cli.options import path
from studio.imaging.cmyk import assume, read_cmyk_profile
from studio.imaging.credentials import Credentials, check
from studio.imaging.encode import PROFILES, SUFFIXES
from studio.imaging.export_options import COMPRESSION, MOST_PIXELS, SUBSAMPLING
from studio.imaging.privacy import KEEP


def add_file_options(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Format, quality, bit depth, profile, metadata and size; the group that they are in."""
    files = parser.add_argument_group("files written")
    files.add_argument("--format", choices=sorted(SUFFIXES), help="default: the input's, else jpeg")
    files.add_argument("--quality", type=_quality, default=92, metavar="1-100", help="of JPEG, WebP and AVIF")
    files.add_argument("--bit-depth", type=int, choices=(8, 16), help="default: the input's, where it can be")
    files.add_argument("--profile", choices=PROFILES, default="input", help="colours (default: the input's)")
    files.add_argument("--subsampling", choices=SUBSAMPLING, default="auto", help="of a JPEG's colours")
    files.add_argument("--progressive", action="store_true", help="JPEGs that appear coarse first")
    files.add_argument("--compression", choices=COMPRESSION, default="deflate", help="of TIFF")
    files.add_argument("--keep-gray", action="store_true", help="gray photos in gray (JPEG, PNG, TIFF)")
    files.add_argument("--metadata", choices=KEEP, default="all", help="what of it goes along (default: all)")
    files.add_argument(
        "--long-edge", type=_edge, metavar="PIXELS", help="the longer side at most; nothing is enlarged"
    )
    files.add_argument(
        "--credentials",
        nargs=2,
        type=path,
        metavar=("CERT", "KEY"),
        help="sign with Content Credentials, by a certificate with its chain and its key (PEM)",
    )
    return files


def add_cmyk_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cmyk-profile", type=path, metavar="FILE", help="the ICC profile of CMYK photos that have none"
    )


def cmyk_file(arguments: argparse.Namespace) -> Path | None:
    """What was given to it, from the root on."""
    file: Path | None = arguments.cmyk_profile
    return None if file is None else file.absolute()


def assume_cmyk(file: Path | None) -> None:
    """Raises CmykProfileUnusable."""
    assume(None if file is None else read_cmyk_profile(file))


def file_values(arguments: argparse.Namespace) -> dict[str, Any]:
    """What was chosen, but for the format, as ExportOptions and ExportPreset take it.

    Raises CredentialsUnusable.
    """
    names = (
        *("quality", "bit_depth", "profile", "metadata", "subsampling", "progressive", "compression"),
        *("long_edge", "keep_gray"),
    )
    values = {name: getattr(arguments, name) for name in names}
    if arguments.credentials is not None:
        certificate, key = (str(each.absolute()) for each in arguments.credentials)
        check(Credentials(certificate, key))
        values |= {"certificate": certificate, "private_key": key}
    return values


def _edge(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_PIXELS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MOST_PIXELS}")
    return int(text)


def _quality(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 100")
    return int(text)
