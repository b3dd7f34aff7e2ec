"""The colours of a theme. All grays are neutral, so that the colour of photos is judged rightly."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Colours:
    """A theme's colours as sRGB hex. ``text`` has a contrast of at least 7 to 1 on ``window``, ``faint``, the
    colours of notices and ``text`` on ``progress`` at least 4.5 to 1 (WCAG 2.2)."""

    window: str
    raised: str
    sunken: str
    edge: str
    text: str
    faint: str
    disabled: str
    accent: str
    accent_text: str
    progress: str
    warning: str
    error: str
    note: str

    def palette(self) -> QPalette:
        """The same as the toolkit's palette."""
        palette = QPalette()
        role = QPalette.ColorRole
        for where, colour in {
            role.Window: self.window,
            role.WindowText: self.text,
            role.Base: self.sunken,
            role.AlternateBase: self.window,
            role.Text: self.text,
            role.Button: self.raised,
            role.ButtonText: self.text,
            role.BrightText: "#ffffff",
            role.Highlight: self.accent,
            role.HighlightedText: self.accent_text,
            role.ToolTipBase: self.raised,
            role.ToolTipText: self.text,
            role.PlaceholderText: self.faint,
            role.Light: self.raised,
            role.Midlight: self.raised,
            role.Mid: self.edge,
            role.Dark: self.edge,
            role.Shadow: "#000000",
            role.Link: self.accent,
            role.LinkVisited: self.accent,
            role.Accent: self.accent,
        }.items():
            palette.setColor(where, QColor(colour))
        for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(self.disabled))
        palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(self.edge))
        return palette


DARK = Colours(
    window="#2e2e2e",
    raised="#3c3c3c",
    sunken="#242424",
    edge="#1c1c1c",
    text="#e4e4e4",
    faint="#acacac",
    disabled="#757575",
    accent="#d9a05b",
    accent_text="#1a1a1a",
    progress="#765c3d",
    warning="#e8b84a",
    error="#ff8a80",
    note="#7cc48a",
)
LIGHT = Colours(
    window="#dcdcdc",
    raised="#ececec",
    sunken="#f4f4f4",
    edge="#b4b4b4",
    text="#1c1c1c",
    faint="#4f4f4f",
    disabled="#8e8e8e",
    accent="#a8661a",
    accent_text="#ffffff",
    progress="#d8b78f",
    warning="#7a5600",
    error="#a82318",
    note="#1f6b33",
)


def colours_of(palette: QPalette) -> Colours:
    """The theme in force, by a widget's palette."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT
