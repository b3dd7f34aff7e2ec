"""What can be checked of the packages in a moment: recipes parse, what they name is there, licences too.

Whole builds are made by packaging/build and tried by packaging/try_frozen.
"""

from __future__ import annotations

import ast
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path
from typing import Any, get_args

import pytest

from studio import __version__
from studio.imaging.sniff import FORMAT_OF_SUFFIX

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
DESKTOP = LINUX / "portrait-style-studio.desktop"
METAINFO = LINUX / "portrait-style-studio.metainfo.xml"
STYLE_TYPE = "application/x-portrait-style"


@pytest.fixture(scope="module")
def frozen() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PACKAGING))
        from frozen import depends, entry, icons, licences, parts, plist, sbom, strip_elf, trim, version

        modules = (depends, entry, icons, licences, parts, plist, sbom, strip_elf, trim, version)
        yield type("Frozen", (), {module.__name__.rpartition(".")[2]: module for module in modules})
    for name in [name for name in sys.modules if name.split(".")[0] == "frozen"]:
        del sys.modules[name]


def test_one_version(frozen: Any) -> None:
    assert frozen.version.version() == __version__
    assert re.search(rf"^## {re.escape(__version__)}$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    releases = [release.get("version") for release in ET.parse(METAINFO).getroot().iter("release")]
    assert releases[0] == __version__
    pyproject = (ROOT / "pyproject.toml").read_text()
    assert 'dynamic = ["version"]' in pyproject
    assert not re.search(r"^version = ", pyproject, re.MULTILINE)
    assert __version__ in frozen.version.for_windows()
    ast.parse(frozen.version.for_windows())


def test_what_builds_is_pinned() -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(), re.MULTILINE))
    # What PyInstaller needs on Linux, macOS and Windows.
    assert {
        "pyinstaller",
        "pyinstaller-hooks-contrib",
        "altgraph",
        "macholib",
        "pefile",
        "pywin32-ctypes",
    } <= pinned


def test_scripts_are_sound() -> None:
    for name in ("build", "deb", "tarball", "release", "try_frozen", "linux/install.sh"):
        script = PACKAGING / name
        assert script.stat().st_mode & 0o111, name
        subprocess.run(["bash", "-n", str(script)], check=True)


def test_the_recipe_names_what_is_there() -> None:
    text = (PACKAGING / "frozen" / "portrait-studio.spec").read_text()
    ast.parse(text)
    for name in re.findall(r'Path\(SPECPATH\) / "([\w.]+)"', text):
        assert (PACKAGING / "frozen" / name).exists(), name
    assert "without_opengl.py" in text
    # On macOS PyInstaller makes what has a console an app without a window.
    assert 'program("portrait-studio", console=is_linux)' in text
    entry = (PACKAGING / "frozen" / "entry.py").read_text()
    assert entry.index("freeze_support()") < entry.index("from studio")


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("torch/lib/libtorch_cpu.so", True), ("torch/bin/torch_shm_manager", True),
        ("torch/bin/test_api", False), ("torch/include/torch/csrc/api.h", False),
        ("torch/_dynamo/config.py", True),
        ("torch/_inductor/scheduler.py", False), ("torch/nn/functional.py", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True), ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("cv2/data/haarcascade_frontalface_alt2.xml", True), ("cv2/data/haarcascade_fullbody.xml", False),
        ("cv2/data/__init__.py", True), ("imagecodecs/_jpeg8.abi3.so", True),
        ("imagecodecs/_sz3.abi3.so", False), ("imagecodecs/_lerc.abi3.so", False),
        ("imagecodecs.libs/libLerc-d21eeb01.so.4", False), ("imagecodecs.libs/libtiff-d7.so.6", False),
        ("imagecodecs/_jpegsof3.abi3.so", True), ("imagecodecs.libs/libjxl-bc.so.0.11.2", True),
        ("PIL/_imagingft.cpython-311-x86_64-linux-gnu.so", False), ("PIL/_imagingcms.cpython-311.so", True),
        ("pillow.libs/libharfbuzz-fb49c9fc.so.0", False), ("pillow.libs/libavif-c6062d5f.so.16.4.2", True),
        ("cv2/opencv_videoio_ffmpeg4140_64.dll", False),
    ],
)  # fmt: skip
def test_what_goes_in(frozen: Any, place: str, wanted: bool) -> None:
    assert frozen.trim.is_wanted(place) is wanted


def test_all_cascades_that_are_asked_for_go_in(frozen: Any) -> None:
    from studio.portrait import cascades

    names = get_args(cascades.Name)
    assert len(names) >= 4
    assert all(frozen.trim.is_wanted(f"cv2/data/haarcascade_{name}.xml") for name in names)


def test_libraries_of_the_system_and_links_to_nothing_stay_out(frozen: Any) -> None:
    entries = [
        ("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6", "BINARY"),
        ("libffi.so.8", "/usr/lib/x86_64-linux-gnu/libffi.so.8", "BINARY"),
        ("a/b/libone.so", "/venv/libone.so", "BINARY"),
        ("libone.so", "a/b/libone.so", "SYMLINK"),
        ("libX11.so", "libX11.so.6", "SYMLINK"),
    ]
    kept = [place for place, _, _ in frozen.trim.trimmed(entries, is_linux=True)]
    assert kept == ["libffi.so.8", "a/b/libone.so", "libone.so"]
    assert len(frozen.trim.trimmed(entries, is_linux=False)) == 5


def test_every_part_has_its_licence(frozen: Any, tmp_path: Path) -> None:
    assert frozen.licences.collect(tmp_path) == []
    texts = {file.stem: file.read_text() for file in tmp_path.iterdir()}
    names = {frozen.parts.plain(part.name) for part in frozen.parts.parts()}
    assert {"torch", "numpy", "pyside6-essentials", "rawpy", "pi-heif"} <= names <= set(texts)
    assert all(len(text) > 300 for text in texts.values())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["pyside6-essentials"]
    assert "replaced by other builds" in texts["shiboken6"]
    assert "PYTHON SOFTWARE FOUNDATION" in texts["python"].upper()
    assert "public domain" in texts["sample-portrait"]


def test_the_bill_of_materials(frozen: Any) -> None:
    bill = json.loads(json.dumps(frozen.sbom.bill()))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["name"] == "portrait-style-studio"
    refs = [component["bom-ref"] for component in bill["components"]]
    assert len(refs) == len(set(refs))
    assert set(bill["dependencies"][0]["dependsOn"]) == set(refs)
    assert any(ref.startswith("pkg:pypi/torch@2") for ref in refs)
    assert all(component.get("licenses") for component in bill["components"])


def test_the_app_of_macos(frozen: Any) -> None:
    info = plistlib.loads(plistlib.dumps(frozen.plist.info(__version__)))
    assert info["CFBundleShortVersionString"] == __version__
    kinds = {kind for entry in info["CFBundleDocumentTypes"] for kind in entry["LSItemContentTypes"]}
    (own,) = info["UTExportedTypeDeclarations"]
    assert own["UTTypeIdentifier"] in kinds
    assert own["UTTypeTagSpecification"] == {
        "public.filename-extension": ["pstyle"], "public.mime-type": [STYLE_TYPE],
    }  # fmt: skip
    assert {"public.jpeg", "public.camera-raw-image", "public.folder"} <= kinds


def test_the_desktop_entry() -> None:
    entry = RawConfigParser(strict=True, delimiters=("=",), interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read_string(DESKTOP.read_text(encoding="utf-8"))
    main = entry["Desktop Entry"]
    assert main["Exec"] == "portrait-studio-gui %F"
    assert "Name[zh_CN]" in main
    kinds = main["MimeType"].rstrip(";").split(";")
    assert {"image/jpeg", "image/png", "image/tiff", "image/heif", STYLE_TYPE} <= set(kinds)
    # Where no other program shows folders, "Show in Folder" would come back to this one.
    assert "inode/directory" not in kinds
    # The window says that it is of this entry, and the icon has its name.
    assert f'setDesktopFileName("{DESKTOP.stem}")' in (ROOT / "studio" / "ui" / "app.py").read_text()
    assert main["Icon"] == DESKTOP.stem


def test_the_style_file_has_a_kind_of_its_own() -> None:
    kind = ET.parse(LINUX / "portrait-style-studio.xml").getroot()[0]
    assert kind.get("type") == STYLE_TYPE
    assert [glob.get("pattern") for glob in kind if glob.tag.endswith("glob")] == ["*.pstyle"]


def test_the_metainfo_names_what_is_there() -> None:
    root = ET.parse(METAINFO).getroot()
    assert root.findtext("launchable") == DESKTOP.name
    assert root.findtext("project_license") == "Apache-2.0"
    assert {
        summary.get("{http://www.w3.org/XML/1998/namespace}lang") for summary in root.iter("summary")
    } >= {"zh_CN"}


@pytest.mark.parametrize(
    "words",
    [("desktop-file-validate", str(DESKTOP)), ("appstreamcli", "validate", "--no-net", str(METAINFO))],
    ids=["desktop", "metainfo"],
)
def test_the_desktops_own_tools_agree(words: tuple[str, ...]) -> None:
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_installer_of_windows_names_what_is_there() -> None:
    text = (PACKAGING / "windows" / "portrait-studio.iss").read_text()
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert {"Setup", "Files", "Icons", "Registry", "InstallDelete"} <= set(sections)
    assert len(sections) == len(set(sections))
    for name in ("LICENSE", "CHANGELOG.md"):
        assert f"..\\..\\{name}" in text
        assert (ROOT / name).is_file()
    spec = (PACKAGING / "frozen" / "portrait-studio.spec").read_text()
    assert '#define Program "portrait-studio.exe"' in text
    assert 'program("portrait-studio"' in spec
    assert 'program("portrait-studio-cli"' in spec
    assert ".pstyle" in text
    registry = text.partition("[Registry]\n")[2].partition("\n[")[0].splitlines()
    lines = [line for line in registry if line and not line.startswith(";")]
    assert len(lines) > 20
    assert all(re.match(r'Root: HK(A|CU); Subkey: "[^"]+"; ', line) for line in lines)
    endings = re.findall(r'SupportedTypes"; ValueType: string; ValueName: "([^"]+)"', text)
    assert endings == [*FORMAT_OF_SUFFIX, ".pstyle"]


def test_programs_that_are_opened_get_the_systems_libraries(
    frozen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/program/_internal")
    frozen.entry.give_back_environment()
    assert "LD_LIBRARY_PATH" not in os.environ
    monkeypatch.setenv("LD_LIBRARY_PATH", "/program/_internal:/own")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/own")
    frozen.entry.give_back_environment()
    assert os.environ["LD_LIBRARY_PATH"] == "/own"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_what_libraries_ask_for_is_read(frozen: Any) -> None:
    if shutil.which("objdump") is None:
        pytest.skip("objdump is not installed")
    import studio.kernels._native as native

    files = [Path(str(native.__file__))]
    assert "libstdc++.so.6" in frozen.depends.needed(files)
    assert re.fullmatch(r"2\.\d+", frozen.depends.least_c_library(files))


def test_icons_in_all_sizes(frozen: Any, tmp_path: Path, qapp: object) -> None:
    from PIL import Image

    frozen.icons.write(ROOT / "resources" / "icons" / "application.svg", tmp_path)
    for size in frozen.icons.SIZES:
        with Image.open(
            tmp_path / "hicolor" / f"{size}x{size}" / "apps" / "portrait-style-studio.png"
        ) as icon:
            assert icon.size == (size, size)
            assert icon.getchannel("A").getextrema() != (0, 0)
    with Image.open(tmp_path / "portrait-studio.ico") as icon:
        assert (256, 256) in icon.info["sizes"]
    assert (tmp_path / "portrait-studio.icns").stat().st_size > 1000
