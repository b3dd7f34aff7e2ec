"""Reports: all photos, in words; names can neither be tags nor formulas."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

from studio.batch.journal import PhotoState
from studio.batch.plan import BatchPlan, PlannedPhoto
from studio.batch.report import report_csv, report_html, write_report
from studio.errors import NotAnImage
from studio.messages import Message
from tests.support.batches import names_below, planned, small_shoot

BAD = "=<script>alert(1)</script>\u202e&.jpg"


def batch(tmp_path: Path) -> tuple[BatchPlan, list[PhotoState]]:
    plan = planned(small_shoot(tmp_path / "shoot", 3), tmp_path / "out")
    bad = PlannedPhoto(Path(BAD), plan.photos[0].outputs)
    plan = replace(plan, photos=(bad, *plan.photos[1:]))
    note = Message("notes", "about {name}", {"name": BAD})
    return plan, [
        PhotoState("failed", reason=NotAnImage(name=BAD).message, seconds=0.25),
        PhotoState("done", notes=(note,), seconds=1.5),
        PhotoState(),
    ]


def test_csv(tmp_path: Path) -> None:
    plan, states = batch(tmp_path)
    rows = list(csv.reader(StringIO(report_csv(plan, states).decode("utf-8-sig"))))
    assert rows[0] == ["Photo", "State", "Files", "Said of it", "Seconds"]
    assert [row[1] for row in rows[1:]] == ["failed", "done", "not done yet"]
    assert rows[1][0] == "'" + BAD
    assert "is not an image" in rows[1][3]
    assert rows[2][2] == str(plan.photos[1].outputs[0].target)
    assert rows[2][4] == "1.50"


def test_html(tmp_path: Path) -> None:
    page = report_html(*batch(tmp_path)).decode()
    assert "Batch of 3 photos" in page
    assert "1 done, 1 failed, 0 were there already, 1 not done yet." in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    assert page.count('<tr class="') == 3


def test_the_pages_paths_begin_where_the_reader_is(tmp_path: Path) -> None:
    plan, states = batch(tmp_path)
    page = report_html(plan, states).decode()
    name = plan.photos[1].source.name
    assert f"<td>{name}</td><td>done</td><td>{plan.photos[1].outputs[0].target.name}</td>" in page
    assert page.count(str(plan.order.out)) == 1
    two = replace(plan, order=replace(plan.order, inputs=(*plan.order.inputs, tmp_path / "other")))
    assert f"<td>{plan.photos[1].source}</td>" in report_html(two, states).decode()


def test_translated_and_written_anew(tmp_path: Path) -> None:
    plan, states = batch(tmp_path)
    for _ in range(2):
        write_report(
            tmp_path / "new" / "folder", "b", plan, states, lambda message: str(message).upper(), "xx"
        )
    assert names_below(tmp_path / "new") == ["folder/b.csv", "folder/b.html"]
    page = (tmp_path / "new" / "folder" / "b.html").read_text()
    assert '<html lang="xx">' in page
    assert "BATCH OF 3 PHOTOS" in page


def test_what_is_said_of_many_is_said_once(tmp_path: Path) -> None:
    plan = planned(small_shoot(tmp_path / "shoot", 5), tmp_path / "out")
    many, two = Message("notes", "said <b> of {n} all", {"n": "them"}), Message("notes", "of two")
    state = PhotoState("done", notes=(many, many))
    states = [state, state, replace(state, notes=(many, two)), replace(state, notes=(two, two)), PhotoState()]
    page = report_html(plan, states).decode()
    assert page.count("said &lt;b&gt; of them all") == 1
    assert "Note 1, said of 3 photos: said &lt;b&gt; of them all" in page
    assert page.count("<td>note 1</td>") == 2
    assert "<td>note 1<br>of two</td>" in page
    assert page.count("of two") == 2
    rows = list(csv.reader(StringIO(report_csv(plan, states).decode("utf-8-sig"))))
    assert [row[3] for row in rows[1:]] == ["said <b> of them all"] * 2 + [
        "said <b> of them all\nof two", "of two", "",
    ]  # fmt: skip
