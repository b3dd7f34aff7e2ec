"""Row 39: a hostile style file is refused in under a second, with the reason, before a tensor is built."""

from __future__ import annotations

import io
import os
import pickle  # noqa: TID251 - to write what must be refused
import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.errors import StyleFileInvalid
from studio.styles import strict_json
from studio.styles.bundle import StyleBundle, format_bundle, parse_bundle, read_bundle, read_card
from tests.support.bundles import join_file, make_bundle, split_file

GOOD = format_bundle(make_bundle())
HEADER, BODY = split_file(GOOD)
CARD: dict[str, Any] = strict_json.parse(HEADER["__metadata__"]["pstyle"], 1000)


def with_header(change: Callable[[dict[str, Any]], None], body: bytes = BODY) -> bytes:
    header, _ = split_file(GOOD)
    change(header)
    return join_file(header, body)


def with_card(**values: Any) -> bytes:
    return with_header(
        lambda header: header["__metadata__"].update(pstyle=strict_json.canonical({**CARD, **values}))
    )


def card_text(text: str) -> bytes:
    return with_header(lambda header: header["__metadata__"].update(pstyle=text))


def with_value(tensor: str, value: float) -> bytes:
    begin, _ = HEADER[tensor]["data_offsets"]
    return join_file(HEADER, BODY[:begin] + np.float16(value).tobytes() + BODY[begin + 2 :])


def single(tensor: str, value: float) -> bytes:
    """The tensor as float32, all of one value."""
    header, body = dict(HEADER), BODY
    begin, end = header[tensor]["data_offsets"]
    more = end - begin
    header = {
        key: entry
        if key == "__metadata__" or entry["data_offsets"][0] < begin
        else {**entry, "data_offsets": [at + more for at in entry["data_offsets"]]}
        for key, entry in header.items()
    }
    header[tensor] = {**header[tensor], "dtype": "F32", "data_offsets": [begin, end + more]}
    values = np.full((end - begin) // 2, value, dtype="<f4").tobytes()
    return join_file(header, body[:begin] + values + body[end:])


def entry(name: str, **values: Any) -> bytes:
    return with_header(lambda header: header[name].update(values))


def raw(text: str) -> bytes:
    return join_file(text, BODY)


def doubled(key: str) -> bytes:
    """A key of the header given twice."""
    text = strict_json.canonical(HEADER)
    return raw(f'{{"{key}":{strict_json.canonical(HEADER[key])},' + text[1:])


def many_tensors(count: int) -> bytes:
    spec = '{"dtype":"F16","shape":[],"data_offsets":[0,0]}'
    meta = strict_json.canonical(HEADER["__metadata__"])
    names = ",".join(f'"t{number}":{spec}' for number in range(count))
    return raw(f'{{"__metadata__":{meta},{names}}}')


def torch_file() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({"a": 1}))
        archive.writestr("archive/data/0", bytes(1000))
    return stream.getvalue()


class Harm:
    """What a pickle would run."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("/tmp/pstyle-was-unpickled",)


def moved(name: str, by: int) -> bytes:
    return with_header(
        lambda header: header[name].update(data_offsets=[at + by for at in header[name]["data_offsets"]])
    )


def first_two() -> tuple[str, str]:
    names = sorted((key for key in HEADER if key != "__metadata__"), key=lambda k: HEADER[k]["data_offsets"])
    return names[0], names[1]


def overlapping() -> bytes:
    one, two = first_two()

    def change(header: dict[str, Any]) -> None:
        begin, end = header[two]["data_offsets"]
        header[two]["data_offsets"] = [begin - 2, end - 2]

    assert one
    return with_header(change)


def heap(header: dict[str, Any]) -> None:
    for key in header.keys() - {"__metadata__"}:
        header[key]["data_offsets"] = [0, 128]


BIDI = "\u202e"
REFUSED = [
    ("pickle", pickle.dumps(Harm()), "Python pickle"),
    ("old pickle", pickle.dumps({"w": [1.0] * 2000}, protocol=2), "Python pickle"),
    ("old text pickle", pickle.dumps([1.5] * 500, protocol=0), "another kind"),
    ("torch zip", torch_file(), "ZIP archive"),
    ("png", b"\x89PNG\r\n\x1a\n" + bytes(100), "another kind"),
    ("text", b"TITLE look\nLUT_3D_SIZE 2\n", "another kind"),
    ("zeros", bytes(4096), "another kind"),
    ("empty", b"", "it is empty"),
    ("five bytes", b"\x05\0\0\0\0", "ends too early"),
    ("only a length", GOOD[:8], "ends too early"),
    ("cut in the header", GOOD[:300], "ends too early"),
    ("cut in the tensors", GOOD[:-1], "ends too early"),
    ("cut by half", GOOD[: len(GOOD) // 2], "ends too early"),
    ("trailing data", GOOD + b"\0", "more in it"),
    ("trailing archive", GOOD + torch_file(), "more in it"),
    ("huge header length", join_file(HEADER, BODY, 1 << 62), "header is larger"),
    ("negative header length", join_file(HEADER, BODY, (1 << 64) - 1), "header is larger"),
    ("header of 2 MB", raw(strict_json.canonical(HEADER) + " " * (2 << 20)), "header is larger"),
    ("longer header than file", join_file("{}", b"", 900_000), "ends too early"),
    ("shorter header", join_file(HEADER, BODY, 400), "header is not the JSON"),
    ("not UTF-8", join_file(strict_json.canonical(HEADER).encode()[:-1] + b"\xff}", BODY), "not the JSON"),
    ("surrogate", raw('{"\ud800": 1}'), "not the JSON"),
    ("list", raw("{}[]"), "not the JSON"),
    ("deep header", raw('{"a":' * 50_000), "not the JSON"),
    ("deep list", raw('{"__metadata__":' + "[" * 50_000 + "]" * 50_000 + "}"), "not the JSON"),
    ("NaN in the header", raw('{"a": NaN}'), "not the JSON"),
    ("long number", raw('{"a": ' + "9" * 10_000 + "}"), "not the JSON"),
    ("a million entries", raw('{"a":[' + "0," * 400_000 + "0]}"), "more than 2000 tensors"),
    ("a million tensors", many_tensors(1_000_000)[: 8 << 20], "header is larger"),
    ("nine thousand tensors", many_tensors(9_000), "more than 2000 tensors"),
    ("2001 tensors", many_tensors(2_001), "more than 2000 tensors"),
    ("no metadata", with_header(lambda header: header.pop("__metadata__")), "not of a style"),
    ("metadata of others", with_header(lambda h: h.update(__metadata__={"format": "pt"})), "not of a style"),
    ("more metadata", with_header(lambda h: h["__metadata__"].update(format="pt")), "not of a style"),
    ("metadata not texts", with_header(lambda h: h.update(__metadata__={"pstyle": 3})), "not the JSON"),
    ("metadata a list", with_header(lambda h: h.update(__metadata__=[])), "not the JSON"),
    ("a tensor twice", doubled("base"), "not the JSON"),
    ("metadata twice", doubled("__metadata__"), "not the JSON"),
    ("key twice in the card", card_text(strict_json.canonical(CARD)[:-1] + ',"name":"x"}'), "description"),
    ("card no JSON", card_text("{"), "description is not"),
    ("card a list", card_text("[]"), "description is not"),
    ("card deep", card_text("[" * 20_000), "description is not"),
    ("card NaN", card_text(strict_json.canonical(CARD).replace("2.5", "NaN")), "description is not"),
    ("card of 100 KB", card_text(" " * 100_000 + strict_json.canonical(CARD)), "description is not"),
    ("newer schema", with_card(schema=2), "newer version of the program"),
    ("newer schema, other keys", card_text('{"schema": 7, "layers": []}'), "newer version of the program"),
    ("float schema", with_card(schema=1.0), "“schema”"),
    ("text schema", with_card(schema="1"), "“schema”"),
    ("true schema", with_card(schema=True), "“schema”"),
    ("schema 0", with_card(schema=0), "“schema”"),
    ("huge schema", with_card(schema=10**400), "newer version"),
    ("no schema", card_text("{}"), "“schema”"),
    ("unknown key", with_card(onload="rm"), "“onload”"),
    ("no name", with_card(name=""), "no name"),
    ("name a number", with_card(name=7), "“name”"),
    ("control characters", with_card(name="a\x1b[31mb"), "“name” must be plain"),
    ("line end", with_card(author="a\nb"), "“author” must be plain"),
    ("bidi", with_card(description=f"{BIDI}txt"), "“description” must be plain"),
    ("invisible", with_card(licence="a\u200bb"), "“licence” must be plain"),
    ("long name", with_card(name="x" * 121), "“name” must be plain"),
    ("long text", with_card(description="x" * 50_000), "“description” must be plain"),
    ("long lineage", with_card(lineage=["x"] * 65), "“lineage”"),
    ("long line of descent", with_card(lineage=["x" * 241]), "“lineage” must be plain"),
    ("lineage of numbers", with_card(lineage=[1]), "“lineage” must be plain"),
    ("lineage a text", with_card(lineage="x"), "“lineage”"),
    ("quality a text", with_card(quality="good"), "“quality”"),
    ("quality huge", with_card(quality=10**400), "“quality”"),
    ("quality true", with_card(quality=True), "“quality”"),
    ("quality negative", with_card(quality=-0.1), "“quality”"),
    ("learned from", with_card(learned_from={"style_photos": 1}), "“learned_from”"),
    ("learned from -1", with_card(learned_from={**CARD["learned_from"], "steps": -1}), "“learned_from”"),
    ("learned from 1.5", with_card(learned_from={**CARD["learned_from"], "steps": 1.5}), "“learned_from”"),
    ("date", with_card(created="2026-11-24"), "“created”"),
    ("date of digits", with_card(created="٢٠٢٦-11-24T08:30:00Z\n"), "“created”"),
    ("inputs", with_card(inputs="network"), "“inputs”"),
    ("unknown architecture", with_card(architecture="unet-9"), "“unet-9” is not known"),
    ("odd architecture", with_card(architecture="\n" + "x" * 5000), "architecture “x{40}” is not known"),
    ("missing tensor", with_header(lambda header: header.pop("around.bias"), BODY[128:]), "it should"),
    ("last tensor missing", with_header(lambda h: h.pop("preview"), BODY), "more in it"),
    ("extra tensor", with_header(lambda h: h.update(
        evil={"dtype": "F16", "shape": [1], "data_offsets": [len(BODY), len(BODY) + 2]}), BODY + b"\0\0"),
        "“evil” does not belong"),
    ("renamed tensor", with_header(lambda h: h.update(basis=h.pop("base"))), "“base” is missing"),
    ("bad name", with_header(lambda header: header.update({"../x": header.pop("base")})), "name of a tensor"),
    ("upper case", with_header(lambda header: header.update({"Base": header.pop("base")})), "name of a"),
    ("long tensor name", with_header(lambda h: h.update({"b" * 129: h.pop("base")})), "name of a tensor"),
    ("no tensor name", with_header(lambda header: header.update({"": header.pop("base")})), "name of a"),
    ("I64", entry("base", dtype="I64"), "“base” has a type"),
    ("F64", entry("base", dtype="F64"), "“base” has a type"),
    ("dtype a list", entry("base", dtype=["F16"]), "“base” has a type"),
    ("U8 weights", entry("base", dtype="U8", shape=[34, 17, 17, 3]), "“base” has a type"),
    ("rank 6", entry("base", shape=[1, 1, 17, 17, 17, 3]), "“base” has a shape"),
    ("wrong shape", entry("base", shape=[17, 17, 51]), "“base” has a shape"),
    ("turned shape", entry("encoder.0.weight", shape=[5, 16, 3, 3]), "“encoder.0.weight” has a shape"),
    ("negative size", entry("base", shape=[-17, -17, 17, 3]), "“base” has a shape"),
    ("float size", entry("base", shape=[17.0, 17, 17, 3]), "“base” has a shape"),
    ("true size", entry("base", shape=[True, 17, 17, 51]), "“base” has a shape"),
    ("huge sizes", entry("base", shape=[1 << 28] * 5), "“base” does not lie"),
    ("negative offset", entry("base", data_offsets=[-2, 29476]), "“base” does not lie"),
    ("reversed offsets", entry("base", data_offsets=[HEADER["base"]["data_offsets"][1], 0]), "does not lie"),
    ("three offsets", entry("base", data_offsets=[0, 1, 2]), "“base” does not lie"),
    ("offsets of floats", entry("base", data_offsets=[0.0, 29478.0]), "“base” does not lie"),
    ("beyond the end", moved("preview", 10**7), "does not lie"),
    ("overlapping", overlapping(), "does not lie"),
    ("all in one place", with_header(heap), "does not lie"),
    ("more in an entry", entry("base", onload="x"), "“base” does not lie"),
    ("entry a number", with_header(lambda header: header.update(base=1)), "“base” does not lie"),
    ("NaN", with_value("bank", np.nan), "“bank” holds numbers"),
    ("inf", with_value("whole.weight", np.inf), "“whole.weight” holds numbers"),
    ("-inf", with_value("gains.bias", -np.inf), "“gains.bias” holds numbers"),
    ("10016", with_value("gains.bias", 10016.0), "“gains.bias” holds numbers"),
    ("1e5", single("gains.bias", 1e5), "“gains.bias” holds numbers"),
    ("-1e30", single("bank", -1e30), "“bank” holds numbers"),
    ("preview too large", entry("preview", shape=[1025, 3, 3]), "does not lie"),
    ("preview RGBA", entry("preview", shape=[36, 64, 4]), "its preview must"),
    ("preview flat", entry("preview", shape=[48 * 64 * 3]), "its preview must"),
    ("preview F16", entry("preview", dtype="F16", shape=[48, 32, 3]), "“preview” has a type"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused_with_the_reason(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.pstyle"
    path.write_bytes(data)
    start = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(StyleFileInvalid, match=reason) as from_file:
            read_bundle(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # The reader itself (safetensors) is loaded with the first file.
    assert peak < len(data) * 4 + (12 << 20)
    with pytest.raises(StyleFileInvalid, match=reason) as from_bytes:
        parse_bundle(data, "bad.pstyle")
    assert time.process_time() - start < 1.0
    assert str(from_file.value) == str(from_bytes.value)
    assert str(from_file.value).startswith("“bad.pstyle” is not a usable style file: ")
    assert str(from_file.value).isprintable(), "nothing of the file's reaches the user as it is"
    assert len(str(from_file.value)) < 200


def test_nothing_was_unpickled() -> None:
    assert not Path("/tmp/pstyle-was-unpickled").exists()


def large_preview(height: int, width: int) -> bytes:
    begin, end = HEADER["preview"]["data_offsets"]
    assert end == len(BODY)
    size = height * width * 3
    change = {"shape": [height, width, 3], "data_offsets": [begin, begin + size]}
    return with_header(lambda header: header["preview"].update(change), BODY[:begin] + bytes(size))


@pytest.mark.parametrize(("height", "width"), [(1025, 4), (4, 1025), (1024, 1024), (20_000, 3_000)])
def test_a_large_preview_is_refused(height: int, width: int) -> None:
    with pytest.raises(StyleFileInvalid, match="its preview must be"):
        parse_bundle(large_preview(height, width), "x")


def test_a_preview_within_the_limits_is_read() -> None:
    preview = parse_bundle(large_preview(341, 1024), "x").preview
    assert preview is not None
    assert preview.shape == (341, 1024, 3)


@pytest.mark.parametrize(("size", "reason"), [(300 << 20, "larger than 256 MB"), (200 << 20, "more in it")])
def test_a_huge_file_is_not_read(tmp_path: Path, size: int, reason: str) -> None:
    path = tmp_path / "huge.pstyle"
    path.write_bytes(GOOD)
    with path.open("r+b") as file:
        file.truncate(size)
    start = time.process_time()
    for read in (read_bundle, read_card):
        tracemalloc.start()
        with pytest.raises(StyleFileInvalid, match=reason):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
        tracemalloc.stop()
    assert time.process_time() - start < 1.0


def test_a_huge_tensor_that_is_there_is_not_read(tmp_path: Path) -> None:
    """200 MB for a bias, as the header says: refused by the shape, before it is read."""
    header, _ = split_file(GOOD)
    only = {"__metadata__": header["__metadata__"]}
    for key in sorted(set(header) - {"__metadata__", "preview"}):
        only[key] = {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}
    only["bank"] = {"dtype": "F32", "shape": [50_000_000], "data_offsets": [0, 200_000_000]}
    path = tmp_path / "huge.pstyle"
    path.write_bytes(join_file(only, b""))
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size + 200_000_000)
    tracemalloc.start()
    with pytest.raises(StyleFileInvalid, match="has a shape"):
        read_bundle(path)
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


@pytest.mark.parametrize("block", range(6))
def test_mutations_are_refused_or_sound(block: int) -> None:
    """Bytes of the header turned, cut out, doubled: a sound bundle or StyleFileInvalid, nothing else."""
    rng = random.Random(block)
    (length,) = struct.unpack("<Q", GOOD[:8])
    sentences: list[str] = []
    for _ in range(55):
        data = bytearray(GOOD)
        for _ in range(rng.choice([1, 1, 2, 5])):
            at = rng.randrange(8 + length) if rng.random() < 0.85 else rng.randrange(len(data))
            kind = rng.choice(["bit", "byte", "cut", "double", "digits"])
            if kind == "bit":
                data[at] ^= 1 << rng.randrange(8)
            elif kind == "byte":
                data[at] = rng.randrange(256)
            elif kind == "cut":
                del data[at : at + rng.randrange(1, 40)]
            elif kind == "double":
                data[at:at] = data[at : at + rng.randrange(1, 40)]
            else:
                data[at : at + 1] = str(rng.randrange(10**6)).encode()
        try:
            read = parse_bundle(bytes(data), "x")
        except StyleFileInvalid as error:
            sentences.append(str(error))
            continue
        assert isinstance(read, StyleBundle)
        assert all((np.abs(tensor) < 1e4).all() for tensor in read.tensors.values())
    assert len(sentences) > 25
    assert all(sentence.isprintable() for sentence in sentences)
