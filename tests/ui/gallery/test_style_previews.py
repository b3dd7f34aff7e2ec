"""Pictures of styles while there is no photo: one after the other, what is asked for first."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.styles.style import Style
from studio.ui.session import Session
from tests.support.bundles import write_bundle


def style(path: Path, style_id: str, kind: str = "photographic-1") -> Style:
    return Style(style_id, style_id, kind, path)


def test_what_is_wanted_first_comes_first_and_a_broken_one_stops_nothing(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    previews = session.style_list.previews
    came: list[str] = []
    previews.ready.connect(came.append)
    (tmp_path / "broken.pstyle").write_bytes(b"nothing")
    styles = [style(tmp_path / "broken.pstyle", "broken")]
    styles += [style(write_bundle(tmp_path / f"{n}.pstyle", seed=n), str(n)) for n in range(3)]
    styles.append(style(tmp_path / "gone.cube", "table", "lut"))
    last = style(write_bundle(tmp_path / "last.pstyle", seed=9), "last")
    previews.want(styles)
    previews.want_first(last)
    qtbot.waitUntil(lambda: len(came) == 7)
    assert came == ["", "last", "broken", "0", "1", "2", "table"], "the sample is read before all"
    assert previews.image(styles[0]) is None
    assert previews.image(styles[-1]) is None
    for learned in (*styles[1:4], last):
        image = previews.image(learned)
        assert image is not None
        assert (image.width(), image.height()) == (64, 48)
    sample = previews.image(None)
    assert sample is not None
    assert max(sample.width(), sample.height()) == 192
    previews.want(styles)
    previews.want_first(last)
    qtbot.wait(50)
    assert len(came) == 7, "nothing is made twice"
