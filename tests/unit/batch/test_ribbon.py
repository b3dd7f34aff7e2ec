"""The skin ribbon: what stands out in its scene, in what order to look, kept and shown."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.simulated_shoot import simulated_shoot
from studio.batch.batches import begin
from studio.batch.impression import Impression, Lab, impression_of
from studio.batch.journal import new_journal
from studio.batch.plan import Order, make_plan
from studio.batch.presets import ExportPreset
from studio.batch.report import report_html
from studio.batch.ribbon import least_certain, ribbon
from studio.batch.runner import BatchRunner
from studio.batch.scenes import Frame
from studio.batch.shoot_book import ShootBook, book_of, read_book
from studio.editing.geometry import Geometry
from studio.editing.recipe import Recipe
from studio.engine.render import Renderer
from studio.imaging.colour import lab_to_rgb, rgb_to_lab
from studio.imaging.decode import decode_photo
from studio.imaging.fingerprint import fingerprint
from tests.support.batches import NO_PATIENCE, planned, small_shoot
from tests.support.engine import CPU_CHOICE, some_styles
from tests.support.pictures import portrait_jpeg_bytes
from tests.support.shoots import picture

USUAL: Lab = (65.0, 18.0, 20.0)


def impression(
    number: int, skin: Lab | None = USUAL, change: float = 5.0, captured: float = 0.0
) -> Impression:
    frame = Frame(captured + 5.0 * number, fingerprint(picture(1, 48, 32)), "f")
    return Impression(number, frame, skin, () if skin is None else (skin,), change, b"jpeg")


def test_what_differs_from_its_scene_stands_out() -> None:
    near = [impression(n, (65.0 + n % 3, 18.0 + n % 2, 20.0)) for n in range(6)]
    odd, none = impression(6, (66.0, 30.0, 20.0)), impression(7, None)
    other = [impression(8 + n, (40.0, 30.0, 20.0), captured=90000.0) for n in range(4)]
    found = ribbon([*near, odd, none, *other])
    assert [each.impression.photo for each in found] == list(range(12))
    assert [each.impression.photo for each in found if each.stands_out] == [6]
    assert {each.scene for each in found[:8]} == {0}
    assert {each.scene for each in found[8:]} == {1}


def test_of_few_photos_nothing_can_be_said() -> None:
    found = ribbon([impression(n, (60.0 + 9 * n, 18.0, 20.0)) for n in range(3)])
    assert not any(each.stands_out for each in found)
    assert ribbon([]) == []


def test_the_ribbon_goes_by_the_clock_and_the_sheet_by_doubt() -> None:
    some = [impression(n, change=change) for n, change in enumerate((5.0, 5.2, 19.0, 4.9, 5.1))]
    mixed = [some[3], some[0], some[4], some[2], some[1]]
    found = ribbon(mixed)
    assert [each.impression.photo for each in found] == [0, 1, 2, 3, 4]
    assert least_certain(found)[0].impression.photo == 2


def test_lab_goes_there_and_back() -> None:
    colours = np.random.default_rng(0).random((50, 3))
    np.testing.assert_allclose(lab_to_rgb(rgb_to_lab(colours)), colours, atol=1e-9)


def test_kept_beside_the_journal(tmp_path: Path) -> None:
    journal = new_journal(planned(small_shoot(tmp_path / "shoot", 3), tmp_path / "out"), tmp_path / "j")
    journal.close()
    assert read_book(journal.path, 3) == []
    book = ShootBook(journal.path)
    for each in (impression(0), impression(2, None), impression(0, (1.0, 2.0, 3.0))):
        book.add(each)
    book.close()
    again = ShootBook(journal.path)
    again.add(impression(9))
    again.close()
    found = read_book(journal.path, 3)
    assert [(each.photo, each.skin, each.people) for each in found] == [
        (0, (1.0, 2.0, 3.0), ((1.0, 2.0, 3.0),)),
        (2, None, ()),
    ]
    np.testing.assert_allclose(found[0].frame.print.colours, impression(0).frame.print.colours, atol=0.05)
    assert found[0].picture == b"jpeg"


@pytest.mark.parametrize(
    "damage", [b"{}\n", b"nonsense\n", b'{"impression":0}\n', b'{"impression":0,"captured":[]}\n']
)
def test_a_damaged_one_is_none(tmp_path: Path, damage: bytes) -> None:
    journal = new_journal(planned(small_shoot(tmp_path / "shoot", 1), tmp_path / "out"), tmp_path / "j")
    journal.close()
    book = ShootBook(journal.path)
    book.add(impression(0))
    book.close()
    with book_of(journal.path).open("ab") as file:
        file.write(damage)
    assert read_book(journal.path, 1) == []


@pytest.mark.parametrize("number", [b"1" + b"0" * 400, b"1e999", b"1e300", b"-1e13"])
@pytest.mark.parametrize("key", [b"skin", b"change", b"aspect", b"captured"])
def test_one_with_endless_numbers_is_none(tmp_path: Path, key: bytes, number: bytes) -> None:
    journal = new_journal(planned(small_shoot(tmp_path / "shoot", 1), tmp_path / "out"), tmp_path / "j")
    journal.close()
    book = ShootBook(journal.path)
    book.add(impression(0, (1.0, 2.0, 3.0)))
    book.close()
    path = book_of(journal.path)
    value = number if key != b"skin" else b"[1," + number + b",2]"
    damaged = re.sub(
        b'"' + key + rb'":(\[[^]]*\]|[^,]+)', lambda _: b'"' + key + b'":' + value, path.read_bytes()
    )
    assert value in damaged
    path.write_bytes(damaged)
    assert read_book(journal.path, 1) == []


def test_people_are_told_apart_and_crops_are_followed(tmp_path: Path) -> None:
    path = tmp_path / "one.jpg"
    path.write_bytes(portrait_jpeg_bytes(width=400, height=400))
    photo, renderer = decode_photo(path), Renderer(some_styles(), CPU_CHOICE)
    plain = impression_of(3, renderer, photo, Recipe(), None)
    assert plain.photo == 3
    assert plain.skin is not None
    assert len(plain.people) == 1
    assert plain.change == pytest.approx(0.0, abs=0.01)
    warm = Recipe().with_style("warm")
    styled = impression_of(3, renderer, photo, warm, None)
    assert styled.skin is not None
    assert styled.skin[2] > plain.skin[2] + 3
    assert styled.change > 1.0
    cropped = impression_of(3, renderer, photo, warm.with_geometry(Geometry(crop=(0.0, 0.0, 1.0, 0.7))), None)
    assert len(cropped.people) == 1
    np.testing.assert_allclose(cropped.people[0], styled.people[0], atol=3.0)
    gone = impression_of(3, renderer, photo, warm.with_geometry(Geometry(crop=(0.0, 0.7, 0.3, 1.0))), None)
    assert gone.people == ()


def test_a_batch_writes_it_and_the_report_shows_it(shared: Path, tmp_path: Path) -> None:
    simulated_shoot(tmp_path / "shoot", 2, 4, seed=6, longest=320)
    order = Order((tmp_path / "shoot",), tmp_path / "out", (ExportPreset(),), Recipe().with_style("warm"))
    journal = begin(make_plan(order), tmp_path / "j")

    def make_renderer(threads: int) -> Renderer:
        return Renderer(some_styles(), CPU_CHOICE)

    runner = BatchRunner(journal, make_renderer, jobs=2, patience=NO_PATIENCE, impressions=True)
    assert runner.run().done == 8
    journal.close()
    impressions = read_book(journal.path, 8)
    assert [each.photo for each in impressions] == list(range(8))
    found = ribbon(impressions)
    assert {each.scene for each in found} == {0, 1}
    evil = replace(journal.plan.photos[0], source=Path("<script>.jpg"))
    plan = replace(journal.plan, photos=(evil, *journal.plan.photos[1:]))
    page = report_html(plan, journal.states, shoot=found).decode()
    assert page.count("data:image/jpeg") == 8
    assert page.count('<div class="scene') == 1
    assert "<script" not in page
    many = report_html(plan, journal.states, shoot=found * 4).decode()
    assert many.count("data:image/jpeg") == 12  # the few that are most worth a look
    assert "Skin along" not in report_html(plan, journal.states).decode()
