"""Learn the bundled styles: ``python packaging/learn_styles [--style ID] [--photos FOLDER] ...``.

Writes ``resources/styles/ID.pstyle`` and ``docs/model_cards/ID.md``. Takes some ten minutes of one core for
each style, and goes on where it was stopped. ``--portraits``: a folder of photos to measure on as well, never
to learn from.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT / "packaging"), str(ROOT)):
    if place not in sys.path:
        sys.path.insert(0, place)

import torch  # noqa: E402

from learn_styles import photos  # noqa: E402
from learn_styles.evaluate import Quality, measure, on_skin  # noqa: E402
from learn_styles.targets import LEARNED, LearnedStyle  # noqa: E402
from learn_styles.train import Plan, learn  # noqa: E402
from learn_styles.write import model_card, style_bytes  # noqa: E402
from studio.files import write_atomically  # noqa: E402
from studio.generators.mixing import VARIATION_NORM  # noqa: E402
from studio.generators.parameters import LATENT  # noqa: E402
from studio.generators.photographic import PhotographicNet  # noqa: E402

_SHARED = ROOT.parent / "shared" / "photos"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="learn_styles", description="Learn the bundled styles.")
    parser.add_argument("--style", choices=[*LEARNED], action="append", help="one of them; all unless given")
    parser.add_argument("--photos", type=Path, default=_SHARED / "free", help="folder of free photos")
    parser.add_argument("--portraits", type=Path, help="folder to measure on as well, not to learn from")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "learn_styles", help="checkpoints, maps"
    )
    parser.add_argument("--out", type=Path, default=ROOT, help="gets resources/styles and docs/model_cards")
    parser.add_argument("--steps", type=int, default=Plan.steps)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    given = parser.parse_args(arguments)
    plan = replace(Plan(), steps=given.steps, seed=given.seed)
    pictures = photos.load(given.photos, given.work / "maps") + photos.samples(given.work / "maps")
    portraits = photos.load(given.portraits, given.work / "portraits") if given.portraits else []
    portraits = photos.unlike(portraits, pictures)
    for style_id in given.style or LEARNED:
        make(LEARNED[style_id], pictures, portraits, plan, given.work, given.out)


def make(
    style: LearnedStyle,
    pictures: list[photos.Picture],
    portraits: list[photos.Picture],
    plan: Plan,
    work: Path,
    out: Path,
) -> dict[str, Quality]:
    """Learn, measure and write one style."""
    card = style.card
    kept, held_out = photos.split(pictures)
    net = rounded(learn(style, kept, plan, work / f"{card.id}-{plan.seed}-{plan.steps}.npz"))
    rows = {
        "held out, as they are": measure(net, style, held_out),
        "held out, developed at random": measure(net, style, held_out, amount=1.0),
        "held out, variations": measure(net, style, held_out, latents=_variations(len(held_out))),
    }
    if portraits:
        rows["portraits of other sources"] = measure(net, style, portraits)
        skin = on_skin(net, style, portraits)
        rows |= {f"portraits: skin alone, {half} half": quality for half, quality in skin.items()}
    shown = next((picture for picture in pictures if picture.name == "astronaut"), held_out[0])
    data = style_bytes(style, net, rows["held out, as they are"], len(kept), plan, shown)
    text = model_card(card, rows, len(kept), plan)
    for path, content in (
        (out / "resources" / "styles" / f"{card.id}.pstyle", data),
        (out / "docs" / "model_cards" / f"{card.id}.md", text.encode("utf-8")),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, replace=True)
    print(text)
    return rows


def rounded(net: PhotographicNet) -> PhotographicNet:
    """The network as its file will hold it, at half precision: what is measured is what is shipped."""
    return net.half().float().eval()


def _variations(count: int) -> torch.Tensor:
    """As the window's variations are, in all directions."""
    drawn = torch.randn(count, LATENT, generator=torch.Generator().manual_seed(3))
    length = drawn.square().sum(1, keepdim=True).sqrt()
    return VARIATION_NORM * drawn / length


if __name__ == "__main__":
    main(sys.argv[1:])
