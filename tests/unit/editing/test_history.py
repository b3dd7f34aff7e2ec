"""Undo and redo: a drag is one step, redo ends at a new edit, and nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.editing import history as history_module
from studio.editing.document import Document
from studio.editing.history import History
from studio.editing.recipe import Recipe
from studio.messages import Message

EXPOSURE, TINT = Message("Param", "Exposure"), Message("Param", "Tint")


def exposed(value: float) -> Recipe:
    return Recipe().with_value("exposure", value)


def test_undo_and_redo() -> None:
    history = History()
    history.push(exposed(1), EXPOSURE)
    history.push(exposed(1).with_value("tint", 5), TINT)
    assert history.undo_label == TINT
    assert history.undo() == exposed(1)
    assert history.redo_label == TINT
    assert history.undo() == Recipe()
    assert not history.done
    assert history.redo() == exposed(1)
    assert history.redo() == exposed(1).with_value("tint", 5)
    assert history.redo_label is None


def test_a_new_edit_ends_redo() -> None:
    history = History()
    history.push(exposed(1), EXPOSURE)
    history.undo()
    history.push(exposed(2), EXPOSURE)
    assert history.undone == ()
    assert history.redo() == exposed(2)


def test_a_drag_is_one_step() -> None:
    history = History()
    for value in (0.1, 0.2, 0.3):
        history.push(exposed(value), EXPOSURE, merge=True)
    assert [entry.recipe for entry in history.done] == [exposed(0.3)]
    assert history.undo() == Recipe()
    assert history.redo() == exposed(0.3)


def test_two_drags_are_two_steps() -> None:
    history = History()
    history.push(exposed(0.1), EXPOSURE, merge=True)
    history.end_drag()
    history.push(exposed(0.2), EXPOSURE, merge=True)
    assert len(history.done) == 2
    history.push(exposed(0.2).with_value("tint", 1), TINT, merge=True)
    assert len(history.done) == 3


def test_a_drag_back_to_its_start_is_no_step() -> None:
    history = History()
    history.push(exposed(1), EXPOSURE)
    for value in (1.1, 1.2, 1.0):
        history.push(exposed(value), EXPOSURE, merge=True)
    assert [entry.recipe for entry in history.done] == [exposed(1)]
    for value in (1.1, 1.3):
        history.push(exposed(value), EXPOSURE, merge=True)
    assert [entry.recipe for entry in history.done] == [exposed(1), exposed(1.3)]


def test_the_same_recipe_is_no_step() -> None:
    history = History(exposed(1))
    history.push(exposed(1), EXPOSURE)
    assert history.undo_label is None


def test_the_oldest_steps_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_module, "LIMIT", 3)
    history = History()
    for step in range(1, 6):
        history.push(exposed(step), EXPOSURE)
    for _ in range(10):
        history.undo()
    assert history.current == exposed(2)


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.5, 1.0, 2.0, "undo", "redo", "end"]), max_size=40), st.booleans())
def test_undoing_all_and_redoing_all_comes_back(moves: list[float | str], merge: bool) -> None:
    history = History()
    for move in moves:
        if isinstance(move, float):
            history.push(exposed(move), EXPOSURE, merge=merge)
        else:
            {"undo": history.undo, "redo": history.redo, "end": history.end_drag}[move]()
    while history.redo_label is not None:
        history.redo()
    last, steps = history.current, len(history.done)
    for _ in range(steps):
        before = history.current
        assert history.undo() != before
    assert history.current == Recipe()
    for _ in range(steps):
        history.redo()
    assert history.current == last


def test_document() -> None:
    document = Document(Path("a.jpg"))
    document.edit(exposed(0.5), EXPOSURE, dragging=True)
    assert document.edit(exposed(1), EXPOSURE, dragging=True) == exposed(1)
    assert document.reset(Message("notes", "Reset")) == Recipe()
    assert document.undo() == exposed(1)
    assert document.undo() == Recipe()
    assert document.redo() == document.recipe == exposed(1)
