"""What can go wrong with learning a style: a branch of the tree in ``studio/errors.py``.

::

    TrainingError             a style that cannot be learned
    ├── NotEnoughPhotos           too few are left to learn from
    ├── NothingToLearn            the photos with and without the style are the same
    ├── TrainingConfigInvalid     a training's settings that cannot be understood
    ├── RunFolderUnusable         a folder that holds no training
    ├── RunFolderLost             the folder of a training that was at work is gone
    ├── RunFolderTaken            a new training in a folder that holds something
    ├── RunBusy                   another process trains there
    ├── TrainingNotStarted        the system refused the process
    └── TrainingDied              the process ended without a word
"""

from __future__ import annotations

from studio.errors import StudioError
from studio.messages import QT_TRANSLATE_NOOP


class TrainingError(StudioError):
    """A style that cannot be learned. Raised by training and by what starts it."""

    template = QT_TRANSLATE_NOOP("errors", "The style could not be learned.")


class NotEnoughPhotos(TrainingError):
    """Fields: ``name`` (of the folder), ``found`` and ``needed`` (photos), ``missing`` (their difference)."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” holds too few photos to learn from: {found}, and {needed} or more are needed. Add {missing}"
        " or more.",
    )


class NothingToLearn(TrainingError):
    template = QT_TRANSLATE_NOOP(
        "errors",
        "There is nothing to learn: the photos with the style and those without it are the same. Choose"
        " finished photos on one side and unedited ones on the other.",
    )


class TrainingConfigInvalid(TrainingError):
    """Field: ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "The settings of this training cannot be used: {reason}.")


class RunFolderUnusable(TrainingError):
    """Fields: ``name``, ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "The training in “{name}” cannot be opened: {reason}.")


class RunFolderLost(TrainingError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The folder of the training, “{name}”, is not there any more. Connect its drive again and resume it:"
        " what it had learned until its last checkpoint is kept.",
    )


class RunFolderTaken(TrainingError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The folder “{name}” is not empty. A new training needs a new folder, or an empty one."
    )


class RunBusy(TrainingError):
    """Field: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The training in “{name}” is running already. Stop it first, or wait for it."
    )


class TrainingNotStarted(TrainingError):
    """Field: ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "The training could not be started: {reason}.")


class TrainingDied(TrainingError):
    template = QT_TRANSLATE_NOOP(
        "errors",
        "The training ended unexpectedly. What it had learned until its last checkpoint is kept: resume it.",
    )
