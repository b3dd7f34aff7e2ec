"""A small CMYK profile for tests: each ink takes its colour away, black takes all."""

from __future__ import annotations

import itertools
import struct

import numpy as np

from studio.imaging.colour import lab_to_rgb, rgb_to_lab

_NODES = 17


def simple_cmyk_profile(*, both_ways: bool = False) -> bytes:
    """ICC version 2, output class, one lut8 table (A2B0) to Lab with two points an axis.

    ``both_ways``: and one (B2A0) back, that prints without black, on a press that has no more than 70 % of
    each ink.
    """
    nodes = []
    for cyan, magenta, yellow, black in itertools.product((0, 1), repeat=4):
        rgb = np.array([1 - cyan, 1 - magenta, 1 - yellow]) * (1 - black)
        lightness, a, b = rgb_to_lab(rgb.astype(float))
        nodes += [round(lightness * 2.55), round(np.clip(a + 128, 0, 255)), round(np.clip(b + 128, 0, 255))]
    identity = [65536, 0, 0, 0, 65536, 0, 0, 0, 65536]
    table = b"mft1\0\0\0\0" + struct.pack(">BBBB9i", 4, 3, 2, 0, *identity)
    table += bytes(range(256)) * 4 + bytes(nodes) + bytes(range(256)) * 3
    table += b"\0" * (-len(table) % 4)
    name = b"desc\0\0\0\0" + struct.pack(">I", 12) + b"Simple CMYK\0" + bytes(80)
    name += b"\0" * (-len(name) % 4)
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    tags = {b"desc": name, b"wtpt": white, b"A2B0": table}
    if both_ways:
        tags[b"B2A0"] = _from_lab()
    place, rows = 128 + 4 + 12 * len(tags), b""
    for tag, data in tags.items():
        rows += struct.pack(">4sII", tag, place, len(data))
        place += len(data)
    header = struct.pack(">I4sI4s4s4s12s4s", place, b"", 0x02400000, b"prtr", b"CMYK", b"Lab ", b"", b"acsp")
    header = header.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + rows + b"".join(tags.values())


def _from_lab() -> bytes:
    axis = np.arange(_NODES) / (_NODES - 1) * 255
    lab = np.stack(np.meshgrid(axis / 2.55, axis - 128, axis - 128, indexing="ij"), axis=-1)
    inks = np.zeros((*lab.shape[:3], 4))
    inks[..., :3] = np.clip(1 - lab_to_rgb(lab), 0, 0.7)
    identity = [65536, 0, 0, 0, 65536, 0, 0, 0, 65536]
    table = b"mft1\0\0\0\0" + struct.pack(">BBBB9i", 3, 4, _NODES, 0, *identity)
    nodes: bytes = np.rint(inks * 255).astype(np.uint8).tobytes()
    table += bytes(range(256)) * 3 + nodes + bytes(range(256)) * 4
    return table + b"\0" * (-len(table) % 4)
