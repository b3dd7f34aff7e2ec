"""Which packages of Debian and Ubuntu the packed program needs: asked of all programs and libraries in it.

    python -m frozen.depends dist/portrait-studio

Each library that one of them asks for is in the program, or a package's of the system that this runs on.
Prints the line for ``Depends``. Raises SystemExit for a library that nobody has.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from frozen.licences import package_of
from frozen.strip_elf import elf_files

_RENAMED = {"libglib2.0-0", "libgssapi-krb5-2", "libcups2", "libasound2"}
"""Called so with "t64" at the end since Ubuntu 24.04 and Debian 13."""
_BY_NAME = ("libgl1", "libegl1", "libxcb-cursor0", "libfontconfig1", "fonts-wqy-microhei | fonts-noto-cjk")
"""Loaded by name when the window is shown, and a font for Chinese."""


def needed(files: Iterable[Path]) -> set[str]:
    """The names of the libraries that these ELF files ask for."""
    found: set[str] = set()
    for file in files:
        told = subprocess.run(["objdump", "-p", str(file)], check=True, capture_output=True, text=True).stdout
        found.update(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE))
    return found


def least_c_library(files: Iterable[Path]) -> str:
    """The oldest version of the C library that has all that they ask for, as "2.34"."""
    versions = {(2, 17)}
    for file in files:
        told = subprocess.run(["objdump", "-T", str(file)], check=True, capture_output=True, text=True).stdout
        versions.update((int(a), int(b)) for a, b in re.findall(r"\(GLIBC_(\d+)\.(\d+)", told))
    return ".".join(map(str, max(versions)))


def depends(program: Path) -> str:
    """The value of ``Depends`` for the program in that folder."""
    files = list(elf_files(program))
    own = {path.name for path in program.rglob("*") if ".so" in path.name}
    places = _places()
    packages = set[str]()
    for name in sorted(needed(files) - own):
        place = places.get(name)
        package = package_of(place) if place else None
        if package is None:
            raise SystemExit(f"{name} is needed, and neither in the program nor in a package of this system")
        packages.add(package)
    packages.discard("libc6")
    words = [f"libc6 (>= {least_c_library(files)})"]
    words += sorted(packages | set(_BY_NAME))
    return ", ".join(f"{word} | {word}t64" if word in _RENAMED else word for word in words)


def _places() -> dict[str, str]:
    told = subprocess.run(["ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    return dict(re.findall(r"^\s+(\S+) \(.*x86-64.*\) => (\S+)$", told, re.MULTILINE))


if __name__ == "__main__":
    print(depends(Path(sys.argv[1])))
