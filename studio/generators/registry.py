"""Which generator stands behind which kind of style. A new architecture is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from studio.errors import StyleError
from studio.generators.base import Generator, Kernels
from studio.generators.fixed_look import FixedLookGenerator
from studio.styles.lut import Lut
from studio.styles.style import Style


class StyleSource(Protocol):
    """Where styles and their contents come from: :class:`studio.styles.catalogue.Catalogue`."""

    def get(self, style_id: str) -> Style: ...

    def load_lut(self, style: Style) -> Lut: ...


Factory: TypeAlias = Callable[[Style, StyleSource, Kernels], Generator]


def _fixed_look(style: Style, source: StyleSource, kernels: Kernels) -> Generator:
    return FixedLookGenerator(source.load_lut(style), kernels)


GENERATORS: Mapping[str, Factory] = {"lut": _fixed_look}


def generator_for(style: Style, source: StyleSource, kernels: Kernels) -> Generator:
    """The generator of a style, loaded onto the device of ``kernels``.

    Raises StyleError for a kind that this version does not know, StyleFileInvalid or StyleUnknown when the
    style's content cannot be read.
    """
    factory = GENERATORS.get(style.kind)
    if factory is None:
        raise StyleError(name=style.name, details=f"unknown kind {style.kind!r}")
    return factory(style, source, kernels)
