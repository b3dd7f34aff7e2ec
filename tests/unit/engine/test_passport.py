"""Passports of fixed and of adapting styles: what is written, what is measured, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from skimage import data

from studio.editing.recipe import Recipe
from studio.editing.style_use import StyleUse
from studio.engine import passport as passport_module
from studio.engine.passport import Passport, exact_table, make_passport, write_passport
from studio.engine.passport_bins import ColourChanges
from studio.engine.passport_measure import HEAT_TOP, Styled, heat, measure, worst_places
from studio.engine.passport_photos import LONGEST, MOST_PHOTOS, spread
from studio.engine.passport_pool import fit_photos
from studio.engine.passport_request import PassportOrder
from studio.engine.request import CancelToken
from studio.errors import Cancelled, OutputExists, OutputIsInput, StyleNeedsPhotos
from studio.files import refuse_early
from studio.generators.registry import Learned
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.styles.lut import Lut, apply_lut, identity_grid
from studio.styles.style import Style
from studio.styles.table_formats import FORMATS, write_and_read

ADAPTS = "adapts"


class Styles:
    """Fixed looks, and one style that adapts."""

    def __init__(self, **luts: Lut) -> None:
        self.luts = luts

    def get(self, style_id: str) -> Style:
        return Style(style_id, style_id, "lut" if style_id in self.luts else "photographic-1", Path(style_id))

    def load_lut(self, style: Style) -> Lut:
        return self.luts[style.id]

    def load_bundle(self, style: Style) -> Learned:
        raise AssertionError("nobody asks here")


class Renderer:
    """Styles photos by any function of their pixels; ``asked`` are the photos and recipes."""

    def __init__(self, style: Callable[[Float32], Float32]) -> None:
        self.style = style
        self.asked: list[tuple[Photo, Recipe]] = []

    def render(self, photo: Photo, recipe: Recipe, *, token: CancelToken | None = None) -> ImageBuffer:
        if token is not None:
            token.check()
        self.asked.append((photo, recipe))
        return ImageBuffer(self.style(photo.image.rgb))


def photo_of(pixels: Float32, name: str) -> Photo:
    return Photo(Path(name), ImageBuffer(pixels), "jpeg", 8, name)


def photos() -> tuple[Photo, ...]:
    """Four real photos in the portrait's size and smaller."""
    names = ("astronaut", "coffee", "chelsea", "rocket")
    return tuple(
        photo_of(getattr(data, name)().astype(np.float32)[::2, ::2] / 255, f"{name}.jpg") for name in names
    )


def warm() -> Lut:
    grid = identity_grid(9)
    return Lut("Warm", (grid ** np.array([0.8, 1.0, 1.25], np.float32)).astype(np.float32))


def darker_below(rgb: Float32) -> Float32:
    """A style that no table can be: the look, and the lower half of the picture in another light."""
    out = apply_lut(warm(), rgb)
    out[len(out) // 2 :] *= np.float32(0.8)
    return out


def order(use: StyleUse, *photos: Photo | Path, form: str = "cube", size: int = 33) -> PassportOrder:
    return PassportOrder(use, Message("Style", "A look"), "A look", form, size, photos)


@pytest.mark.parametrize(("form", "size"), [(name, size) for name in FORMATS for size in FORMATS[name].sizes])
def test_a_fixed_table_goes_out_as_it_is_in_every_format(form: str, size: int) -> None:
    lut = Lut("Warm", warm().evaluate(identity_grid(size)))
    passport = make_passport(
        Renderer(lut.evaluate), Styles(warm=lut), order(StyleUse("warm"), form=form, size=size)
    )
    back = FORMATS[form].read(passport.data, "A look.x")
    assert back.cube is not None
    assert lut.cube is not None
    step = {"cube": 0.5e-6, "hald": 0.5 / 65535, "xmp": 0.5 / 65535}[form]
    assert np.abs(back.cube - lut.cube).max() <= step + 1e-7
    assert passport.report.exact
    assert [str(s) for s in passport.report.sentences()] == ["The look-up table keeps all of this style."]
    again, _ = write_and_read(form, Lut("A look", back.cube), size)
    assert again == passport.data


def test_a_fixed_table_of_another_size_is_measured() -> None:
    random = np.random.default_rng(1).random((17, 17, 17, 3), np.float32)
    lut = Lut("Wild", random * np.float32(0.5) + identity_grid(17) * np.float32(0.5))
    renderer = Renderer(lambda rgb: apply_lut(lut, rgb))
    fine = make_passport(renderer, Styles(wild=lut), order(StyleUse("wild"), *photos(), size=33)).report.here
    coarse = make_passport(
        renderer, Styles(wild=lut), order(StyleUse("wild"), *photos(), form="xmp", size=32)
    )
    assert fine is not None
    assert coarse.report.here is not None
    assert fine.lost < 0.01
    assert coarse.report.here.lost > 1.0
    assert not coarse.report.places


def test_amounts_and_blends_of_fixed_tables_are_exact() -> None:
    cold = Lut("Cold", (identity_grid(5) ** np.array([1.2, 1.0, 0.9], np.float32)).astype(np.float32))
    styles = Styles(warm=warm(), cold=cold)
    use = StyleUse("warm", strength=0.5, colour=0.4, tone=1.2, blend_id="cold", blend=0.25)
    table = exact_table(styles, use, 17)
    assert table is not None
    grid = identity_grid(17)
    excess = 0.75 * (warm().evaluate(grid) - grid) + 0.25 * (cold.evaluate(grid) - grid)
    tone = (excess @ np.array([0.299, 0.587, 0.114], np.float32))[..., None]
    wanted = grid + 0.5 * (1.2 * tone + 0.4 * (excess - tone))
    assert table.cube is not None
    assert np.abs(table.cube - wanted).max() < 1e-6
    assert exact_table(styles, StyleUse("warm", blend_id=ADAPTS), 17) is None
    assert exact_table(styles, StyleUse(ADAPTS), 17) is None


def test_a_style_that_adapts_is_fitted_and_the_loss_is_found() -> None:
    renderer = Renderer(darker_below)
    said: list[float] = []
    use = StyleUse(ADAPTS, strength=0.8, variation=3)
    passport = make_passport(
        renderer, Styles(), order(use, *photos()), progress=lambda fraction, _: said.append(fraction)
    )
    report = passport.report
    assert not report.exact
    assert report.here is not None
    assert report.elsewhere is not None
    assert 0.3 < (report.here.share or 0) < 0.95
    assert report.here.lost <= report.elsewhere.lost
    assert said == sorted(said)
    assert said[0] == 0.0
    assert all(recipe == Recipe().with_style(use) for _, recipe in renderer.asked)
    assert all(max(photo.image.width, photo.image.height) <= LONGEST for photo, _ in renderer.asked)
    # The worst come first, with their pictures.
    losses = [photo.here.lost for photo in report.photos]
    assert losses == sorted(losses, reverse=True)
    assert [panel.name for panel in passport.panels] == [photo.name for photo in report.photos]
    panel = passport.panels[0]
    assert panel.photo.shape == panel.style.shape == panel.table.shape == panel.heat.shape


@pytest.mark.parametrize("spread_out", [False, True])
def test_the_way_that_meets_the_other_half_better_is_taken(
    spread_out: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photos of colours of their own, each exposed otherwise: freed of that; the same light: as they are."""
    random = np.random.default_rng(7)
    some = []
    for number in range(8):
        centre = random.uniform(0.25, 0.75, 3) if spread_out else np.full(3, 0.5)
        pixels = np.clip(random.normal(centre, 0.12, (40, 60, 3)), 0, 1).astype(np.float32)
        pixels[0, 0, 0] = random.uniform(0.1, 0.9)
        some.append(photo_of(pixels, f"{number}.jpg"))
    taken: list[tuple[int, bool]] = []

    def noted(changes: list[ColourChanges], size: int, *, freed: bool, check: Callable[[], None]) -> Lut:
        taken.append((len(changes), freed))
        return fit_photos(changes, size, freed=freed, check=check)

    def style(rgb: Float32) -> Float32:
        light = np.float32(1.2 if spread_out else 0.0) * (rgb[0, 0, 0] - np.float32(0.5))
        styled: Float32 = rgb ** np.float32(1.2) + light * rgb * (1 - rgb)
        return styled

    monkeypatch.setattr(passport_module, "fit_photos", noted)
    make_passport(Renderer(style), Styles(), order(StyleUse(ADAPTS), *some, size=17))
    assert sorted(taken[:4]) == [(4, False), (4, False), (4, True), (4, True)]
    assert taken[4:] == [(8, spread_out)]


def test_a_table_under_another_name_is_found_again() -> None:
    renderer = Renderer(lambda rgb: apply_lut(warm(), rgb))
    report = make_passport(renderer, Styles(), order(StyleUse(ADAPTS), *photos())).report
    assert report.here is not None
    assert report.here.lost < 0.3
    assert (report.here.share or 0) > 0.9


def test_measured_numbers_by_hand() -> None:
    """Grays: CIEDE2000 is the difference of L* over S_L."""

    def lightness(value: float) -> float:
        return float(116 * (((value + 0.055) / 1.055) ** 2.4) ** (1 / 3) - 16)

    def difference(one: float, other: float) -> float:
        mean = (lightness(one) + lightness(other)) / 2 - 50
        return float(abs(lightness(one) - lightness(other)) / (1 + 0.015 * mean**2 / (20 + mean**2) ** 0.5))

    def gray(value: float) -> Float32:
        return np.full((8, 6, 3), value, np.float32)

    table = Lut("", identity_grid(2) + np.float32(0.06))
    measured = measure(Styled("gray", gray(0.5), gray(0.6)), table)
    assert measured.kept.distance == pytest.approx(difference(0.5, 0.6), abs=1e-3)
    assert measured.kept.lost == pytest.approx(difference(0.6, 0.56), abs=1e-3)
    assert measured.kept.share == pytest.approx(1 - difference(0.6, 0.56) / difference(0.5, 0.6), abs=1e-3)
    # Beyond white nothing is seen.
    assert measure(Styled("white", gray(1.0), gray(1.2)), table).kept.distance == 0.0


def test_places_that_lose_more_are_named() -> None:
    before = np.full((100, 100, 3), 0.5, np.float32)
    after = before.copy()
    rows, columns = np.mgrid[:100, :100]
    far = ((rows - 49.5) ** 2 + (columns - 49.5) ** 2) > 50**2
    after[far] *= np.float32(0.7)
    measured = measure(Styled("vignette", before, after), Lut("", identity_grid(2)))
    assert [str(place.place) for place in worst_places([measured])] == ["corners"]
    even = measure(Styled("even", before, before * np.float32(0.8)), Lut("", identity_grid(2)))
    assert worst_places([even]) == ()
    skin = before.copy()
    skin[:, :50] = np.array([0.85, 0.65, 0.53], np.float32)
    redder = skin.copy()
    redder[:, :50, 0] += np.float32(0.08)
    found = worst_places([measure(Styled("skin", skin, redder), Lut("", identity_grid(2)))])
    assert str(found[0].place) == "skin colours"
    assert found[0].share == pytest.approx(0.5)


def test_heat() -> None:
    shown = heat(np.array([[0.0, HEAT_TOP / 2, HEAT_TOP, 99.0]], np.float32)).astype(int).sum(axis=2)[0]
    assert shown[0] < shown[1] < shown[2] == shown[3]


def test_photos_are_spread() -> None:
    paths = [Path(f"{number}.jpg") for number in range(100)]
    chosen = spread(paths)
    assert len(chosen) == len(set(chosen)) == MOST_PHOTOS
    assert (chosen[0], chosen[-1]) == (paths[0], paths[-1])
    assert spread(paths[:5]) == paths[:5]
    assert spread([]) == []


def test_photos_that_cannot_be_opened_are_told(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    renderer = Renderer(darker_below)
    made = make_passport(renderer, Styles(), order(StyleUse(ADAPTS), tmp_path / "broken.jpg", photos()[0]))
    assert [str(message) for message in made.report.skipped] == [
        "“broken.jpg” is not an image that this program knows."
    ]
    with pytest.raises(StyleNeedsPhotos, match="adapts to each photo"):
        make_passport(renderer, Styles(), order(StyleUse(ADAPTS), tmp_path / "broken.jpg"))
    with pytest.raises(StyleNeedsPhotos):
        make_passport(renderer, Styles(), order(StyleUse(ADAPTS)))


def test_transparent_and_odd_photos_do() -> None:
    random = np.random.default_rng(4)
    odd = [photo_of(random.random((h, w, c), np.float32), f"{h}") for h, w, c in ((1, 1, 3), (3, 500, 4))]
    report = make_passport(Renderer(darker_below), Styles(), order(StyleUse(ADAPTS), *odd, size=17)).report
    assert report.here is not None
    assert np.isfinite(report.here.lost)


@pytest.mark.parametrize("after", [0.0, 0.3, 0.5, 0.8])
def test_cancelling_leaves_no_file(after: float, tmp_path: Path) -> None:
    token = CancelToken()

    def progress(fraction: float, _: Message) -> None:
        if fraction >= after:
            token.cancel()

    with pytest.raises(Cancelled):
        make_passport(
            Renderer(darker_below),
            Styles(),
            order(StyleUse(ADAPTS), *photos()),
            progress=progress,
            token=token,
        )
    assert list(tmp_path.iterdir()) == []


def small_passport() -> Passport:
    return make_passport(Renderer(warm().evaluate), Styles(warm=warm()), order(StyleUse("warm"), size=17))


def test_originals_are_never_replaced(tmp_path: Path) -> None:
    original = tmp_path / "photo.jpg"
    original.write_bytes(b"original")
    link = tmp_path / "look.cube"
    link.hardlink_to(original)
    with pytest.raises(OutputIsInput):
        refuse_early(link, replace=True, originals=[original])
    with pytest.raises(OutputIsInput):
        write_passport(small_passport(), link, None, lambda _: b"", replace=True, originals=[original])
    with pytest.raises(OutputIsInput):
        write_passport(
            small_passport(), tmp_path / "a.cube", link, lambda _: b"x", replace=True, originals=[original]
        )
    assert original.read_bytes() == b"original"


def test_what_is_there_is_replaced_only_when_allowed(tmp_path: Path) -> None:
    target, report = tmp_path / "look.cube", tmp_path / "look.html"
    target.write_bytes(b"before")
    with pytest.raises(OutputExists):
        refuse_early(target)
    with pytest.raises(OutputExists):
        write_passport(small_passport(), target, report, lambda _: b"html")
    assert target.read_bytes() == b"before"
    write_passport(small_passport(), target, report, lambda _: b"html", replace=True)
    assert target.read_bytes().startswith(b"TITLE")
    assert report.read_bytes() == b"html"
    with pytest.raises(OutputIsInput):
        write_passport(small_passport(), target, target, lambda _: b"html", replace=True)
