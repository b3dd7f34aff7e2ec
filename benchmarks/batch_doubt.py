"""Which photos to look at first: run with ``python -m benchmarks.batch_doubt``.

The bundled learned styles were taught by procedures that say how each photo should come out, so on photos
that they never saw the error of each photo is known (mean CIEDE2000 to the procedure). What could be known of
a photo without the truth is compared with it by Spearman's rank correlation R, for each style:

change      how far the style moves the photo (mean CIEDE2000): what the batch uses
jitter      how far the looks of the photo in another exposure, white balance and crop are apart
variations  how far three variations of the style are apart
summary     how far its summary is from the median of all photos, in deviations
lightness   how far its mean L* is from the median of all photos
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.simulated_shoot import NEUTRAL
from studio import paths
from studio.generators.differentiable import apply_look
from studio.generators.mixing import variation_latent
from studio.generators.photographic import Look, PhotographicNet
from studio.generators.seen import prepare
from studio.imaging.colour import delta_e_2000, rgb_to_lab, srgb_decode, srgb_encode
from studio.imaging.decode import decode_small
from studio.portrait.maps import analyse
from studio.styles.bundle import read_bundle

Numbers = npt.NDArray[np.float64]
NODES = 17


def pictures(count: int) -> Tensor:
    """(n, 5, 256, 256): what networks see of portraits spread over those that there are."""
    files = sorted(NEUTRAL.glob("*.jpg"))
    if not files:
        raise SystemExit(f"no portraits in {NEUTRAL}")
    seen = []
    for place in np.linspace(0, len(files) - 1, min(count, len(files))).round().astype(int):
        small = decode_small(files[place], 256).image.rgb
        maps = analyse(small)
        seen.append(prepare(small, maps.skin, maps.subject))
    return torch.from_numpy(np.stack(seen))


def lab(rgb: Tensor) -> Tensor:
    found: Tensor = rgb_to_lab(rgb.clamp(0, 1).movedim(1, -1).double())
    return found


def apart(one: Tensor, other: Tensor) -> Numbers:
    """Mean CIEDE2000 of each picture."""
    return np.asarray(delta_e_2000(lab(one), lab(other)).mean((1, 2)).numpy())


def jittered(seen: Tensor) -> list[Tensor]:
    """Exposure up and down, warmer and cooler, two crops."""

    def lit(gains: tuple[float, float, float]) -> Tensor:
        other = seen.clone()
        linear = srgb_decode(seen[:, :3]) * torch.tensor(gains).view(1, 3, 1, 1)
        other[:, :3] = srgb_encode(linear).clamp(0, 1)
        return other

    def crop(top: int, left: int) -> Tensor:
        part = seen[:, :, top : top + 216, left : left + 216]
        return functional.interpolate(part, size=(256, 256), mode="bilinear", align_corners=False)

    return [
        *(lit((2.0**ev,) * 3) for ev in (0.3, -0.3)),
        *(lit((1 + cast, 1.0, 1 - cast)) for cast in (0.06, -0.06)),
        *(crop(top, 20) for top in (0, 40)),
    ]


def measures(net: PhotographicNet, seen: Tensor, others: list[Tensor]) -> tuple[Tensor, dict[str, Numbers]]:
    """The pictures in the style, and what can be said of each without the truth."""
    rgb, none = seen[:, :3], torch.zeros(len(seen), 8)

    def show(look: Look) -> Tensor:
        return apply_look(rgb, look.cube, look.grid)

    base = show(net(seen, none, NODES))
    shaken = [show(net(seen, none, NODES, net.summary(other, none))) for other in others]
    turned = [
        show(net(seen, torch.from_numpy(variation_latent(n))[None].expand(len(seen), 8), NODES))
        for n in (1, 4, 7)
    ]
    summary = net.summary(seen, none)
    centre = summary.median(0).values
    spread = (summary - centre).abs().median(0).values + 1e-3
    light = lab(rgb)[..., 0].mean((1, 2)).numpy()
    return base, {
        "change": apart(base, rgb),
        "jitter": np.mean([apart(other, base) for other in shaken], axis=0),
        "variations": np.mean([apart(other, base) for other in turned], axis=0),
        "summary": ((summary - centre) / spread).clamp(-10, 10).square().mean(1).numpy().astype(np.float64),
        "lightness": np.abs(light - np.median(light)),
    }


def spearman(one: Numbers, other: Numbers) -> float:
    ranks = [np.argsort(np.argsort(values)) for values in (one, other)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--styles", nargs="*", default=[])
    options = parser.parse_args()
    torch.set_num_threads(1)
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "packaging"))
    from learn_styles.targets import LEARNED

    from studio.generators.weights import photographic

    seen = pictures(options.photos)
    found: dict[str, list[float]] = {}
    with torch.inference_mode():
        for style in options.styles or list(LEARNED):
            bundle = read_bundle(paths.resources() / "styles" / f"{style}.pstyle")
            net = photographic(bundle.tensors, bundle.inputs, style).net
            shown = LEARNED[style].shown(seen)
            base, told = measures(net, shown, [LEARNED[style].shown(other) for other in jittered(seen)])
            truth, _ = LEARNED[style].answer(seen, torch.zeros(len(seen), 8))
            error = apart(base, truth)
            line = f"{style:18} error {error.mean():5.2f} "
            for name, values in told.items():
                found.setdefault(name, []).append(spearman(values, error))
                line += f" {name} {found[name][-1]:5.2f}"
            print(line, flush=True)
    print("mean R            ", *(f"{name} {np.mean(values):5.2f}" for name, values in found.items()))


if __name__ == "__main__":
    main()
