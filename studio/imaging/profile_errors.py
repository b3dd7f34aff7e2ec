"""Colour profiles that the user named and that cannot be used. All are StudioErrors, with a sentence each.

::

    ProfileError
    ├── MonitorProfileUnusable    broken, or of no screen
    ├── ProofProfileUnusable      one that a soft proof cannot be made to
    └── CmykProfileUnusable       broken, or of no print
"""

from __future__ import annotations

from studio.errors import StudioError
from studio.messages import QT_TRANSLATE_NOOP


class ProfileError(StudioError):
    """Field: ``name``, of its file."""


class MonitorProfileUnusable(ProfileError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The monitor profile “{name}” cannot be used; colours are shown for an sRGB monitor."
    )


class ProofProfileUnusable(ProfileError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” is not a colour profile that a soft proof can be made to."
    )


class CmykProfileUnusable(ProfileError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP("errors", "“{name}” is not a colour profile for CMYK that can be used.")
