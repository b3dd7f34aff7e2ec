"""The report's page: one HTML file without scripts that loads nothing; texts and pictures inside it."""

from __future__ import annotations

from html import escape
from string import Template

import numpy as np

from studio.imaging.image import Float32
from studio.styles.report_html import PAGE_HEAD, figure, shown_text
from training.examples import UInt8

QUALITY = 82
HOTTEST = 20.0
"""The difference, in delta E, that a heat map shows as its palest."""

_HEAT = np.array([(0, 0, 4), (87, 16, 110), (188, 55, 84), (249, 142, 9), (252, 255, 164)], np.float32)

_PAGE = Template(
    PAGE_HEAD
    + """\
h1 { font-size: 22px; margin: 0 0 4px; overflow-wrap: anywhere }
h2 { font-size: 17px; margin: 26px 0 4px }
h3 { font-size: 14px; margin: 14px 0 4px; overflow-wrap: anywhere }
h3.off::after { content: " ●"; color: #a40 }
p { margin: 6px 0 } ul { margin: 4px 0; padding-left: 22px } .quiet { color: #333; font-size: 13px }
table { border-collapse: collapse; margin: 12px 0; font-variant-numeric: tabular-nums }
th, td { padding: 3px 18px 3px 0; text-align: right } th:first-child, td:first-child { text-align: left }
thead th { border-bottom: 1px solid #777 }
.row { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 8px }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 18px }
figure { margin: 0 } img { width: 100%; display: block } figcaption { font-size: 12px; color: #333 }
svg { width: 100%; background: #d6d6d6 } svg text { font: 11px system-ui, sans-serif; fill: #333 }
.grid { stroke: #bbb } .level { stroke: #111; stroke-width: 1.4 }
.keys { font-size: 12px; display: flex; flex-wrap: wrap; gap: 4px 16px }
.keys i { display: inline-block; width: 14px; height: 3px; margin: 0 6px 3px 0 }
.bars { text-align: left; line-height: 0.7 }
.bar { display: inline-block; height: 9px; background: #0072b2 } .bar.other { background: #d55e00 }
</style>
</head>
<body><main>
<h1>$title</h1>
$body
</main></body>
</html>
"""
)


def page(title: str, body: str, language: str) -> bytes:
    """The document. ``title`` and ``language`` are texts, ``body`` is HTML."""
    text = _PAGE.substitute(language=escape(language), title=shown_text(title), body=body)
    return text.encode("utf-8", "replace")


def picture(pixels: UInt8, caption: str) -> str:
    """A figure of uint8 (h, w, 3); ``caption`` is a text."""
    return figure(pixels, shown_text(caption), QUALITY)


def heat(differences: Float32) -> UInt8:
    """uint8 (h, w, 3) of differences (h, w) in delta E: dark for none, palest at ``HOTTEST`` and more."""
    place = np.nan_to_num(differences).clip(0.0, HOTTEST) * ((len(_HEAT) - 1) / HOTTEST)
    low = np.minimum(place.astype(np.int64), len(_HEAT) - 2)
    part = (place - low)[..., None]
    return np.asarray((_HEAT[low] * (1 - part) + _HEAT[low + 1] * part).round(), np.uint8)
