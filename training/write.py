"""The style file that a training ends in, and the pictures that show how it goes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from studio import __version__
from studio.files import write_atomically
from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import ARCHITECTURE, PhotographicNet
from studio.generators.weights import tensors_of
from studio.imaging.decode import decode_small
from studio.paths import sample_portrait
from studio.runs.config import TrainingConfig
from studio.styles.bundle import StyleBundle, format_bundle
from studio.styles.style import LearnedFrom
from training.examples import Example, UInt8, square

_PREVIEW = 320
_QUALITY = 90


def style_file(
    config: TrainingConfig, net: PhotographicNet, style: int, ordinary: int, steps: int, quality: float | None
) -> bytes:
    """A ``.pstyle``. ``style`` and ``ordinary``: how many photos; ``quality``: mean CIEDE2000, where known.

    Its preview is the sample portrait, never one of the user's photos.
    """
    bundle = StyleBundle(
        architecture=ARCHITECTURE,
        name=config.name,
        inputs="rgb+maps",
        author=config.author,
        licence=config.licence,
        group=config.group,
        learned_from=LearnedFrom(style, ordinary, steps, __version__),
        quality=None if quality is None else round(quality, 2),
        lineage=(f"learned by training {__version__}, {config.preset}, seed {config.seed}",),
        created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        preview=_preview(net),
        tensors=tensors_of(net),
    )
    return format_bundle(bundle)


def write_samples(folder: Path, step: int, net: PhotographicNet, examples: Sequence[Example]) -> list[str]:
    """The examples in the look, as ``NUMBER-STEP.jpg`` in ``folder``; their names. Raises OutputError."""
    return write_pictures(folder, f"{step:06d}", [styled(net, example) for example in examples])


def write_pictures(folder: Path, kind: str, pictures: Sequence[UInt8]) -> list[str]:
    """Pictures (h, w, 3) as ``NUMBER-KIND.jpg`` in ``folder``; their names. Raises OutputError."""
    names = []
    for number, pixels in enumerate(pictures):
        name = f"{number}-{kind}.jpg"
        data = io.BytesIO()
        Image.fromarray(pixels).save(data, "JPEG", quality=_QUALITY)
        write_atomically(folder / name, data.getvalue(), replace=True)
        names.append(name)
    return names


def styled(net: PhotographicNet, example: Example) -> UInt8:
    """The example in the look, uint8 (h, w, 3)."""
    with torch.no_grad():
        look = net(square(example)[None], torch.zeros(1, LATENT))
        image = torch.from_numpy(example.pixels.astype(np.float32) / 255.0).permute(2, 0, 1)[None]
        result = apply_look(image, *look)[0].clamp(0.0, 1.0)
    return np.ascontiguousarray((result.permute(1, 2, 0) * 255.0).round().to(torch.uint8).numpy())


def _preview(net: PhotographicNet) -> UInt8 | None:
    path = sample_portrait()
    if path is None:
        return None
    pixels = np.round(np.clip(decode_small(path, _PREVIEW).image.rgb, 0.0, 1.0) * 255.0).astype(np.uint8)
    height, width = pixels.shape[:2]
    return styled(net, Example("", pixels, np.zeros((height, width, 2), np.uint8), False))
