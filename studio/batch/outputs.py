"""Names of outputs: each given once, none an original's, what is there already looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from studio.batch.errors import OutputKept
from studio.batch.fingerprint import digest_of
from studio.batch.places import fitting, identities, name_key, resolved
from studio.errors import OutputIsInput
from studio.files import system_path
from studio.imaging.encode import SUFFIXES, ExportOptions
from studio.messages import Message

Owned: TypeAlias = Callable[[Path, str], bool]
"""Says of a path and the hash of what is there whether a batch wrote it."""


@dataclass(frozen=True)
class PlannedOutput:
    """One file to be written.

    ``skip``: a file of that name is there and stays. ``replaces``: the hash of the file of ours that is there
    and may be replaced, "" for none. ``error``: why it cannot be written, known already.
    """

    target: Path
    options: ExportOptions
    skip: bool = False
    replaces: str = ""
    error: Message | None = None

    @property
    def is_to_do(self) -> bool:
        return not self.skip and self.error is None


class OutputNames:
    """Gives out names below ``out``; asks each folder once for what is in it."""

    def __init__(self, out: Path, rule: str, originals: Sequence[Path], owned: Owned | None = None) -> None:
        self._out, self._rule, self._owned = out, rule, owned
        self._originals = {identity for path in originals for identity in identities(path)}
        # Where case or form is all that differs, another file system would take the two for one.
        self._original_keys = {name_key(str(resolved(path))) for path in originals}
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._there: dict[Path, dict[str, str]] = {}

    def reserve(self, targets: Iterable[Path]) -> None:
        """Names that are given already."""
        self._taken.update(map(self._key, targets))

    def take(self, parts: Sequence[str], options: ExportOptions) -> PlannedOutput:
        """The output of that name (folders, then the name without a suffix), or of a numbered one."""
        *folders, stem = parts
        folder = self._out.joinpath(*(fitting(part, "") for part in folders))
        ending = SUFFIXES[options.format]
        plain = target = folder / fitting(stem, ending)
        while self._is_taken(target):
            self._numbers[str(plain)] = number = self._numbers.get(str(plain), 1) + 1
            target = folder / fitting(stem, f"-{number}{ending}")
        self._taken.add(self._key(target))
        there = self._existing(target)
        if self._is_original(target) or (there is not None and self._is_original(there)):
            return PlannedOutput(target, options, error=OutputIsInput(name=target.name).message)
        if there is None:
            return PlannedOutput(target, options)
        if self._rule == "skip":
            return PlannedOutput(target, options, skip=True)
        return self._overwriting(target, there, options)

    def _overwriting(self, target: Path, there: Path, options: ExportOptions) -> PlannedOutput:
        try:
            found = None if system_path(there).is_symlink() else digest_of(there)
        except OSError:
            found = None
        if found is None or there != target or self._owned is None or not self._owned(target, found):
            return PlannedOutput(target, options, error=OutputKept(name=there.name).message)
        return PlannedOutput(target, options, replaces=found)

    def _is_taken(self, target: Path) -> bool:
        if self._key(target) in self._taken:
            return True
        return self._rule == "number" and (self._existing(target) is not None or self._is_original(target))

    def _is_original(self, target: Path) -> bool:
        if name_key(str(resolved(target))) in self._original_keys:
            return True
        return not self._originals.isdisjoint(identities(target))

    def _existing(self, target: Path) -> Path | None:
        """What is there under that name, or one that some file system holds to be the same."""
        there = self._there.get(target.parent)
        if there is None:
            try:
                there = {name_key(path.name): path.name for path in system_path(target.parent).iterdir()}
            except (OSError, ValueError):
                there = {}
            self._there[target.parent] = there
        name = there.get(name_key(target.name))
        return None if name is None else target.parent / name

    def _key(self, target: Path) -> str:
        return name_key(str(target))
