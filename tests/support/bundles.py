"""Learned styles with random weights, for tests that need one but not its look."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np

from studio.styles import strict_json
from studio.styles.architectures import ARCHITECTURES
from studio.styles.bundle import StyleBundle, format_bundle
from studio.styles.style import LearnedFrom

ARCHITECTURE = "photographic-1"


def make_bundle(seed: int = 0, scale: float = 0.02, **card: Any) -> StyleBundle:
    """A sound bundle: normal weights of that scale, at half precision; ``card`` replaces its fields."""
    rng = np.random.default_rng(seed)
    tensors = {
        key: (rng.standard_normal(shape) * scale).astype(np.float16).astype(np.float32)
        for key, shape in ARCHITECTURES[ARCHITECTURE].items()
    }
    values: dict[str, Any] = {
        "architecture": ARCHITECTURE,
        "name": "Autumn light",
        "author": "A. Photographer",
        "licence": "CC-BY-4.0",
        "description": "Warm and soft.",
        "learned_from": LearnedFrom(40, 100, 800, "0.1.0"),
        "quality": 2.5,
        "created": "2026-11-24T08:30:00Z",
        "preview": rng.integers(0, 256, (48, 64, 3), dtype=np.uint8),
        **card,
    }
    return StyleBundle(**values, tensors=tensors)


def write_bundle(path: Path, seed: int = 0, **card: Any) -> Path:
    """A style file at ``path``, whose folder is made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(format_bundle(make_bundle(seed, **card)))
    return path


def split_file(data: bytes) -> tuple[dict[str, Any], bytes]:
    """A safetensors file's header as JSON values, and what comes after it."""
    (length,) = struct.unpack("<Q", data[:8])
    header: dict[str, Any] = strict_json.parse(data[8 : 8 + length].decode(), 10**6)
    return header, data[8 + length :]


def join_file(header: dict[str, Any] | str | bytes, body: bytes, length: int | None = None) -> bytes:
    """A file of any header, sound or not; ``length`` is what is said of the header's."""
    if isinstance(header, dict):
        header = strict_json.canonical(header)
    raw = header if isinstance(header, bytes) else header.encode("utf-8", "surrogatepass")
    return struct.pack("<Q", len(raw) if length is None else length) + raw + body
