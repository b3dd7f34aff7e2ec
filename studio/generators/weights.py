"""A learned style's tensors into its network, and a trial run before anyone relies on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import torch

from studio.errors import StyleFileInvalid
from studio.generators.differentiable import apply_look, luma
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
from studio.imaging.transform import GRID_SHAPE
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.architectures import ARCHITECTURES, INPUTS
from studio.styles.bundle import MAX_VALUE

Weights: TypeAlias = Mapping[str, Float32]

GRAYS = 17
LEAST_CONTRAST = 0.1
"""How much lighter white must come out than black; the most faded of the program's styles leave 0.8."""
MOST_FALL = 0.5
"""How far lighter grays may come out darker, as a share of how far they come out lighter."""

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
    """Whether the cube is bent rather than stuck at its bound, and light stays lighter than dark."""
    if look.cube is not None and float(np.mean(np.abs(look.cube.excess) >= MAX_EXCESS)) >= 0.5:
        return False
    steps = np.diff(_grays(look))
    rise, fall = float(steps.clip(min=0.0).sum()), float(-steps.clip(max=0.0).sum())
    return rise - fall >= LEAST_CONTRAST and fall <= MOST_FALL * rise


def _grays(look: LookParameters) -> Float32:
    """What becomes of even grays, black to white: their luma, 0 to 1, in the mean over the places."""
    levels = torch.linspace(0.0, 1.0, GRAYS).view(1, 1, GRAYS, 1).expand(1, 3, GRAYS, 1)
    cube = None if look.cube is None else torch.from_numpy(look.cube.excess.copy())[None]
    grid = None if look.grid is None else torch.from_numpy(look.grid.copy()).expand(GRAYS, *GRID_SHAPE)
    with torch.inference_mode():
        # The cube knows no place; then a picture of each gray, a pixel for each place of the grid.
        pictures = apply_look(levels, cube).permute(2, 1, 0, 3).expand(GRAYS, 3, *GRID_SHAPE[1:3])
        out = apply_look(pictures, None, grid)
        grays: Float32 = luma(out.clamp(0.0, 1.0)).mean((1, 2)).numpy()
    return grays
