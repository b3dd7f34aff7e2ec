"""What each of the zooms that can be asked for makes of a viewport."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from studio.ui.canvas.viewport import STEP, Point, Viewport
from studio.ui.view import ZoomTo

_Zoom: TypeAlias = Callable[[Viewport, Point | None], Viewport]
_ZOOMS: Mapping[ZoomTo, _Zoom] = {
    ZoomTo.FIT: lambda viewport, _: viewport.refit(),
    ZoomTo.ACTUAL: lambda viewport, at: viewport.zoom_to(1.0, at),
    ZoomTo.DOUBLE: lambda viewport, at: viewport.zoom_to(2.0, at),
    ZoomTo.TOGGLE: lambda viewport, at: viewport.toggled(at),
    ZoomTo.IN: lambda viewport, at: viewport.zoom_by(STEP**2, at),
    ZoomTo.OUT: lambda viewport, at: viewport.zoom_by(STEP**-2, at),
}


def zoomed(viewport: Viewport, zoom: ZoomTo, at: Point | None) -> Viewport:
    """The viewport after a zoom about a logical point of a pane, None for the middle."""
    return _ZOOMS[zoom](viewport, at)
