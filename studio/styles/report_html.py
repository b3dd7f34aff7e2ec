"""What the HTML reports share: how a page begins, texts that cannot steer it, and pictures inside it."""

from __future__ import annotations

import base64
import re
from html import escape

import numpy as np
import numpy.typing as npt

from studio.imaging.jpeg_write import write_jpeg
from studio.imaging.photo import Metadata

# Control characters, ends of lines and paragraphs, halves of characters, marks of direction (UAX 9).
_STEERING = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)


PAGE_HEAD = """\
<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; background: #777; color: #111; margin: 0 }
main { max-width: 1320px; margin: 0 auto; padding: 28px; background: #bbb; min-height: 100vh }
"""
"""The beginning of a page, a :class:`string.Template` with ``language`` and ``title``: nothing is loaded from
elsewhere, no script runs, and photos stand before gray. The page's own styles follow."""


def shown_text(text: str) -> str:
    """Text for the page. Names of files are in it: they must neither be tags nor turn the writing around."""
    return escape(_STEERING.sub("\ufffd", text))


def figure(pixels: npt.NDArray[np.uint8], caption: str, quality: int) -> str:
    """A picture, uint8 (h, w, 3), sRGB, as a JPEG inside the page; ``caption`` is HTML."""
    data = write_jpeg(np.ascontiguousarray(pixels), quality, Metadata(), None)
    source = "data:image/jpeg;base64," + base64.b64encode(data).decode("ascii")
    return f'<figure><img src="{source}" alt="{caption}"><figcaption>{caption}</figcaption></figure>'
