"""What a training needs of this computer, asked before a photo is read; loads torch for a named device."""

from __future__ import annotations

from importlib.util import find_spec

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
