"""The definition as a kernel: torch on a graphics processor, or on a processor without the native code."""

from __future__ import annotations

from typing import cast

import numpy as np
import torch
from torch import Tensor

from studio.imaging.image import Float32
from studio.imaging.transform import PixelTransform, Place
from studio.kernels import detail
from studio.kernels.kernel import Kernel, Pixels, Prepared, check_strip
from studio.kernels.reference import ACCELERATOR_BLOCK, BLOCK, DeviceTransform, apply_transform
from studio.messages import Message


class TorchKernel(Kernel):
    """``maps`` makes the maps, which are small, if there is a kernel that does so faster."""

    def __init__(self, device: torch.device, label: Message, maps: Kernel | None = None) -> None:
        super().__init__(device, label)
        self._maps = maps

    def prepare(self, transform: PixelTransform) -> Prepared:
        return DeviceTransform.of(transform, self.device)

    @torch.inference_mode()
    def apply(
        self,
        prepared: Prepared,
        source: Pixels,
        place: Place,
        out: Pixels,
        dither: Float32 | None = None,
    ) -> None:
        check_strip(source, place, out)
        transform = cast(DeviceTransform, prepared)
        block = BLOCK if self.device.type == "cpu" else ACCELERATOR_BLOCK
        step = max(1, block // max(1, source.shape[1]))
        for start in range(0, len(source), step):
            here = Place(place.top + start, place.left, place.width, place.height, place.scale)
            colours = self._floats(source[start : start + step, :, :3])
            result = apply_transform(colours, transform, here)
            if out.dtype != np.float32:
                result = _quantised(result, out.dtype == np.uint8, here, dither)
            out[start : start + step, :, :3] = result.cpu().numpy()

    def box_reduce(self, pixels: Pixels, factor: int) -> Float32:
        if self._maps is not None:
            return self._maps.box_reduce(pixels, factor)
        return detail.box_reduce(pixels, factor)

    def detail_map(self, luma: Float32, gains: Float32) -> Float32:
        if self._maps is not None:
            return self._maps.detail_map(luma, gains)
        return detail.detail_map(luma, gains)

    def _floats(self, pixels: Pixels) -> Tensor:
        # Copied: torch does not take read-only arrays, nor strides that go backwards.
        tensor = torch.from_numpy(pixels.copy()).to(self.device)
        if pixels.dtype == np.float32:
            return tensor
        return tensor.to(torch.float32) / float(np.iinfo(pixels.dtype).max)


def _quantised(values: Tensor, bytes_wanted: bool, place: Place, dither: Float32 | None) -> Tensor:
    """Whole numbers of the full range, as :meth:`Kernel.apply` says."""
    scaled = torch.nan_to_num(values, nan=0.0).clamp_(0.0, 1.0) * (255.0 if bytes_wanted else 65535.0)
    if dither is None:
        scaled += 0.5
    else:
        rows, columns = values.shape[:2]
        row = (place.top + np.arange(rows)) % dither.shape[0]
        column = (place.left + np.arange(columns)) % dither.shape[1]
        scaled += torch.from_numpy(dither[np.ix_(row, column)]).to(values.device)
    return scaled.to(torch.uint8 if bytes_wanted else torch.int32)
