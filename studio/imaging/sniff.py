"""Which format a file is of, by its first bytes, never by its name."""

from __future__ import annotations

READABLE = ("jpeg", "png", "tiff", "webp")
"""Read in the program's own process; ``FOREIGN`` formats are read in a helper."""
FOREIGN = ("raw", "heif", "avif", "jp2", "psd", "gif", "bmp")
FORMAT_OF_SUFFIX = {
    ".jpg": "jpeg", ".jpeg": "jpeg", ".jpe": "jpeg", ".jfif": "jpeg",
    ".png": "png", ".tif": "tiff", ".tiff": "tiff", ".webp": "webp",
    ".heic": "heif", ".heif": "heif", ".hif": "heif", ".avif": "avif",
    ".jp2": "jp2", ".j2k": "jp2", ".jpf": "jp2", ".jpx": "jp2", ".j2c": "jp2",
    ".psd": "psd", ".psb": "psd", ".gif": "gif", ".bmp": "bmp", ".dib": "bmp",
    **dict.fromkeys((
        ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".gpr", ".iiq", ".k25",
        ".kdc", ".mef", ".mos", ".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl",
        ".sr2", ".srf", ".srw", ".x3f",
    ), "raw"),
}  # fmt: skip
NAMES = {
    "jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "webp": "WebP", "raw": "RAW", "heif": "HEIF",
    "avif": "AVIF", "jp2": "JPEG 2000", "psd": "Photoshop", "gif": "GIF", "bmp": "BMP",
}  # fmt: skip

_LEADS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0\x10\0\0\0CR", "raw"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"FUJIFILMCCD-RAW", "raw"),
    (b"IIU\0", "raw"),
    (b"IIRO", "raw"),
    (b"IIRS", "raw"),
    (b"MMOR", "raw"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"8BPS", "psd"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"v/1\x01", "OpenEXR"),
    (b"SIMPLE  =", "FITS"),
    (b"#?RADIANCE", "Radiance HDR"),
    (b"qoif", "QOI"),
    (b"\x01\xda", "SGI"),
    (b"\0\0\x01\0", "icon"),
)
_BRANDS = {
    b"heic": "heif", b"heix": "heif", b"heim": "heif", b"heis": "heif", b"hevc": "heif", b"hevx": "heif",
    b"avif": "avif", b"avis": "avif", b"crx ": "raw",
}  # fmt: skip
_GENERAL_BRANDS = (b"mif1", b"msf1", b"miaf")


def sniff(data: bytes) -> str | None:
    """One of ``READABLE`` or ``FOREIGN``, or the name of another image format for the user, or None."""
    for lead, name in _LEADS:
        if data.startswith(lead):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0" and len(data) > 26:
        return "bmp"
    if data[:1] == b"P" and data[1:2] in b"1234567" and data[2:3].isspace():
        return "PNM"
    return None


def _by_brand(data: bytes) -> str | None:
    """The major brand's format; a general one's by the compatible brands that follow."""
    major = bytes(data[8:12])
    if major not in _GENERAL_BRANDS:
        return _BRANDS.get(major)
    end = min(int.from_bytes(data[:4], "big"), len(data), 256)
    others = (_BRANDS.get(bytes(data[place : place + 4])) for place in range(16, end - 3, 4))
    return next((found for found in others if found is not None), "heif")
