"""Hollow libraries: they are loaded in place of those that they are made from, and hold nothing else."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("cc", "nm", "objdump")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or any(shutil.which(tool) is None for tool in TOOLS), reason="for Linux"
)


@pytest.fixture
def hollow() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging"))
        from frozen import hollow

        yield hollow
    for name in [name for name in sys.modules if name.split(".")[0] == "frozen"]:
        del sys.modules[name]


def _compile(code: str, to: Path, *words: str) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    flags = ("-shared", "-fPIC", "-w", f"-Wl,-soname,{to.name}")
    command = ["cc", *flags, "-x", "c", "-", "-x", "none", "-o", str(to), *words]
    subprocess.run(command, input=code, text=True, check=True)
    return to


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """One whose OpenCV asks for videos, which ask for a network; and for pictures."""
    libraries = tmp_path / "_internal" / "opencv_python_headless.libs"
    versions = tmp_path / "versions"
    versions.write_text("VIDEO_62 { global: video_play; video_stop; video_more; };\n")
    beside = ("-Wl,-rpath,$ORIGIN/../opencv_python_headless.libs", "-Wl,-z,now")
    network = _compile("int send_out(void) { return 7; }", libraries / "libssl-1.so.3")
    codec = (
        "int send_out(void); int video_play(void) { return send_out(); } int video_stop(void) { return 2; }"
        "int video_more(void) { return 3; }"
    )
    video = _compile(
        codec, libraries / "libavcodec-1.so.62", str(network), f"-Wl,--version-script={versions}", *beside
    )
    picture = _compile("int picture(void) { return 4; }", libraries / "libpng-1.so.16")
    user = (
        "int video_play(void); int picture(void);"
        "int play(void) { return video_play(); } int show(void) { return picture(); }"
    )
    _compile(user, tmp_path / "_internal" / "cv2" / "cv2.abi3.so", str(video), str(picture), *beside)
    return tmp_path


def test_what_only_videos_ask_for_goes(hollow: ModuleType, program: Path) -> None:
    opencv = program / "_internal" / "cv2" / "cv2.abi3.so"
    libraries = program / "_internal" / "opencv_python_headless.libs"
    assert hollow.shared(libraries / "libavcodec-1.so.62", opencv) == {"video_play": "VIDEO_62"}
    hollow.hollow_out(program)
    assert {path.name for path in libraries.iterdir()} == {"libavcodec-1.so.62", "libpng-1.so.16"}
    assert ctypes.CDLL(str(opencv)).show() == 4
    assert hollow.shared(libraries / "libavcodec-1.so.62", opencv) == {"video_play": "VIDEO_62"}
    told = subprocess.run(["nm", "-D", libraries / "libavcodec-1.so.62"], check=True, capture_output=True)
    assert b"video_more" not in told.stdout
    call = f"import ctypes; ctypes.CDLL({str(opencv)!r}).play()"
    done = subprocess.run([sys.executable, "-c", call], check=False, capture_output=True, text=True)
    assert done.returncode < 0
    assert "video_play is not in this program" in done.stderr


def test_what_is_no_function_is_left_to_be_looked_at(hollow: ModuleType, program: Path) -> None:
    libraries = program / "_internal" / "opencv_python_headless.libs"
    number = _compile("int number = 3;", libraries / "libavutil-1.so.60")
    user = _compile("extern int number; int ask(void) { return number; }", program / "user.so", str(number))
    with pytest.raises(SystemExit, match="number is no function"):
        hollow.shared(number, user)


def test_nothing_asks_opencv_for_videos() -> None:
    sources = [path for room in ("studio", "training") for path in (ROOT / room).rglob("*.py")]
    assert len(sources) > 100
    asked = re.compile(r"cv2\.(Video|videoio|CAP_|imread|imdecode)|VideoCapture|VideoWriter")
    assert not [path for path in sources if asked.search(path.read_text(encoding="utf-8"))]
