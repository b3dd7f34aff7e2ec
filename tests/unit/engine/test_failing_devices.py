"""Memory that runs out and graphics processors that are lost: the picture comes out all the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from studio.editing.recipe import Recipe
from studio.engine import render as render_module
from studio.engine import strips as strips_module
from studio.engine.render import Renderer
from studio.engine.sinks import BufferSink, Strip
from studio.engine.strips import StripLoop, is_device_fault, is_out_of_memory
from studio.errors import DeviceOutOfMemory
from studio.generators.device import DeviceChoice
from studio.imaging.image import Float32
from studio.imaging.transform import PixelTransform, Place
from studio.kernels.kernel import Kernel, Pixels, Prepared
from studio.kernels.select import select_kernel
from studio.messages import Message
from tests.support.bundles import make_bundle
from tests.support.engine import CPU_CHOICE, photo_of, picture, some_styles

GPU_CHOICE = DeviceChoice("cuda:0", Message("notes", "GPU"), Message("notes", "in a test"), 2)
OUT_OF_MEMORY = RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")
GPU_FULL = torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")


class Rows:
    """Records the strips done; fails as told by ``fault(rows, device)``."""

    def __init__(self, fault: Callable[[int, str], BaseException | None]) -> None:
        self.done: list[tuple[int, int, str]] = []
        self._fault = fault

    def __call__(self, top: int, rows: int, device: torch.device) -> None:
        error = self._fault(rows, device.type)
        if error is not None:
            raise error
        self.done.append((top, rows, device.type))

    def covers(self, height: int) -> bool:
        self.done.sort()
        tops = [top for top, _, _ in self.done]
        ends = [top + rows for top, rows, _ in self.done]
        return tops == [0, *ends[:-1]] and ends[-1] == height


def test_strips_shrink_until_they_fit() -> None:
    rows = Rows(lambda rows, _: OUT_OF_MEMORY if rows > 13 else None)
    StripLoop(CPU_CHOICE, strip_pixels=1000).run(10, 150, rows)
    assert rows.covers(150)
    assert max(count for _, count, _ in rows.done) <= 13


@pytest.mark.parametrize("error", [OUT_OF_MEMORY, MemoryError(), GPU_FULL])
def test_when_no_strip_fits_it_is_said(error: BaseException) -> None:
    with pytest.raises(DeviceOutOfMemory):
        StripLoop(CPU_CHOICE).run(10, 150, Rows(lambda rows, device: error))


def test_a_full_graphics_processor_hands_over_to_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strips_module, "_release", lambda device: None)
    rows = Rows(lambda rows, device: GPU_FULL if device == "cuda" else None)
    loop = StripLoop(GPU_CHOICE, strip_pixels=1000)
    loop.run(10, 150, rows)
    assert rows.covers(150)
    assert {device for _, _, device in rows.done} == {"cpu"}
    # Another program may free the memory: the next picture tries again.
    assert loop.choice is GPU_CHOICE


def test_a_lost_graphics_processor_is_given_up() -> None:
    calls: list[int] = []

    def fault(rows: int, device: str) -> BaseException | None:
        calls.append(rows)
        lost = device == "cuda" and len(calls) > 1
        return torch.AcceleratorError("CUDA error: unspecified launch failure") if lost else None

    rows = Rows(fault)
    loop = StripLoop(GPU_CHOICE, strip_pixels=1000)
    loop.run(10, 150, rows)
    assert rows.covers(150)
    assert [device for _, _, device in rows.done] == ["cuda", "cpu"]
    assert loop.choice.device == "cpu"
    assert "unspecified launch failure" in str(loop.choice.reason)


def test_our_own_faults_are_not_taken_for_the_device() -> None:
    for error in (RuntimeError("The size of tensor a must match"), ValueError("CUDA error")):
        with pytest.raises(type(error)):
            StripLoop(GPU_CHOICE).run(10, 10, Rows(lambda rows, device, error=error: error))  # type: ignore[misc]
    assert not is_device_fault(RuntimeError("index out of range"))
    assert not is_out_of_memory(ValueError("out of memory"))


def test_the_picture_is_the_same_when_memory_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = photo_of(picture(90, 120))
    recipe = Recipe((("exposure", 0.4),)).with_style("random")
    expected = Renderer(some_styles(), CPU_CHOICE).render(photo, recipe).pixels
    put, failures = BufferSink.put, []

    def hungry(self: BufferSink, top: int, strip: Strip) -> None:
        if strip.height > 20:
            failures.append(strip.height)
            raise OUT_OF_MEMORY
        put(self, top, strip)

    monkeypatch.setattr(BufferSink, "put", hungry)
    result = Renderer(some_styles(), CPU_CHOICE).render(photo, recipe).pixels
    np.testing.assert_array_equal(result, expected)
    assert failures[:2] == [90, 45]


def test_no_memory_for_the_result_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def empty(*_: object, **__: object) -> None:
        raise MemoryError("Unable to allocate 9 TiB")

    photo = photo_of(picture(9, 9))
    renderer = Renderer(some_styles(), CPU_CHOICE)
    monkeypatch.setattr(np, "empty", empty)
    with pytest.raises(DeviceOutOfMemory):
        renderer.render(photo, Recipe().with_style("warm"))


class FakeGpu(Kernel):
    """A kernel that says it is on a graphics processor; ``fault(calls, rows)`` says when it fails."""

    def __init__(self, fault: Callable[[int, int], BaseException | None]) -> None:
        super().__init__(torch.device("cuda:0"), Message("notes", "GPU"))
        self._cpu = select_kernel(torch.device("cpu"))
        self._fault = fault
        self.calls = 0

    def prepare(self, transform: PixelTransform) -> Prepared:
        return self._cpu.prepare(transform)

    def apply(
        self,
        prepared: Prepared,
        source: Pixels,
        place: Place,
        out: Pixels,
        dither: Float32 | None = None,
    ) -> None:
        self.calls += 1
        error = self._fault(self.calls, source.shape[0])
        if error is not None:
            raise error
        self._cpu.apply(prepared, source, place, out, dither)

    def box_reduce(self, pixels: Pixels, factor: int) -> Float32:
        return self._cpu.box_reduce(pixels, factor)

    def detail_map(self, luma: Float32, gains: Float32) -> Float32:
        return self._cpu.detail_map(luma, gains)


@pytest.mark.parametrize(
    ("fault", "device"),
    [
        (lambda calls, rows: GPU_FULL if rows > 12 else None, "cuda:0"),
        (lambda calls, rows: GPU_FULL, "cuda:0"),
        (lambda calls, rows: torch.AcceleratorError("CUDA error: lost") if calls > 2 else None, "cpu"),
    ],
)
def test_a_learned_style_survives_its_graphics_processor(
    fault: Callable[[int, int], BaseException | None], device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faults 37 and 38: smaller strips, then the CPU; the same picture."""
    monkeypatch.setattr(strips_module, "_release", lambda device: None)
    gpu, cpu = FakeGpu(fault), select_kernel(torch.device("cpu"))
    monkeypatch.setattr(render_module, "select_kernel", lambda at: gpu if at.type == "cuda" else cpu)
    styles = some_styles()
    styles.bundles = {"learned": make_bundle(1)}
    photo, recipe = photo_of(picture(90, 120)), Recipe((("clarity", 30.0),)).with_style("learned")
    renderer = Renderer(styles, GPU_CHOICE, strip_pixels=3000)
    result = renderer.render(photo, recipe).pixels
    expected = Renderer(styles, CPU_CHOICE).render(photo, recipe).pixels
    assert np.abs(result - expected).max() < 1 / 255
    assert gpu.calls > 0
    assert renderer.choice.device == device
