"""JPEG in and out. libjpeg fills what is missing with gray and says nothing; this reader looks closer."""

from __future__ import annotations

import io
import re
from typing import IO, Any, cast

import numpy as np
import numpy.typing as npt

from studio.imaging.jpeg_scans import is_complete
from studio.imaging.jpeg_segments import Frame, JpegFile, end_of_scan, parse, read_metadata
from studio.imaging.limits import check_size
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP

LARGEST_SIDE = 65535  # libjpeg takes 65500
_TRUNCATED = QT_TRANSLATE_NOOP("errors", "the file ends too early")
_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_NO_HEADER = QT_TRANSLATE_NOOP("errors", "its header is incomplete")
_CODING = QT_TRANSLATE_NOOP("errors", "JPEG with an uncommon coding")
_RESTART = re.compile(rb"\xff([\xd0-\xd7])")
# Ones are no Huffman code: a decoder that runs into them cannot take them for picture.
_PADDING = b"\xff\x00" * 10
# So many bytes of image data, or more, that no pixel asked for: the decoder lost its way somewhere.
_LEFT_OVER = 64
# Encoders make 10 to 60. Each takes as long as the picture is large, though it may be a few bytes.
_MOST_SCANS = 100


def read_jpeg(
    source: SourceFile,
    *,
    facts_only: bool = False,
    allow_damaged: bool = False,
    longest: int | None = None,
    whole: bool = False,
) -> Raster:
    """``longest``: a smaller picture will do, not below that size; quick, and damage is not looked for,
    except, with ``whole``, that the file ends too early.

    Raises DamagedPhoto, UnsupportedPhoto, PhotoTooLarge.
    """
    jpeg = parse(source.data)
    frame = jpeg.frame
    if frame is None or frame.width == 0 or frame.height == 0:
        raise source.damaged(_NO_HEADER)
    check_size(source.name, frame.width, frame.height, 4 + 3 + 12)
    metadata, icc = read_metadata(jpeg)
    colours = {1: "gray", 3: "rgb", 4: "cmyk"}
    if len(frame.sampling) not in colours:
        raise source.unsupported(_CODING)
    raster = Raster(
        "jpeg", frame.width, frame.height, cast(Any, colours[len(frame.sampling)]),
        16 if frame.precision > 8 else 8, icc=icc, metadata=metadata,
    )  # fmt: skip
    if facts_only:
        return raster
    if jpeg.scan is None:
        raise source.damaged(_TRUNCATED)
    if not frame.arithmetic and len(source.data) - jpeg.scan < frame.width * frame.height // 1024:
        raise source.damaged(_TRUNCATED)  # not even one bit for each block
    if frame.lossless or frame.precision != 8:
        raster.pixels = _decode_uncommon(source, frame)
    else:
        if (whole or longest is None) and not allow_damaged:
            _check_end(source, jpeg, frame)
        raster.pixels = _decode(source, jpeg, frame, allow_damaged, longest)
    raster.height, raster.width = raster.pixels.shape[:2]
    return raster


class _Feed(io.RawIOBase):
    """The file as libjpeg is to see it, watching how far it reads.

    ``tail`` is where the last part of the image data begins: a decoder that is content before it has left
    data over. ``rest`` is given again and again once all is read, "" to let the decoder fail.
    """

    def __init__(self, data: bytes, tail: int, rest: bytes) -> None:
        super().__init__()
        self._data, self._tail, self._rest = data, tail, rest
        self._place = 0
        self.furthest = 0

    def read(self, size: int = -1) -> bytes:
        if self._place >= len(self._data):
            return self._rest
        end = len(self._data) if size < 0 else self._place + size
        if self._place < self._tail:
            end = min(end, self._tail)
        piece = self._data[self._place : end]
        self._place += len(piece)
        self.furthest = max(self.furthest, self._place)
        return piece

    def seek(self, offset: int, whence: int = 0) -> int:
        self._place = offset + (0, self._place, len(self._data))[whence]
        return self._place

    def tell(self) -> int:
        return self._place

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


def _decode(
    source: SourceFile, jpeg: JpegFile, frame: Frame, allow_damaged: bool, longest: int | None
) -> npt.NDArray[np.uint8]:
    from PIL import JpegImagePlugin

    assert jpeg.scan is not None
    header, data = jpeg.header(), source.data
    end, marker = end_of_scan(data, jpeg.scan)
    single = _is_single(source, jpeg, frame)
    if not single and data.count(b"\xff\xda", jpeg.scan) > _MOST_SCANS:
        raise source.unsupported(_CODING)
    careful = not allow_damaged and longest is None
    if careful and single:
        _check_restarts(source, jpeg, frame, data[jpeg.scan : end])
        body = data[jpeg.scan : end] + _PADDING
        slack = _LEFT_OVER + len(_PADDING)
        if end - jpeg.scan < 4 * slack:
            slack = 0  # too little to tell
    else:
        body, slack = data[jpeg.scan :], 0
    if careful and marker == 0xD9:
        pixels = _decode_quickly(header, data[jpeg.scan : end if single else None], len(frame.sampling))
        if pixels is not None:
            return pixels
    feed = _Feed(header + body, len(header) + len(body) - slack, b"" if careful else b"\xff\xd9")
    try:
        # The plugin itself: Image.open would judge the size in its own way, with warnings.
        with JpegImagePlugin.JpegImageFile(cast(IO[bytes], feed)) as picture:
            if longest is not None:
                scale = longest / max(frame.width, frame.height)
                size = (max(1, round(frame.width * scale)), max(1, round(frame.height * scale)))
                picture.draft(None, size)
            picture.load()
            pixels = np.asarray(picture)
    except Exception as error:
        truncated = "truncated" in str(error)
        raise source.damaged(_TRUNCATED if truncated else _CORRUPT, str(error)) from error
    if slack and feed.furthest <= len(header) + len(body) - slack:
        left = data[end - slack + len(_PADDING) : end]
        if left.strip(b"\0") and left.strip(b"\xff"):  # some cameras fill files up
            raise source.damaged(_CORRUPT)
    return pixels.reshape(*pixels.shape[:2], -1)


def _is_single(source: SourceFile, jpeg: JpegFile, frame: Frame) -> bool:
    """Whether one scan says everything."""
    assert jpeg.scan is not None
    all_at_once = source.data[jpeg.scan + 4] == len(frame.sampling)
    return all_at_once and not frame.progressive and not frame.arithmetic


def _check_end(source: SourceFile, jpeg: JpegFile, frame: Frame) -> None:
    """Raises DamagedPhoto for a file that ends before its picture does."""
    assert jpeg.scan is not None
    _, marker = end_of_scan(source.data, jpeg.scan)
    if marker is None:
        raise source.damaged(_TRUNCATED)
    if _is_single(source, jpeg, frame):
        if marker not in (0xD9, 0xDC):  # DC: the number of lines comes late
            raise source.damaged(_CORRUPT)
    elif not is_complete(source.data, jpeg.scan, len(frame.sampling), progressive=frame.progressive):
        raise source.damaged(_TRUNCATED)


def _decode_quickly(header: bytes, scans: bytes, components: int) -> npt.NDArray[np.uint8] | None:
    """The pixels of a JPEG of which libjpeg has nothing to complain; None for one that wants a closer look.

    Four times as quick as through Pillow, which packs its pixels anew.
    """
    if components not in (1, 3):
        return None
    import simplejpeg

    colours = "GRAY" if components == 1 else "RGB"
    try:
        pixels = simplejpeg.decode_jpeg(header + scans + b"\xff\xd9", colours, strict=True)
    except ValueError:
        return None
    return cast("npt.NDArray[np.uint8]", pixels)


def _check_restarts(source: SourceFile, jpeg: JpegFile, frame: Frame, scan: bytes) -> None:
    """Restart markers count 0 to 7 round and round, and their number is known."""
    interval = jpeg.restart_interval
    if not interval:
        return
    numbers = [found[0] & 7 for found in _RESTART.findall(scan)]
    expected = -(-frame.units // interval) - 1
    if len(numbers) < expected:
        raise source.damaged(_TRUNCATED)
    if numbers[:expected] != [index % 8 for index in range(expected)]:
        raise source.damaged(_CORRUPT)


def _decode_uncommon(source: SourceFile, frame: Frame) -> npt.NDArray[Any]:
    """12 and 16 bits, and lossless coding; scaled to the full range of 16 bits."""
    import imagecodecs

    if source.data.rfind(b"\xff\xd9") < 0:
        raise source.damaged(_TRUNCATED)
    try:
        pixels = imagecodecs.jpeg_decode(source.data)
    except Exception as error:
        raise source.unsupported(_CODING) from error
    pixels = pixels.reshape(*pixels.shape[:2], -1)
    if pixels.shape != (frame.height, frame.width, len(frame.sampling)):
        raise source.unsupported(_CODING)
    if frame.precision > 8:
        top = (1 << frame.precision) - 1
        return ((pixels.astype(np.uint32) * 65535 + top // 2) // top).astype(np.uint16)
    return pixels
