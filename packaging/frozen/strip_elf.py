"""Take what only debuggers read out of the Linux program's libraries, where it is worth it.

    python -m frozen.strip_elf FOLDER

Stripping has broken libraries that were patched before (``*.libs`` in wheels): each is loaded afterwards, and
what cannot be any more is left as it was.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

WORTH_IT = 0.03
"""The least part of a file that must go."""


def elf_files(folder: Path) -> Iterator[Path]:
    """Programs and libraries below a folder, each once."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def strip(path: Path) -> int:
    """Strip one file; the bytes that were gained, 0 where it is left as it is."""
    slim = path.with_name(path.name + ".slim")
    try:
        subprocess.run(["strip", "--strip-unneeded", "-o", str(slim), str(path)], check=True)
        gained = path.stat().st_size - slim.stat().st_size
        if gained < WORTH_IT * path.stat().st_size or (loads(path) and not loads(slim)):
            return 0
        shutil.copymode(path, slim)
        slim.replace(path)
        return gained
    finally:
        slim.unlink(missing_ok=True)


def loads(library: Path) -> bool:
    """Whether the system's loader takes it, in a process of its own."""
    code = "import ctypes, sys; ctypes.CDLL(sys.argv[1])"
    return (
        subprocess.run(
            [sys.executable, "-c", code, str(library)], check=False, capture_output=True
        ).returncode
        == 0
    )


def main(folder: Path) -> None:
    # The program itself carries its modules behind the end of its ELF part: never touched.
    gained = sum(strip(path) for path in elf_files(folder / "_internal"))
    print(f"stripped: {gained / 1e6:.0f} MB less")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
