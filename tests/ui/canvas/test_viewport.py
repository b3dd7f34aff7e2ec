"""The geometry of the canvas, with numbers chosen at random and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.engine.request import Region
from studio.ui.canvas.viewport import MARGIN, MAX_SCALE, Point, Viewport

photos = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
panes = st.tuples(st.integers(1, 4000), st.integers(1, 3000))
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])
shares = st.floats(0.0, 1.0)


@st.composite
def viewports(draw: st.DrawFn) -> Viewport:
    """Anything that a user could reach: fitted, then zoomed and panned."""
    viewport = Viewport.fit(draw(photos), draw(panes), draw(ratios))
    for _ in range(draw(st.integers(0, 3))):
        at = Point(draw(shares) * viewport.pane[0], draw(shares) * viewport.pane[1])
        viewport = viewport.zoom_by(draw(st.floats(0.05, 20.0)), at)
        viewport = viewport.pan_by(draw(st.floats(-5000, 5000)), draw(st.floats(-5000, 5000)))
    return viewport


@settings(deadline=None)
@given(viewports(), shares, shares)
def test_coordinates_go_there_and_back(viewport: Viewport, x: float, y: float) -> None:
    point = Point(x * viewport.pane[0], y * viewport.pane[1])
    back = viewport.to_pane(viewport.to_photo(point))
    assert back.x == pytest.approx(point.x, abs=1e-6)
    assert back.y == pytest.approx(point.y, abs=1e-6)


@settings(deadline=None)
@given(viewports(), st.floats(0.05, 20.0), shares, shares)
def test_the_point_under_the_pointer_stays_put(viewport: Viewport, factor: float, x: float, y: float) -> None:
    at = Point(x * viewport.pane[0], y * viewport.pane[1])
    held = viewport.to_photo(at)
    zoomed = viewport.zoom_to(viewport.scale * factor, at)
    now = zoomed.to_pane(held)
    for axis in range(2):
        extent = zoomed.pane[axis] * zoomed.ratio / zoomed.scale
        low, high = extent / 2, zoomed.photo[axis] - extent / 2
        if low + 1e-6 < zoomed.centre[axis] < high - 1e-6:  # else it was held back at the border
            assert now[axis] == pytest.approx(at[axis], abs=1e-4)


@settings(deadline=None)
@given(viewports())
def test_no_more_emptiness_than_must_be(viewport: Viewport) -> None:
    for axis in range(2):
        extent = viewport.pane[axis] * viewport.ratio / viewport.scale
        left, right = viewport.centre[axis] - extent / 2, viewport.centre[axis] + extent / 2
        slack = 1e-6 * max(viewport.photo[axis], extent)
        if extent >= viewport.photo[axis]:
            assert viewport.centre[axis] == pytest.approx(viewport.photo[axis] / 2)
        else:
            assert left >= -slack
            assert right <= viewport.photo[axis] + slack


@settings(deadline=None)
@given(viewports(), st.floats(0.0, 0.5))
def test_what_is_visible_covers_the_pane(viewport: Viewport, extra: float) -> None:
    region = viewport.visible(extra)
    width, height = viewport.photo
    assert region.width >= 1
    assert region.height >= 1
    assert region.clipped(width, height) == region
    corner = viewport.to_photo(Point(0, 0))
    opposite = viewport.to_photo(Point(*viewport.pane))
    assert region.x <= max(corner.x, 0)
    assert region.y <= max(corner.y, 0)
    assert region.x + region.width >= min(opposite.x, width) - 1e-6
    assert region.y + region.height >= min(opposite.y, height) - 1e-6


@settings(deadline=None)
@given(viewports())
def test_no_more_is_rendered_than_screen_and_photo_have(viewport: Viewport) -> None:
    region = viewport.visible()
    width, height = viewport.size_of(region)
    assert 1 <= width <= region.width
    assert 1 <= height <= region.height
    # One device pixel on either side comes from growing to whole photo pixels.
    spare = 2 * min(viewport.scale, 1.0) + 1
    assert width <= viewport.pane[0] * viewport.ratio * min(1.0, 1 / max(viewport.scale, 1.0)) + spare


@settings(deadline=None)
@given(photos, panes, ratios)
def test_fit_shows_everything_and_never_enlarges(
    photo: tuple[int, int], pane: tuple[int, int], ratio: float
) -> None:
    viewport = Viewport.fit(photo, pane, ratio)
    assert viewport.scale <= 1.0
    assert viewport.visible() == Region(0, 0, *photo) or min(pane) <= 2 * MARGIN
    assert viewport.fitted
    assert not viewport.zoomed or min(pane) <= 2 * MARGIN


@settings(deadline=None)
@given(viewports(), st.floats(0.05, 20.0))
def test_scale_stays_in_its_bounds(viewport: Viewport, factor: float) -> None:
    zoomed = viewport.zoom_by(factor)
    assert zoomed.min_scale * (1 - 1e-9) <= zoomed.scale <= MAX_SCALE


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_at_100_percent_a_photo_pixel_is_a_device_pixel(ratio: float) -> None:
    viewport = Viewport.fit((6000, 4000), (801, 603), ratio).zoom_to(1.0, Point(313.7, 99.1))
    region = viewport.visible()
    target = viewport.target(region)
    assert (target.width, target.height) == (region.width, region.height)
    assert viewport.size_of(region) == (region.width, region.height)


def test_zooming_stops_at_fit_and_at_100_percent() -> None:
    viewport = Viewport.fit((6000, 4000), (800, 600))
    seen = []
    for _ in range(20):
        viewport = viewport.zoom_by(1.3, Point(10, 10))
        seen.append(viewport.scale)
    assert 1.0 in seen
    for _ in range(40):
        viewport = viewport.zoom_by(1 / 1.3, Point(700, 10))
        if viewport.fitted:
            break
    assert viewport.fitted
    assert viewport == viewport.refit()


def test_toggle() -> None:
    large = Viewport.fit((6000, 4000), (800, 600))
    assert large.toggled(Point(1, 1)).scale == 1.0
    assert large.toggled().toggled() == large
    small = Viewport.fit((300, 200), (800, 600))
    assert small.toggled().scale == 2.0


def test_a_resize_keeps_fit_or_the_place() -> None:
    fitted = Viewport.fit((6000, 4000), (800, 600))
    assert fitted.resized((400, 300), 1.0) == Viewport.fit((6000, 4000), (400, 300))
    zoomed = fitted.zoom_to(1.0)
    assert zoomed.resized((900, 500), 1.0).centre == zoomed.centre
    assert zoomed.resized((900, 500), 1.0).scale == 1.0


def test_panning_moves_with_the_hand() -> None:
    zoomed = Viewport.fit((6000, 4000), (800, 600), 2.0).zoom_to(1.0)
    moved = zoomed.pan_by(10, -20)
    assert moved.centre == Point(zoomed.centre.x - 20, zoomed.centre.y + 40)
    assert zoomed.pan_by(1e6, 1e6).centre == Point(800, 600)
