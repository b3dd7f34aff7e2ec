"""The release script, in a repository whose builds take a moment: what it refuses, what it tags."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILDS = {
    "test": "",
    "packaging/build": "mkdir -p build/parts/licences; echo '{}' >build/parts/licences/sbom.cdx.json",
    "packaging/deb": "mkdir -p dist; echo deb >dist/portrait-style-studio_1.0_amd64.deb",
    "packaging/tarball": "echo tar >dist/portrait-style-studio-1.0-linux-x86_64.tar.xz",
    "packaging/try_frozen": '[ ! -e build/meddle ] || echo more >>CHANGELOG.md; [ "$2 $3" = '
    '"--program dist/portrait-studio/portrait-studio" ]',
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    here = tmp_path / "repository"
    files = {
        "studio/__init__.py": '__version__ = "1.0"\n',
        "CHANGELOG.md": "## 1.0\n",
        "packaging/linux/portrait-style-studio.metainfo.xml": '<release version="1.0" date="2026-01-01"/>\n',
        ".gitignore": "dist/\nbuild/\n",
        **{name: f"#!/bin/bash\nset -e\n{body}\n" for name, body in BUILDS.items()},
    }
    for name, text in files.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text)
        (here / name).chmod(0o755)
    shutil.copy(ROOT / "packaging" / "release", here / "packaging" / "release")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        _git(here, *words)
    return here


def _environment() -> dict[str, str]:
    who = {f"GIT_{part}_{kind}": "x" for part in ("AUTHOR", "COMMITTER") for kind in ("NAME", "EMAIL")}
    return {**{k: v for k, v in os.environ.items() if not k.startswith("GIT_")}, **who}


def _git(repository: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=repository, env=_environment(), check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _release(repository: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [repository / "packaging" / "release", *words],
        env=_environment(), check=False, capture_output=True, text=True,
    )  # fmt: skip


def test_a_release_is_summed_up_and_tagged(repository: Path) -> None:
    (repository / "dist").mkdir()
    for stale in ("portrait-style-studio_1.0.1_amd64.deb", "portrait-style-studio_11.0_amd64.deb"):
        (repository / "dist" / stale).write_text("of another version")
    done = _release(repository)
    assert done.returncode == 0, done.stderr
    assert _git(repository, "rev-parse", "v1.0^{commit}") == _git(repository, "rev-parse", "HEAD")
    assert _git(repository, "cat-file", "-t", "v1.0") == "tag"
    folder = repository / "dist" / "release"
    sums = dict(line.split()[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert sums == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in (
            "CHANGELOG.md", "portrait-style-studio-1.0-linux-x86_64.tar.xz",
            "portrait-style-studio-1.0.cdx.json", "portrait-style-studio_1.0_amd64.deb",
        )
    }  # fmt: skip
    assert {path.name for path in folder.iterdir()} == {*sums, "SHA256SUMS"}
    again = _release(repository)
    assert again.returncode != 0
    assert "v1.0 is there already" in again.stderr
    assert _release(repository, "--files").returncode == 0


def test_what_is_not_clean_or_not_told_of_is_refused(repository: Path) -> None:
    (repository / "left.txt").write_text("lying about")
    assert "not clean" in _release(repository).stderr
    (repository / "left.txt").unlink()
    (repository / "build").mkdir()
    (repository / "build" / "meddle").touch()
    assert "has changed since" in _release(repository).stderr
    (repository / "studio" / "__init__.py").write_text('__version__ = "1.1"\n')
    assert "says nothing of 1.1" in _release(repository).stderr
    assert _git(repository, "tag") == ""
