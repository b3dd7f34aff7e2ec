"""Which tensors a learned style holds, by its architecture: what a style file is checked against.

Names and shapes are those of the network in :mod:`studio.generators`, written down here so that a file can
be checked without torch; a test holds both together. Values are float16 or float32 and finite. A network
that changes gets a new architecture name; an old name keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Shape: TypeAlias = tuple[int, ...]

ARCHITECTURES: Mapping[str, Mapping[str, Shape]] = {
    "photographic-1": {
        "base": (17, 17, 17, 3),
        "bank": (16, 11, 11, 11, 3),
        "encoder.0.weight": (16, 5, 3, 3),
        "encoder.0.bias": (16,),
        "encoder.1.weight": (32, 16, 3, 3),
        "encoder.1.bias": (32,),
        "encoder.2.weight": (64, 32, 3, 3),
        "encoder.2.bias": (64,),
        "encoder.3.weight": (128, 64, 3, 3),
        "encoder.3.bias": (128,),
        "encoder.4.weight": (128, 128, 3, 3),
        "encoder.4.bias": (128,),
        "whole.weight": (128, 302),
        "whole.bias": (128,),
        "whole_film.weight": (256, 8),
        "weights.weight": (16, 128),
        "weights.bias": (16,),
        "curves.weight": (36, 128),
        "curves.bias": (36,),
        "near.weight": (64, 259, 1, 1),
        "near.bias": (64,),
        "near_whole.weight": (128, 128),
        "near_whole.bias": (128,),
        "near_film.weight": (128, 8),
        "around.weight": (64, 64, 3, 3),
        "around.bias": (64,),
        "grid.weight": (96, 64, 1, 1),
        "grid.bias": (96,),
        "gains.weight": (24, 64, 1, 1),
        "gains.bias": (24,),
    },
}
"""Architecture -> tensor name -> shape. A style file holds exactly these, no more and no fewer."""

INPUTS = ("rgb", "rgb+maps")
"""What a learned style may look at: the picture, or the picture with its skin and subject maps."""
