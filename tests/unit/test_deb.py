"""The recipe of the package for Debian, with a program of one file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio import __version__

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("dpkg-deb", "dpkg", "objdump", "xz")

pytestmark = pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason="for Debian")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Recipes, what they read, and what packaging/build would have made."""
    ignored = shutil.ignore_patterns("learn_*", "looks", "__pycache__")
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging", ignore=ignored)
    (tmp_path / "studio").mkdir()
    for name in ("studio/__init__.py", "CHANGELOG.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    python = tmp_path / "build" / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    icons = tmp_path / "build" / "parts" / "icons" / "hicolor" / "scalable" / "apps"
    icons.mkdir(parents=True)
    (icons / "portrait-style-studio.svg").write_text("<svg/>")
    (tmp_path / "dist" / "portrait-studio").mkdir(parents=True)
    return tmp_path


def _pack(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "packaging" / "deb"], check=False, capture_output=True, text=True, cwd=checkout
    )


def test_a_package_says_what_it_needs(checkout: Path) -> None:
    library = checkout / "dist" / "portrait-studio" / "libone.so"
    shutil.copy(
        shutil.which("true") or "/bin/true", checkout / "dist" / "portrait-studio" / "portrait-studio"
    )
    shutil.copy(shutil.which("true") or "/bin/true", library)
    done = _pack(checkout)
    assert done.returncode == 0, done.stderr
    package = checkout / done.stdout.strip()
    told = subprocess.run(["dpkg-deb", "-f", package], check=True, capture_output=True, text=True).stdout
    fields = dict(line.split(": ", 1) for line in told.splitlines() if not line.startswith(" "))
    assert fields["Version"] == __version__
    assert fields["Depends"].startswith("libc6 (>= 2.")
    listed = subprocess.run(["dpkg-deb", "-c", package], check=True, capture_output=True, text=True).stdout
    rights = {line.split(maxsplit=5)[5].split(" -> ")[0]: line[:10] for line in listed.splitlines()}
    assert rights["./usr/lib/portrait-style-studio/portrait-studio"] == "-rwxr-xr-x"
    assert rights["./usr/lib/portrait-style-studio/libone.so"] == "-rw-r--r--"
    assert rights["./usr/share/man/man1/portrait-studio-gui.1.gz"] == "lrwxrwxrwx"
    assert {"./usr/share/doc/portrait-style-studio/changelog.gz", "./usr/bin/portrait-studio-gui"} <= set(
        rights
    )


def test_a_library_that_nobody_has_stops_the_packing(checkout: Path) -> None:
    import PySide6

    (plugin,) = Path(str(PySide6.__file__)).parent.glob("Qt/plugins/platforms/libqxcb.so")
    shutil.copy(plugin, checkout / "dist" / "portrait-studio")
    for recipe in ("deb", "tarball"):
        done = subprocess.run(
            [checkout / "packaging" / recipe], check=False, capture_output=True, text=True, cwd=checkout
        )
        assert done.returncode != 0
        assert "libQt6Core.so.6 is needed" in done.stderr
    assert not [path for path in (checkout / "dist").iterdir() if path.is_file()]
