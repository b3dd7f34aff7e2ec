"""packaging/system_packages.sh on a made-up system, whose package manager writes down what it is asked."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "system_packages.sh"


class System:
    """A folder of commands that stand before the real ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        (folder / "bin").mkdir()
        self.install_commands(apt=True)

    def install_commands(self, *, apt: bool, user: int = 0, installed: str = "", sudo: bool = False) -> None:
        for name in ("apt-get", "dpkg-query", "sudo", "id"):
            (self.folder / "bin" / name).unlink(missing_ok=True)
        self.command("id", f"echo {user}")
        if apt:
            self.command("apt-get", f'echo "apt-get $*" >> "{self.log}"')
            self.command(
                "dpkg-query",
                f'case " {installed} " in *" ${{!#}} "*) echo -n "install ok installed";; *) exit 1;; esac',
            )
        if sudo:
            self.command("sudo", f'echo sudo >> "{self.log}"; [ "$1" = -n ] && shift; exec "$@"')

    def command(self, name: str, body: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(f"#!/bin/bash\n{body}\n")
        path.chmod(0o755)

    def set_up(self, *packages: str) -> subprocess.CompletedProcess[str]:
        return self.run('install_system_packages "$@"', *packages)

    def set_up_compiler(self, headers: str = "python3.11-dev") -> subprocess.CompletedProcess[str]:
        """``headers``: the package that lacks, as the Python of the virtual environment says."""
        self.command("its-python", f"echo {headers}")
        return self.run("install_compiler its-python")

    def run(self, step: str, *words: str) -> subprocess.CompletedProcess[str]:
        for tool in ("env", "uname", "true"):  # all else of the real system is hidden
            link = self.folder / "bin" / tool
            if not link.exists():
                link.symlink_to(f"/usr/bin/{tool}")
        script = f'set -euo pipefail; venv="{self.folder}/v"; . "{SCRIPT}"; {step}; echo on'
        return subprocess.run(
            ["/bin/bash", "-c", script, "bash", *words],
            env={"PATH": str(self.folder / "bin")},
            stdin=subprocess.DEVNULL,
            check=False,
            capture_output=True,
            text=True,
            timeout=30,
        )

    @property
    def asked(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def system(tmp_path: Path) -> System:
    folder = tmp_path / "a system"
    folder.mkdir()
    return System(folder)


INSTALL = "apt-get install -y -qq --no-install-recommends"


def test_only_what_is_missing_is_installed(system: System) -> None:
    system.install_commands(apt=True, installed="one two-t64")
    assert system.set_up("one", "two|two-t64", "three|three-t64", "four").stdout == "on\n"
    assert system.asked == ["apt-get update -qq", f"{INSTALL} three four"]


def test_nothing_missing_asks_nothing(system: System) -> None:
    system.install_commands(apt=True, installed="one", user=1000)
    assert system.set_up("one").stdout == "on\n"
    assert system.asked == []


def test_a_user_without_rights_is_told_the_command(system: System) -> None:
    system.install_commands(apt=True, user=1000)
    done = system.set_up("one", "two")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "\n    apt-get update && apt-get install -y --no-install-recommends one two\n" in done.stderr
    assert system.asked == []


def test_a_user_with_sudo_uses_it(system: System) -> None:
    system.install_commands(apt=True, user=1000, sudo=True)
    assert system.set_up("one").stdout == "on\n"
    assert system.asked == ["sudo", "sudo", "apt-get update -qq", "sudo", f"{INSTALL} one"]


def test_a_failed_installation_stops(system: System) -> None:
    system.command("apt-get", "exit 100")
    done = system.set_up("one")
    assert (done.returncode, done.stdout) == (1, "")
    assert "could not be installed" in done.stderr


def test_a_compiler_is_installed_where_there_is_none(system: System) -> None:
    assert system.set_up_compiler().stdout == "on\n"
    assert system.asked == ["apt-get update -qq", f"{INSTALL} g++ python3.11-dev"]


@pytest.mark.parametrize("compiler", ["c++", "g++", "clang++"])
def test_a_compiler_that_is_there_will_do(system: System, compiler: str) -> None:
    system.command(compiler, "exit 1")
    assert system.set_up_compiler(headers="").stdout == "on\n"
    assert system.asked == []


def test_nothing_stops_without_a_compiler(system: System) -> None:
    system.command("apt-get", "exit 100")
    done = system.set_up_compiler()
    assert (done.returncode, done.stdout) == (0, "on\n")
    assert "Going on without a compiler." in done.stderr
    system.install_commands(apt=True, user=1000)
    done = system.set_up_compiler()
    assert (done.returncode, done.stdout) == (0, "on\n")
    assert "apt-get install -y --no-install-recommends g++ python3.11-dev\n" in done.stderr
    assert system.asked == []


def test_another_kind_of_system_goes_on(system: System) -> None:
    system.install_commands(apt=False)
    done = system.set_up("one")
    assert done.stdout == "on\n"
    assert "one" in done.stderr
