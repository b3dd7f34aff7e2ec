"""The loop over strips: all cores, bounded memory, cancelling, and what to do when a device fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeAlias

import torch

from studio.engine.request import CancelToken
from studio.errors import DeviceOutOfMemory
from studio.generators.device import DeviceChoice, cpu_after_failure, first_line
from studio.kernels.select import CPU

# Rows from `top`, so many, on that device; called on several threads at once for different rows.
OnStrip: TypeAlias = Callable[[int, int, torch.device], None]

# Kernels cut strips smaller for the processor's cache; each strip costs some 60 microseconds of Python.
CPU_STRIP_PIXELS = 1 << 18
# Previews get four for each core, so that all cores are done at about the same time, of this size at least.
CPU_STRIPS, CPU_LEAST_PIXELS = 4, 1 << 16
# Fewer, larger copies to and from the device.
ACCELERATOR_STRIP_PIXELS = 1 << 22


class StripLoop:
    """Runs a function over the rows of pictures, strip by strip, on the chosen device.

    On the CPU each core takes strips of its own and torch computes on one thread in each. torch's own threads
    wait for each other after every operation: beside another busy program, or a preview beside an
    export, they spend many times their work on waiting.
    """

    def __init__(self, choice: DeviceChoice, strip_pixels: int | None = None) -> None:
        self.choice = choice
        self._strip_pixels = strip_pixels
        torch.set_num_threads(1)

    def run(
        self,
        width: int,
        height: int,
        strip: OnStrip,
        progress: Callable[[float], None] | None = None,
        token: CancelToken | None = None,
    ) -> None:
        """Call ``strip`` for all rows; a strip that failed for memory is tried again.

        With half the rows, down to one, then from the full size on the CPU; a device that was lost gives way
        to the CPU for good. ``progress`` is told the finished fraction, on the caller's thread. Raises
        Cancelled, DeviceOutOfMemory when one row does not fit on the CPU, and what ``strip`` raises.
        """
        device = torch.device(self.choice.device)
        rows = _Rows(height, device, self._rows(width, height, device))

        def work(tell: Callable[[float], None] | None) -> None:
            with torch.inference_mode():
                try:
                    while (piece := rows.take()) is not None:
                        if token is not None:
                            token.check()
                        try:
                            strip(*piece)
                        except (RuntimeError, MemoryError) as error:
                            self._recover(error, rows, piece, width, height)
                            continue
                        rows.finish(piece[1])
                        if tell is not None:
                            tell(rows.fraction)
                except BaseException:
                    # Also an interrupt between two strips, or in ``progress``: the others stop as well.
                    rows.fail()
                    raise

        helpers = min(self.choice.threads, -(-height // rows.count)) - 1 if device == CPU else 0
        if helpers < 1:
            work(progress)
        else:
            with ThreadPoolExecutor(helpers, thread_name_prefix="strips") as pool:
                others = [pool.submit(work, None) for _ in range(helpers)]
                work(progress)
            for other in others:
                other.result()
        if progress is not None and height:
            progress(1.0)

    def _recover(self, error: Exception, rows: _Rows, piece: Piece, width: int, height: int) -> None:
        """Put the piece back to be tried in another way; raises when there is none."""
        _, count, device = piece
        if is_out_of_memory(error):
            _release(device)
            if count > 1:
                rows.put_back(piece, device, max(1, count // 2))
                return
            if device == CPU:
                raise DeviceOutOfMemory(details=str(error)) from error
        elif device == CPU or not is_device_fault(error):
            raise error
        else:
            self.choice = cpu_after_failure(self.choice, first_line(error))
        rows.put_back(piece, CPU, self._rows(width, height, CPU))

    def _rows(self, width: int, height: int, device: torch.device) -> int:
        usual = ACCELERATOR_STRIP_PIXELS
        if device == CPU:
            share = width * -(-height // (CPU_STRIPS * self.choice.threads))
            usual = min(CPU_STRIP_PIXELS, max(CPU_LEAST_PIXELS, share))
        return max(1, (self._strip_pixels or usual) // width)


# Top, number of rows, device.
Piece: TypeAlias = tuple[int, int, torch.device]


@dataclass
class _Rows:
    """The rows still to do, shared by the threads."""

    height: int
    device: torch.device
    count: int
    _next: int = 0
    _done: int = 0
    _failed: bool = False
    _again: list[tuple[int, int]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> Piece | None:
        """The next rows to do; None when none are left or something failed for good."""
        with self._lock:
            if self._failed:
                return None
            if self._again:
                top, left = self._again.pop()
                if left > self.count:
                    self._again.append((top + self.count, left - self.count))
            else:
                top, left = self._next, self.height - self._next
                self._next += min(left, self.count)
            return (top, min(left, self.count), self.device) if left else None

    def put_back(self, piece: Piece, device: torch.device, count: int) -> None:
        """Do these rows again, on ``device`` and with at most ``count`` rows at once from now on."""
        with self._lock:
            self._again.append(piece[:2])
            moved = device != self.device
            self.device, self.count = device, count if moved else min(self.count, count)

    def finish(self, count: int) -> None:
        with self._lock:
            self._done += count

    def fail(self) -> None:
        """Nobody need go on."""
        with self._lock:
            self._failed = True

    @property
    def fraction(self) -> float:
        return self._done / self.height


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out: a device's, or the computer's (torch has no class of its own for that)."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    text = str(error)
    return isinstance(error, RuntimeError) and (
        "out of memory" in text or "can't allocate memory" in text or "not enough memory" in text
    )


def is_device_fault(error: BaseException) -> bool:
    """Whether a graphics processor failed or was lost, rather than our own code."""
    if isinstance(error, torch.AcceleratorError):
        return True
    text = str(error)
    return any(mark in text for mark in ("CUDA error", "cuDNN", "CUBLAS", "MPS backend", "HIP error"))


def _release(device: torch.device) -> None:
    """Give the allocator's unused blocks back."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
