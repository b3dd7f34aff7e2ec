"""Hollow libraries in place of FFmpeg's, which OpenCV asks for at its start, and which only videos call.

    python -m frozen.hollow dist/portrait-studio

OpenCV's wheel for Linux cannot be loaded without FFmpeg, 35 MB with its codecs and a TLS of its own, and we
give it photos. A hollow library has the name, the functions and their versions; whoever calls one ends the
program, with the function's name. The libraries that only those asked for go too. Needs a C compiler and nm.
OpenBLAS stays: it is called where points of two photos are laid over each other (training's pairs).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from frozen.depends import needed

FILLED = ("avcodec", "avformat", "avutil", "swscale")
"""As their files begin, after "lib"."""
_HEAD = """
#include <stdlib.h>
#include <unistd.h>
static void stop(const char *name, unsigned long length) {
    (void)!write(2, name, length);
    abort();
}
"""


def hollow_out(program: Path) -> int:
    """Do it, in the folder of the packed program; the bytes that were gained."""
    (opencv,) = program.glob("_internal/cv2/cv2*.so")
    folder = program / "_internal" / "opencv_python_headless.libs"
    before = _size(folder)
    for library in sorted(folder.iterdir()):
        if re.match(rf"lib({'|'.join(FILLED)})", library.name):
            _hollow(library, opencv)
    for library in set(folder.iterdir()) - set(reached(folder, opencv)):
        library.unlink()
    subprocess.run(
        [sys.executable, "-c", "import ctypes, os, sys; ctypes.CDLL(sys.argv[1], os.RTLD_NOW)", str(opencv)],
        check=True,
    )
    return before - _size(folder)


def reached(folder: Path, start: Path) -> list[Path]:
    """The libraries of ``folder`` that ``start`` asks for, and those that they ask for."""
    found: list[Path] = []
    waiting = [start]
    while waiting:
        names = sorted(needed([waiting.pop()]))
        new = [path for path in (folder / name for name in names) if path.is_file() and path not in found]
        found += new
        waiting += new
    return found


def shared(library: Path, user: Path) -> dict[str, str]:
    """The functions of ``library`` that ``user`` asks for, and their versions there ("" for none).

    Raises SystemExit where one is no function.
    """
    asked = {name for name, kind, _ in _symbols(user) if kind == "U"}
    found = {}
    for name, kind, version in _symbols(library):
        if name in asked and kind in "TtWiBDRV":
            if kind not in "TtWi":
                raise SystemExit(f"{library.name}: {name} is no function")
            found[name] = version
    return found


def _symbols(file: Path) -> Iterable[tuple[str, str, str]]:
    told = subprocess.run(["nm", "-D", str(file)], check=True, capture_output=True, text=True).stdout
    for line in told.splitlines():
        *_, kind, symbol = line.split()
        name, _, version = symbol.replace("@@", "@").partition("@")
        yield name, kind, version


def _hollow(library: Path, user: Path) -> None:
    functions = shared(library, user)
    code = [_HEAD]
    for name in functions:
        word = f"portrait-studio: {name} is not in this program\\n"
        code.append(f'void {name}(void) {{ stop("{word}", {len(word) - 1}); }}\n')
    versions = []
    for version in sorted(set(functions.values()) - {""}):
        names = " ".join(f"{name};" for name, of in functions.items() if of == version)
        versions.append(f"{version} {{ global: {names} }};\n")
    script = library.with_suffix(".map")
    script.write_text("".join(versions))
    compiler = shutil.which("cc") or "gcc"
    words = [compiler, "-shared", "-fPIC", "-O1", "-fno-builtin", "-w", f"-Wl,-soname,{library.name}"]
    words += [f"-Wl,--version-script={script}"] if versions else []
    slim = library.with_suffix(".hollow")
    try:
        subprocess.run([*words, "-x", "c", "-", "-o", str(slim)], input="".join(code), text=True, check=True)
        slim.replace(library)
    finally:
        script.unlink()
        slim.unlink(missing_ok=True)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


if __name__ == "__main__":
    print(f"hollowed out: {hollow_out(Path(sys.argv[1])) / 1e6:.0f} MB less")
