"""CMYK photos without a profile: what colours their inks have, is known once somebody has said it.

That is a property of the print shop whose files the user gets, not of a photo, so there is one answer for the
program: the window takes it from the settings, the command line from an option. A batch keeps the answer that
was given when it was planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import numpy as np

from studio.imaging.icc import read_profile
from studio.imaging.photo import Profile
from studio.imaging.profile_errors import CmykProfileUnusable
from studio.imaging.profiles import profile_file, to_extended_srgb

_assumed: Profile | None = None
_for_now: ContextVar[Profile | None] = ContextVar("_for_now", default=None)


def assume(profile: Profile | None) -> None:
    """Take CMYK photos without a profile as being in this one, from now on; None refuses them."""
    global _assumed  # noqa: PLW0603 - see above
    _assumed = profile


def assumed() -> Profile | None:
    """What holds in this thread: see :func:`assuming`, else what was said last."""
    return _for_now.get() or _assumed


@contextmanager
def assuming(profile: Profile | None) -> Iterator[None]:
    """Within, and in this thread alone, this profile instead; None: as it is without."""
    before = _for_now.set(profile)
    try:
        yield
    finally:
        _for_now.reset(before)


def read_cmyk_profile(path: Path) -> Profile:
    """A CMYK profile's file, tried. Raises CmykProfileUnusable."""
    try:
        icc = read_profile(path)
        to_extended_srgb(np.zeros((1, 1, 4), np.float32), icc)
        return Profile(icc, profile_file(icc).name)
    except (OSError, ValueError) as error:
        raise CmykProfileUnusable(name=path.name, details=str(error)) from error
