"""The passport as one HTML file: no scripts, nothing loaded from elsewhere, small pictures inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from string import Template
from typing import Protocol

import numpy as np
import numpy.typing as npt

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.passport_report import Kept, PassportReport, PhotoKept, percent
from studio.styles.report_html import PAGE_HEAD, figure, shown_text

QUALITY = 78
MOST_PICTURED = 12
"""Photos whose pictures are shown, the first ones; numbers stand there for all."""

_TITLE = QT_TRANSLATE_NOOP("Passport", "Style passport: {style}")
_TABLE = QT_TRANSLATE_NOOP("Passport", "{format}, {nodes} nodes an axis")
_LEGEND = QT_TRANSLATE_NOOP(
    "Passport",
    "Differences are CIEDE2000 (ΔE): about 1 is just visible side by side, 10 is another colour. What is kept"
    " is one less the distance of style and table over the distance of style and untouched photo.",
)
_HEAT = QT_TRANSLATE_NOOP("Passport", "Difference of style and table: dark 0 ΔE, pale {top:.0f} ΔE and more")
_HEADINGS = (
    QT_TRANSLATE_NOOP("Passport", "Photo"),
    QT_TRANSLATE_NOOP("Passport", "Style"),
    QT_TRANSLATE_NOOP("Passport", "Look-up table"),
    QT_TRANSLATE_NOOP("Passport", "Difference"),
)
_KEPT = QT_TRANSLATE_NOOP("Passport", "kept")
_LOST = QT_TRANSLATE_NOOP("Passport", "style to table")
_DISTANCE = QT_TRANSLATE_NOOP("Passport", "style to photo")
_ELSEWHERE = QT_TRANSLATE_NOOP("Passport", "kept, not fitted to it")
_ALL = QT_TRANSLATE_NOOP("Passport", "All photos")
_ADAPTS = QT_TRANSLATE_NOOP(
    "Passport",
    "The style adapts to each photo and to places in it. A look-up table does the same to every photo.",
)
_LIGHTROOM = QT_TRANSLATE_NOOP(
    "Passport",
    "The profile follows Adobe's published table format. It has not been tried in Lightroom yet.",
)

_PAGE = Template(
    PAGE_HEAD
    + """\
h1 { font-size: 22px; margin: 0 0 4px } p { margin: 6px 0 } .big { font-size: 18px }
.quiet { color: #333; font-size: 13px }
table { border-collapse: collapse; margin: 18px 0; font-variant-numeric: tabular-nums }
th, td { padding: 3px 16px 3px 0; text-align: right } th:first-child, td:first-child { text-align: left }
td:first-child { overflow-wrap: anywhere } thead th { border-bottom: 1px solid #777 }
tfoot td { border-top: 1px solid #777; font-weight: 600 }
section { margin: 22px 0 } h2 { font-size: 14px; margin: 0 0 4px; overflow-wrap: anywhere }
.row { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px }
figure { margin: 0 } img { width: 100%; display: block } figcaption { font-size: 12px; color: #333 }
</style>
</head>
<body><main>
<h1>$title</h1>
<p class="quiet">$table</p>
<p class="big">$sentences</p>
$notes
$numbers
<p class="quiet">$legend</p>
$pictures
</main></body>
</html>
"""
)


class Pictures(Protocol):
    """Of one photo: uint8 (h, w, 3) of one size, sRGB."""

    @property
    def name(self) -> str: ...
    @property
    def photo(self) -> npt.NDArray[np.uint8]: ...
    @property
    def style(self) -> npt.NDArray[np.uint8]: ...
    @property
    def table(self) -> npt.NDArray[np.uint8]: ...
    @property
    def heat(self) -> npt.NDArray[np.uint8]: ...


def passport_html(
    report: PassportReport,
    pictures: Sequence[Pictures],
    heat_top: float,
    translate: Callable[[Message], str] = str,
    language: str = "en",
) -> bytes:
    """The document. ``heat_top``: the distance of the palest heat; ``translate`` puts sentences into
    ``language``.

    Names come from files and are shown as text.
    """

    def say(template: str, **values: str | int | float | Message) -> str:
        return shown_text(translate(Message("Passport", template, values)))

    notes = [shown_text(translate(message)) for message in report.skipped]
    if not report.exact:
        notes.insert(0, say(_ADAPTS))
    if report.format == "xmp":
        notes.insert(0, say(_LIGHTROOM))
    text = _PAGE.substitute(
        language=escape(language),
        title=say(_TITLE, style=report.style),
        table=say(_TABLE, format=_FORMATS[report.format], nodes=report.nodes),
        sentences=" ".join(shown_text(translate(message)) for message in report.sentences()),
        notes="\n".join(f'<p class="quiet">{note}</p>' for note in notes),
        numbers=_numbers(report, say) if report.photos else "",
        legend=say(_LEGEND) if report.photos else "",
        pictures="\n".join(_section(one, heat_top, say) for one in pictures[:MOST_PICTURED]),
    )
    return text.encode("utf-8", "replace")


_FORMATS = {"cube": ".cube", "hald": "HaldCLUT", "xmp": "Lightroom / Camera Raw (.xmp)"}


def _numbers(report: PassportReport, say: Callable[..., str]) -> str:
    elsewhere = report.elsewhere is not None
    columns = [_HEADINGS[0], _KEPT, _LOST, _DISTANCE, *([_ELSEWHERE] if elsewhere else [])]
    head = "".join(f"<th>{say(column)}</th>" for column in columns)
    rows = "\n".join(_row(shown_text(p.name), p.here, p.elsewhere, elsewhere) for p in report.photos)
    whole = PhotoKept("", report.here or Kept(0, 0), report.elsewhere)
    foot = _row(say(_ALL), whole.here, whole.elsewhere, elsewhere)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody><tfoot>{foot}</tfoot></table>"


def _row(name: str, here: Kept, other: Kept | None, elsewhere: bool) -> str:
    cells = [name, _percent(here), f"{here.lost:.2f}", f"{here.distance:.2f}"]
    if elsewhere:
        cells.append(_percent(other))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _percent(kept: Kept | None) -> str:
    return "–" if kept is None or kept.share is None else f"{percent(kept.share)} %"


def _section(one: Pictures, heat_top: float, say: Callable[..., str]) -> str:
    captions = [say(heading) for heading in _HEADINGS[:3]] + [say(_HEAT, top=heat_top)]
    shown = (one.photo, one.style, one.table, one.heat)
    figures = "".join(
        figure(picture, caption, QUALITY) for picture, caption in zip(shown, captions, strict=True)
    )
    return f'<section><h2>{shown_text(one.name)}</h2><div class="row">{figures}</div></section>'
