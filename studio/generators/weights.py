"""A learned style's tensors into its network, and a trial run before anyone relies on it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import torch

from studio.errors import StyleFileInvalid
from studio.generators.parameters import LATENT, GeneratorInput, LookParameters
from studio.generators.photographic import ARCHITECTURE, MAX_EXCESS, PhotographicGenerator, PhotographicNet
from studio.generators.seen import SIDE
from studio.imaging.image import Float32
from studio.styles.architectures import ARCHITECTURES, INPUTS

Weights = Mapping[str, npt.NDArray[np.float16] | npt.NDArray[np.float32]]

# Weights of a trained style are far below; beyond it sums overflow.
_MAX_WEIGHT = 1e4


def photographic(tensors: Weights, inputs: str, name: str) -> PhotographicGenerator:
    """The generator of these tensors. ``inputs``: ``"rgb"`` or ``"rgb+maps"``; ``name``: for errors.

    Raises StyleFileInvalid for missing, unknown, misshapen or wild tensors, unknown inputs, and when the
    trial run's answer is not a usable look.
    """
    if inputs not in INPUTS:
        raise StyleFileInvalid(name=name, reason=f"it wants unknown inputs ({inputs[:40]!r})")
    shapes = ARCHITECTURES[ARCHITECTURE]
    if set(tensors) != set(shapes):
        odd = sorted(set(tensors) ^ set(shapes))[0]
        raise StyleFileInvalid(name=name, reason=f"the tensor {odd[:80]!r} is missing or unknown")
    state: dict[str, torch.Tensor] = {}
    for key, shape in shapes.items():
        array = np.asarray(tensors[key], np.float32)
        if array.shape != shape:
            raise StyleFileInvalid(name=name, reason=f"the tensor {key!r} has the shape {array.shape}")
        if not (np.abs(array) <= _MAX_WEIGHT).all():
            raise StyleFileInvalid(name=name, reason=f"the tensor {key!r} holds unusable numbers")
        state[key] = torch.from_numpy(array.copy())
    with torch.device("meta"):  # no random start, which would draw from everyone's random numbers
        net = PhotographicNet()
    net.load_state_dict(state, assign=True)
    generator = PhotographicGenerator(net, inputs == "rgb+maps", name)
    _try(generator, name)
    return generator


def tensors_of(net: PhotographicNet) -> dict[str, npt.NDArray[np.float16]]:
    """A network's tensors as a style file holds them, at half precision."""
    return {key: value.detach().cpu().numpy().astype(np.float16) for key, value in net.state_dict().items()}


def _try(generator: PhotographicGenerator, name: str) -> None:
    """Predict for a gray ramp. Raises StyleFileInvalid where nothing would be left of a picture."""
    ramp = np.broadcast_to(np.linspace(0.0, 1.0, SIDE, dtype=np.float32)[:, None], (SIDE, SIDE))
    picture = np.repeat(ramp[..., None], 3, 2)
    shown = ramp if generator.wants_maps else None
    look = generator.predict(GeneratorInput(picture, shown, shown, np.zeros(LATENT, np.float32)))
    if not _usable(look, picture):
        raise StyleFileInvalid(name=name, reason="it would leave nothing of a picture")


def _usable(look: LookParameters, picture: Float32) -> bool:
    """Whether the cube is bent rather than stuck at its bound."""
    return look.cube is None or float(np.mean(np.abs(look.cube.excess) >= MAX_EXCESS)) < 0.5
