"""A look that is the same for every photo: a colour look-up table (kind ``lut``)."""

from __future__ import annotations

import numpy as np

from studio.generators.parameters import GeneratorInput, LookParameters
from studio.imaging.image import Float32
from studio.imaging.transform import Cube
from studio.styles.lut import UNIT_DOMAIN, Lut, identity_grid

_BAKED_SIZES = (65, 129)
# Half a step of 8 bits.
_BAKED_ERROR = 0.5 / 255.0


class FixedLook:
    """The protocol :class:`~studio.generators.parameters.Generator` for a :class:`~studio.styles.lut.Lut`.

    A cube over 0 to 1 without a shaper is taken as it is. Any other table is baked over 0 to 1 with 65 nodes
    an axis, or 129 where 65 miss it by more than half a step of 8 bits.
    """

    thumbnail_size: int | None = None
    wants_maps = False

    def __init__(self, lut: Lut) -> None:
        excess = _excess(lut)
        self._look = LookParameters(Cube(excess) if excess.any() else None)

    def summary(self, seen: GeneratorInput | None) -> Float32:
        """None of it depends on the photo."""
        return np.zeros(0, np.float32)

    def predict(self, seen: GeneratorInput | None, summary: Float32 | None = None) -> LookParameters:
        """The same for every photo."""
        return self._look


def _excess(lut: Lut) -> Float32:
    if lut.cube is not None and lut.shaper is None and lut.domain == UNIT_DOMAIN:
        return lut.cube - identity_grid(len(lut.cube))
    # Grays and colours between the nodes, dense near black where shapers are steep.
    steps = np.linspace(0.0, 1.0, 1021, dtype=np.float32) ** 2
    random = np.random.Generator(np.random.Philox(key=0)).random((4096, 3), np.float32)
    probes = np.concatenate([np.repeat(steps[:, None], 3, 1), random])
    wanted = lut.evaluate(probes)
    for size in _BAKED_SIZES:
        nodes = identity_grid(size)
        baked = lut.evaluate(nodes)
        if float(np.abs(Lut("", baked).evaluate(probes) - wanted).max()) <= _BAKED_ERROR:
            break
    return baked - nodes
