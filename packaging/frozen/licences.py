"""The licences of all parts of the program, as a folder of texts that is put into it.

    python -m frozen.licences FOLDER

One file for each distribution, one for Python, one for PyInstaller's loader, one for each package of the
building system of which libraries are in the program (``--system FILE``, which names these libraries).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

from frozen.parts import TEXTS, licence_of, licence_texts, parts, plain

_LINE = "\n" + "=" * 60 + "\n"
_LOADER = (
    "PyInstaller's loader starts the program. Its licence, the GPL, has an exception that allows programs of"
    " any licence to be packed with it.\n"
)


def collect(folder: Path) -> list[str]:
    """Write all texts but those of the system's libraries; the names of what has none."""
    folder.mkdir(parents=True, exist_ok=True)
    bare = []
    for part in parts():
        texts = licence_texts(part)
        head = f"{part.name} {part.version}\nLicence: {licence_of(part)}\n"
        _write(folder / f"{plain(part.name)}.txt", head, texts)
        if not texts:
            bare.append(part.name)
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",  # Windows
        Path("/usr/share/doc/python3/copyright"),  # Debian
    )
    python = next((place for place in places if place.is_file()), places[0])
    _write(
        folder / "python.txt",
        f"Python {sys.version.split()[0]}\n",
        [(python.name, python.read_text("utf-8"))],
    )
    sample = TEXTS / "sample.txt"
    _write(
        folder / "sample-portrait.txt", "The sample portrait\n", [(sample.name, sample.read_text("utf-8"))]
    )
    return bare


def collect_loader(folder: Path) -> None:
    """Write the licence of PyInstaller, which must be installed."""
    loader = metadata.distribution("pyinstaller")
    _write(folder / "pyinstaller.txt", f"PyInstaller {loader.version}\n{_LOADER}", licence_texts(loader))


def collect_system(folder: Path, libraries: list[str]) -> list[str]:
    """Write those of Debian packages that ``libraries`` (as they are found here) are from; what has none."""
    bare = []
    for library in libraries:
        package = package_of(library)
        text = Path("/usr/share/doc") / (package or "-") / "copyright"
        if package is None or not text.is_file():
            bare.append(library)
            continue
        _write(folder / f"system-{package}.txt", f"{package}, as Debian builds it\n", [
            ("copyright", text.read_text("utf-8", errors="replace")),
        ])  # fmt: skip
    return bare


def package_of(library: str) -> str | None:
    """The Debian package that a file is from; None for none."""
    for name in dict.fromkeys((library, library.removeprefix("/usr"), str(Path(library).resolve()))):
        told = subprocess.run(["dpkg", "-S", name], check=False, capture_output=True, text=True).stdout
        if told:
            return told.split(":", 1)[0]
    return None


def _write(path: Path, head: str, texts: list[tuple[str, str]]) -> None:
    body = "".join(f"{_LINE}{name}{_LINE}\n{text.strip()}\n" for name, text in texts)
    path.write_text(head + body, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--system", type=Path, help="a file with the system's libraries that are in the program"
    )
    asked = parser.parse_args()
    bare = collect(asked.folder)
    collect_loader(asked.folder)
    if asked.system is not None:
        bare += collect_system(asked.folder, asked.system.read_text("utf-8").split())
    for name in bare:
        print(f"no licence text: {name}", file=sys.stderr)
    return 1 if bare else 0


if __name__ == "__main__":
    sys.exit(main())
