"""RAW files of all makers, through LibRaw."""

from __future__ import annotations

import contextlib
import io
import struct
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.errors import PhotoError
from studio.imaging.curves import ParametricCurve
from studio.imaging.exif import read_facts
from studio.imaging.exif_build import exif_from_tiff
from studio.imaging.foreign.cr3 import exif_of_cr3
from studio.imaging.icc import write_profile
from studio.imaging.ifd import IfdBroken, raw, read_ifd, read_layout
from studio.imaging.image import Float32, Stored
from studio.imaging.jpeg import read_jpeg
from studio.imaging.limits import check_size
from studio.imaging.metadata import upright
from studio.imaging.photo import Metadata
from studio.imaging.profiles import PRIMARIES, builtin_profile, srgb_from_device, to_extended_srgb
from studio.imaging.source import Raster, SourceFile
from studio.imaging.strips import for_each_strip
from studio.messages import QT_TRANSLATE_NOOP

_UNKNOWN = QT_TRANSLATE_NOOP("errors", "a RAW file of {camera}; Adobe's DNG Converter may know it")
_UNKNOWN_CAMERA = QT_TRANSLATE_NOOP("errors", "a RAW file; Adobe's DNG Converter may know it")
_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_BYTES_PER_PIXEL = 40
_XMP, _IPTC, _BASELINE_EXPOSURE = 700, 33723, 50730
# LibRaw's turns as EXIF's orientations.
_ORIENTATION = {0: 1, 3: 3, 5: 8, 6: 6}
_LEAST_GAIN, _MOST_GAIN = 0.5, 6.0
_MEASURED = 256
# Colour and noise data for RAW converters, which say nothing of a finished picture.
_DNG_TAGS = frozenset(range(50706, 52600))


class RawFile:
    """White balance of the camera; nothing is clipped: what is brighter than white lies above 1.

    As bright as the camera's own preview in the middle (by its median), else as DNG's baseline exposure says.
    """

    def __init__(self, source: SourceFile, longest: int | None, quick: bool) -> None:
        import rawpy

        self._source, self._longest, self._quick = source, longest, quick
        self._raw = rawpy.RawPy()
        try:
            self._raw.open_buffer(io.BytesIO(source.data))
        except rawpy.LibRawFileUnsupportedError as error:
            camera = _camera(source.data)
            if camera:
                raise source.unsupported(_UNKNOWN, camera=camera) from error
            raise source.unsupported(_UNKNOWN_CAMERA) from error
        except rawpy.LibRawError as error:
            raise source.damaged(_CORRUPT, str(error)) from error
        self._preview: bytes | None = None
        self._preview_known = False

    def facts(self) -> Raster:
        sizes = self._raw.sizes
        width, height = int(sizes.iwidth), int(sizes.iheight)
        if sizes.flip in (5, 6):
            width, height = height, width
        check_size(self._source.name, width, height, _BYTES_PER_PIXEL)
        return Raster(
            "raw", width, height, "rgb", 16,
            icc=builtin_profile("srgb").icc, metadata=self._metadata(), upright=True,
        )  # fmt: skip

    def pixels(self) -> Stored:
        """float32 (H, W, 3), extended sRGB; a preview's uint8 where that is asked for."""
        if self._quick and self._longest:
            found = self._from_preview(self._longest)
            if found is not None:
                return found
        return self._developed()

    def _from_preview(self, longest: int) -> Stored | None:
        data = self._jpeg()
        if data is None:
            return None
        source = SourceFile(self._source.path, data)
        try:
            facts = read_jpeg(source, facts_only=True)
            if max(facts.width, facts.height) < longest or facts.colour != "rgb":
                return None
            pixels = read_jpeg(source, longest=longest).pixels
        except PhotoError:  # the preview is; the photo need not be
            return None
        assert pixels is not None
        return np.ascontiguousarray(upright(pixels, self._turn))

    @property
    def _turn(self) -> int:
        return _ORIENTATION.get(int(self._raw.sizes.flip), 1)

    def _jpeg(self) -> bytes | None:
        """The preview that the camera wrote."""
        import rawpy

        if not self._preview_known:
            self._preview_known = True
            try:
                thumb = self._raw.extract_thumb()
                if thumb.format == rawpy.ThumbFormat.JPEG:
                    self._preview = bytes(thumb.data)
            except (rawpy.LibRawError, ValueError):
                pass
        return self._preview

    def _developed(self) -> Float32:
        import rawpy

        sizes = self._raw.sizes
        half = self._longest is not None and max(sizes.iwidth, sizes.iheight) >= 2 * self._longest
        try:
            linear: npt.NDArray[Any] = self._raw.postprocess(
                use_camera_wb=True,
                output_bps=16,
                no_auto_bright=True,
                gamma=(1, 1),
                output_color=rawpy.ColorSpace.ProPhoto,
                highlight_mode=rawpy.HighlightMode.Blend,
                half_size=half,
            )
        except rawpy.LibRawError as error:
            raise self._source.damaged(_CORRUPT, str(error)) from error
        # LibRaw scales by the strongest channel where nothing may clip; white is that of the weakest.
        balance = [value for value in self._raw.camera_whitebalance[:3] if value > 0]
        gain = max(balance) / min(balance) if balance else 1.0
        return self._encoded(linear, gain * self._brightness(linear, gain))

    def _brightness(self, linear: npt.NDArray[Any], gain: float) -> float:
        data, preview = self._jpeg(), None
        with contextlib.suppress(PhotoError):
            preview = data and read_jpeg(SourceFile(self._source.path, data), longest=_MEASURED)
        if not preview:
            return float(2.0 ** _baseline_exposure(self._source.data))
        assert preview.pixels is not None
        if preview.colour != "rgb":
            return 1.0
        step = max(1, max(linear.shape) // _MEASURED)
        ours = _middle(self._encoded(linear[::step, ::step], gain))
        theirs = _middle(to_extended_srgb(preview.pixels, None))
        return float(np.clip(theirs / max(ours, 1e-4), _LEAST_GAIN, _MOST_GAIN))

    def _encoded(self, linear: npt.NDArray[Any], gain: float) -> Float32:
        primaries, white = PRIMARIES["prophoto"]
        icc = write_profile("linear", primaries, white, ParametricCurve(1.0))
        convert = srgb_from_device(icc, np.float32, 3)
        scale = np.float32(gain / 65535)
        out = np.empty(linear.shape, np.float32)

        def work(rows: slice) -> None:
            out[rows] = convert(linear[rows] * scale)

        for_each_strip(work, *linear.shape[:2])
        return out

    def _metadata(self) -> Metadata:
        data = self._source.data
        try:
            layout = read_layout(data)
            first = read_ifd(data, layout, layout.first)
            exif = exif_from_tiff(data, without=_DNG_TAGS, lens=str(self._raw.lens.model or ""))
            return Metadata(exif, raw(data, first.get(_IPTC)), raw(data, first.get(_XMP)))
        except IfdBroken:
            pass  # not built as a TIFF: the preview has what there is, but in Canon's
        exif = exif_of_cr3(data)
        if exif is not None:
            return Metadata(exif)
        preview = self._jpeg()
        if preview is None:
            return Metadata()
        try:
            return read_jpeg(SourceFile(self._source.path, preview), facts_only=True).metadata
        except PhotoError:
            return Metadata()


def _middle(rgb: Float32) -> float:
    """The median of linear luminance, of extended sRGB (H, W, 3)."""
    from studio.imaging.colour import LUMINANCE, srgb_decode

    return float(np.median(srgb_decode(rgb) @ np.array(LUMINANCE, np.float32)))


def _camera(data: bytes) -> str:
    try:
        return read_facts(data).camera
    except IfdBroken:
        return ""


def _baseline_exposure(data: bytes) -> float:
    """DNG's, in stops; 0 where there is none."""
    try:
        layout = read_layout(data)
        entry: Any = read_ifd(data, layout, layout.first).get(_BASELINE_EXPOSURE)
        if entry is None or entry.size < 8:
            return 0.0
        over, under = struct.unpack_from(layout.order + "ii", data, entry.place)
        return float(np.clip(over / under, -4, 4)) if under else 0.0
    except IfdBroken:
        return 0.0
