"""A small picture as a photo that can be rendered."""

from __future__ import annotations

import hashlib
from pathlib import Path

from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Photo


def small_photo(path: Path, image: ImageBuffer) -> Photo:
    """``image`` as the photo of that file, with a digest of its own.

    A renderer keeps what it found out about a picture by that.
    """
    digest = hashlib.blake2b(image.stored.tobytes(), digest_size=16)
    digest.update(f"small {image.stored.shape} {image.stored.dtype}".encode())
    return Photo(path, image, "jpeg", 8, digest.hexdigest())
