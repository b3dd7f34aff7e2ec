"""What the gallery tells of a style: its mark, its card, its own picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.ui.dialogs.style_about import StyleAbout
from studio.ui.gallery.gallery import Gallery
from studio.ui.gallery.style_card import StyleCard
from studio.ui.gallery.style_facts import facts_of, tip_of
from studio.ui.gallery.style_model import IMAGE_ROLE
from studio.ui.main_window import MainWindow
from studio.ui.session import Session
from tests.support.bundles import write_bundle
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened
from tests.ui.gallery.conftest import card, choose, own


def test_learned_styles_are_marked(gallery: Gallery, real: Session) -> None:
    view = gallery.view
    index = card(gallery, "user-autumn")
    badge = StyleCard.badge_rect(view.visualRect(index), view.fontMetrics())
    shot = view.viewport().grab().toImage()
    inside = {shot.pixelColor(badge.left() + x, badge.top() + x).lightness() for x in range(16)}
    assert max(inside) - min(inside) > 80, "a bright mark on a dark ground"
    assert index.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "Autumn light, learned"
    said = index.data(int(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert "40 photos of the style and 100 others, 800 steps" in said
    assert "CC-BY-4.0" in said


def test_a_style_of_a_procedure_claims_no_finished_photos(real: Session) -> None:
    style = next(style for style in real.styles if style.id == "even-light")
    assert "144 photos, changed by a procedure, 1400 steps" in facts_of(style)["learned"][1]


def test_what_is_known_of_a_style(
    qtbot: QtBot, window: MainWindow, gallery: Gallery, real: Session, user_styles: Path
) -> None:
    evil = "<img src='file:///etc/passwd'><b>big</b>"
    write_bundle(user_styles / "evil.pstyle", name=evil, description=evil, author="a & b")
    qtbot.waitUntil(lambda: len(own(real)) == 2)
    style = real.style_list.find("user-evil")
    assert style is not None
    tip = tip_of(style)
    assert "<img" not in tip
    assert "&lt;img" in tip
    choose(gallery, "user-evil", "About This Style")
    about = window.findChild(StyleAbout)
    assert isinstance(about, StyleAbout)
    assert not about.isModal()
    name = about.findChild(QLabel, "style_about_name")
    assert isinstance(name, QLabel)
    assert (name.text(), name.textFormat()) == (evil, Qt.TextFormat.PlainText)
    facts = about.facts()
    assert "Learned from: 40 photos of the style and 100 others, 800 steps" in facts
    assert any(fact.startswith("Quality: 2.5 mean colour difference") for fact in facts)
    assert "Licence: CC-BY-4.0" in facts
    assert "Author: a & b" in facts
    real.style_list.edit("user-evil", name="Tame")
    qtbot.waitUntil(lambda: name.text() == "Tame")
    real.remove_style("user-evil")
    qtbot.waitUntil(lambda: not about.isVisible())
    assert "learned" not in facts_of(real.styles[0])


def test_without_a_photo_cards_show_the_styles_own_pictures(
    qtbot: QtBot, window: MainWindow, real: Session, window_engine: WindowEngine
) -> None:
    learned, table = card(window.gallery, "user-autumn"), card(window.gallery, "warm-film")
    qtbot.waitUntil(lambda: learned.data(IMAGE_ROLE) is not None)
    assert (learned.data(IMAGE_ROLE).width(), learned.data(IMAGE_ROLE).height()) == (64, 48)
    qtbot.waitUntil(lambda: table.data(IMAGE_ROLE) is not None)
    # With photo and engine they would be another photo's.
    real.pictures.engine_state = object()  # type: ignore[assignment]
    opened(real, window_engine, ramp_photo())
    assert card(window.gallery, "user-autumn").data(IMAGE_ROLE) is None
