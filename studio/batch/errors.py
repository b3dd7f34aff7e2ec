"""What goes wrong with a batch as a whole, or with one file of it for a batch's own reasons.

::

    StudioError
    ├── BatchError
    │   ├── NameTemplateInvalid   a name template with an unknown field
    │   ├── PresetInvalid         an export preset that cannot be understood
    │   ├── JournalInvalid        a journal that is damaged or of a newer version
    │   ├── BatchBusy             a batch that somebody else is working on
    │   ├── OutputsBusy           files that another batch is writing
    │   ├── NothingToResume       no batch to go on with
    │   ├── NotEnoughSpace        the outputs will not fit
    │   ├── StyleChanged          the style is not the one that the batch began with
    │   ├── MatchNotThere         a photo to match that is not in the batch
    │   └── PlaceAway             a folder that was there is gone: a drive, a share
    └── OutputError
        └── OutputKept            a file that is not ours, or was changed since
"""

from __future__ import annotations

from studio.errors import OutputError, StudioError
from studio.messages import QT_TRANSLATE_NOOP


class BatchError(StudioError):
    template = QT_TRANSLATE_NOOP("errors", "The batch could not be done.")


class NameTemplateInvalid(BatchError):
    """Fields: ``text``, ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "“{text}” cannot name files: {reason}.")


class PresetInvalid(BatchError):
    """Fields: ``text``, ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "“{text}” is no export preset: {reason}.")


class JournalInvalid(BatchError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The journal “{name}” is damaged or from a newer version. Start the batch anew; what it wrote stays.",
    )


class BatchBusy(BatchError):
    template = QT_TRANSLATE_NOOP(
        "errors", "This batch is being worked on already, by another window or command."
    )


class OutputsBusy(BatchError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "Another batch is writing “{name}” at the moment. Wait for it, or choose another folder."
    )


class NothingToResume(BatchError):
    template = QT_TRANSLATE_NOOP("errors", "There is no such batch to go on with. Start it without resuming.")


class NotEnoughSpace(BatchError):
    """Fields: ``name``, ``needed`` and ``free`` (gigabytes)."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The photos will take about {needed} GB in “{name}”, where {free} GB are free."
        " Free some space or choose another folder.",
    )


class StyleChanged(BatchError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The style “{name}” is not as it was when the batch began. Start a new batch."
    )


class MatchNotThere(BatchError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” is not among the photos of the batch, or cannot be opened: nothing can match it."
    )


class PlaceAway(BatchError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The folder “{name}” is not there at the moment. Is its drive or network share connected?"
    )


class OutputKept(OutputError):
    template = QT_TRANSLATE_NOOP(
        "errors", "“{name}” is there already and is not from a batch, or was changed since: it is kept."
    )
