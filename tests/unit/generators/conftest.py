"""The script that learns the bundled styles, for its tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture(scope="module")
def script() -> Iterator[Any]:
    """The package, from its own folder, with one thread as it wants; both put back."""
    threads = torch.get_num_threads()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PACKAGING))
        from learn_styles import __main__, cards, evaluate, game, pairs, photos, scene, targets, train

        modules = (__main__, cards, evaluate, game, pairs, photos, scene, targets, train)
        torch.set_num_threads(1)
        yield type("Script", (), {module.__name__.rpartition(".")[2]: module for module in modules})
    torch.set_num_threads(threads)
    for name in [
        name for name in sys.modules if name.split(".")[0] in ("learn_styles", "looks", "make_looks")
    ]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def pictures(script: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """scikit-image's photos."""
    return script.photos.samples(tmp_path_factory.mktemp("maps"))
