"""The part of a batch's report that shows the shoot: the skin ribbon, and the photos to look at first."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

import numpy as np

from studio.batch.impression import Lab
from studio.batch.plan import BatchPlan
from studio.batch.ribbon import Stretch, least_certain
from studio.imaging.colour import lab_to_rgb
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.report_html import shown_text

MOST_PICTURES, FEW = 48, 12
"""How many photos are put first at most, and how many there are at least; in between a quarter of them."""
_RIBBON = QT_TRANSLATE_NOOP("Batch", "Skin along the shoot")
_ABOUT = QT_TRANSLATE_NOOP(
    "Batch",
    "One strip for each photo, in the order in which they were taken, in the colour of its skin; below it the"
    " faces, from left to right. Gaps part scenes, a mark stands at what differs from its scene."
    " Gray: no skin was found.",
)
_FIRST = QT_TRANSLATE_NOOP("Batch", "Worth a look, the most doubtful first")
_NO_SKIN = "#8a8a8a"

STYLE = """\
.ribbon { display: flex; height: 84px; margin: 10px 0 18px }
.ribbon div { flex: 1 1 0; display: flex; flex-direction: column; min-width: 1px }
.ribbon div.scene { margin-left: 6px }
.ribbon i { flex: 2 1 0; display: block } .ribbon i.face { flex: 1 1 0 }
.ribbon b { height: 8px; display: block } .ribbon div.out b { background: #b00020 }
.sheet { display: flex; flex-wrap: wrap; gap: 12px }
.sheet figure { margin: 0; width: 192px } .sheet img { display: block; max-width: 192px }
.sheet figcaption { font-size: 13px; overflow-wrap: anywhere }
.sheet figure.out figcaption { font-weight: 600 }
"""


def shoot_html(plan: BatchPlan, stretches: Sequence[Stretch], translate: Callable[[Message], str]) -> str:
    """HTML for the report, "" where there is nothing to show. Names come from files and are shown as text."""
    if not stretches:
        return ""

    def said(text: str) -> str:
        return shown_text(translate(Message("Batch", text)))

    strips, scene = [], stretches[0].scene
    for stretch in stretches:
        classes = ["scene"] * (stretch.scene != scene) + ["out"] * stretch.stands_out
        scene = stretch.scene
        faces = "".join(
            f'<i class="face" style="background:{_css(lab)}"></i>' for lab in stretch.impression.people
        )
        strips.append(
            f'<div class="{" ".join(classes)}" title="{_name(plan, stretch)}"><b></b>'
            f'<i style="background:{_css(stretch.skin)}"></i>{faces}</div>'
        )
    tiles = []
    for stretch in least_certain(stretches)[: min(MOST_PICTURES, max(FEW, len(stretches) // 4))]:
        source = "data:image/jpeg;base64," + base64.b64encode(stretch.impression.picture).decode("ascii")
        name = _name(plan, stretch)
        why = f"<br>{shown_text(translate(stretch.why))}" if stretch.why is not None else ""
        kind = ' class="out"' if stretch.stands_out else ""
        tiles.append(
            f'<figure{kind}><img src="{source}" alt="{name}"><figcaption>{name}{why}</figcaption></figure>'
        )
    return (
        f"<h2>{said(_RIBBON)}</h2>\n<p>{said(_ABOUT)}</p>\n"
        f'<div class="ribbon">{"".join(strips)}</div>\n'
        f"<h2>{said(_FIRST)}</h2>\n"
        f'<div class="sheet">{"".join(tiles)}</div>\n'
    )


def _name(plan: BatchPlan, stretch: Stretch) -> str:
    return shown_text(plan.photos[stretch.impression.photo].source.name)


def _css(lab: Lab | None) -> str:
    if lab is None:
        return _NO_SKIN
    red, green, blue = (np.clip(lab_to_rgb(np.array(lab)), 0.0, 1.0) * 255.0 + 0.5).astype(int)
    return f"#{red:02x}{green:02x}{blue:02x}"
