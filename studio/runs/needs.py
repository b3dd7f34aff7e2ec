"""What a training needs of this computer, asked before a photo is read; loads torch for a named device."""

from __future__ import annotations

import errno
import os
from importlib.util import find_spec
from pathlib import Path

from studio.files import output_error, refuse_early, system_path
from studio.generators.device import choose_device
from studio.messages import QT_TRANSLATE_NOOP, Message, Value
from studio.runs.config import TrainingConfig
from studio.runs.errors import TrainingConfigInvalid

_NO_DEVICE = QT_TRANSLATE_NOOP(
    "errors", "{name} does not work here ({fault}); choose another device, or leave the choice to the program"
)
_NO_TENSORBOARD = QT_TRANSLATE_NOOP(
    "errors",
    "files for TensorBoard need the Python package tensorboardX, which is not installed here; install it, or"
    " do without them",
)


def refuse_output(config: TrainingConfig) -> None:
    """Raises OutputExists, OutputNotWritable where the style file could not be written when it is learned."""
    output = Path(config.output)
    refuse_early(output, replace=config.replace)
    place, number = system_path(output), 0
    try:
        if place.is_dir():
            number = errno.EISDIR
        elif not place.parent.is_dir():
            number = errno.ENOENT
        elif not os.access(place.parent, os.W_OK):
            number = errno.EACCES
    except OSError as error:
        raise output_error(output, error) from error
    if number:
        raise output_error(output, OSError(number, os.strerror(number)))


def refuse_what_lacks(config: TrainingConfig) -> None:
    """Raises TrainingConfigInvalid where the named device, or what writes for TensorBoard, is not here."""
    if config.tensorboard and find_spec("tensorboardX") is None:
        raise TrainingConfigInvalid(reason=Message("errors", _NO_TENSORBOARD))
    # The CPU is always here; of "auto" nothing is expected.
    if config.device in ("cuda", "mps"):
        choice = choose_device(config.device)
        if choice.device.split(":")[0] != config.device:
            values: dict[str, Value] = {key: choice.reason.values[key] for key in ("name", "fault")}
            raise TrainingConfigInvalid(reason=Message("errors", _NO_DEVICE, values))
