"""Content Credentials: signed last, over the bytes of the finished file, or nothing is written."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.batch.presets import ExportPreset
from studio.cli.program import main
from studio.imaging import cmyk
from studio.imaging.credentials import Credentials, CredentialsUnusable, NotSigned, check
from studio.imaging.decode import decode_photo
from studio.imaging.encode import SUFFIXES, ExportOptions, PhotoEncoder, encode_photo
from studio.imaging.photo import Photo, Profile
from studio.imaging.provenance import Provenance
from tests.support import pictures
from tests.support.certificates import credentials
from tests.support.cmyk_profile import simple_cmyk_profile

c2pa = pytest.importorskip("c2pa")
ROOT = Path(__file__).resolve().parents[3]
LEARNED = Provenance("algorithmicallyEnhanced", "Studio 1", "Mine", "0badcafe", 0.8)
MEDIA = {kind: f"image/{kind}" for kind in SUFFIXES}


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Credentials:
    return credentials(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Photo:
    path = tmp_path_factory.mktemp("photo") / "anna.jpg"
    path.write_bytes(pictures.portrait_jpeg_bytes(width=60, height=40))
    return decode_photo(path)


def options(kind: str, signer: Credentials, **more: Any) -> ExportOptions:
    return ExportOptions(kind, certificate=signer.certificate, private_key=signer.key, **more)


def told(data: bytes, kind: str) -> tuple[str, dict[str, Any]]:
    """Whether the file is as it was signed, and what is said of it."""
    settings = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
    with c2pa.Context(c2pa.Settings.from_dict(settings)) as context:
        reader = c2pa.Reader(MEDIA[kind], io.BytesIO(data), context=context)
        document = json.loads(reader.json())
        return reader.get_validation_state(), document["manifests"][document["active_manifest"]]


@pytest.mark.parametrize("kind", list(SUFFIXES))
def test_signed_files_are_valid_and_the_same_pictures(
    tmp_path: Path, photo: Photo, signer: Credentials, kind: str
) -> None:
    encoder = PhotoEncoder((60, 40), False, photo, options(kind, signer), LEARNED)
    encoder.put(0, photo.image.rgb, None)
    data = encoder.encoded().data
    state, said = told(data, kind)
    assert state == "Valid"
    opened, edited = actions(said)
    assert opened["action"] == "c2pa.opened"
    assert edited["action"] == "c2pa.edited"
    assert edited["digitalSourceType"].endswith("/algorithmicallyEnhanced")
    assert said["ingredients"][0]["title"] == "anna.jpg"
    plain = PhotoEncoder((60, 40), False, photo, ExportOptions(kind), LEARNED)
    plain.put(0, photo.image.rgb, None)
    found = []
    for name, content in (("signed", data), ("plain", plain.encoded().data)):
        (tmp_path / name).write_bytes(content)
        found.append(decode_photo(tmp_path / name))
    assert np.array_equal(found[0].image.stored, found[1].image.stored)
    assert found[0].profile == found[1].profile
    for block in ("xmp", "iptc"):
        assert getattr(found[0].metadata, block) == getattr(found[1].metadata, block)
    changed = bytearray(data)
    changed[data.index(b"algorithmicallyEnhanced")] ^= 1
    assert told(bytes(changed), kind)[0] != "Valid"


def actions(said: dict[str, Any]) -> list[dict[str, Any]]:
    found = next(each for each in said["assertions"] if each["label"].startswith("c2pa.actions"))
    listed: list[dict[str, Any]] = found["data"]["actions"]
    return listed


def test_what_shall_not_go_along_is_not_in_the_credentials(photo: Photo, signer: Credentials) -> None:
    for keep in ("no-location", "no-personal", "none"):
        data = encode_photo(photo.image, photo, options("jpeg", signer, metadata=keep)).data
        state, said = told(data, "jpeg")
        assert state == "Valid"
        assert b"anna.jpg" not in data
        assert actions(said)[1]["action"] == "c2pa.transcoded"


def test_an_original_that_changed_is_not_named(tmp_path: Path, photo: Photo, signer: Credentials) -> None:
    other = replace(photo, digest="0" * 32, file_digest="0" * 32)
    assert b"anna.jpg" not in encode_photo(photo.image, other, options("jpeg", signer)).data
    gone = replace(photo, path=tmp_path / "anna.jpg")
    assert b"anna.jpg" not in encode_photo(photo.image, gone, options("jpeg", signer)).data


def test_an_original_whose_own_credentials_are_broken_is_named_all_the_same(
    tmp_path: Path, photo: Photo, signer: Credentials
) -> None:
    signed = encode_photo(photo.image, photo, options("jpeg", signer)).data
    path = tmp_path / "broken.jpg"
    path.write_bytes(signed.replace(b"jumd", b"jumX", 3))
    again = decode_photo(path)
    data = encode_photo(again.image, again, options("jpeg", signer)).data
    state, said = told(data, "jpeg")
    assert state == "Valid"
    assert said["ingredients"][0]["title"] == "broken.jpg"


def test_a_cmyk_original_in_a_profile_that_was_named(tmp_path: Path, signer: Credentials) -> None:
    path = tmp_path / "print.jpg"
    Image.fromarray(np.full((16, 16, 4), 60, np.uint8), "CMYK").save(path)
    cmyk.assume(Profile(simple_cmyk_profile(), "Simple CMYK"))
    try:
        photo = decode_photo(path)
    finally:
        cmyk.assume(None)
    assert b"print.jpg" in encode_photo(photo.image, photo, options("jpeg", signer)).data


def test_nothing_is_written_unsigned(
    tmp_path: Path, photo: Photo, signer: Credentials, capsys: pytest.CaptureFixture[str]
) -> None:
    other = credentials(tmp_path)
    wrong = {
        "cannot be read": Credentials(str(tmp_path / "no.pem"), signer.key),
        "none that can sign": Credentials(signer.certificate, signer.certificate),
        "was refused": Credentials(signer.certificate, other.key),
    }
    for reason, named in wrong.items():
        with pytest.raises(CredentialsUnusable, match=reason):
            check(named)
        with pytest.raises(NotSigned, match=f"“anna.jpg” was not written, .*{reason}") as error:
            encode_photo(photo.image, photo, options("jpeg", named))
        assert "PRIVATE" not in error.value.details
    out = tmp_path / "out.jpg"
    words = ["apply", str(photo.path), "-o", str(out), "--exposure", "0.1", "--credentials"]
    assert main([*words, signer.certificate, other.key]) == 1
    assert "Nothing can be signed" in capsys.readouterr().err
    assert not out.exists()
    assert main([*words, signer.certificate, signer.key]) == 0
    assert told(out.read_bytes(), "jpeg")[0] == "Valid"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch, signer: Credentials) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    with pytest.raises(CredentialsUnusable, match="c2pa-python is not installed"):
        check(signer)


def test_a_certificate_needs_a_key() -> None:
    for kind in (ExportOptions, ExportPreset):
        with pytest.raises(ValueError, match="belong together"):
            kind(certificate="a.pem")


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_signing_opens_no_connection(signer: Credentials) -> None:
    """It works where no socket can be had, in a process confined as decoders are."""
    code = f"""
import socket
from studio.imaging.credentials import Credentials, check
from studio.imaging.foreign.confine import confine
confine()
check(Credentials({signer.certificate!r}, {signer.key!r}))
try:
    socket.socket()
except OSError:
    print("signed without")
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (run.stdout, run.stderr) == ("signed without\n", "")
