"""Events: what one process appends, others read, also half-written and after a crash."""

from __future__ import annotations

import math
import os
from pathlib import Path

import numpy as np
import pytest

from studio.errors import OutputError
from studio.messages import Message
from studio.runs.events import Event, EventLog, EventTail, last_event, number, parse_event


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


def test_values_come_back_as_they_were(place: Path) -> None:
    reason = Message("Gather", "It shows the same as “{other}”.", {"other": "日本 {x}.jpg"})
    sentence = Message("errors", "“{name}”: {reason}", {"name": "a", "reason": reason})
    EventLog(place).write(
        "gathered", counts={"style": {"found": 3}}, findings=[{"path": Path("/a/b.jpg"), "reason": reason}],
        notes=[sentence], loss=np.float32(0.5), flags=np.array([True, False]), nothing=None,
    )  # fmt: skip
    (event,) = EventTail(place).read()
    assert event.kind == "gathered"
    assert event["counts"] == {"style": {"found": 3}}
    assert event["findings"] == [{"path": "/a/b.jpg", "reason": reason}]
    assert event["notes"] == [sentence]
    assert str(event["notes"][0]) == "“a”: It shows the same as “日本 {x}.jpg”."
    assert (event["loss"], event["flags"], event["nothing"]) == (0.5, [True, False], None)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, np.float32("nan")])
def test_what_is_no_number_is_null(place: Path, number: float) -> None:
    EventLog(place).write("step", loss_g=number, rates=[1.0, number])
    assert b"NaN" not in place.read_bytes()
    assert EventTail(place).read()[0].values == {"loss_g": None, "rates": [1.0, None]}


@pytest.mark.parametrize(
    "template", ["{a.real}", "{a[0]}", "{b}", "{", "{}", "{0}", "{a:99999999}", "{a:{a}}", "{a:z}"]
)
def test_a_sentence_that_its_values_do_not_fill_is_none(place: Path, template: str) -> None:
    told = {"context": "x", "template": template, "values": {"a": 1}}
    EventLog(place).write("watch", message=told, reason=told | {"template": "{a:04}: {a}"})
    (event,) = EventTail(place).read()
    assert event["message"] == told
    assert str(event["reason"]) == "0001: 1"


def test_numbers_that_can_be_shown() -> None:
    assert [number(each) for each in (1, -0.5, 1e12)] == [1.0, -0.5, 1e12]
    nothing = (True, None, "1", [1], math.nan, math.inf, 1e13, 10**400)
    assert [number(each) for each in nothing] == [None] * len(nothing)
    assert [number(each, least=0.0) for each in (0, -0.5, 1e13)] == [0.0, None, None]


def test_half_a_line_is_given_when_it_is_whole(place: Path) -> None:
    tail = EventTail(place)
    assert tail.read() == []
    place.write_bytes('{"t":1,"kind":"stage","name":"é"}\n'.encode()[:-4])
    assert tail.read() == []
    with place.open("ab") as file:
        file.write('é"}\n{"t":2,'.encode()[1:])
    assert tail.read() == [Event(1.0, "stage", {"name": "é"})]
    with place.open("ab") as file:
        file.write(b'"kind":"done"}\n')
    assert tail.read() == [Event(2.0, "done")]
    assert tail.read() == []


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[1]", b'{"t":1}', b'{"kind":"a"}', b'{"t":true,"kind":"a"}', b'{"t":NaN,"kind":"a"}',
     b'{"t":1,"kind":2}', b"\xff\xfe", b'{"t":1,"kind":"a","kind":"b"}'],
)  # fmt: skip
def test_what_is_no_event_is_left_out(place: Path, line: bytes) -> None:
    assert parse_event(line) is None
    place.write_bytes(line + b'\n{"t":3,"kind":"done"}\n')
    assert EventTail(place).read() == [Event(3.0, "done")]
    assert last_event(place) == Event(3.0, "done")


def test_another_file_in_its_place_is_read_from_its_beginning(place: Path) -> None:
    log, tail = EventLog(place), EventTail(place)
    log.write("stage", name="a much longer line than the next")
    assert len(tail.read()) == 1
    place.write_bytes(b'{"t":0,"kind":"new"}\n')
    assert [event.kind for event in tail.read()] == ["new"]


def test_time_goes_on_where_an_earlier_process_ended(place: Path) -> None:
    clock = Clock()
    first = EventLog(place, clock)
    clock.now += 7.5
    first.write("stage", name="game")
    clock.now += 1000.0
    second = EventLog(place, clock)
    clock.now += 1.0
    second.write("started")
    assert [event.at for event in EventTail(place).read()] == [7.5, 8.5]


def test_a_line_that_a_crash_cut_off_takes_no_other_with_it(place: Path) -> None:
    place.write_bytes(b'{"t":1,"kind":"stage"}\n{"t":2,"kind":"st')
    EventLog(place).write("started")
    EventLog(place).write("done")
    assert [event.kind for event in EventTail(place).read()] == ["stage", "started", "done"]


def test_steps_come_four_times_a_second_and_the_last_always(place: Path) -> None:
    clock = Clock()
    log = EventLog(place, clock)
    for step in range(1, 101):
        clock.now += 0.01
        log.write("step", step=step, steps=100)
    log.write("measure", step=100)
    steps = [event["step"] for event in EventTail(place).read() if event.kind == "step"]
    assert steps[0] == 1
    assert steps[-1] == 100
    assert len(steps) <= 6


@pytest.mark.parametrize("size", [10, 70_000, 300_000])
def test_the_last_of_a_kind_is_found_from_the_end(place: Path, size: int) -> None:
    log = EventLog(place)
    log.write("started", pid=5)
    log.write("sample", files=["x" * size])
    log.write("step", step=1)
    found = last_event(place, "started", "done")
    assert found is not None
    assert found["pid"] == 5
    assert (last_event(place) or found).kind == "step"
    assert last_event(place, "done") is None
    assert last_event(place.with_name("none")) is None


def test_a_folder_that_is_gone_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the folder does not exist"):
        EventLog(tmp_path / "gone" / "events.jsonl").write("started")


@pytest.mark.parametrize(
    "line",
    [
        b'{"t":1e999,"kind":"started"}',
        b'{"t":1%s,"kind":"started"}' % (b"0" * 400),
        b'{"t":1,"kind":"started","a":%s%s}' % (b"[" * 600, b"]" * 600),
    ],
)
def test_a_line_that_no_training_wrote_is_no_event(place: Path, line: bytes) -> None:
    place.write_bytes(line + b'\n{"t":2,"kind":"stage"}\n')
    assert [event.kind for event in EventTail(place).read()] == ["stage"]
    place.write_bytes(line + b"\n")
    assert last_event(place) is None
    assert EventLog(place).write("started")


def test_events_come_in_portions(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.runs.events._PORTION", 50)
    log = EventLog(place)
    for step in range(20):
        log.write("measure", step=step)
    portions = list(EventTail(place).portions())
    assert len(portions) > 10
    assert [event["step"] for portion in portions for event in portion] == list(range(20))


def test_a_line_too_long_is_passed_over_from_both_ends(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.runs.events._LONGEST_LINE", 200_000)
    monkeypatch.setattr("studio.runs.events._PORTION", 100_000)
    place.write_bytes(b'{"t":1,"kind":"started"}\n' + b" " * 900_000 + b'{"t":2,"kind":"done"}\n')
    assert [event.kind for event in EventTail(place).read()] == ["started"]
    assert last_event(place, "started", "done") == Event(1.0, "started")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(place: Path) -> None:
    os.mkfifo(place)
    assert EventTail(place).read() == []
    assert last_event(place) is None
    with pytest.raises(OutputError, match="a device"):
        EventLog(place).write("started")


def test_a_link_is_not_written_through(place: Path) -> None:
    photo = place.with_name("photo.jpg")
    photo.write_bytes(b"photo")
    place.symlink_to(photo)
    with pytest.raises(OutputError):
        EventLog(place).write("started")
    assert photo.read_bytes() == b"photo"


def test_a_number_that_nothing_can_show_is_null() -> None:
    event = parse_event(b'{"t":1,"kind":"step","memory":1%s,"rates":[1e999,5]}' % (b"0" * 400))
    assert event is not None
    assert event.values == {"memory": None, "rates": [None, 5]}
