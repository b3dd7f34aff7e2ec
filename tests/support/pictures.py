"""Pictures for tests, made from scikit-image's public-domain astronaut or from numbers."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import numpy as np

from studio.imaging.image import Float32
from studio.paths import sample_portrait

XMP = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/>'
    b'</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
MAKE, MODEL, CAPTURED, ARTIST = "Studio", "Camera One", "2024:05:06 07:08:09", "A. Photographer"
CAPTION = "A portrait for tests"


def astronaut_png() -> Path:
    """The installed picture, 512 x 512, RGB."""
    path = sample_portrait()
    if path is None:
        raise FileNotFoundError("scikit-image is not installed")
    return path


def portrait() -> Float32:
    """The installed picture as float32 (512, 512, 3), encoded sRGB."""
    import cv2

    pixels = cv2.imread(str(astronaut_png()), cv2.IMREAD_COLOR_RGB)
    assert pixels is not None
    return np.divide(pixels, np.float32(255), dtype=np.float32)


def portrait_jpeg_bytes(
    *, width: int = 384, height: int = 512, orientation: int = 1, quality: int = 92
) -> bytes:
    """A JPEG (4:4:4) with EXIF, an ICC profile (sRGB), XMP and IPTC. ``width`` x ``height`` as stored."""
    from PIL import Image, ImageCms
    from PIL.ExifTags import IFD, Base

    exif = Image.Exif()
    exif[Base.Make] = MAKE
    exif[Base.Model] = MODEL
    exif[Base.Artist] = ARTIST
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = CAPTURED
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with Image.open(astronaut_png()) as astronaut:
        picture = astronaut.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling=0, exif=exif, icc_profile=icc, xmp=XMP)
    return _with_iptc(out.getvalue(), CAPTION)


def _with_iptc(jpeg: bytes, caption: str) -> bytes:
    """The JPEG with an IPTC-IIM caption (2:120) in a Photoshop resource 0x0404, after the lead segments."""
    text = caption.encode()
    record = b"\x1c\x02\x78" + struct.pack(">H", len(text)) + text
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    payload = b"Photoshop 3.0\0" + resource
    segment = b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload
    place = 2
    while jpeg[place + 1] in (0xE0, 0xE1):  # JFIF and EXIF/XMP come first
        place += 2 + int(struct.unpack(">H", jpeg[place + 2 : place + 4])[0])
    return jpeg[:place] + segment + jpeg[place:]
