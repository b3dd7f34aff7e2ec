"""Photos that stand out are brought to their scene: done anew in place of their own files, no others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.batch.alignment import Wish, alignments
from studio.batch.batches import go_on
from studio.batch.errors import JournalInvalid
from studio.batch.journal import Journal, read_journal
from studio.batch.plan import Alignment
from studio.batch.ribbon import Stretch, ribbon
from studio.batch.shoot_book import book_of, read_book
from studio.batch.shoot_reader import ShootReader
from studio.batch.unfinished import unfinished
from studio.engine.cancel import CancelToken
from studio.engine.render import Renderer
from studio.errors import Cancelled
from tests.support.batches import begun, names_below, portrait_shoot, runner, snapshot, states
from tests.support.engine import CPU_CHOICE, some_styles

ODD = 3


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Done, six photos of one scene, the fourth unlike the others."""
    with closing(
        begun(portrait_shoot(tmp_path / "in", 6, ODD + 1), tmp_path / "out", tmp_path / "j")
    ) as made:
        runner(made, impressions=True).run()
        yield made


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def shown(journal: Journal) -> list[Stretch]:
    return ribbon(read_book(journal.path, len(journal.plan.photos)))


def wish(stretch: Stretch, share: float = 1.0) -> Wish:
    assert stretch.skin is not None
    assert stretch.usual is not None
    return Wish(share, stretch.skin, stretch.usual)


def solved(journal: Journal, wishes: dict[int, Wish | None]) -> dict[int, Alignment | None]:
    def make_renderer(threads: int) -> Renderer:
        return Renderer(some_styles(), CPU_CHOICE)

    return alignments(
        journal.plan, wishes, make_renderer, token=CancelToken(), progress=lambda done, count: None
    )


def test_what_stands_out_comes_to_its_scene_and_back_and_no_other_file_is_touched(
    journal: Journal, tmp_path: Path
) -> None:
    out, originals = tmp_path / "out", snapshot(tmp_path / "in")
    before, odd = hashes(out), shown(journal)[ODD]
    assert odd.stands_out
    assert odd.off is not None
    assert odd.off > 6.0
    assert odd.why is not None
    assert "darker" in str(odd.why)
    found = solved(journal, {ODD: wish(odd)})[ODD]
    assert found is not None
    assert found.exposure > 0.2
    journal.align({ODD: found})
    assert states(journal) == ["done", "done", "done", "waiting", "done", "done"]
    assert runner(journal, only=[ODD], impressions=True).run().done == 6
    after = shown(journal)[ODD]
    assert after.off is not None
    assert after.off < 1.5
    assert not after.stands_out
    assert any("Aligned with its scene" in str(note) for note in journal.states[ODD].notes)
    now = hashes(out)
    assert [name for name in before if now[name] != before[name]] == ["4.jpg"]
    assert snapshot(tmp_path / "in") == originals
    assert len(names_below(out)) == 6

    journal.align({ODD: None})
    assert runner(journal, only=[ODD], impressions=True).run().done == 6
    assert hashes(out) == before
    assert snapshot(tmp_path / "in") == originals


def test_half_the_way_is_half_the_way(journal: Journal) -> None:
    odd = shown(journal)[ODD]
    half, whole = (solved(journal, {ODD: wish(odd, share)})[ODD] for share in (0.5, 1.0))
    assert half is not None
    assert whole is not None
    assert 0.3 * whole.exposure < half.exposure < 0.7 * whole.exposure
    assert solved(journal, {ODD: None, 0: None}) == {ODD: None, 0: None}


def test_too_far_stops_at_the_bounds_and_can_be_taken_back(journal: Journal) -> None:
    odd = shown(journal)[ODD]
    assert odd.skin is not None
    black = Wish(1.0, odd.skin, (0.0, 60.0, -60.0))
    found = solved(journal, {ODD: black})[ODD]
    assert found is not None
    assert abs(found.temperature) <= 60.0
    assert abs(found.exposure) <= 1.0
    with pytest.raises(Cancelled):
        alignments(
            journal.plan, {ODD: black}, lambda _: Renderer(some_styles(), CPU_CHOICE),
            token=_cancelled(), progress=lambda done, count: None,
        )  # fmt: skip


def _cancelled() -> CancelToken:
    token = CancelToken()
    token.cancel()
    return token


def test_killed_in_between_it_goes_on_with_the_alignment(journal: Journal, tmp_path: Path) -> None:
    before = hashes(tmp_path / "out")
    assert unfinished(tmp_path / "j") == ()
    journal.align({ODD: Alignment(10.0, 0.0, 0.5)})
    journal.close()
    left = unfinished(tmp_path / "j")
    assert [each.counts.waiting for each in left] == [1]
    with closing(go_on(journal.path)) as again:
        assert again.plan == journal.plan
        assert states(again)[ODD] == "waiting"
        assert again.plan.recipe(again.plan.photos[ODD]).value("exposure") == 0.5
        assert runner(again).run().done == 6
    assert hashes(tmp_path / "out")["4.jpg"] != before["4.jpg"]
    assert unfinished(tmp_path / "j") == ()
    assert read_journal(journal.path).states[ODD].ready[0].stale


def test_a_file_that_somebody_changed_since_stays(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "out" / "4.jpg").write_bytes(b"retouched by hand")
    journal.align({ODD: Alignment(exposure=0.5)})
    assert runner(journal, only=[ODD]).run().failed == 1
    assert (tmp_path / "out" / "4.jpg").read_bytes() == b"retouched by hand"
    assert "was changed since: it is kept" in str(journal.states[ODD].reason)


def test_a_hostile_line_is_damage(journal: Journal) -> None:
    whole = journal.path.read_bytes()
    for line in (
        b'{"aligned":9,"temperature":0,"tint":0,"exposure":0}',
        b'{"aligned":true,"temperature":0,"tint":0,"exposure":0}',
        b'{"aligned":0,"temperature":1e99,"tint":0,"exposure":0}',
        b'{"aligned":0,"temperature":1e999,"tint":0,"exposure":0}',
        b'{"aligned":0,"temperature":"12","tint":0,"exposure":0}',
        b'{"aligned":0,"temperature":true,"tint":0,"exposure":0}',
        b'{"aligned":0,"tint":0,"exposure":0}',
        b'{"watching":1,"more":2}',
        b'{"watching":1}',
        b'{"watching":"yes"}',
    ):
        journal.path.write_bytes(whole + line + b"\n")
        with pytest.raises(JournalInvalid):
            read_journal(journal.path)


def test_the_book_is_read_along_without_its_pictures(journal: Journal) -> None:
    reader, whole = ShootReader(journal.path), read_book(journal.path, 6)
    assert reader.read(6)
    assert not reader.read(6)
    assert sorted(reader.impressions) == list(range(6))
    assert all(each.picture == b"" for each in reader.impressions.values())
    assert [reader.picture(each.photo) for each in whole] == [each.picture for each in whole]
    assert reader.picture(77) == b""
    assert reader.first == {}
    with book_of(journal.path).open("r+b") as file:
        lines = file.readlines()
        file.write(lines[1])
        file.write(lines[2][:40])  # still being written
    assert reader.read(6)
    assert len(reader.first) == 1
    with book_of(journal.path).open("ab") as file:
        file.write(b"{}\n")
    assert reader.read(6)
    assert reader.impressions == {}
    assert not reader.read(6)


def test_words_for_every_direction() -> None:
    usual = (60.0, 15.0, 15.0)
    plain = Stretch(None, 0, 9.0, 9.0, usual)  # type: ignore[arg-type]
    words = {
        (70.0, 15.0, 15.0): "lighter",
        (50.0, 15.0, 15.0): "darker",
        (60.0, 25.0, 15.0): "redder",
        (60.0, 5.0, 15.0): "greener",
        (60.0, 15.0, 25.0): "yellower",
        (60.0, 15.0, 5.0): "bluer",
    }

    class Seen:
        def __init__(self, skin: tuple[float, float, float]) -> None:
            self.skin = skin

    for skin, word in words.items():
        assert word in str(replace(plain, impression=Seen(skin)).why)  # type: ignore[arg-type]
    assert replace(plain, apart=0.0, doubt=0.0, impression=Seen(usual)).why is None  # type: ignore[arg-type]
    np.testing.assert_allclose(replace(plain, impression=Seen(usual)).off, 0.0)  # type: ignore[arg-type]
