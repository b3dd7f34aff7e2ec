"""What the frozen program does without: rules over the modules and files that PyInstaller gathers.

``packaging/try_frozen`` holds that nothing is missed, and docs/packaging.md says what it weighs. What looks
useless and is not: ``torch_shm_manager``, ``torch._dynamo`` and sympy, which torch imports; sources of
torch that it reads at import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from os.path import normpath
from pathlib import PurePath

Entry = tuple[str, str, str]
"""PyInstaller's: place in the program, source (of a link: what it leads to), kind."""

EXCLUDED = (
    # Tools of those who write programs; and what reaches the network.
    "IPython", "matplotlib", "tkinter", "_tkinter", "pytest", "setuptools", "pip", "wheel", "pkg_resources",
    "distutils", "ensurepip", "readline", "curses", "sqlite3", "ssl", "lib2to3", "idlelib", "pydoc_data",
    "tensorboard", "tensorboardX", "h5py", "google",
    # What psd-tools, tifffile, imagecodecs, pyqtgraph and torch can use, and we do not.
    "scipy", "skimage", "pandas", "zarr", "numcodecs", "lxml", "numba", "OpenGL", "cupy", "dask", "networkx",
    "torchvision", "torchaudio", "triton", "onnx", "onnxscript", "transformers",
    "pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.jupyter", "PIL.ImageTk", "PIL.ImageQt",
    # Parts of Qt (:mod:`frozen.without_opengl`).
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtSql", "PySide6.QtDesigner",
    "PySide6.QtHelp", "PySide6.QtOpenGL", "PySide6.QtPrintSupport",
    "PySide6.QtTest", "PySide6.QtUiTools", "PySide6.QtConcurrent", "PySide6.QtXml", "PySide6.QtSvgWidgets",
)  # fmt: skip
"""Modules that are not even looked at."""

_UNWANTED_MODULES = re.compile(
    # Compiling networks, many computers at once, torch's own tests; mathematics that torch never asks for.
    r"torch\._inductor\.(codegen|fx_passes|kernel|compile_fx|lowering|scheduler|select_algorithm)(\.|$)"
    r"|torch\.distributed\.(checkpoint|pipelining|elastic|launcher|run|benchmarks)(\.|$)"
    r"|torch\.testing\._internal\.(?!common_dtype|logging_tensor|distributed$|distributed\.fake_pg)"
    r"|torch\.(ao\.ns|utils\.(tensorboard|benchmark|bottleneck|hipify|cpp_extension))(\.|$)"
    r"|sympy\.(physics|stats|vector|categories|holonomic|crypto|diffgeom|liealgebras|sandbox|testing)(\.|$)"
    r"|(numpy|sympy|mpmath|psd_tools|pyqtgraph|fsspec)\.(.*\.)?tests(\.|$)"
)
_CODECS = (  # of numbers that are no photos, and of photos that others read
    "sz3|sperr|pcodec|lzham|lzfse|lzo|zfp|blosc2?|meshopt|szip|aec|snappy|h5checksum|quantize|rcomp|pglz|bcn|zopfli"
    "|htj2k|ultrahdr|lerc|tiff|gif|rgbe|qoi"
)
_CODEC_LIBRARIES = (
    "SZ3c|SPERR|cpcodec|lzham|lzfse|lzokay|zfp|blosc|meshoptimizer|sz-|aec|snappy|gomp-e985bcbb|zopfli"
    "|openjph|uhdr|Lerc|tiff|gif"
)
_READ_SOURCES = (
    r"\w*config|eval_frame|_trace_wrapped_higher_order_op|streams|_functional_collectives|_collective_utils"
    r"|custom_ops|_impl|_symbolic_impl|_mode"
)
_UNWANTED_FILES = tuple(
    re.compile(rule)
    for rule in (
        r"torch/(test|include|share)/",
        r"torch/bin/(?!torch_shm_manager)",
        r"torch/lib/(libaoti_custom_ops|libbackend_with_compiler|libjitbackend_test|libtorchbind_test)",
        r"torch/.*\.(h|hpp|cuh|cpp|cmake|pyi|pt|ptl|a|lib)$",
        # Sources of torch, but for those that it reads at import (found by watching it).
        r"torch/(_inductor|_dynamo|distributed|testing|ao|_export|export|fx|_functorch|_higher_order_ops|_refs"
        rf"|_decomp|_prims|_subclasses|sparse|distributions|_vendor|package|onnx|utils)/(.*/)?(?!({_READ_SOURCES})\.py)"
        r"\w+\.py$",
        # Qt beyond a window: QML, a screen without X or Wayland, databases, a virtual keyboard, GTK's looks
        # (which would bring all of the building machine's GTK along).
        r"PySide6/(Qt/)?qml/",
        r"PySide6/(Qt/)?plugins/(sqldrivers|qmltooling|qmllint|designer|egldeviceintegrations|tls|generic)/",
        r"PySide6/(Qt/)?plugins/(printsupport|networkinformation|wayland-graphics-integration-server)/",
        r"PySide6/(Qt/)?plugins/.*(virtualkeyboard|qeglfs|qlinuxfb|qminimal|qvkkhr|qvnc|qgtk3|qpdf|lottie)",
        r"PySide6/(Qt/)?plugins/imageformats/(lib)?q(tiff|webp|gif|icns|tga|wbmp)",
        r"(PySide6/(Qt/)?lib/|^)(lib)?Qt6?(Qml|Quick|VirtualKeyboard|Pdf|Sql|Designer|Help|EglFS|EglFs|Labs"
        r"|WaylandCompositor|Lottie|PrintSupport)",
        # Its own words in languages that the program does not speak.
        r"PySide6/(Qt/)?translations/(?!qtbase_(zh_CN|en))",
        rf"imagecodecs/_({_CODECS})\.",
        rf"imagecodecs\.libs/lib({_CODEC_LIBRARIES})",
        r"(numpy|psd_tools|pyqtgraph|sympy|mpmath|fsspec|PIL|tifffile)/(.*/)?(tests?|testing|examples)/",
        # Letters in pictures, and videos (on Linux: frozen.hollow).
        r"PIL/_imagingft\.",
        r"pillow\.libs/lib(freetype|harfbuzz)-",
        r"cv2/opencv_videoio_ffmpeg",
        r"cv2/data/(?!haarcascade_(frontalface_(alt|alt2|default)|profileface|eye)\.)\w+\.xml$",
        r"lib-dynload/(_test|_xx|xx)",
        r"pyqtgraph/icons/peegee/",
        r"(^|/)direct_url\.json$",
    )
)
_PYTHONS_OWN = re.compile(r"^lib(crypto|ffi|bz2|lzma|z|uuid|python3[\d.]*|expat)\.so")


def is_module_wanted(name: str) -> bool:
    """Whether a module goes into the program."""
    return not _UNWANTED_MODULES.match(name)


def is_wanted(place: str) -> bool:
    """Whether a file goes into the program; ``place`` is where in it, with "/" between folders."""
    source = re.sub(r"(/__init__)?\.py$", "", place).replace("/", ".") if place.endswith(".py") else ""
    return is_module_wanted(source) and not any(rule.search(place) for rule in _UNWANTED_FILES)


def is_of_the_system(place: str, source: str) -> bool:
    """Whether a library of Linux is for the user's system to bring (the .deb depends on it).

    They come with the display and with the drivers of its card, which a second, older copy breaks. Python's
    own stay with it: their versions differ from system to system.
    """
    return is_from_system(source) and not _PYTHONS_OWN.match(place.rsplit("/", 1)[-1])


def is_from_system(source: str) -> bool:
    """Whether a file is from a package of the building system."""
    return source.startswith(("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/"))


def trimmed(entries: Iterable[Entry], *, is_linux: bool) -> list[Entry]:
    """PyInstaller's files without what is not wanted; links to what is gone go too."""
    kept = [
        (place, source, kind)
        for place, source, kind in entries
        if is_wanted(place.replace("\\", "/")) and not (is_linux and is_of_the_system(place, source))
    ]
    files = {place for place, _, kind in kept if kind != "SYMLINK"}
    return [entry for entry in kept if entry[2] != "SYMLINK" or _goal(entry) in files]


def _goal(link: Entry) -> str:
    return normpath(PurePath(link[0]).parent / link[1])
