"""Which words open the window and which go to the command line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from studio import __main__ as program


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """Both doors replaced by ones that write down who came."""
    calls: list[tuple[str, list[str]]] = []
    for name, function in (("studio.cli", "main"), ("studio.ui.app", "run")):

        def answer(arguments: list[str], *_: object, name: str = name) -> int:
            calls.append((name, arguments))
            return 42

        module = ModuleType(name)
        setattr(module, function, answer)
        monkeypatch.setitem(sys.modules, name, module)
        parent, _, child = name.rpartition(".")
        __import__(parent)
        monkeypatch.setattr(sys.modules[parent], child, module, raising=False)
    return calls


@pytest.mark.parametrize(
    "words",
    [["apply", "a.jpg"], ["styles"], ["info", "x"], ["--help"], ["-h"], ["--version"], ["--wrong"], ["aply"]],
)
def test_command_line(asked: list[tuple[str, list[str]]], words: list[str]) -> None:
    assert program.main(words) == 42
    assert asked == [("studio.cli", words)]


@pytest.mark.parametrize("words", [[], ["--sample"], ["gone.jpg"], ["folder/apply"], ["a.jpg", "b.jpg"]])
def test_window(asked: list[tuple[str, list[str]]], words: list[str]) -> None:
    assert program.main(words) == 42
    assert asked == [("studio.ui.app", words)]


def test_a_file_without_an_ending_is_a_photo(
    asked: list[tuple[str, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aply").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert program.main(["aply"]) == 42
    assert asked == [("studio.ui.app", ["aply"])]


def test_a_command_is_one_where_a_folder_is_called_so_too(
    asked: list[tuple[str, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = subprocess.run(
        [sys.executable, "-m", "studio", "--help"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    commands = re.findall(r"^    (\w+) ", told, flags=re.MULTILINE)
    assert {"apply", "batch", "train"} <= set(commands)
    for word in commands:
        (tmp_path / word).mkdir()
        assert program.main([word]) == 42
    assert asked == [("studio.cli", [word]) for word in commands]


def test_the_program_for_launchers_is_always_the_window(
    asked: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["portrait-studio-gui", "apply"])
    assert program.main_gui() == 42
    assert asked == [("studio.ui.app", ["apply"])]


@pytest.mark.parametrize("gui", [False, True])
def test_the_frozen_program_is_the_training_too(
    asked: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch, gui: bool
) -> None:
    training = ModuleType("training.__main__")
    training.__dict__["child"] = lambda words: 7 if words == ["--gather", "run"] else 1
    monkeypatch.setitem(sys.modules, "training.__main__", training)
    monkeypatch.setattr(sys, "argv", ["portrait-studio", "--train-child", "--gather", "run"])
    assert (program.main_gui if gui else program.main)() == 7
    assert asked == []


def test_a_window_library_that_is_missing_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        def find_spec(self, name: str, _path: object, _target: object = None) -> None:
            if name == "studio.ui.app":
                raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.delitem(sys.modules, "studio.ui.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    assert program.main([]) == 1
    message = capsys.readouterr().err
    assert "libEGL.so.1" in message
    assert len(message.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_a_library_of_the_display_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(name: str) -> object:
        if "cursor" in name:
            raise OSError(f"Failed to load dynlib/dll '{name}'. Most likely it was not found when frozen.")
        return object()

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("ctypes.CDLL", load)
    assert program.main([]) == 1
    message = capsys.readouterr().err
    assert "is missing: libxcb-cursor.so.0." in message
    assert "frozen" not in message
