"""The files of a learned style: the style itself and its model card."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch

from learn_styles.cards import AUTHOR, LICENCE, LearnedCard
from learn_styles.evaluate import Quality
from learn_styles.photos import Picture, UInt8, resized, whole
from learn_styles.targets import LearnedStyle
from learn_styles.train import Plan
from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import ARCHITECTURE, PhotographicNet
from studio.generators.weights import tensors_of
from studio.styles.bundle import StyleBundle, format_bundle
from studio.styles.style import LearnedFrom

_PREVIEW = 320
_VERSION = "0.1.0"


def style_bytes(
    style: LearnedStyle, net: PhotographicNet, quality: Quality, photos: int, plan: Plan, shown: Picture
) -> bytes:
    """The ``.pstyle`` file. ``photos``: how many it learned from; ``shown``: the photo of the preview."""
    card = style.card
    bundle = StyleBundle(
        architecture=ARCHITECTURE,
        name=card.name,
        inputs=card.inputs,
        author=AUTHOR,
        licence=LICENCE,
        description=card.description,
        group=card.group,
        # There are no finished photos: the procedure makes them.
        learned_from=LearnedFrom(0, photos, plan.steps, _VERSION),
        quality=round(quality.learned, 2),
        lineage=(f"procedure {card.id}, packaging/learn_styles, seed {plan.seed}",),
        preview=_preview(style, net, shown),
        tensors=tensors_of(net),
    )
    return format_bundle(bundle)


def model_card(card: LearnedCard, rows: Mapping[str, Quality], photos: int, plan: Plan) -> str:
    """Markdown: what the style does, what it learned from, how well, and where it is weak."""
    lines = [
        f"| {name} | {row.photos} | {row.untouched:.2f} | {row.fixed_table:.2f} | **{row.learned:.2f}** |"
        f" {row.worst:.2f} | {row.texture_untouched:.3f} | {row.texture:.3f} |"
        for name, row in rows.items()
    ]
    looks_at = "the picture" if card.inputs == "rgb" else "the picture, and the maps of skin and of people"
    table = "\n".join(lines)
    return f"""# {card.name}

{card.description} Network `{ARCHITECTURE}`, which looks at {looks_at}. Licence: {LICENCE}.

## What it learned

{card.meaning}

The procedure (`packaging/learn_styles/targets.py`) made the targets: no retouched photos were used, and no
other network. Eight numbers z, zero for the style's own look, stand for variations: warmer, brighter, harder,
more colourful, split tones, matt, crisper, darker corners.

## From what

{photos} photos: camera photos of everything from `drewnoakes/metadata-extractor-images` ("You are free to use
these media files however you wish") and colour photos of scikit-image's data (CC0 or public domain). Random
parts of them, some before a black or white backdrop, developed at random (exposure, white balance, contrast,
saturation). Maps are at times borrowed from another photo, so that the network goes by the map and not by the
colour of skin. {plan.steps} steps of {plan.batch} pictures, seed {plan.seed}:
`python packaging/learn_styles --style {card.id}`. The same seed gives the same weights on the same machine.

## How well

Mean CIEDE2000 to what the procedure gives, on photos that were held out. "Fixed table": the best that any one
colour table could do, fitted with hindsight to the very photos measured. Texture: mean error of the luma
bands' gains, left alone and learned.

| photos | number | untouched | fixed table | learned | learned, worst 5 % | texture alone | texture learned |
|---|---|---|---|---|---|---|---|
{table}

## Where it is weak

Small things beside large ones: the grid of 16 x 16 places cannot follow a hair or a small face far away.
{_maps_limit(card)}Photos unlike those it saw (microscopy, drawings, scans) get the look without its measure.
"""


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
