"""The monitor's profile as the desktop tells it; of several monitors the first's.

X11: the root window's _ICC_PROFILE (ICC Profiles in X, 0.4), which the colour services of GNOME, KDE and
xiccd set, and dispwin and xcalib. Under Wayland nobody does: the compositor takes what it gets as sRGB and
converts it itself, if anybody does. Windows: the file that GDI names for the screen. macOS: the main
display's colour space, in which the system takes what a window paints. The last two were not run on these
systems yet.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_uint32, c_ulong, c_void_p
from pathlib import Path
from typing import Any

ATOM = b"_ICC_PROFILE"
_MOST_BYTES = 16 << 20
_ANY_TYPE = 0


def system_profile() -> bytes | None:
    """None where none is set, or nobody can be asked. Any thread may ask. Raises OSError."""
    return {"win32": _of_windows, "darwin": _of_macos}.get(sys.platform, _of_x11)()


def _of_windows() -> bytes | None:
    from studio.imaging.icc import read_profile

    # Not declared for other systems.
    load: Any = vars(ctypes)["WinDLL"]
    user32, gdi32 = load("user32"), load("gdi32")
    user32.GetDC.restype, user32.GetDC.argtypes = c_void_p, [c_void_p]
    user32.ReleaseDC.argtypes = [c_void_p, c_void_p]
    gdi32.GetICMProfileW.argtypes = [c_void_p, POINTER(c_uint32), ctypes.c_wchar_p]
    screen = user32.GetDC(None)
    try:
        size = c_uint32(0)
        gdi32.GetICMProfileW(screen, byref(size), None)
        if not size.value:
            return None
        name = ctypes.create_unicode_buffer(size.value)
        if not gdi32.GetICMProfileW(screen, byref(size), name):
            return None
    finally:
        user32.ReleaseDC(None, screen)
    return read_profile(Path(name.value))


def _of_macos() -> bytes | None:
    frameworks = "/System/Library/Frameworks"
    graphics = ctypes.CDLL(f"{frameworks}/CoreGraphics.framework/CoreGraphics")
    foundation = ctypes.CDLL(f"{frameworks}/CoreFoundation.framework/CoreFoundation")
    graphics.CGMainDisplayID.restype = c_uint32
    graphics.CGDisplayCopyColorSpace.restype, graphics.CGDisplayCopyColorSpace.argtypes = c_void_p, [c_uint32]
    graphics.CGColorSpaceCopyICCData.restype, graphics.CGColorSpaceCopyICCData.argtypes = c_void_p, [c_void_p]
    foundation.CFDataGetLength.restype, foundation.CFDataGetLength.argtypes = c_long, [c_void_p]
    foundation.CFDataGetBytePtr.restype, foundation.CFDataGetBytePtr.argtypes = c_void_p, [c_void_p]
    foundation.CFRelease.argtypes = [c_void_p]
    space = graphics.CGDisplayCopyColorSpace(graphics.CGMainDisplayID())
    if not space:
        return None
    data = graphics.CGColorSpaceCopyICCData(space)
    foundation.CFRelease(space)
    if not data:
        return None
    try:
        length = foundation.CFDataGetLength(data)
        return ctypes.string_at(foundation.CFDataGetBytePtr(data), length) if length <= _MOST_BYTES else None
    finally:
        foundation.CFRelease(data)


def _of_x11() -> bytes | None:
    # With a connection of its own.
    name = ctypes.util.find_library("X11")
    if name is None:
        return None
    try:
        x11 = ctypes.CDLL(name)
    except OSError:
        return None
    _declare(x11)
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    try:
        return _property(x11, display) or None
    finally:
        x11.XCloseDisplay(display)


def _declare(x11: ctypes.CDLL) -> None:
    x11.XOpenDisplay.restype, x11.XOpenDisplay.argtypes = c_void_p, [c_char_p]
    x11.XCloseDisplay.argtypes = [c_void_p]
    x11.XDefaultRootWindow.restype, x11.XDefaultRootWindow.argtypes = c_ulong, [c_void_p]
    x11.XInternAtom.restype, x11.XInternAtom.argtypes = c_ulong, [c_void_p, c_char_p, c_int]
    x11.XFree.argtypes = [c_void_p]
    x11.XGetWindowProperty.argtypes = [
        *(c_void_p, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong),
        *(POINTER(c_ulong), POINTER(c_int), POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ubyte))),
    ]


def _property(x11: ctypes.CDLL, display: int) -> bytes | None:
    atom = x11.XInternAtom(display, ATOM, 1)  # 1: only one that is there
    if not atom:
        return None
    kind, form, count, rest = c_ulong(), c_int(), c_ulong(), c_ulong()
    data = POINTER(c_ubyte)()
    root = x11.XDefaultRootWindow(display)
    answer = x11.XGetWindowProperty(
        display, root, atom, 0, _MOST_BYTES // 4, 0, _ANY_TYPE,
        byref(kind), byref(form), byref(count), byref(rest), byref(data),
    )  # fmt: skip
    if answer != 0 or not data:
        return None
    try:
        return ctypes.string_at(data, count.value) if form.value == 8 and not rest.value else None
    finally:
        x11.XFree(data)
