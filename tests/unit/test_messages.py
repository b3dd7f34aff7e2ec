"""Messages as JSON and back, and what a stranger's JSON may not do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from studio.messages import Message, message_from


def test_there_and_back() -> None:
    inner = Message("errors", "it is {size:.1f} cm", {"size": 2.25})
    message = Message("notes", "{name}: {reason}", {"name": "a", "reason": inner})
    again = message_from(json.loads(json.dumps(message.as_plain())))
    assert again == message
    assert str(again) == "a: it is 2.2 cm"


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"context": 1, "template": "", "values": {}},
        {"context": "x", "template": "{a}", "values": {}},
        {"context": "x", "template": "{a.b}", "values": {"a": "x"}},
        {"context": "x", "template": "{a[0]}", "values": {"a": "x"}},
        {"context": "x", "template": "{a!r}", "values": {"a": "x"}},
        {"context": "x", "template": "{a:99999}", "values": {"a": "x"}},
        {"context": "x", "template": "{a:{a}}", "values": {"a": 3}},
        {"context": "x", "template": "{a:d}", "values": {"a": "x"}},
        {"context": "x", "template": "{", "values": {}},
        {"context": "x", "template": "", "values": {"a": None}},
        {"context": "x", "template": "", "values": {}, "more": 1},
    ],
)
def test_refused(document: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        message_from(document)


def test_no_endless_nesting() -> None:
    document: Any = "x"
    for _ in range(5):
        document = {"context": "x", "template": "{a}", "values": {"a": document}}
    with pytest.raises(ValueError, match="no message"):
        message_from(document)


@pytest.mark.parametrize("template", ["{a:9999}" * 100_000, "{a}" * 17, "x" * 2001])
def test_no_text_without_end(template: str) -> None:
    with pytest.raises(ValueError, match="without end"):
        message_from({"context": "x", "template": template, "values": {"a": "x"}})
    long = message_from({"context": "x", "template": "{a}", "values": {"a": "x" * 1_000_000}})
    assert len(str(long)) == 10_000
