"""One shoot, one look: what a scene shares, how photos are relit, and that it is frozen in the plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.simulated_shoot import simulated_shoot
from studio.batch.batches import begin, go_on
from studio.batch.consistency import MOST_CAST, consistent, make_consistent
from studio.batch.errors import MatchNotThere
from studio.batch.journal import read_journal
from studio.batch.light import against_neighbours, against_one, as_cloud, cloud, exposed_share
from studio.batch.plan import BatchPlan, Consistency, Order, PlannedPhoto, make_plan
from studio.batch.presets import ExportPreset
from studio.batch.runner import BatchRunner
from studio.batch.scenes import Frame
from studio.batch.survey import Glance, survey
from studio.editing.recipe import Recipe
from studio.editing.white_balance import balance_for, white_balance_matrix
from studio.engine.render import Renderer
from studio.generators.parameters import SharedLook
from studio.imaging.colour import srgb_decode, srgb_encode
from studio.imaging.decode import decode_small
from studio.imaging.fingerprint import fingerprint
from studio.imaging.image import Float32
from studio.imaging.quantise import rounded
from tests.support.batches import NO_PATIENCE, names_below, small_shoot
from tests.support.bundles import make_bundle
from tests.support.engine import CPU_CHOICE, FakeStyles
from tests.support.shoots import picture

STYLED = Recipe().with_style("mine")


def scene(number: int) -> Float32:
    return np.asarray(picture(number, 96, 64).astype(np.float32) / 255.0 * 0.6 + 0.1, np.float32)


def lit(pixels: Float32, red: float, blue: float, light: float = 0.0) -> Float32:
    gains = np.exp(np.array([red, 0.0, blue], np.float32) + np.float32(light))
    return np.asarray(srgb_encode(srgb_decode(pixels) * gains), np.float32)


def glance(pixels: Float32, captured: float, summary: float = 0.0, skin: Float32 | None = None) -> Glance:
    frame = Frame(captured, fingerprint(rounded(pixels, np.uint8)))
    shared = SharedLook((("mine", (summary, 1.0)),))
    return Glance(frame, cloud(pixels), exposed_share(pixels), skin, shared)


def plan(count: int, consistency: Consistency, reference: Path | None = None, **changes: Recipe) -> BatchPlan:
    order = Order((), Path("out"), (ExportPreset(),), STYLED, consistency=consistency, reference=reference)
    photos = [PlannedPhoto(Path(f"{n}.jpg"), recipe=changes.get(f"p{n}")) for n in range(count)]
    return BatchPlan(order, tuple(photos))


@pytest.mark.parametrize(("red", "blue"), [(0.0, 0.0), (0.1, -0.1), (-0.2, 0.15), (0.25, 0.25)])
def test_a_balance_is_found_for_any_cast(red: float, blue: float) -> None:
    gray = np.array(white_balance_matrix(*balance_for(red, blue))).sum(axis=1)
    np.testing.assert_allclose(np.log([gray[0] / gray[1], gray[2] / gray[1]]), [red, blue], atol=1e-6)


def test_light_is_told_by_common_colours_wherever_they_lie() -> None:
    base = scene(1)
    mirrored = np.ascontiguousarray(base[:, ::-1])
    views = [base, lit(mirrored, 0.1, -0.08, 0.2), base[::-1]]
    found = against_one([cloud(np.ascontiguousarray(view)) for view in views], 0)
    np.testing.assert_allclose(found.red, [0, 0.1, 0], atol=0.025)
    np.testing.assert_allclose(found.blue, [0, -0.08, 0], atol=0.025)
    assert found.light[1] == pytest.approx(0.2, abs=0.1)
    assert (found.trust > 0.8).all()


def test_casts_of_real_portraits_in_other_crops(shared: Path, tmp_path: Path) -> None:
    shot = simulated_shoot(tmp_path / "shoot", 8, 4, seed=4, longest=320)
    told, true = [], []
    for number in range(8):
        frames = [frame for frame in shot if frame.scene == number]
        found = against_neighbours([cloud(decode_small(frame.path, 320).image.rgb) for frame in frames])
        gains = np.log([frame.gains for frame in frames])
        for cast, channel in ((found.red, 0), (found.blue, 2)):
            right = gains[:, channel] - gains[:, 1]
            true += list(right - np.median(right))
            told += list(cast * found.trust)
    assert np.corrcoef(told, true)[0, 1] > 0.7
    assert np.std(np.subtract(told, true)) < 0.7 * np.std(true)


def test_a_slow_change_is_no_offset_and_a_jump_is_one() -> None:
    drift = [lit(scene(1), 0.01 * n, -0.01 * n) for n in range(12)]
    np.testing.assert_allclose(against_neighbours([cloud(view) for view in drift]).red[2:-2], 0.0, atol=0.03)
    drift[6] = lit(drift[6], 0.12, 0.0)
    found = against_neighbours([cloud(view) for view in drift])
    assert found.red[6] == pytest.approx(0.12, abs=0.05)


def test_what_says_nothing_moves_nothing() -> None:
    black, white = np.zeros((8, 8, 3), np.float32), np.ones((8, 8, 3), np.float32)
    found = against_neighbours([cloud(black), cloud(scene(1)), cloud(white)])
    assert not found.trust[[0, 2]].any()
    assert exposed_share(white) == 0.0
    assert len(as_cloud(np.zeros((0, 3), np.float32))) == 0


def test_steady_shares_the_look_and_keeps_the_exposure() -> None:
    views = [
        lit(scene(1), red, blue, light)
        for red, blue, light in ((0.0, 0.0, 0.0), (0.1, -0.1, 0.4), (0.0, 0.0, -0.3))
    ]
    glances = [glance(view, 5.0 * n, float(n)) for n, view in enumerate(views)]
    made = consistent(plan(3, "steady"), glances)
    numbers = [photo.shared.of("mine") for photo in made.photos if photo.shared is not None]
    assert [number[0] for number in numbers if number] == pytest.approx([1.0] * 3, abs=0.03)
    relit = [made.recipe(photo) for photo in made.photos]
    assert [recipe.value("exposure") for recipe in relit] == [0.0] * 3
    red, blue = np.log(
        np.array(white_balance_matrix(relit[1].value("temperature"), relit[1].value("tint"))).sum(1)
    )[[0, 2]]
    assert red < -0.05 < 0.05 < blue
    assert abs(relit[0].value("temperature")) < 5


def test_a_correction_is_bounded_and_clipped_white_gets_none() -> None:
    far = consistent(
        plan(3, "steady"), [glance(lit(scene(1), red, 0.0), 5.0 * n) for n, red in enumerate((0, 0, 0.5))]
    )
    recipe = far.recipe(far.photos[2])
    most = balance_for(-MOST_CAST, 0.0)
    assert abs(recipe.value("temperature")) <= abs(most[0]) + 0.01
    views = [scene(1), scene(1), lit(scene(1), 0.1, 0.0)]
    blown = [np.concatenate([view, np.ones((600, 96, 3), np.float32)]) for view in views]
    kept = consistent(plan(3, "steady"), [glance(view, 5.0 * n) for n, view in enumerate(blown)])
    assert abs(kept.recipe(kept.photos[2]).value("temperature")) < 1.0


def test_other_styles_and_scenes_share_nothing() -> None:
    glances: list[Glance | None] = [glance(scene(1), 0.0, 0.0), glance(scene(1), 5.0, 4.0), None]
    glances.append(glance(scene(7), 90000.0, 9.0))
    made = consistent(plan(4, "steady", p1=Recipe().with_style("other")), glances)
    values = [None if photo.shared is None else photo.shared.of("mine") for photo in made.photos]
    assert values == [(0.0, 1.0), (4.0, 1.0), None, (9.0, 1.0)]


def test_match_takes_look_and_light_and_tells_the_others() -> None:
    skin = np.log(np.array([0.4, 0.25, 0.18], np.float32))
    brighter = lit(scene(1), 0.1, -0.1, 0.35)
    glances = [
        glance(scene(1), 0.0, 2.0, skin),
        glance(brighter, 5.0, 5.0, (skin + np.array([0.45, 0.35, 0.25])).astype(np.float32)),
        glance(scene(9), 90000.0, 7.0, skin),
    ]
    made = consistent(plan(3, "match", Path("0.jpg")), glances)
    assert made.photos[0].recipe is None
    assert made.photos[1].shared == made.photos[0].shared == SharedLook((("mine", (2.0, 1.0)),))
    recipe = made.recipe(made.photos[1])
    assert recipe.value("exposure") == pytest.approx(-0.35 / np.log(2), abs=0.2)
    assert recipe.value("temperature") < -5
    assert made.photos[2].recipe is None
    assert made.photos[2].shared is None
    assert "0.jpg" in str(made.photos[2].notes[0])


def test_another_persons_skin_is_not_matched() -> None:
    skin = np.log(np.array([0.4, 0.25, 0.18], np.float32))
    glances = [glance(scene(1), 0.0, 0.0, skin), glance(scene(1), 5.0, 0.0, skin - np.float32(1.2))]
    made = consistent(plan(2, "match", Path("0.jpg")), glances)
    assert abs(made.recipe(made.photos[1]).value("exposure")) < 0.1


@pytest.mark.parametrize("reference", [None, Path("9.jpg")])
def test_a_photo_to_match_must_be_there(reference: Path | None) -> None:
    with pytest.raises(MatchNotThere):
        consistent(plan(1, "match", reference), [glance(scene(1), 0.0)])
    with pytest.raises(MatchNotThere):
        make_consistent(plan(1, "match", reference), lambda threads: pytest.fail("too early"))


def test_a_photo_to_match_that_is_damaged_is_told_before_the_shoot_is_looked_at(tmp_path: Path) -> None:
    shoot = small_shoot(tmp_path / "shoot", 3)
    (shoot / "2.jpg").write_bytes((shoot / "2.jpg").read_bytes()[:300])
    asked = Order(
        (shoot,), tmp_path / "out", (ExportPreset(),), STYLED, consistency="match", reference=shoot / "2.jpg"
    )
    renderers: list[int] = []
    seen: list[int] = []

    def make_renderer(threads: int) -> Renderer:
        renderers.append(threads)
        return Renderer(FakeStyles(bundles={"mine": make_bundle(2)}), CPU_CHOICE)

    with pytest.raises(MatchNotThere):
        make_consistent(make_plan(asked), make_renderer, progress=lambda done, _: seen.append(done))
    assert (len(renderers), seen) == (1, [])


def test_own_edits_are_added_to() -> None:
    own = STYLED.with_value("temperature", 20.0)
    glances = [glance(scene(1), 0.0), glance(scene(1), 5.0), glance(lit(scene(1), 0.1, 0.0), 9.0)]
    made = consistent(plan(3, "steady", p2=own), glances)
    alone = consistent(plan(3, "steady"), glances)
    added = made.recipe(made.photos[2]).value("temperature")
    assert added == pytest.approx(20.0 + alone.recipe(alone.photos[2]).value("temperature"), abs=0.01)


def test_frozen_in_the_journal_and_the_same_bytes_on_going_on(shared: Path, tmp_path: Path) -> None:
    simulated_shoot(tmp_path / "shoot", 2, 3, seed=3, longest=320)
    styles = FakeStyles(bundles={"mine": make_bundle(2, scale=0.05)})

    def order(out: str) -> Order:
        return Order((tmp_path / "shoot",), tmp_path / out, (ExportPreset(),), STYLED, consistency="steady")

    def make_renderer(threads: int) -> Renderer:
        return Renderer(styles, CPU_CHOICE)

    def run(out: str, stop: int | None) -> None:
        made = make_consistent(make_plan(order(out)), make_renderer, jobs=1)
        journal = begin(made, tmp_path / "j")
        path = journal.path
        if stop is not None:
            runner = BatchRunner(journal, make_renderer, jobs=1, patience=NO_PATIENCE)
            runner.run(lambda event: runner.cancel())
            journal.close()
            assert read_journal(path).plan == made
            journal = go_on(path)
        assert BatchRunner(journal, make_renderer, jobs=2, patience=NO_PATIENCE).run().done == 6
        journal.close()

    run("whole", None)
    run("stopped", 1)
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    assert names_below(whole) == names_below(stopped)
    assert [(whole / name).read_bytes() for name in names_below(whole)] == [
        (stopped / name).read_bytes() for name in names_below(stopped)
    ]
    plain = make_plan(replace(order("plain"), consistency="as is"))
    journal = begin(plain, tmp_path / "j")
    BatchRunner(journal, make_renderer, patience=NO_PATIENCE).run()
    journal.close()
    assert (tmp_path / "plain" / "0001.jpg").read_bytes() != (whole / "0001.jpg").read_bytes()


def test_a_survey_sees_what_can_be_opened_and_tells_how_far_it_is(shared: Path, tmp_path: Path) -> None:
    simulated_shoot(tmp_path / "shoot", 1, 2, seed=3, longest=320)
    (tmp_path / "shoot" / "0002.jpg").write_text("no photo")
    order = Order((tmp_path / "shoot",), tmp_path / "out", (ExportPreset(),), Recipe().with_style("mine"))
    styles, told = FakeStyles(bundles={"mine": make_bundle(2)}), list[tuple[int, int]]()
    found = survey(
        make_plan(order),
        lambda threads: Renderer(styles, CPU_CHOICE),
        jobs=2,
        progress=lambda seen, count: told.append((seen, count)),
    )
    assert [each is None for each in found] == [False, False, True]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert found[0] is not None
    assert len(found[0].shared.of("mine") or ()) == 128
