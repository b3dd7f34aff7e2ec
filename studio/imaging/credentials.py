"""Content Credentials (C2PA): a signed statement in the file of what was done to which photo.

By the optional library c2pa-python, with the user's own certificate and key, last of all: what is signed are
the bytes of the finished file. No network is used: neither time stamps nor revocations are asked for.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.errors import OutputError
from studio.files import open_file
from studio.imaging.photo import Photo
from studio.imaging.provenance import CODES, Provenance
from studio.messages import QT_TRANSLATE_NOOP, Message

_MOST_BYTES = 1 << 20
_NOT_INSTALLED = QT_TRANSLATE_NOOP("errors", "the library c2pa-python is not installed")
_UNREADABLE = QT_TRANSLATE_NOOP("errors", "the certificate or the key cannot be read")
_NO_KEY = QT_TRANSLATE_NOOP("errors", "the key is none that can sign, or it is locked by a password")
_REFUSED = QT_TRANSLATE_NOOP("errors", "the certificate or the key was refused")
# What the library reads of an original; of others it takes the bytes alone.
_MEDIA = {
    "jpeg": "image/jpeg", "png": "image/png", "tiff": "image/tiff", "webp": "image/webp",
    "avif": "image/avif", "heif": "image/heic", "gif": "image/gif",
}  # fmt: skip
_ANY_MEDIA = "application/octet-stream"
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
_SETTINGS = {
    "builder": {"thumbnail": {"enabled": False}},
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": True},
}
# A GIF of one pixel, to try a certificate on.
_TRIAL = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


class NotSigned(OutputError):
    """Fields: ``name`` of the photo, ``reason``."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The export of “{name}” was not written, as it could not be signed: {reason}."
    )


class CredentialsUnusable(OutputError):
    """Fields: ``name`` of the certificate, ``reason``."""

    template = QT_TRANSLATE_NOOP("errors", "Nothing can be signed with the certificate “{name}”: {reason}.")


@dataclass(frozen=True)
class Credentials:
    """Files in PEM: ``certificate`` with its chain, the signer's first; ``key`` without a password."""

    certificate: str
    key: str


@dataclass(frozen=True)
class Original:
    """The photo that a file was made from: its bytes, format and name."""

    data: bytes
    format: str
    name: str


def check(credentials: Credentials) -> None:
    """Sign something small. Raises CredentialsUnusable."""
    try:
        sign(_TRIAL, "gif", credentials, name="")
    except NotSigned as error:
        raise CredentialsUnusable(
            name=Path(credentials.certificate).name,
            reason=error.message.values["reason"],
            details=error.details,
        ) from error


def sign(
    data: bytes,
    kind: str,
    credentials: Credentials,
    *,
    name: str,
    made: Provenance | None = None,
    original: Original | None = None,
) -> bytes:
    """A file of that format with credentials: that ``original`` was opened, and what was ``made`` of it.

    Without an original the unsigned file itself stands for it. ``name`` is for the error. Raises NotSigned.
    """
    try:
        import c2pa
    except ImportError as error:
        raise _not_signed(name, _NOT_INSTALLED, error) from error
    certificate, key = _files(credentials, name)
    algorithm = _algorithm(key, name)

    def signed(media: str) -> bytes:
        out = io.BytesIO()
        with c2pa.Context(c2pa.Settings.from_dict(_SETTINGS)) as context:
            builder = c2pa.Builder(_statement(made, kind), context)
            builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
            if original is not None:
                said = {"title": original.name, "relationship": "parentOf"}
                builder.add_ingredient_from_stream(said, media, io.BytesIO(original.data))
            with c2pa.Signer.from_info(c2pa.C2paSignerInfo(algorithm, certificate, key, None)) as signer:
                builder.sign(signer, _MEDIA[kind], io.BytesIO(data), out)
        return out.getvalue()

    # Of an original that it cannot read (its own credentials may be broken), the bytes alone will do.
    known = _MEDIA.get(original.format, _ANY_MEDIA) if original is not None else _ANY_MEDIA
    if known != _ANY_MEDIA:
        with contextlib.suppress(Exception):
            return signed(known)
    try:
        return signed(_ANY_MEDIA)
    except Exception as error:
        # Whatever its native side finds wrong.
        raise _not_signed(name, _REFUSED, error) from error


def sign_export(
    data: bytes, kind: str, credentials: Credentials, photo: Photo, made: Provenance | None, *, whole: bool
) -> bytes:
    """A finished export of ``photo``; ``whole``: its metadata go along, and so its name and its own
    credentials may. Raises NotSigned."""
    original = _original(photo) if whole else None
    return sign(data, kind, credentials, name=photo.name, made=made, original=original)


def _original(photo: Photo) -> Original | None:
    """The photo's file, if it is still the one that was decoded."""
    try:
        with open_file(photo.path) as file:
            data = file.read()
    except (OSError, ValueError):
        return None
    same = hashlib.blake2b(data, digest_size=16).hexdigest() == (photo.file_digest or photo.digest)
    return Original(data, photo.format, photo.name) if same else None


def _statement(made: Provenance | None, kind: str) -> dict[str, Any]:
    action: dict[str, Any] = {"action": "c2pa.transcoded"}
    if made is not None:
        action = {"action": "c2pa.edited", "digitalSourceType": CODES.decode() + made.source_type}
        if made.style:
            action["description"] = made.style
    software = made.software if made is not None else "Portrait Style Studio"
    return {
        "claim_generator_info": [{"name": software}],
        "format": _MEDIA[kind],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [action]}}],
    }


def _files(credentials: Credentials, name: str) -> tuple[bytes, bytes]:
    found = []
    for path in (credentials.certificate, credentials.key):
        try:
            with open_file(Path(path)) as file:
                found.append(file.read(_MOST_BYTES))
        except (OSError, ValueError) as error:
            raise _not_signed(name, _UNREADABLE, error) from error
    return found[0], found[1]


def _algorithm(key: bytes, name: str) -> str:
    """C2PA's name of what the key signs by. Raises NotSigned."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(key, None)
    except Exception as error:
        raise _not_signed(name, _NO_KEY, error) from error
    if isinstance(private, ec.EllipticCurvePrivateKey) and private.curve.name in _CURVES:
        return _CURVES[private.curve.name]
    if isinstance(private, rsa.RSAPrivateKey):
        return "ps256"
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return "ed25519"
    raise _not_signed(name, _NO_KEY, type(private).__name__)


def _not_signed(name: str, reason: str, details: object) -> NotSigned:
    # A native library may quote what it was given: never the key.
    text = str(details)
    shown = "" if "PRIVATE KEY" in text else text[:500]
    return NotSigned(name=name, reason=Message("errors", reason), details=shown)
