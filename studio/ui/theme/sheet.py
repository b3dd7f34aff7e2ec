"""The style sheet: what the palette cannot say. Widgets name their part by the property ``part``."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from studio.paths import resources
from studio.ui.theme.colours import DARK, Colours

_SHEET = Template("""
QToolTip { color: $text; background: $raised; border: 1px solid $edge; padding: 3px 5px; }

QMenuBar { background: transparent; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $raised; }
QMenu { background: $window; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $accent_text; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $edge; margin: 4px 6px; }
QMenu::icon { padding-left: 6px; }

QSplitter::handle { background: $edge; }
QSplitter::handle:horizontal { width: 2px; }
QSplitter::handle:vertical { height: 2px; }
QSplitter::handle:hover { background: $accent; }

QFrame[part="bar"] { background: $window; border: none; }
QFrame[part="line"] { background: $edge; border: none; }
QLabel[part="faint"] { color: $faint; }
QLabel[part="title"] { font-size: 20px; font-weight: 600; }
QLabel[part="heading"] { font-weight: 600; }
QLabel[part="lead"] { font-size: 15px; }
QLabel[part="warning"] { color: $warning; }
QLabel[part="error"] { color: $error; }
QLabel[part="key"] {
    color: $faint; border: 1px solid $raised; border-radius: 3px; padding: 0 4px; font-size: 11px;
}

QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 3px 7px; background: transparent; }
QToolButton:hover { background: $raised; }
QToolButton:pressed { background: $sunken; }
QToolButton:checked { background: $raised; border-color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
QToolButton[part="choice"] { border-color: $edge; padding: 4px 8px; }
QToolButton[part="choice"]:checked { background: $sunken; color: $accent; border-color: $accent; }
QToolButton[part="choice"]:focus { border-color: $accent; }
QToolButton[part="segment"] {
    border-radius: 0; border: 1px solid $edge; border-left: none; padding: 3px 10px;
}
QToolButton[part="segment"][place="first"] {
    border-left: 1px solid $edge; border-top-left-radius: 4px; border-bottom-left-radius: 4px;
}
QToolButton[part="segment"][place="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QToolButton[part="segment"]:checked { background: $sunken; color: $accent; font-weight: 600; }
QToolButton[part="segment"]:focus { border-color: $text; }
QToolButton[part="chip"] {
    border: 1px solid $edge; border-radius: 11px; padding: 2px 10px; background: $sunken; font-size: 11px;
}
QToolButton[part="chip"]:hover, QToolButton[part="chip"]:focus { border-color: $accent; }

QPushButton { padding: 5px 14px; border: 1px solid $edge; border-radius: 4px; background: $raised; }
QPushButton:hover { border-color: $accent; }
QPushButton:focus { border-color: $accent; }
QPushButton:pressed { background: $sunken; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $edge; }
QPushButton[part="primary"] {
    background: $accent; color: $accent_text; border-color: $accent; font-weight: 600;
}
QPushButton[part="primary"]:hover, QPushButton[part="primary"]:focus { border-color: $text; }
QPushButton[part="primary"]:disabled { background: $raised; color: $disabled; border-color: $edge; }
QPushButton[part="card"] { text-align: left; padding: 10px 14px; background: $raised; }

QCheckBox { spacing: 7px; }
QCheckBox::indicator, QListView::indicator {
    width: 14px; height: 14px; border: 1px solid $disabled; border-radius: 3px; background: $sunken;
}
QListView::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QListView[part="choices"]::item { padding: 4px 2px; border-left: 3px solid transparent; }
QListView[part="choices"]::item:selected { background: $raised; color: $text; border-left-color: $accent; }
QRadioButton { spacing: 7px; }
QRadioButton::indicator {
    width: 12px; height: 12px; border: 1px solid $disabled; border-radius: 7px; background: $sunken;
}
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked {
    border: 4px solid $accent; width: 6px; height: 6px; background: $accent_text;
}
QRadioButton::indicator:checked:focus { background: $text; }
QRadioButton::indicator:disabled { background: $window; border-color: $edge; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QCheckBox::indicator:checked:focus { border-color: $text; }
QCheckBox::indicator:disabled { background: $window; border-color: $edge; }
QCheckBox::indicator:checked:disabled { background: $disabled; border-color: $disabled; }

QLineEdit {
    background: $sunken; border: 1px solid $edge; border-radius: 4px; padding: 3px 6px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:focus { border-color: $accent; }
QLineEdit:disabled { color: $disabled; }

QComboBox { background: $raised; border: 1px solid $edge; border-radius: 4px; padding: 3px 8px; }
QComboBox:hover, QComboBox:focus { border-color: $accent; }
QComboBox:disabled { color: $disabled; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($arrow); width: 12px; height: 12px; }

QHeaderView { background: $window; border: none; }
QHeaderView::section {
    background: $window; color: $faint; border: none; border-right: 1px solid $edge;
    border-bottom: 1px solid $edge; padding: 4px 7px;
}
QHeaderView::section:hover { color: $text; }
QTableView::item { padding: 0 5px; }
QTreeView::item { padding: 3px 4px; }
QTreeView::item:selected { background: $accent; color: $accent_text; }

QProgressBar {
    background: $sunken; border: 1px solid $edge; border-radius: 4px; text-align: center; height: 16px;
}
QProgressBar::chunk { background: $progress; border-radius: 3px; }

QFrame[part="notice"], QFrame[part="sheet"] {
    background: $raised; border: 1px solid $edge; border-radius: 6px;
}
QFrame[part="notice"][severity="error"] { border-color: $error; }
QFrame[part="notice"][severity="warning"] { border-color: $warning; }
QFrame[part="notice"][severity="note"] { border-color: $note; }
QFrame[part="notice"] QPlainTextEdit { font-family: monospace; font-size: 11px; background: $sunken; }
QWidget[part="empty"] { background: $sunken; }
QFrame[part="drop"] { border: 2px dashed $disabled; border-radius: 12px; background: transparent; }

QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle {
    background: $disabled; border-radius: 4px; margin: 1px; min-height: 24px; min-width: 24px;
}
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(colours: Colours) -> str:
    """The application's style sheet in a theme's colours."""
    icons, theme = resources() / "icons", "dark" if colours is DARK else "light"
    arrow, tick = icons / f"arrow-{theme}.svg", icons / f"tick-{theme}.svg"
    return _SHEET.substitute(asdict(colours), arrow=arrow.as_posix(), tick=tick.as_posix())
