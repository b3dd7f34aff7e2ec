"""The photos that the styles learn from, the maps of the people in them, and random developments of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import torch
from PIL import Image, ImageOps
from torch import Tensor

from learn_styles.oklab import decode, encode
from studio.files import write_atomically
from studio.generators.seen import SIDE
from studio.imaging.image import Float32
from studio.imaging.transform import LUMA
from studio.portrait.maps import analyse

LONGEST = 512
SKIMAGE = ("astronaut", "chelsea", "coffee", "rocket")
"""scikit-image's colour photos, all CC0 or in the public domain."""
_EVERY_NTH_IS_HELD_OUT = 5

UInt8 = npt.NDArray[np.uint8]
Random = np.random.Generator


@dataclass(frozen=True, eq=False)
class Picture:
    """A photo in small: ``pixels`` uint8 (h, w, 3), sRGB; ``maps`` uint8 (h, w, 2), skin and subject.

    ``peopled``: whether anybody was found.
    """

    name: str
    pixels: UInt8
    maps: UInt8
    peopled: bool


@dataclass(frozen=True, eq=False)
class Batch:
    """``pictures`` (n, 5, 256, 256): what the network sees, and what the targets are made from."""

    pictures: Tensor

    @property
    def rgb(self) -> Tensor:
        return self.pictures[:, :3]

    @property
    def maps(self) -> Tensor:
        return self.pictures[:, 3:]


def load(folder: Path, cache: Path) -> list[Picture]:
    """The JPEGs of a folder, in the order of their names. Maps are kept in ``cache``."""
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".jpg")
    return [_picture(path.name, _opened(path), cache) for path in paths]


def samples(cache: Path) -> list[Picture]:
    """scikit-image's colour photos."""
    from skimage import data

    return [_picture(name, resized(getattr(data, name)(), LONGEST), cache) for name in SKIMAGE]


def unlike(pictures: Sequence[Picture], known: Sequence[Picture]) -> list[Picture]:
    """Those of ``pictures`` that are none of ``known``, as they are or saved again."""
    signs = [_sign(picture) for picture in known]
    return [picture for picture in pictures if all(_sign(picture) @ sign < 0.97 for sign in signs)]


def split(pictures: Sequence[Picture]) -> tuple[list[Picture], list[Picture]]:
    """To learn from, and held out: every fifth."""
    kept = [picture for i, picture in enumerate(pictures) if i % _EVERY_NTH_IS_HELD_OUT]
    return kept, list(pictures[::_EVERY_NTH_IS_HELD_OUT])


def whole(picture: Picture) -> Tensor:
    """(5, 256, 256): the photo as it is."""
    return _square(picture.pixels, picture.maps)


def upright(picture: Picture) -> Tensor:
    """(5, h, w): the photo in its own shape."""
    layers = np.concatenate([picture.pixels, picture.maps], 2).astype(np.float32) / np.float32(255.0)
    return torch.from_numpy(layers).permute(2, 0, 1)


def sample(pictures: Sequence[Picture], random: Random) -> Tensor:
    """(5, 256, 256): a random part of a random photo, sometimes with the maps of another one.

    Borrowed maps lie over every colour there is: the network must go by the map, not by the colour that
    skin has in the few photos at hand.
    """
    picture = pictures[int(random.integers(len(pictures)))]
    peopled = [other for other in pictures if other.peopled]
    pixels, maps = _part(picture.pixels, random), None
    if picture.peopled and random.random() < 0.5:
        state = random.bit_generator.state
        pixels = _part(picture.pixels, random)
        random.bit_generator.state = state
        maps = _part(picture.maps, random)
    elif peopled and random.random() < 0.6:
        maps = _part(peopled[int(random.integers(len(peopled)))].maps, random)
    square = _square(pixels, np.zeros((1, 1, 2), np.uint8) if maps is None else maps)
    return square.flip(2) if random.random() < 0.5 else square


def developed(pictures: Tensor, random: Random, amount: float = 1.0) -> Tensor:
    """The pictures as another camera, light or hand would have given them: (n, 5, h, w) alike.

    Some before a black or a white backdrop; exposure (deviation 0.6 stops), white balance, contrast and
    saturation.
    """
    count = len(pictures)

    def draw(deviation: float, width: int = 1) -> Tensor:
        drawn = random.standard_normal((count, width, 1, 1)).clip(-2.2, 2.2) * deviation * amount
        return torch.from_numpy(drawn.astype(np.float32))

    linear = _before_a_backdrop(decode(pictures[:, :3]), pictures[:, 4:5], random, amount)
    warmth, green = draw(0.10), draw(0.04)
    linear = linear * torch.exp(torch.cat([warmth, green, -warmth], 1)) * 2.0 ** draw(0.6)
    # A soft shoulder: highlights clip as in a camera, but not all at once.
    rgb = encode(torch.where(linear > 0.8, 1.0 - 0.2 * torch.exp(-(linear - 0.8) / 0.2), linear))
    rgb = 0.45 + (rgb - 0.45) * torch.exp(draw(0.15))
    grey = torch.einsum("c,nchw->nhw", rgb.new_tensor(LUMA), rgb)[:, None]
    rgb = grey + (rgb - grey) * torch.exp(draw(0.18))
    return torch.cat([rgb.clamp(0.0, 1.0), pictures[:, 3:]], 1)


def _before_a_backdrop(linear: Tensor, subject: Tensor, random: Random, amount: float) -> Tensor:
    """A low key or a high one for every fifth picture each: few photos at hand are portraits in a studio.

    Behind the subject map; where it is empty, around an ellipse.
    """
    count, _, height, width = linear.shape
    kinds, stops = random.random(count), random.uniform(2.0, 6.0, count)
    middle, radius = random.uniform(-0.4, 0.4, (2, count)), random.uniform(0.3, 0.9, count)
    rows = []
    for i in range(count):
        front = subject[i]
        if float(front.mean()) < 0.03:
            v = torch.linspace(-1.0, 1.0, height)[:, None] - float(middle[0, i])
            u = torch.linspace(-1.0, 1.0, width)[None] - float(middle[1, i])
            front = torch.sigmoid((float(radius[i]) ** 2 - v * v - u * u) * 8.0)[None]
        behind = (1.0 - front) * min(amount, 1.0)
        if kinds[i] < 0.2:
            rows.append(linear[i] * 2.0 ** (-float(stops[i]) * behind))
        elif kinds[i] < 0.4:
            rows.append(linear[i] + (0.98 - linear[i]).clamp(min=0.0) * behind.sqrt())
        else:
            rows.append(linear[i])
    return torch.stack(rows)


def _opened(path: Path) -> UInt8:
    with Image.open(path) as image:
        return resized(np.asarray(ImageOps.exif_transpose(image).convert("RGB")), LONGEST)


def resized(pixels: UInt8, longest: int) -> UInt8:
    """With its longest side at most ``longest`` pixels, by area means."""
    scale = longest / max(pixels.shape[:2])
    if scale >= 1.0:
        return np.ascontiguousarray(pixels)
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _sign(picture: Picture) -> Float32:
    """16 x 16 grays, so that the product of two is their correlation."""
    small = cv2.resize(picture.pixels, (16, 16), interpolation=cv2.INTER_AREA).astype(np.float32)
    gray = small.mean(2).ravel()
    gray = gray - gray.mean()
    sign: Float32 = gray / max(float(np.sqrt(gray @ gray)), 1e-6)
    return sign


def _picture(name: str, pixels: UInt8, cache: Path) -> Picture:
    maps = _maps(name, pixels, cache)
    return Picture(name, pixels, maps, bool(maps.any()))


def _maps(name: str, pixels: UInt8, cache: Path) -> UInt8:
    kept = cache / f"{name}.maps.png"
    if kept.exists():
        with Image.open(kept) as image:
            return np.asarray(image, np.uint8)[..., :2]
    found = analyse(pixels.astype(np.float32) / 255.0)
    maps = np.zeros(pixels.shape, np.uint8)
    for channel, shown in enumerate((found.skin, found.subject)):
        if shown is not None:
            maps[..., channel] = np.round(shown * 255.0)
    data = io.BytesIO()
    Image.fromarray(maps).save(data, "PNG")
    cache.mkdir(parents=True, exist_ok=True)
    write_atomically(kept, data.getvalue(), replace=True)
    return maps[..., :2]


def _part(pixels: UInt8, random: Random) -> UInt8:
    height, width = pixels.shape[:2]
    shares = np.sqrt(random.uniform(0.35, 1.0)) * np.exp(random.uniform(-0.2, 0.2) * np.array([1.0, -1.0]))
    tall, wide = max(8, round(min(1.0, shares[0]) * height)), max(8, round(min(1.0, shares[1]) * width))
    tall, wide = min(tall, height), min(wide, width)
    top, left = (int(random.integers(room + 1)) for room in (height - tall, width - wide))
    return pixels[top : top + tall, left : left + wide]


def _square(pixels: UInt8, maps: UInt8) -> Tensor:
    layers = []
    for layer in (pixels, maps):
        resized = cv2.resize(np.ascontiguousarray(layer), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        scaled: Float32 = resized.astype(np.float32) / np.float32(255.0)
        layers.append(torch.from_numpy(scaled).permute(2, 0, 1))
    return torch.cat(layers)
