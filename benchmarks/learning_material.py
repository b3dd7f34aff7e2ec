"""Known looks, photos and splits to measure learning with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from studio.imaging.colour import srgb_decode, srgb_encode
from studio.imaging.image import Float32
from studio.paths import user_cache
from studio.styles.cube import read_cube
from studio.styles.hald import read_hald
from studio.styles.lut import Lut, apply_lut
from training.examples import Example, Examples
from training.gather.library import Library
from training.gather.scenes import split as held_out
from training.gather.scenes import with_scenes
from training.gather.seen import look_at
from training.gather.work import Watch
from training.randomness import GATHERING, stream

SHARED = Path(__file__).resolve().parents[2] / "shared"
KINDS = ("film", "adaptive", "local", "texture")
SPLIT_SEED = 100
"""Split n is dealt with seed ``SPLIT_SEED`` + n."""

Known: TypeAlias = Callable[[Float32, Float32], Float32]
"""From pixels (h, w, 3), 0 to 1, and maps (h, w, 2) to pixels in the look, 0 to 1."""


@dataclass(frozen=True, eq=False)
class KnownLook:
    name: str
    kind: str
    apply: Known

    def on(self, example: Example) -> Example:
        """The photo in the look, at 8 bits as a finished JPEG is."""
        pixels, maps = (part.astype(np.float32) / np.float32(255) for part in (example.pixels, example.maps))
        done = np.clip(self.apply(pixels, maps), 0.0, 1.0)
        finished = np.round(done * 255).astype(np.uint8)
        return Example(example.name, finished, example.maps, example.peopled, example.scene)

    def weaker(self, strength: float) -> KnownLook:
        """The look of which only a part is laid over the photo: 0 nothing, 1 all."""
        if strength == 1.0:
            return self
        share = np.float32(strength)
        return KnownLook(
            f"{self.name} x {strength:g}",
            self.kind,
            lambda x, m: x + share * (np.clip(self.apply(x, m), 0.0, 1.0) - x),
        )


@dataclass(frozen=True, eq=False)
class Split:
    """Photos dealt out: nothing stands in two places."""

    name: str
    style: tuple[Example, ...]
    ordinary: tuple[Example, ...]
    unseen: tuple[Example, ...]


def looks(folder: Path = SHARED / "looks") -> list[KnownLook]:
    """Film looks from a folder of tables, and adaptive, local and texture looks made here."""
    tables = {path.stem: _table(path) for path in sorted(folder.iterdir())}
    out = [KnownLook(name, "film", _by_table(table)) for name, table in tables.items()]
    mild = _by_table(tables["kodak_portra_400"])
    warm = _by_table(tables["polaroid_690_warm"])
    return [
        *out,
        KnownLook("exposure to a norm, film", "adaptive", lambda x, m: mild(_exposed(x), m)),
        KnownLook("white and contrast to a norm", "adaptive", lambda x, m: _hardened(_whitened(x))),
        KnownLook("warm film, vignette", "local", lambda x, m: warm(x, m) * _corners(x, 0.5)),
        KnownLook("skin unlike background", "local", _skin_apart),
        KnownLook("glow", "texture", _glow),
        KnownLook("clarity, film", "texture", lambda x, m: mild(_clear(x), m)),
    ]


def pool(folder: Path) -> list[Example]:
    """The JPEGs of a folder with their scenes, as a training reads them, but without those that are gray."""
    library = Library(user_cache() / "training")
    seen, _ = look_at(sorted(folder.glob("*.jpg")), "ordinary", library, (), Watch())
    out = []
    for photo in with_scenes(seen):
        pixels = library.small(photo.path).pixels
        maps = library.maps(photo.path, pixels)
        out.append(Example(photo.path.name, pixels, maps, bool(maps.any()), photo.scene))
    return with_colour(out)


def splits(pool: Sequence[Example], style: int = 40, ordinary: int = 50) -> list[Split]:
    """Four ways to deal: two by chance; style photos brighter; style photos warmer than the rest.

    Raises ValueError where none would be left to test on.
    """
    if len(pool) <= style + ordinary:
        raise ValueError(f"{len(pool)} photos are too few for {style} and {ordinary} and some unseen")
    light = np.array([_mean(example).mean() for example in pool])
    warmth = np.array([_mean(example)[0] - _mean(example)[2] for example in pool])
    out = []
    for number, (name, lean) in enumerate(
        [("chance 1", None), ("chance 2", None), ("style brighter", light), ("style warmer", warmth)]
    ):
        random = np.random.default_rng(SPLIT_SEED + number)
        key = random.standard_normal(len(pool))
        if lean is not None:
            key = key + 0.6 * (lean - lean.mean()) / lean.std()
        # The unseen are drawn by chance: they must not lean.
        unseen = set(random.permutation(len(pool))[: len(pool) - style - ordinary].tolist())
        rest = [i for i in np.argsort(-key).tolist() if i not in unseen]
        out.append(
            Split(
                name,
                tuple(pool[i] for i in rest[:style]),
                tuple(pool[i] for i in rest[style : style + ordinary]),
                tuple(pool[i] for i in sorted(unseen)),
            )
        )
    return out


def as_gathered(style: Sequence[Example], ordinary: Sequence[Example], seed: int, hold: bool) -> Examples:
    """The photos as a training gets them: some of each side are held out by scene if ``hold``."""
    random = stream(seed, GATHERING)
    learned, held = [], []
    for photos in (style, ordinary):
        parts = held_out([photo.scene for photo in photos], random)
        kept = set(parts.held) if hold else set()
        learned.append(tuple(photo for place, photo in enumerate(photos) if place not in kept))
        held.append(tuple(photos[place] for place in sorted(kept)))
    return Examples(style=learned[0], ordinary=learned[1], held_style=held[0], held_ordinary=held[1])


def darkened(example: Example, stops: float = 1.0) -> Example:
    """The photo with what is outside the subject map that much darker, in linear light.

    Where nobody was found there is no background: such a photo stays as it is.
    """
    if not example.peopled:
        return example
    pixels, maps = (part.astype(np.float32) / np.float32(255) for part in (example.pixels, example.maps))
    factor = np.float32(2.0) ** (np.float32(-stops) * (1 - maps[..., 1:]))
    darker = np.round(_encode(srgb_decode(pixels) * factor) * 255).astype(np.uint8)
    return Example(example.name, darker, example.maps, example.peopled, example.scene)


def with_colour(pool: Sequence[Example]) -> list[Example]:
    """Without photos that are gray."""
    return [e for e in pool if float((e.pixels.max(2).astype(int) - e.pixels.min(2)).mean()) > 8]


def _table(path: Path) -> Lut:
    return read_hald(path) if path.suffix == ".png" else read_cube(path)


def _by_table(table: Lut) -> Known:
    return lambda pixels, maps: np.asarray(apply_lut(table, pixels), np.float32)


def _mean(example: Example) -> npt.NDArray[np.float64]:
    mean: npt.NDArray[np.float64] = example.pixels.reshape(-1, 3).mean(0)
    return mean


def _encode(linear: Float32) -> Float32:
    return np.asarray(np.clip(srgb_encode(linear), 0, 1), np.float32)


def _exposed(x: Float32) -> Float32:
    linear = srgb_decode(x)
    gain = 0.20 / max(float(linear.mean()), 0.02)
    return _encode(linear * np.float32(np.clip(gain, 0.35, 2.8)))


def _whitened(x: Float32) -> Float32:
    linear = srgb_decode(x)
    mean = linear.reshape(-1, 3).mean(0) + 1e-3
    gains = (mean[1] / mean) ** 0.7
    return _encode(linear * np.clip(gains, 0.6, 1.6).astype(np.float32))


def _hardened(x: Float32) -> Float32:
    luma = x @ np.array([0.299, 0.587, 0.114], np.float32)
    factor = np.clip(0.24 / max(float(luma.std()), 0.05), 0.6, 1.7)
    return np.asarray(np.clip((x - luma.mean()) * np.float32(factor) + luma.mean(), 0, 1), np.float32)


def _corners(x: Float32, amount: float) -> Float32:
    h, w = x.shape[:2]
    v, u = np.linspace(-1, 1, h)[:, None], np.linspace(-1, 1, w)[None]
    return (1 - amount * (u**2 + v**2) / 2)[..., None].astype(np.float32)


def _skin_apart(x: Float32, maps: Float32) -> Float32:
    luma = (x @ np.array([0.299, 0.587, 0.114], np.float32))[..., None]
    skin = np.clip(luma + (x - luma) * 0.8, 0, 1) ** np.float32(0.85)
    back = np.clip(luma + (x - luma) * 0.7, 0, 1) * np.array([0.84, 0.9, 1.0], np.float32)
    share = maps[..., :1]
    return (skin * share + back * (1 - share)).astype(np.float32)


def _glow(x: Float32, maps: Float32) -> Float32:
    soft = cv2.GaussianBlur(x, (0, 0), max(x.shape[:2]) / 64)
    return (1 - (1 - 0.55 * x) * (1 - 0.5 * soft)).astype(np.float32)


def _clear(x: Float32) -> Float32:
    luma = x @ np.array([0.299, 0.587, 0.114], np.float32)
    local = luma - cv2.GaussianBlur(luma, (0, 0), max(x.shape[:2]) / 80)
    return np.clip(x + 0.7 * local[..., None], 0, 1).astype(np.float32)
