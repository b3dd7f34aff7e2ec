"""What nobody foresaw, as errors: a fault of the program, or one that was replaced under it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from studio import faults
from studio.errors import InternalError


def test_a_fault_is_told_with_its_traceback() -> None:
    try:
        raise LookupError("where it was")
    except LookupError as error:
        told = faults.fault_of(error)
    assert isinstance(told, InternalError)
    assert "LookupError" in str(told)
    assert "where it was" in told.details
    assert __file__ in told.details


def test_a_program_that_was_replaced_is_named_as_the_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, newer = tmp_path / "portrait-studio", tmp_path / "newer"
    program.write_text("one")
    newer.write_text("two")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(faults, "_AT_START", faults._mark())
    assert isinstance(faults.fault_of(LookupError()), InternalError)
    newer.replace(program)
    assert isinstance(faults.fault_of(LookupError()), faults.ProgramReplaced)
    program.unlink()
    assert "start it again" in str(faults.fault_of(LookupError()))
