"""Caches: within their bytes, the newest always kept, and a changed file read again."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.editing.geometry import AS_TAKEN, Geometry
from studio.engine import memory
from studio.engine.cache import BudgetCache, PictureCache
from studio.errors import PhotoMissing
from tests.support.engine import photo_of, picture


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 60))), st.integers(1, 100))
def test_bytes_stay_within_the_budget(puts: list[tuple[int, int]], budget: int) -> None:
    cache: BudgetCache[int, int] = BudgetCache(budget)
    sizes: dict[int, int] = {}
    for key, nbytes in puts:
        cache.put(key, key, nbytes)
        sizes[key] = nbytes
        assert cache.get(key) == key
        assert cache.nbytes == sum(sizes[kept] for kept in range(9) if cache.get(kept) is not None)
        assert cache.nbytes <= budget or len(cache) == 1
        cache.get(key)


def test_the_least_recently_used_goes_first() -> None:
    cache: BudgetCache[str, str] = BudgetCache(2)
    cache.put("a", "A", 1)
    cache.put("b", "B", 1)
    cache.get("a")
    cache.put("c", "C", 1)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == ("A", None, "C")
    cache.clear()
    assert len(cache) == cache.nbytes == 0


def test_made_once() -> None:
    cache: BudgetCache[str, str] = BudgetCache(10)
    made: list[int] = []

    def make() -> tuple[str, int]:
        made.append(1)
        return "value", 1

    assert cache.get_or_make("key", make) == cache.get_or_make("key", make) == "value"
    assert len(made) == 1


def test_a_photo_is_decoded_once_until_its_file_changes(portrait_jpeg: Path) -> None:
    cache = PictureCache()
    first = cache.photo(portrait_jpeg)
    assert cache.photo(portrait_jpeg) is first
    assert cache.photo(portrait_jpeg, keep=False) is first
    os.utime(portrait_jpeg, ns=(1, 1))
    assert cache.photo(portrait_jpeg) is not first


def test_what_is_not_to_be_kept_is_not(portrait_jpeg: Path) -> None:
    cache = PictureCache()
    assert cache.photo(portrait_jpeg, keep=False) is not cache.photo(portrait_jpeg, keep=False)


def test_a_missing_photo(tmp_path: Path) -> None:
    with pytest.raises(PhotoMissing):
        PictureCache().photo(tmp_path / "gone.jpg")


def test_frames_and_small_pictures_are_shared() -> None:
    cache = PictureCache()
    photo = photo_of(picture(40, 60))
    turned = Geometry(turns=1)
    assert cache.framed(photo, turned) is cache.framed(photo, turned)
    assert cache.framed(photo, AS_TAKEN) is not cache.framed(photo, turned)
    assert cache.framed(photo, AS_TAKEN).level(1) is cache.framed(photo, AS_TAKEN).level(1)
    small = photo_of(picture(4, 6)).image
    assert cache.small("key", lambda: small) is small
    assert cache.small("key", lambda: photo.image) is small


def test_memory_is_told() -> None:
    assert memory.physical_memory() > 256 << 20


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of glibc")
def test_freed_blocks_are_kept() -> None:
    """Repeated work on blocks of a strip's size faults no pages in again."""
    script = """
import resource, torch
from studio.engine.memory import keep_freed_blocks
assert keep_freed_blocks()
torch.set_num_threads(1)  # as the engine does: its threads wait for each other on a busy machine
def work():
    for _ in range(200):
        torch.ones(1 << 18).add(1.0).mul(2.0)
work()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
work()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=100, check=True
    )
    # 200 times 1 MiB would be 51,200 pages.
    assert int(done.stdout) < 5000


def test_memory_untold(monkeypatch: pytest.MonkeyPatch) -> None:
    def sysconf(name: str) -> int:
        raise ValueError(name)

    monkeypatch.setattr(os, "sysconf", sysconf)
    assert memory.physical_memory() == memory.FALLBACK
