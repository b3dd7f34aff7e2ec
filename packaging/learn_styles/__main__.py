"""Learn the bundled styles: ``python packaging/learn_styles [--style ID] [--played] [--photos FOLDER] ...``.

Writes ``resources/styles/ID.pstyle``, ``docs/model_cards/ID.md`` and the list of built-in styles. Takes some
ten minutes of one core for each style, be it shown to the network directly or played for (``--played``: all
of these), and goes on where it was stopped. Several processes may each do some styles.
``--portraits``: a folder of photos to measure on as well, never to learn from.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT / "packaging"), str(ROOT)):
    if place not in sys.path:
        sys.path.insert(0, place)

import torch  # noqa: E402
from make_looks import write_index  # noqa: E402

from learn_styles import game, pairs, photos, train  # noqa: E402
from learn_styles.evaluate import Quality, measure, on_skin  # noqa: E402
from learn_styles.targets import LEARNED, LearnedStyle  # noqa: E402
from learn_styles.taught import Taught  # noqa: E402
from learn_styles.write import model_card, style_bytes  # noqa: E402
from studio.files import write_atomically  # noqa: E402
from studio.generators.mixing import VARIATION_NORM  # noqa: E402
from studio.generators.parameters import LATENT  # noqa: E402
from studio.generators.photographic import PhotographicNet  # noqa: E402
from studio.runs.config import PRESETS  # noqa: E402

_SHARED = ROOT.parent / "shared" / "photos"


@dataclass(frozen=True)
class Places:
    """Where photos lie, runs and maps are kept, and ``resources/styles`` and ``docs/model_cards`` are."""

    photos: Path
    work: Path
    out: Path


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="learn_styles", description="Learn the bundled styles.")
    parser.add_argument("--style", choices=[*LEARNED], action="append", help="one of them; may be repeated")
    parser.add_argument("--played", action="store_true", help="all that are learned by the game")
    parser.add_argument("--photos", type=Path, default=_SHARED / "free", help="folder of free photos")
    parser.add_argument("--portraits", type=Path, help="folder to measure on as well, not to learn from")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "learn_styles", help="runs, maps")
    parser.add_argument("--out", type=Path, default=ROOT, help="gets resources/styles and docs/model_cards")
    parser.add_argument("--steps", type=int, help="in place of the usual number")
    parser.add_argument("--preset", choices=PRESETS, default=game.GamePlan.preset, help="of the game")
    parser.add_argument("--pairs", type=int, default=game.GamePlan.developments, help="of each photo")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    direct = replace(train.Plan(), seed=given.seed)
    if given.steps is not None:
        direct = replace(direct, steps=given.steps)
    played = game.GamePlan(given.preset, given.steps, given.pairs, given.seed)
    places = Places(given.photos, given.work, given.out)
    pictures = photos.load(given.photos, given.work / "maps") + photos.samples(given.work / "maps")
    portraits = photos.load(given.portraits, given.work / "portraits") if given.portraits else []
    portraits = photos.unlike(portraits, pictures)
    chosen = [key for key, style in LEARNED.items() if style.card.played] if given.played else []
    for style_id in dict.fromkeys([*chosen, *(given.style or [])]) or LEARNED:
        style = LEARNED[style_id]
        taught = learned(style, pictures, direct, played, places)
        command = " ".join(["python packaging/learn_styles --style", style_id, *_settings(parser, given)])
        make(style, taught, pictures, portraits, given.out, command)


def learned(
    style: LearnedStyle,
    pictures: list[photos.Picture],
    direct: train.Plan,
    played: game.GamePlan,
    places: Places,
) -> Taught:
    """Learn one style, in the way that its card says."""
    if style.card.played:
        material = pairs.examples(style, pictures, played.developments, played.seed)
        return game.taught(style, material, played, places.photos, places.work / style.card.id)
    kept, _ = photos.split(pictures)
    name = f"{style.card.id}-{direct.seed}-{direct.steps}.npz"
    return train.taught(style, kept, direct, places.work / name)


def make(
    style: LearnedStyle,
    taught: Taught,
    pictures: list[photos.Picture],
    portraits: list[photos.Picture],
    out: Path,
    command: str,
) -> dict[str, Quality]:
    """Measure what was learned, and write the style, its card and the list of styles."""
    card = style.card
    _, held_out = photos.split(pictures)
    taught = replace(taught, net=rounded(taught.net))
    rows = {
        "held out, as they are": measure(taught.net, style, held_out),
        "held out, developed at random": measure(taught.net, style, held_out, amount=1.0),
    }
    if not card.played:
        rows["held out, variations"] = measure(
            taught.net, style, held_out, latents=_variations(len(held_out))
        )
    if portraits:
        rows["portraits of other sources"] = measure(taught.net, style, portraits)
        skin = on_skin(taught.net, style, portraits)
        rows |= {f"portraits: skin alone, {half} half": quality for half, quality in skin.items()}
    shown = next((picture for picture in pictures if picture.name == "astronaut"), held_out[0])
    data = style_bytes(style, taught, rows["held out, as they are"], shown)
    text = model_card(card, rows, taught, command)
    styles = out / "resources" / "styles"
    for path, content in (
        (styles / f"{card.id}.pstyle", data),
        (out / "docs" / "model_cards" / f"{card.id}.md", text.encode("utf-8")),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, replace=True)
    write_index(styles, styles)
    print(text)
    return rows


def _settings(parser: argparse.ArgumentParser, given: argparse.Namespace) -> list[str]:
    """Those options that decide what is learned and are not as usual."""
    values = {name: getattr(given, name) for name in ("steps", "preset", "pairs", "seed")}
    return [f"--{name} {value}" for name, value in values.items() if value != parser.get_default(name)]


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
