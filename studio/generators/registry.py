"""Which generator stands behind which kind of style. A new architecture is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from studio.errors import StyleError, StyleFileInvalid
from studio.generators.fixed_look import FixedLook
from studio.generators.parameters import Generator
from studio.generators.photographic import ARCHITECTURE
from studio.generators.weights import OTHER, Weights, photographic
from studio.messages import Message
from studio.styles.lut import Lut
from studio.styles.style import Style


class Learned(Protocol):
    """What a style file holds of a network: :class:`studio.styles.bundle.StyleBundle`."""

    @property
    def architecture(self) -> str: ...

    @property
    def tensors(self) -> Weights: ...

    @property
    def inputs(self) -> str: ...


class StyleSource(Protocol):
    """Where styles and their contents come from: :class:`studio.styles.catalogue.Catalogue`."""

    def get(self, style_id: str) -> Style: ...

    def load_lut(self, style: Style) -> Lut: ...

    def load_bundle(self, style: Style) -> Learned: ...


Factory: TypeAlias = Callable[[Style, StyleSource], Generator]


def _fixed_look(style: Style, source: StyleSource) -> Generator:
    return FixedLook(source.load_lut(style))


def _photographic(style: Style, source: StyleSource) -> Generator:
    bundle = source.load_bundle(style)
    if bundle.architecture != ARCHITECTURE:
        raise StyleFileInvalid(name=style.name, reason=Message("errors", OTHER), details=bundle.architecture)
    return photographic(bundle.tensors, bundle.inputs, style.name)


GENERATORS: Mapping[str, Factory] = {"lut": _fixed_look, ARCHITECTURE: _photographic}


def generator_for(style: Style, source: StyleSource) -> Generator:
    """The generator of a style.

    Raises StyleError for a kind that this version does not know, StyleFileInvalid or StyleUnknown when the
    style's content cannot be read or gives no usable look.
    """
    factory = GENERATORS.get(style.kind)
    if factory is None:
        raise StyleError(name=style.name, details=f"unknown kind {style.kind!r}")
    return factory(style, source)
