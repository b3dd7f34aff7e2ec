"""The report of a batch: one table as CSV, and the same as a page."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from io import StringIO
from pathlib import Path
from string import Template

from studio.batch.journal import PhotoState
from studio.batch.plan import BatchPlan
from studio.batch.report_shoot import STYLE, shoot_html
from studio.batch.results import counted, outcome
from studio.batch.ribbon import Stretch
from studio.files import make_folder, write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.report_html import PAGE_HEAD, shown_text

_TITLE = QT_TRANSLATE_NOOP("Batch", "Batch of {count} photos")
_SUMMARY = QT_TRANSLATE_NOOP(
    "Batch", "{done} done, {failed} failed, {skipped} were there already, {waiting} not done yet."
)
_FOLDER = QT_TRANSLATE_NOOP("Batch", "Files are in “{folder}”.")
_HEADINGS = (
    QT_TRANSLATE_NOOP("Batch", "Photo"),
    QT_TRANSLATE_NOOP("Batch", "State"),
    QT_TRANSLATE_NOOP("Batch", "Files"),
    QT_TRANSLATE_NOOP("Batch", "Said of it"),
    QT_TRANSLATE_NOOP("Batch", "Seconds"),
)
STATES = {
    "done": QT_TRANSLATE_NOOP("Batch", "done"),
    "failed": QT_TRANSLATE_NOOP("Batch", "failed"),
    "skipped": QT_TRANSLATE_NOOP("Batch", "was there already"),
    "waiting": QT_TRANSLATE_NOOP("Batch", "not done yet"),
}
NOTE = QT_TRANSLATE_NOOP("Batch", "note {n}")
OFTEN = QT_TRANSLATE_NOOP("Batch", "Note {n}, said of {count} photos: {text}")
MANY = 3
"""What is said of so many photos stands above the table, once."""
_NONE: Mapping[str, str] = {}
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_PAGE = Template(
    PAGE_HEAD
    + """\
h1 { font-size: 22px; margin: 0 0 4px } p { margin: 6px 0 }
table { border-collapse: collapse; margin: 18px 0; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: 3px 16px 3px 0; text-align: left; vertical-align: top }
td { overflow-wrap: anywhere } th, td:nth-child(2), td:last-child { white-space: nowrap }
thead th { border-bottom: 1px solid #777 } td:last-child, th:last-child { text-align: right }
tr.failed td { font-weight: 600 }
"""
    + STYLE
    + """\
</style>
</head>
<body><main>
<h1>$title</h1>
<p>$summary</p>
<p>$folder</p>
$notes$shoot<table><thead><tr>$head</tr></thead><tbody>
$rows
</tbody></table>
</main></body>
</html>
"""
)

Translate = Callable[[Message], str]


def write_report(
    folder: Path,
    name: str,
    plan: BatchPlan,
    states: Sequence[PhotoState],
    translate: Translate = str,
    language: str = "en",
    shoot: Sequence[Stretch] = (),
) -> tuple[Path, Path]:
    """Write ``name.csv`` and ``name.html`` into ``folder``, in place of earlier ones. Raises OutputError.

    ``shoot``: the ribbon (:func:`studio.batch.ribbon.ribbon`), for the page.
    """
    make_folder(folder)
    places = folder / f"{name}.csv", folder / f"{name}.html"
    write_atomically(places[0], report_csv(plan, states, translate), replace=True)
    write_atomically(places[1], report_html(plan, states, translate, language, shoot), replace=True)
    return places


def report_csv(plan: BatchPlan, states: Sequence[PhotoState], translate: Translate = str) -> bytes:
    """RFC 4180, UTF-8 with a mark of that, by which spreadsheets know it."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([translate(Message("Batch", heading)) for heading in _HEADINGS])
    for _, cells in _rows(plan, states, translate):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig", "replace")


def report_html(
    plan: BatchPlan,
    states: Sequence[PhotoState],
    translate: Translate = str,
    language: str = "en",
    shoot: Sequence[Stretch] = (),
) -> bytes:
    """The page. Names come from files and are shown as text."""
    counts, often = counted(plan, states), _said_often(states, translate)
    marks = {text: translate(Message("Batch", NOTE, {"n": n})) for n, text in enumerate(often, 1)}
    footnotes = [
        Message("Batch", OFTEN, {"n": n, "count": count, "text": text})
        for n, (text, count) in enumerate(often.items(), 1)
    ]
    values = {kind: getattr(counts, kind) for kind in ("done", "failed", "skipped", "waiting")}
    rows = [
        f'<tr class="{kind}">' + "".join(f"<td>{_lines(cell)}</td>" for cell in cells) + "</tr>"
        for kind, cells in _rows(plan, states, translate, short=True, often=marks)
    ]
    page = _PAGE.substitute(
        language=escape(language),
        title=shown_text(translate(Message("Batch", _TITLE, {"count": counts.total}))),
        folder=shown_text(translate(Message("Batch", _FOLDER, {"folder": str(plan.order.out)}))),
        summary=shown_text(translate(Message("Batch", _SUMMARY, values))),
        head="".join(f"<th>{shown_text(translate(Message('Batch', text)))}</th>" for text in _HEADINGS),
        rows="\n".join(rows),
        shoot=shoot_html(plan, shoot, translate),
        notes="".join(f"<p>{_lines(translate(note))}</p>\n" for note in footnotes),
    )
    return page.encode("utf-8", "replace")


def _rows(
    plan: BatchPlan,
    states: Sequence[PhotoState],
    translate: Translate,
    *,
    short: bool = False,
    often: Mapping[str, str] = _NONE,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """``short``: paths below the folder of the files, or the only folder of the photos, begin there.

    ``often``: what stands in place of what is said of many. What is said twice of one photo is said once.
    """
    inputs = plan.order.inputs if len(plan.order.inputs) == 1 else ()
    for photo, state in zip(plan.photos, states, strict=True):
        kind = outcome(photo, state)
        written = photo.outputs if kind in ("done", "skipped") else ()
        source, targets = photo.source, [output.target for output in written]
        if short:
            source, targets = _below(source, inputs), [_below(path, (plan.order.out,)) for path in targets]
        said = [
            *([translate(state.reason)] if state.reason is not None else []),
            *map(translate, state.notes),
        ]
        said = [often.get(text, text) for text in dict.fromkeys(said)]
        yield (
            kind,
            (
                str(source),
                translate(Message("Batch", STATES[kind])),
                "\n".join(map(str, targets)),
                "\n".join(said),
                f"{state.seconds:.2f}" if state.seconds else "",
            ),
        )


def _said_often(states: Sequence[PhotoState], translate: Translate) -> dict[str, int]:
    """What is said word for word of many photos, and of how many."""
    said = Counter(text for state in states for text in dict.fromkeys(map(translate, state.notes)))
    return {text: count for text, count in said.items() if count >= MANY}


def _below(path: Path, folders: Sequence[Path]) -> Path:
    return next((path.relative_to(folder) for folder in folders if folder in path.parents), path)


def _lines(cell: str) -> str:
    return "<br>".join(map(shown_text, cell.split("\n")))
