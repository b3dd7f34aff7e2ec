"""A learned style's tensors into its network, and a trial run before anyone relies on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import torch

from studio.errors import StyleFileInvalid
from studio.generators.parameters import LATENT, GeneratorInput, LookParameters
from studio.generators.photographic import (
    ARCHITECTURE,
    MAX_EXCESS,
    UNUSABLE,
    PhotographicGenerator,
    PhotographicNet,
)
from studio.generators.seen import SIDE
from studio.imaging.image import Float32
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.architectures import ARCHITECTURES, INPUTS
from studio.styles.bundle import MAX_VALUE

Weights: TypeAlias = Mapping[str, Float32]

OTHER = QT_TRANSLATE_NOOP("errors", "its weights are not those of its architecture")


def photographic(tensors: Weights, inputs: str, name: str) -> PhotographicGenerator:
    """The generator of these tensors. ``inputs``: ``"rgb"`` or ``"rgb+maps"``; ``name``: for errors.

    Raises StyleFileInvalid for missing, unknown, misshapen or wild tensors, unknown inputs, and when the
    trial run's answer is not a usable look.
    """
    shapes = ARCHITECTURES[ARCHITECTURE]
    if inputs not in INPUTS or set(tensors) != set(shapes):
        raise StyleFileInvalid(name=name, reason=Message("errors", OTHER))
    state: dict[str, torch.Tensor] = {}
    for key, shape in shapes.items():
        array = tensors[key]
        if array.dtype != np.float32 or array.shape != shape or not (np.abs(array) < MAX_VALUE).all():
            raise StyleFileInvalid(name=name, reason=Message("errors", OTHER), details=key)
        state[key] = torch.from_numpy(array.copy())
    # The random start draws from everyone's random numbers. On the device "meta" it would not, but that loads
    # torch's compiler: more than a second, in which the window stands still.
    with torch.random.fork_rng(devices=[]):
        net = PhotographicNet()
    net.load_state_dict(state, assign=True)
    generator = PhotographicGenerator(net, inputs == "rgb+maps", name)
    _try(generator, name)
    return generator


def tensors_of(net: PhotographicNet) -> dict[str, Float32]:
    """A network's tensors rounded to half precision, which is how a style file holds them."""
    return {key: value.detach().cpu().half().float().numpy() for key, value in net.state_dict().items()}


def _try(generator: PhotographicGenerator, name: str) -> None:
    """Predict for a gray ramp. Raises StyleFileInvalid where nothing would be left of a picture."""
    ramp = np.broadcast_to(np.linspace(0.0, 1.0, SIDE, dtype=np.float32)[:, None], (SIDE, SIDE))
    picture = np.repeat(ramp[..., None], 3, 2)
    shown = ramp if generator.wants_maps else None
    look = generator.predict(GeneratorInput(picture, shown, shown, np.zeros(LATENT, np.float32)))
    if not _usable(look):
        raise StyleFileInvalid(name=name, reason=Message("errors", UNUSABLE))


def _usable(look: LookParameters) -> bool:
    """Whether the cube is bent rather than stuck at its bound."""
    return look.cube is None or float(np.mean(np.abs(look.cube.excess) >= MAX_EXCESS)) < 0.5
