"""The monitor's profile as the desktop tells it: the root window's _ICC_PROFILE (ICC Profiles in X, 0.4).

colord's services of GNOME, KDE and xiccd set it, and so do dispwin and xcalib. Under Wayland nobody does: the
desktop's compositor takes what it gets as sRGB and converts it itself, if anybody does.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_ulong, c_void_p

ATOM = b"_ICC_PROFILE"
_MOST_BYTES = 16 << 20
_ANY_TYPE = 0


def system_profile() -> bytes | None:
    """Of the first monitor; None without X, or where none is set.

    It has a connection of its own: any thread may ask.
    """
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
