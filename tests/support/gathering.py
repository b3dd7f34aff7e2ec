"""The type of the fixture that gathers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from training.gather import Gathered

Gather: TypeAlias = Callable[..., Gathered]
