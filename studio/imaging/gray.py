"""Gray photos written in gray again: the luminance of the result, in a gray profile."""

from __future__ import annotations

from typing import cast

import numpy as np

from studio.imaging.colour import LUMINANCE, srgb_decode
from studio.imaging.curves import Curve
from studio.imaging.export_options import ExportOptions
from studio.imaging.image import Float32
from studio.imaging.photo import Photo, Profile
from studio.imaging.profiles import Convert, Pixels, builtin_curve, builtin_gray, profile_file

FORMATS = ("jpeg", "png", "tiff")
"""Those that have gray. WebP has none, and programs differ about AVIF's."""


def gray_profile(source: Photo, options: ExportOptions) -> tuple[Profile, Convert]:
    """The profile of the file, and a function from extended sRGB (h, w, 3) to its gray (h, w, 1).

    The photo's own where that is wanted and it is a gray one with a curve; else one with the curve of the
    profile asked for.
    """
    if options.profile != "input":
        return builtin_gray(options.profile), _to_gray(builtin_curve(options.profile))
    if source.profile is not None:
        file = profile_file(source.profile.icc)
        if file.space == "GRAY" and file.curves is not None and not (file.tables_in or file.tables_out):
            return source.profile, _to_gray(file.curves[0])
    return builtin_gray("srgb"), _to_gray(builtin_curve("srgb"))


def _to_gray(curve: Curve) -> Convert:
    weights = np.array(LUMINANCE, np.float32)

    def convert(rgb: Pixels) -> Float32:
        return cast(Float32, curve.encode(srgb_decode(rgb) @ weights)[..., None])

    return convert
