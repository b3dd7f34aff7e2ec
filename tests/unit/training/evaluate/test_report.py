from __future__ import annotations

import base64
import io
import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import OutputError
from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.styles.report_html import shown_text
from tests.unit.training.evaluate.looks import examples, pairs, true_cube
from training.evaluate.language import speaker
from training.evaluate.measure import Measure
from training.evaluate.page import heat
from training.evaluate.plots import Line, plot, thinned
from training.evaluate.report import report, write_report
from training.evaluate.verdict import verdict
from training.examples import Example, Examples
from training.start.teach import begin

HOSTILE = '<script>alert("x")</script>&"\'\u202egpj.exe\udcff.jpg'


class Page(HTMLParser):
    """What is in a page: its tags, what they load, its text."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.sources += [value or "" for key, value in attrs if key in ("src", "href", "xlink:href")]
        self.handlers += [key for key, _ in attrs if key.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Examples]:
    """A report on photos with hostile names, after a run with events of all sorts."""

    def named(photos: tuple[Example, ...]) -> tuple[Example, ...]:
        return tuple(replace(photo, name=HOSTILE) for photo in photos)

    some = examples()
    some = replace(some, held_ordinary=named(some.held_ordinary), style=named(some.style))
    folder = tmp_path_factory.mktemp("runs")
    config = TrainingConfig(name="n", output=str(folder / "n.pstyle"), style=(str(folder),))
    run = RunFolder.create(folder / "run", config)
    for step in range(1, 40):
        run.log.write(
            "step",
            step=step,
            steps=step,
            loss_g=1 / step,
            loss_d=2.0,
            d_real=0.1,
            d_fake=math.nan,
            rate_g=1e-3,
        )
        run.log.write("step", step="x", steps="x", loss_g=None)
    run.log.write("measure", step=39, score=0.4)
    measure, net = Measure(some, seed=3), begin(true_cube())
    found = verdict(measure, net, baseline=true_cube() * 0.5)
    events = run.tail().read()
    return report(HOSTILE, measure, found, net, events, true_cube() * 0.5, some.style, some.ordinary), some


def test_the_report_loads_nothing_and_runs_nothing(made: tuple[bytes, Examples]) -> None:
    page = Page(made[0])
    assert page.sources
    assert all(source.startswith("data:image/jpeg;base64,") for source in page.sources)
    assert not {"script", "link", "iframe", "object", "embed", "base", "form"} & set(page.tags)
    assert page.handlers == []
    assert b"url(" not in made[0]
    assert b"@import" not in made[0]
    assert b"default-src 'none'" in made[0]


def test_names_of_files_and_of_the_style_are_text(made: tuple[bytes, Examples]) -> None:
    assert b"<script" not in made[0]
    assert "\u202e" not in made[0].decode()
    assert '<script>alert("x")</script>&"\'' in Page(made[0]).text


def test_it_shows_every_photo_in_all_forms(made: tuple[bytes, Examples]) -> None:
    page = Page(made[0])
    photos = len(made[1].held_ordinary)
    assert page.tags.count("img") == 4 * photos
    for source in page.sources:
        picture = Image.open(io.BytesIO(base64.b64decode(source.split(",", 1)[1])))
        assert max(picture.size) <= 320
        picture.load()


def test_it_has_the_plots_with_the_baseline_as_the_line_to_beat(made: tuple[bytes, Examples]) -> None:
    page = Page(made[0])
    assert page.tags.count("svg") == 4
    score = re.search(r"Score on the measured photos</figcaption>(.*?)</figure>", made[0].decode(), re.DOTALL)
    assert score is not None
    assert 'class="level"' in score[1]
    assert "One colour table" in score[1]
    assert b"nan" not in made[0]


def test_it_says_the_verdict_and_the_numbers(made: tuple[bytes, Examples]) -> None:
    text = Page(made[0]).text
    for words in (
        "Result",
        "likely differ by",
        "What it learned",
        "lighter",
        "lie where the finished photos do",
        "structure",
        "Untouched",
    ):
        assert words in text
    assert "indoors" in text


def test_a_report_on_pairs_shows_the_truth_and_needs_no_events() -> None:
    measure, net = Measure(pairs(), seed=3), begin(true_cube())
    page = Page(report("p", measure, verdict(measure, net), net))
    assert page.tags.count("img") == 4 * len(measure.photos)
    assert "Finished by its photographer" in page.text
    assert "nothing was recorded" in page.text
    assert page.tags.count("svg") == 0


def test_it_can_be_said_in_another_language(made: tuple[bytes, Examples]) -> None:
    measure, net = Measure(pairs(), seed=3), begin(true_cube())
    text = Page(report("名", measure, verdict(measure, net), net, language="zh_CN")).text
    assert "“名”" in text
    assert "Result" not in text
    assert "photos" not in text


def test_it_is_written_over_an_older_one(tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", b"old")
    write_report(tmp_path / "report.html", b"new")
    assert (tmp_path / "report.html").read_bytes() == b"new"
    with pytest.raises(OutputError):
        write_report(tmp_path / "none" / "report.html", b"new")


def test_what_is_not_translated_is_said_in_english() -> None:
    message = Message("Nowhere", "{a} of {b}", {"a": 1, "b": Message("Nowhere", "two")})
    assert speaker("zh_CN")(message) == "1 of two"
    assert speaker("en")(Message("Training", "Starting")) == "Starting"
    assert speaker("zh_CN")(Message("Training", "Starting")) != "Starting"


def test_text_is_escaped_and_cannot_turn_the_page_around() -> None:
    assert shown_text("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#x27;"
    assert shown_text("a\u202eb\x00\u2066c") == "a\ufffdb\ufffd\ufffdc"


def test_heat_goes_from_dark_to_pale() -> None:
    shown = heat(np.array([[0.0, 5.0, 10.0, 20.0, 99.0, np.nan]], np.float32)).astype(int).sum(2)[0]
    assert list(shown[:4]) == sorted(shown[:4])
    assert shown[3] == shown[4]
    assert shown[5] == shown[0]


def test_many_points_become_few_that_mean_the_same() -> None:
    points = [(float(i), math.sin(i / 300) + (-1) ** i) for i in range(10_000)] + [(1.0, math.nan)]
    few = thinned(points)
    assert len(few) == 400
    assert max(abs(y - math.sin(x / 300)) for x, y in few) < 0.1


@pytest.mark.parametrize(
    "points", [[(1.0, 5.0)], [(1.0, 0.0), (2.0, 0.0)], [(0.0, -1e9), (1.0, 1e9)], [(3.0, 1e-7), (4.0, 2e-7)]]
)
def test_a_plot_stays_within_its_frame(points: list[tuple[float, float]]) -> None:
    drawn = plot("t", [Line("a", points)], [("level", 0.0)])
    for pair in re.findall(r'points="([^"]*)"', drawn):
        for point in pair.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= 560
            assert 0 <= y <= 220
    assert "nan" not in drawn


def test_a_plot_of_nothing_says_so_and_escapes() -> None:
    assert plot("<i>", [Line("a", [(math.nan, 1.0)])], empty="none") == '<p class="quiet">&lt;i&gt;: none</p>'
    assert "<i>" not in plot("<i>", [Line("<i>", [(0.0, 1.0)])], [("<i>", 0.0)]).replace("<i style", "")
