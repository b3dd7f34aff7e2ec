"""A batch needs no more memory than a photo, however it ends for one of them."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from studio.cli.program import main
from studio.engine import export
from studio.errors import OutputError
from studio.imaging import decode
from studio.imaging.photo import Photo


@pytest.mark.parametrize("fault", [None, OutputError, MemoryError, ValueError])
def test_a_photo_is_let_go_before_the_next_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception] | None
) -> None:
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    for number in range(4):
        cv2.imwrite(str(shoot / f"{number}.png"), np.full((9, 12, 3), 40 * number, np.uint8))
    opened: list[weakref.ref[Photo]] = []
    alive: list[int] = []
    original: Callable[..., Photo] = decode.decode_photo

    def watched(*arguments: Any, **named: Any) -> Photo:
        gc.collect()
        alive.append(sum(photo() is not None for photo in opened))
        photo = original(*arguments, **named)
        opened.append(weakref.ref(photo))
        return photo

    monkeypatch.setattr(decode, "decode_photo", watched)
    if fault is not None:

        def failing(*_: object, **__: object) -> None:
            raise fault

        monkeypatch.setattr(export, "write_atomically", failing)
    code = main(["apply", str(shoot), "--style", "warm-film", "--device", "cpu", "-o", f"{tmp_path}/out/"])
    assert code == (fault is not None)
    assert alive == [0, 0, 0, 0]
