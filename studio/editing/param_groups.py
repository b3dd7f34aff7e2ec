"""All Params that a recipe's values may hold, by group."""

from __future__ import annotations

from studio.editing.finish import FINISH
from studio.editing.light_and_colour import LIGHT_AND_COLOUR
from studio.editing.params import Param

GROUPS = (LIGHT_AND_COLOUR, FINISH)
"""In the order of the panels."""
ALL_PARAMS: tuple[Param, ...] = tuple(param for group in GROUPS for param in group.params)
"""In the order of the panels."""
