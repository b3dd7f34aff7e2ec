"""Colour profiles in the window: soft proof, CMYK photos without one, the monitor's that the system tells."""

from __future__ import annotations

import ctypes
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.engine.request import Failure, OpenRequest
from studio.errors import CmykNeedsProfile
from studio.imaging.cmyk import assume, assumed
from studio.imaging.photo import Photo
from studio.imaging.profiles import builtin_profile
from studio.imaging.proof import SRGB_PROOF, Proof
from studio.ui.actions import ACTIONS
from studio.ui.canvas.canvas import Canvas
from studio.ui.desk import Desk
from studio.ui.info_bar import ProofChip
from studio.ui.messages import Notice
from studio.ui.session import Session
from studio.ui.system_profile import system_profile
from tests.support.cmyk_profile import simple_cmyk_profile
from tests.support.display import VirtualDisplay
from tests.support.window_engine import WindowEngine, ramp_photo

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def notices(session: Session) -> Iterator[list[Notice]]:
    told: list[Notice] = []
    session.notice.connect(told.append)
    yield told
    assume(None)


def do(action_id: str, session: Session) -> None:
    action = next(action for action in ACTIONS if action.id == action_id)
    window = QWidget()
    action.call(Desk(session, window, lambda: ()))
    window.deleteLater()


def test_the_soft_proof_is_asked_for_and_said(
    session: Session,
    photo: Photo,
    window_engine: WindowEngine,
    qtbot: QtBot,
    notices: list[Notice],
    tmp_path: Path,
) -> None:
    canvas, chip = Canvas(session), ProofChip(session)
    for widget in (canvas, chip):
        qtbot.addWidget(widget)
    canvas.show()
    qtbot.waitUntil(lambda: len(window_engine.previews("after")) > 0)
    assert window_engine.previews()[-1].proof is None
    window_engine.answer()
    do("proof", session)
    qtbot.waitUntil(lambda: window_engine.previews()[-1].proof == SRGB_PROOF)
    assert chip.text() == "Proof: sRGB"
    do("proof_gamut", session)
    qtbot.waitUntil(lambda: window_engine.previews()[-1].proof == Proof(SRGB_PROOF.icc, marks=True))
    assert "gamut" in chip.text()
    path = tmp_path / "press.icc"
    path.write_bytes(simple_cmyk_profile(both_ways=True))
    session.preferences.change(proof_profile=str(path))
    qtbot.waitUntil(lambda: session.pictures.proof == Proof(path.read_bytes(), marks=True))
    assert "Simple CMYK" in chip.text()
    path.write_bytes(b"no profile")
    session.proof_profile.read_again()
    qtbot.waitUntil(lambda: len(notices) == 1)
    assert "press.icc" in str(notices[0].message)
    assert session.pictures.proof == Proof(SRGB_PROOF.icc, marks=True)
    chip.click()
    assert chip.isHidden()
    window_engine.asked.clear()
    qtbot.waitUntil(lambda: bool(window_engine.previews()))
    assert window_engine.previews()[-1].proof is None


def test_cmyk_without_a_profile_asks_and_opens_with_the_answer(
    session: Session, window_engine: WindowEngine, notices: list[Notice], qtbot: QtBot, tmp_path: Path
) -> None:
    path = Path("/photos/print.jpg")
    session.show_photo(path)
    request = window_engine.waiting.pop()
    window_engine.result.emit(Failure(request, CmykNeedsProfile(name=path.name)))
    offer = notices[0].offer
    assert offer is not None
    assert str(offer.title) == "Choose Profile…"
    with qtbot.waitSignal(session.cmyk_profile_wanted):
        offer.accept()
    named = tmp_path / "print.icc"
    named.write_bytes(simple_cmyk_profile())
    session.preferences.change(cmyk_profile=str(named))
    qtbot.waitUntil(lambda: any(isinstance(asked, OpenRequest) for asked in window_engine.waiting))
    assert window_engine.waiting[-1].path == path  # type: ignore[union-attr]
    found = assumed()
    assert found is not None
    assert found.name == "Simple CMYK"
    window_engine.photos[path] = replace(ramp_photo(path=path), assumed_profile=True)
    window_engine.answer()
    session.preferences.change(cmyk_profile="")
    qtbot.waitUntil(lambda: any(isinstance(asked, OpenRequest) for asked in window_engine.waiting))
    assert assumed() is None


SET_AND_ASK = """
import ctypes, hashlib, sys
from studio.ui.system_profile import system_profile
assert system_profile() is None
x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
display = ctypes.c_void_p(x11.XOpenDisplay(None))
x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = ctypes.c_ulong
atom, kind = (x11.XInternAtom(display, name, 0) for name in (b"_ICC_PROFILE", b"CARDINAL"))
root, data = ctypes.c_ulong(x11.XDefaultRootWindow(display)), sys.stdin.buffer.read()
x11.XChangeProperty(display, root, ctypes.c_ulong(atom), ctypes.c_ulong(kind), 8, 0, data, len(data))
x11.XSync(display, 0)
from studio.ui.chosen_profiles import read_monitor_profile
print(hashlib.sha256(read_monitor_profile("system")).hexdigest())
x11.XDeleteProperty(display, root, ctypes.c_ulong(atom))
x11.XCloseDisplay(display)
assert read_monitor_profile("system") is None
"""


@pytest.mark.display
def test_the_systems_monitor_profile(virtual_display: VirtualDisplay) -> None:
    icc = builtin_profile("display-p3").icc
    run = subprocess.run(
        [sys.executable, "-c", SET_AND_ASK],
        input=icc, capture_output=True, env=virtual_display.environment, cwd=ROOT, timeout=60, check=False,
    )  # fmt: skip
    assert run.stderr == b""
    assert run.stdout.decode().strip() == hashlib.sha256(icc).hexdigest()


class Gdi:
    """user32 and gdi32, as they are documented: the size is asked for first, and counts the end."""

    def __init__(self, name: str) -> None:
        self.name, self.held = name, 0
        self.GetDC, self.ReleaseDC, self.GetICMProfileW = MagicMock(), MagicMock(), MagicMock()
        self.GetDC.side_effect = self._get
        self.ReleaseDC.side_effect = self._release
        self.GetICMProfileW.side_effect = self._profile

    def _get(self, window: None) -> int:
        self.held += 1
        return 77

    def _release(self, window: None, screen: int) -> int:
        assert screen == 77
        self.held -= 1
        return 1

    def _profile(self, screen: int, size: Any, buffer: Any) -> int:
        if not self.name:
            return 0
        if buffer is None or len(buffer) < len(self.name) + 1:
            size._obj.value = len(self.name) + 1
            return 0
        buffer.value = self.name
        return 1


def test_the_monitor_profile_that_windows_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    icc = builtin_profile("display-p3").icc
    (tmp_path / "monitor ü.icm").write_bytes(icc)
    gdi = Gdi(str(tmp_path / "monitor ü.icm"))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda name: gdi, raising=False)
    assert system_profile() == icc
    gdi.name = ""
    assert system_profile() is None
    assert gdi.held == 0


class CoreGraphics:
    """What is copied is to be released."""

    def __init__(self, icc: bytes) -> None:
        self.icc, self.left = ctypes.create_string_buffer(icc, len(icc)), list[int]()
        for name in (
            "CGMainDisplayID", "CGDisplayCopyColorSpace", "CGColorSpaceCopyICCData", "CFDataGetLength",
            "CFDataGetBytePtr", "CFRelease",
        ):  # fmt: skip
            setattr(self, name, MagicMock())
        mocks: Any = self
        mocks.CGMainDisplayID.return_value = 3
        mocks.CGDisplayCopyColorSpace.side_effect = lambda display: self._copied(100 + display)
        mocks.CGColorSpaceCopyICCData.side_effect = lambda space: self._copied(space + 100)
        mocks.CFDataGetLength.side_effect = lambda data: len(self.icc) if data == 203 else 0
        mocks.CFDataGetBytePtr.return_value = ctypes.addressof(self.icc)
        mocks.CFRelease.side_effect = self.left.remove

    def _copied(self, reference: int) -> int:
        if len(self.icc) == 1:
            return 0
        self.left.append(reference)
        return reference


def test_the_monitor_profile_of_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    icc = builtin_profile("display-p3").icc
    monkeypatch.setattr(sys, "platform", "darwin")
    for each in (icc, b"\0"):
        mac = CoreGraphics(each)
        monkeypatch.setattr(ctypes, "CDLL", lambda name, mac=mac: mac)
        assert system_profile() == (icc if each is icc else None)
        assert mac.left == []


def test_without_a_display_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.ui.chosen_profiles import read_monitor_profile

    monkeypatch.delenv("DISPLAY", raising=False)
    assert read_monitor_profile("system") is None
