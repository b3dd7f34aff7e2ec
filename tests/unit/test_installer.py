"""The tarball's installer, with a program of a line: it installs, replaces and removes what is its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
DESKTOP = LINUX / "portrait-style-studio.desktop"


def _tarball(folder: Path, version: str, *, works: bool = True) -> Path:
    """What packaging/tarball packs, with a program of a line."""
    program = folder / "program" / "portrait-studio"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho {version}\nexit {0 if works else 1}\n")
    program.chmod(0o755)
    icons = folder.with_name(f"{folder.name}-icons")
    (icons / "hicolor" / "scalable" / "apps").mkdir(parents=True)
    (icons / "hicolor" / "scalable" / "apps" / f"{DESKTOP.stem}.svg").write_text("<svg/>")
    stage = '. packaging/linux/stage.sh; stage_desktop "$1" "$2"'
    subprocess.run(["bash", "-ec", stage, "bash", str(folder), str(icons)], cwd=ROOT, check=True)
    shutil.copy(LINUX / "install.sh", folder)
    return folder / "install.sh"


def _install(script: Path, prefix: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(script), *words],
        env={"PATH": "/usr/bin:/bin", "HOME": "/nowhere", "PREFIX": str(prefix)},
        check=False, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="for Linux")
def test_the_tarballs_installer(tmp_path: Path) -> None:
    prefix = tmp_path / "my programs 照"
    own = prefix / "share" / "applications" / "other.desktop"
    own.parent.mkdir(parents=True)
    own.write_text("of another program")
    assert _install(_tarball(tmp_path / "one", "1"), prefix).returncode == 0
    entry = (own.parent / DESKTOP.name).read_text()
    command = f'"{prefix}/bin/portrait-studio-gui"'
    assert f"Exec={command} %F\n" in entry
    assert f"Exec={command} --sample\n" in entry
    assert f"TryExec={prefix}/bin/portrait-studio-gui\n" in entry
    told = subprocess.run([prefix / "bin" / "portrait-studio"], check=True, capture_output=True, text=True)
    assert told.stdout == "1\n"
    # A newer one that cannot start here leaves the older one alone.
    newer = _tarball(tmp_path / "two", "2", works=False)
    assert _install(newer, prefix).returncode == 1
    assert "echo 1" in (prefix / "lib" / "portrait-style-studio" / "portrait-studio").read_text()
    assert _install(newer, tmp_path / "a$b").returncode == 2
    assert _install(newer, prefix, "--remove").returncode == 0
    left = [path for path in prefix.rglob("*") if not path.is_dir() and path.name != "mimeinfo.cache"]
    assert [path for path in left if "mime" not in path.parts] == [own]
