"""The program's version, from its one source, ``studio/__init__.py``; and what Windows shows of it.

python -m frozen.version [--windows FILE]
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "studio" / "__init__.py"
_WINDOWS = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Portrait Style Studio developers"),
      StringStruct("FileDescription", "Portrait Style Studio"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("LegalCopyright", "Apache-2.0"),
      StringStruct("OriginalFilename", "portrait-studio.exe"),
      StringStruct("ProductName", "Portrait Style Studio"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def version() -> str:
    """As "0.1.0"."""
    found = re.search(r'^__version__ = "(\d+(?:\.\d+)*)"$', SOURCE.read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit(f"no version in {SOURCE}")
    return found[1]


def for_windows() -> str:
    """The version resource of the .exe, as PyInstaller reads it."""
    numbers = [*map(int, version().split(".")), 0, 0, 0][:4]
    return _WINDOWS.format(numbers=tuple(numbers), version=version())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--windows", type=Path)
    asked = parser.parse_args()
    if asked.windows is not None:
        asked.windows.write_text(for_windows(), encoding="utf-8")
    else:
        print(version())
