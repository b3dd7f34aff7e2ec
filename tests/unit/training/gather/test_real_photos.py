"""Gathering on the real photos beside the checkout: odd files, orientations, an expert's pairs, portraits."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from tests.support.gathering import Gather
from training.gather.alignment import align
from training.gather.library import Library


def test_odd_and_hostile_files_are_named_each_with_its_reason(shared: Path, gathered: Gather) -> None:
    files = [path for path in (shared / "hostile").iterdir() if path.stat().st_size < 1 << 20]
    found = gathered(style=files)
    assert found.problem is None
    kinds = Counter(each.kind for each in found.findings)
    assert kinds["broken"] > 20
    assert kinds["tiny"] > 5
    assert all(str(each.reason) for each in found.findings)
    excluded = {each.path for each in found.findings if each.excluded}
    assert len(excluded) + len(found.examples.style) + len(found.examples.held_style) == len(files)


def test_all_orientations_are_one_picture(shared: Path, gathered: Gather) -> None:
    files = sorted((shared / "hostile").glob("exif_orientation_Landscape_*.jpg"))
    found = gathered(style=files)
    assert Counter(each.kind for each in found.findings) == {"duplicate": len(files) - 1}


def test_an_expert_s_pairs_lie_over_each_other(shared: Path) -> None:
    library = Library(None)
    before = sorted((shared / "pairs" / "before").iterdir())[:4]
    small = [(library.small(path), library.small(shared / "pairs" / "after" / path.name)) for path in before]
    for number, (one, other) in enumerate(small):
        found = align(one.pixels, other.pixels)
        assert found is not None
        assert found.share == 1.0
        assert found.likeness > 0.9
        height, width = other.pixels.shape[:2]
        part = np.ascontiguousarray(other.pixels[height // 6 : -height // 8, width // 5 :])
        found = align(one.pixels, part)
        assert found is not None
        assert abs(found.share - part.size / other.pixels.size) < 0.02
        assert found.likeness > 0.9
        assert align(one.pixels, small[number - 1][1].pixels) is None


def test_portraits_of_different_people_are_no_duplicates(shared: Path, gathered: Gather) -> None:
    found = gathered(style=sorted((shared / "photos" / "neutral").iterdir())[:40])
    assert found.findings == ()
    assert len(found.examples.held_style) == 8
