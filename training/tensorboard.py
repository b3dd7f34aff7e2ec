"""What a training tells, written for TensorBoard too: the numbers of its events, and the sample pictures.

The files lie in ``tensorboard`` in the run's folder, one for each process, in TensorFlow's format: records of
protocol buffers (``tensorflow.Event``), each framed by its length and checksums.
"""

from __future__ import annotations

import math
import os
import struct
import time
from collections.abc import Mapping
from typing import Any

from PIL import Image
from tensorboardX.proto.event_pb2 import Event
from tensorboardX.proto.summary_pb2 import Summary
from tensorboardX.record_writer import masked_crc32c

from studio.errors import OutputError
from studio.files import append, output_error, system_path
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter

FOLDER = "tensorboard"
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "teaching": ("error",),
    "baseline": ("score",),
    "measure": ("score", "structure", "spread"),
    "step": ("loss_g", "loss_d", "d_real", "d_fake", "rate_g", "rate_d", "images_per_second"),
}
"""Which values of which events are drawn, as ``KIND/VALUE``."""
_RGB = 3

_FAILED = QT_TRANSLATE_NOOP(
    "training", "Nothing more is written for TensorBoard; the training goes on without: {reason}"
)


class BoardReporter(RunReporter):
    """A reporter whose events are drawn by TensorBoard as well.

    Steps that an earlier process of the run has told are not told again. A file that cannot be written is
    told once, and no more is written: it never ends the training.
    """

    def __init__(self, folder: RunFolder) -> None:
        super().__init__(folder)
        self._place = folder.path / FOLDER
        name = f"events.out.tfevents.{int(time.time()):010d}.{os.getpid()}.training"
        self._file = self._place / name
        self._begun = self._ended = False
        self._told = {kind: _step_of(folder, kind) for kind in (*NUMBERS, "sample")}

    def event(self, kind: str, **values: Any) -> None:
        """Append an event, and draw it. Raises OutputError for the former alone."""
        super().event(kind, **values)
        if self._ended or kind not in self._told:
            return
        step = int(values.get("step", 0))
        if step <= self._told[kind]:
            return
        try:
            summary = self._pictures(values["files"]) if kind == "sample" else _numbers(kind, values)
            self._write(Event(wall_time=time.time(), step=step, summary=summary))
        except OutputError as error:
            self._ended = True
            message = Message("training", _FAILED, {"reason": error.message})
            super().event("watch", what="tensorboard", action="ended", message=message)

    def _pictures(self, files: list[str]) -> Summary:
        """The sample pictures, as they are in their files: one line of pictures for each photo."""
        values = []
        for name in files:
            path = self.folder.samples / name
            try:
                with Image.open(system_path(path)) as picture:
                    width, height = picture.size
                data = system_path(path).read_bytes()
            except OSError as error:
                raise output_error(path, error) from error
            image = Summary.Image(width=width, height=height, colorspace=_RGB, encoded_image_string=data)
            values.append(Summary.Value(tag=f"sample/{name.partition('-')[0]}", image=image))
        return Summary(value=values)

    def _write(self, event: Event) -> None:
        data = _record(event)
        if not self._begun:
            self._begun = True
            try:
                system_path(self._place).mkdir(exist_ok=True)
            except OSError as error:
                raise output_error(self._place, error) from error
            data = _record(Event(wall_time=event.wall_time, file_version="brain.Event:2")) + data
        append(self._file, data)


def _step_of(folder: RunFolder, kind: str) -> int:
    """The last step that was told; -1 before the first."""
    last = folder.last(kind)
    step = -1 if last is None else last.get("step", 0)
    return step if isinstance(step, int) else -1


def _numbers(kind: str, values: Mapping[str, Any]) -> Summary:
    """Those that are there, and finite."""
    found = {name: values.get(name) for name in NUMBERS[kind]}
    return Summary(
        value=[
            Summary.Value(tag=f"{kind}/{name}", simple_value=float(value))
            for name, value in found.items()
            if value is not None and math.isfinite(value)
        ]
    )


def _record(event: Event) -> bytes:
    data: bytes = event.SerializeToString()
    length = struct.pack("<Q", len(data))
    return b"".join(
        (length, struct.pack("<I", masked_crc32c(length)), data, struct.pack("<I", masked_crc32c(data)))
    )
