"""Adopting: a style file that a training wrote becomes one of the user's styles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.errors import StudioError, StyleError
from studio.styles.card import MAX_TEXTS, clean
from studio.styles.style import Style
from studio.ui.session import Session

if TYPE_CHECKING:
    from studio.styles.catalogue import Catalogue


@dataclass(frozen=True)
class Texts:
    """What the style is to be called, and under what it may be used. An empty name is that of the file."""

    name: str = ""
    group: str = ""
    licence: str = ""


def adopt(session: Session, path: Path, texts: Texts, then: Callable[[Style | None], None]) -> None:
    """Copy the style file among the user's, under these texts, off the window's thread.

    A notice says what came of it, and ``then`` gets the style, None where it could not be.
    """
    catalogue = session.style_list.catalogue
    if catalogue is None:  # the folders are still being read
        then(None)
        return

    def taken(style: Style) -> None:
        session.style_list.show_new(style)
        then(style)

    def failed(error: StudioError) -> None:
        session.tell(error)
        then(None)

    session.background.run(lambda: _taken(catalogue, path, texts), taken, failed)


def find_adopted(session: Session, path: Path, then: Callable[[Style | None], None]) -> None:
    """Look among the user's styles for the one in this file, whatever it is called there; None for none."""
    catalogue = session.style_list.catalogue
    if catalogue is not None:
        session.background.run(lambda: _found(catalogue, path), then, lambda _: then(None))


def _found(catalogue: Catalogue, path: Path) -> Style | None:
    """Raises StyleError where the file is none."""
    from studio.styles.bundle import read_bundle

    bundle = read_bundle(path)
    for style in catalogue.styles():
        # The moment when it was learned goes along with every copy, and is quickly compared.
        if style.learned and not style.builtin and style.created == bundle.created:
            try:
                other = catalogue.load_bundle(style).tensors
            except StyleError:
                continue
            if all(np.array_equal(other[name], bundle.tensors[name]) for name in bundle.tensors):
                return style
    return None


def _taken(catalogue: Catalogue, path: Path, texts: Texts) -> Style:
    from studio.styles.bundle import read_bundle

    bundle = read_bundle(path)
    name = clean(texts.name, MAX_TEXTS["name"]) or bundle.name
    group, licence = clean(texts.group, MAX_TEXTS["group"]), clean(texts.licence, MAX_TEXTS["licence"])
    if (bundle.name, bundle.group, bundle.licence) == (name, group, licence):
        return catalogue.add(path)  # which knows a file that is there already
    return catalogue.add_bundle(replace(bundle, name=name, group=group, licence=licence))
