"""How well and how fast people are found: run with ``python -m benchmarks.portrait PHOTOS...``.

Says for every photo of the folders, reduced to 512 pixels, how many faces were found, and at the end in how
many photos there was one and how long finding faces, skin and people took: CPU milliseconds on one core,
median, 90 % and worst. ``--sheets FOLDER`` writes contact sheets with the faces' boxes and both maps.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32
from studio.portrait.face import Face
from studio.portrait.faces import find_faces
from studio.portrait.skin import skin_map
from studio.portrait.subject import subject_map

LONGEST = 512
CELL, COLUMNS, ROWS = 340, 3, 6
Answer = TypeVar("Answer")
Bytes = npt.NDArray[np.uint8]


def thumbnail(path: Path) -> Float32 | None:
    pixels = cv2.imread(str(path))
    if pixels is None:
        return None
    scale = min(1.0, LONGEST / max(pixels.shape))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small[..., ::-1] / np.float32(255), np.float32)


def timed(times: list[float], work: Callable[[], Answer]) -> Answer:
    start = time.thread_time()
    answer = work()
    times.append((time.thread_time() - start) * 1000)
    return answer


def with_boxes(picture: Bytes, faces: tuple[Face, ...]) -> Bytes:
    height, width = picture.shape[:2]
    for face in faces:
        x, y, side = face.pixels(picture.shape)
        corners = cv2.boxPoints(((x, y), (side, side), face.roll))
        cv2.polylines(picture, [corners.astype(np.int32)], True, (0, 255, 0), 2)
        for eye in face.eyes:
            cv2.circle(picture, (round(eye[0] * width), round(eye[1] * height)), 3, (255, 0, 255), -1)
    return picture


def cells(name: str, picture: Float32, faces: tuple[Face, ...], skin: Float32, subject: Float32) -> Bytes:
    """The picture with boxes, its skin, and its people before green, side by side."""
    plain = np.ascontiguousarray(picture[..., ::-1] * 255, dtype=np.uint8)
    people = plain * subject[..., None] + np.array([0, 200, 0], np.float32) * (1 - subject[..., None])
    gray = np.repeat(skin[..., None] * 255, 3, axis=2)
    row = np.zeros((CELL, CELL * COLUMNS, 3), np.uint8)
    views: tuple[npt.NDArray[np.generic], ...] = (with_boxes(plain.copy(), faces), gray, people)
    for column, each in enumerate(views):
        scale = (CELL - 2) / max(each.shape)
        small = cv2.resize(each.astype(np.uint8), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        row[: small.shape[0], column * CELL : column * CELL + small.shape[1]] = small
    cv2.putText(row, name, (4, CELL - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 255, 255), 1)
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description="How well and how fast people are found.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sheets", type=Path)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)  # one core is what is asked
    paths = [path for folder in arguments.folders for path in sorted(folder.iterdir()) if path.is_file()]
    times: dict[str, list[float]] = {"faces": [], "skin": [], "people": []}
    counts: list[int] = []
    rows: list[Bytes] = []
    find_faces(np.random.default_rng(0).random((256, 256, 3), dtype=np.float32))  # loads the cascades
    for path in paths:
        picture = thumbnail(path)
        if picture is None:
            continue
        faces = timed(times["faces"], lambda picture=picture: find_faces(picture))  # type: ignore[misc]
        counts.append(len(faces))
        print(f"{path.name}: {len(faces)}")
        if not faces:
            skin = subject = np.zeros(picture.shape[:2], np.float32)
        else:
            skin = timed(times["skin"], lambda p=picture, f=faces: skin_map(p, f))  # type: ignore[misc]
            subject = timed(times["people"], lambda p=picture, f=faces, s=skin: subject_map(p, f, s))  # type: ignore[misc]
        if arguments.sheets:
            rows.append(cells(path.name, picture, faces, skin, subject))
    print(f"{sum(count > 0 for count in counts)} of {len(counts)} photos have a face, {sum(counts)} faces")
    for name, each in times.items():
        if each:
            middle, most, worst = np.percentile(each, (50, 90, 100))
            print(f"{name}: {middle:.0f} ms, 90 % within {most:.0f}, worst {worst:.0f}")
    for start in range(0, len(rows), ROWS):
        arguments.sheets.mkdir(parents=True, exist_ok=True)
        sheet = np.concatenate(rows[start : start + ROWS])
        cv2.imwrite(str(arguments.sheets / f"{start // ROWS:03}.png"), sheet)


if __name__ == "__main__":
    main()
