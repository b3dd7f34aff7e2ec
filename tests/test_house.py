"""Rules of the house that no other tool watches."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = {"studio": 250, "training": 250, "packaging": 250, "benchmarks": 250, "tests": 400}
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)

# Modules that open sockets, or run code that a file brought along.
BANNED = {
    "socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib",
    "xmlrpc", "webbrowser", "asyncio", "PySide6.QtNetwork", "PySide6.QtWebEngineCore",
    "pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve",
}  # fmt: skip

ALLOWED = {
    # Sockets of the local machine, of this user alone: a second start hands its photos to the first window.
    ROOT / "studio" / "ui" / "first_window.py": {
        "PySide6.QtNetwork", "PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket",
    },
}  # fmt: skip


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def banned_in(tree: ast.AST) -> set[str]:
    return {
        name for name in imported(tree) if any(name == bad or name.startswith(bad + ".") for bad in BANNED)
    }


def unsafe_calls(tree: ast.AST) -> list[int]:
    """Lines that call processEvents, or torch.load without weights_only=True."""
    lines = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        safe = any(word.arg == "weights_only" and ast.unparse(word.value) == "True" for word in node.keywords)
        if name.endswith(".processEvents") or (name == "torch.load" and not safe):
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize("folder", MOST_LINES)
def test_no_file_grows_past_one_sitting(folder: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files(folder)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES[folder]
    }
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    assert [
        str(path) for path in python_files("studio", "training") if not ast.get_docstring(parsed(path))
    ] == []


def test_nothing_opens_sockets_or_unpickles() -> None:
    found = {
        str(path): names
        for path in python_files("studio", "training")
        if (names := banned_in(parsed(path)) - ALLOWED.get(path, set()))
    }
    assert found == {}


def test_no_reentered_event_loop_and_no_unsafe_load() -> None:
    found = {
        str(path): lines
        for path in python_files("studio", "training")
        if (lines := unsafe_calls(parsed(path)))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code",
    ["import socket", "from urllib import request", "import pickle as p", "from PySide6 import QtNetwork"],
)
def test_a_banned_import_is_found(code: str) -> None:
    assert banned_in(ast.parse(code))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("torch.load(path)", True),
        ("torch.load(path, weights_only=False)", True),
        ("torch.load(path, weights_only=True)", False),
        ("QApplication.processEvents()", True),
    ],
)
def test_an_unsafe_call_is_found(code: str, found: bool) -> None:
    assert bool(unsafe_calls(ast.parse(code))) == found


def test_no_text_is_formatted_before_it_is_translated() -> None:
    """``tr(f"…")`` is looked up after it is filled, and so is never found."""
    found = [
        f"{path}:{node.lineno}"
        for path in python_files("studio", "training")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rsplit(".", 1)[-1] in ("tr", "translate", "QT_TRANSLATE_NOOP")
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    ]
    assert found == []


def test_readme_and_machines_run_the_same_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^\./start$", readme, re.MULTILINE)
    assert re.search(r"^\./test$", readme, re.MULTILINE)
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ['exec "$(dirname "${BASH_SOURCE[0]}")/../test"']


def test_every_dependency_is_pinned() -> None:
    """And so are theirs."""
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE))
    versions = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pinned.items()}
    own = metadata.distribution("portrait-style-studio")
    waiting, seen = list(own.requires or ()), set[str]()
    while waiting:
        need = Requirement(waiting.pop())
        name = re.sub(r"[-_.]+", "-", need.name).lower()
        wanted = need.marker is None or any(
            need.marker.evaluate({"extra": e}) for e in ("", "test", "sample")
        )
        if name in seen or not wanted:
            continue
        seen.add(name)
        found = metadata.distribution(need.name)
        assert found.version.split("+")[0] == versions.get(name), f"{need.name} {found.version}"
        waiting += [line for line in found.requires or () if "extra ==" not in line]
    assert {"torch", "rawpy", "attrs"} <= seen


def test_files_named_in_the_documents_are_there() -> None:
    missing = {}
    for name in ("README.md", "CONTRIBUTING.md", "docs/house.md", "docs/glossary.md", "docs/packaging.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        places = re.findall(
            r"`((?:studio|training|tests|packaging|resources|benchmarks|docs)/[\w./-]+)`", text
        )
        places += [f"{Path(name).parent}/{link}" for link in re.findall(r"\]\((?!http|#)([^)#]+)\)", text)]
        gone = sorted({place for place in places if not (ROOT / place).exists()})
        if gone:
            missing[name] = gone
    assert missing == {}


def test_scripts_are_sound_and_may_be_run() -> None:
    for name in ("start", "test", ".ci/run", "packaging/bootstrap.sh", "packaging/translate.sh"):
        assert (ROOT / name).stat().st_mode & 0o111, f"{name} is not executable"
        subprocess.run(["bash", "-n", str(ROOT / name)], check=True)
    subprocess.run(["bash", "-n", str(ROOT / "packaging" / "system_packages.sh")], check=True)


def messages(ts: Path) -> dict[tuple[str, str], bool]:
    """(context, source) -> whether it has a finished translation."""
    found = {}
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            kind = translation.get("type") if translation is not None else "missing"
            if kind in ("vanished", "obsolete"):
                continue
            text = "".join(translation.itertext()).strip() if translation is not None else ""
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = kind is None and bool(text)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str, tmp_path: Path) -> None:
    committed = messages(TRANSLATIONS / f"studio_{language}.ts")
    fresh = tmp_path / "fresh.ts"
    sources = python_files("studio", "training", "packaging/looks", "packaging/learn_styles")
    _tool("pyside6-lupdate", *sources, "-no-obsolete", "-ts", fresh)
    asked = set(messages(fresh))
    assert asked, "lupdate found no text at all"
    assert sorted(asked - set(committed)) == [], "new texts: run packaging/translate.sh"
    assert sorted(set(committed) - asked) == [], "texts that are gone: run packaging/translate.sh"
    assert sorted(key for key, finished in committed.items() if not finished) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_fields(language: str) -> None:
    """“{name}” in a sentence is “{name}” in its translation."""
    wrong = []
    for message in ET.parse(TRANSLATIONS / f"studio_{language}.ts").getroot().iter("message"):
        source, translation = (message.findtext(name) or "" for name in ("source", "translation"))
        if set(re.findall(r"{\w*[^}]*}", source)) != set(re.findall(r"{\w*[^}]*}", translation)):
            wrong.append(source)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_translations_are_up_to_date(language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.qm"
    _tool("pyside6-lrelease", TRANSLATIONS / f"studio_{language}.ts", "-qm", compiled)
    assert compiled.read_bytes() == (TRANSLATIONS / f"studio_{language}.qm").read_bytes(), (
        "run packaging/translate.sh"
    )


def _tool(name: str, *words: str | Path) -> None:
    subprocess.run(
        [str(Path(sys.executable).parent / name), *map(str, words)],
        check=True,
        capture_output=True,
        timeout=60,
    )
