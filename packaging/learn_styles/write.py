"""The files of a learned style: the style itself and its model card."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import numpy as np
import torch

from learn_styles.cards import AUTHOR, LICENCE, LearnedCard
from learn_styles.evaluate import Quality
from learn_styles.photos import Picture, UInt8, resized, whole
from learn_styles.targets import LearnedStyle
from learn_styles.taught import Taught
from studio import __version__
from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import ARCHITECTURE, PhotographicNet
from studio.generators.weights import tensors_of
from studio.styles.bundle import StyleBundle, format_bundle
from studio.styles.style import LearnedFrom

_PREVIEW = 320


def style_bytes(style: LearnedStyle, taught: Taught, quality: Quality, shown: Picture) -> bytes:
    """The ``.pstyle`` file. ``shown``: the photo of the preview."""
    card = style.card
    bundle = StyleBundle(
        architecture=ARCHITECTURE,
        name=card.name,
        inputs=card.inputs,
        author=AUTHOR,
        licence=LICENCE,
        description=card.description,
        group=card.group,
        # No photographer finished any: a procedure did.
        learned_from=LearnedFrom(0, taught.photos, taught.steps, __version__),
        quality=round(quality.learned, 2),
        lineage=taught.lineage,
        preview=_preview(style, taught.net, shown),
        tensors=tensors_of(taught.net),
    )
    return format_bundle(bundle)


def model_card(card: LearnedCard, rows: Mapping[str, Quality], taught: Taught, command: str) -> str:
    """Markdown: what the style does, what it learned from, how well, and where it is weak.

    ``command``: what was typed to learn it.
    """
    lines = [
        f"| {name} | {row.photos} | {row.untouched:.2f} | {row.fixed_table:.2f} | **{row.learned:.2f}** |"
        f" {row.worst:.2f} | {row.texture_untouched:.3f} | {row.texture:.3f} |"
        for name, row in rows.items()
    ]
    looks_at = "the picture" if card.inputs == "rgb" else "the picture, and the maps of skin and of people"
    table = "\n".join(lines)
    photos = (
        f"{taught.photos} photos: camera photos of everything from `drewnoakes/metadata-extractor-images`"
        ' ("You are free to use these media files however you wish") and colour photos of scikit-image\'s'
        f" data (CC0 or public domain). {taught.learned} The command: `{command}`. The same seed gives the"
        " same weights on the same machine."
    )
    weak = (
        "Small things beside large ones: the grid of 16 x 16 places cannot follow a hair or a small face far"
        f" away. {_maps_limit(card)}{taught.weak}Photos unlike those it saw (microscopy, drawings, scans) get"
        " the look without its measure."
    )
    return f"""# {card.name}

{card.description} Network `{ARCHITECTURE}`, which looks at {looks_at}. Licence: {LICENCE}.

## What it learned

{card.meaning}

{_wrapped(taught.made)}

## From what

{_wrapped(photos)}

## How well

Mean CIEDE2000 to what the procedure gives, on photos that were held out. "Fixed table": the best that any one
colour table could do, fitted with hindsight to the very photos measured. Texture: mean error of the luma
bands' gains, left alone and learned.

| photos | number | untouched | fixed table | learned | learned, worst 5 % | texture alone | texture learned |
|---|---|---|---|---|---|---|---|
{table}

## Where it is weak

{_wrapped(weak)}
"""


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 110, break_long_words=False, break_on_hyphens=False)


def _maps_limit(card: LearnedCard) -> str:
    if card.inputs == "rgb":
        return ""
    return "It is as good as the maps: where no face is found it leaves people as it leaves all else. "


def _preview(style: LearnedStyle, net: PhotographicNet, shown: Picture) -> UInt8:
    small = resized(shown.pixels, _PREVIEW)
    image = torch.from_numpy(small.astype(np.float32) / np.float32(255.0)).permute(2, 0, 1)[None]
    with torch.no_grad():
        result = apply_look(image, *net(style.shown(whole(shown)[None]), torch.zeros(1, LATENT)))
    pixels = np.round(result.clamp(0.0, 1.0)[0].permute(1, 2, 0).numpy() * 255.0)
    return np.ascontiguousarray(pixels.astype(np.uint8))
