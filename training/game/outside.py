"""What a game needs of the world: who measures it, who is told of it, and who shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias, TypeVar

from studio.generators.photographic import PhotographicNet

T = TypeVar("T")
Show: TypeAlias = Callable[[int, PhotographicNet], None]
"""Is given every network that was measured, and after how many steps; it leaves it as it is."""


class Measured(Protocol):
    """``score``: higher is better. ``structure``: how much of the gradients is kept, 0 to 1."""

    @property
    def score(self) -> float: ...

    @property
    def structure(self) -> float: ...


class Reporter(Protocol):
    """Events go out; what the user wants comes in. See :class:`~studio.runs.reporter.RunReporter`."""

    @property
    def waited(self) -> float: ...

    def event(self, kind: str, **values: Any) -> object: ...

    def keep(self, attempt: Callable[[], T]) -> T: ...

    def should_stop(self) -> bool: ...

    def wait_while_paused(self) -> None: ...
