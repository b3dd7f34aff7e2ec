"""The program's bill of materials: CycloneDX 1.6 as JSON, from what is installed here.

python -m frozen.sbom FILE
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import uuid
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from frozen.parts import licence_of, parts, plain

_SPDX = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_NAMES = {
    "BSD": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
}


def bill(when: datetime | None = None) -> dict[str, Any]:
    """The document, ready for JSON; ``when`` defaults to now."""
    own, *others = [_component(part) for part in parts()]
    python = {
        "type": "platform", "bom-ref": "python", "name": "CPython", "version": sys.version.split()[0],
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }  # fmt: skip
    when = when or datetime.now(UTC)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": own | {"type": "application"},
        },
        "components": [python, *others],
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": ["python", *(c["bom-ref"] for c in others)]}],
    }


def _component(part: metadata.Distribution) -> dict[str, Any]:
    version = part.version.split("+")[0]
    place = f"pkg:pypi/{plain(part.name)}@{version}"
    told = _NAMES.get(licence_of(part), licence_of(part))
    found: dict[str, Any] = {
        "type": "library", "bom-ref": place, "name": part.name, "version": part.version, "purl": place,
    }  # fmt: skip
    if re.fullmatch(r"[A-Za-z0-9.+-]+", told):
        found["licenses"] = [{"license": {"id": told}}]
    elif _SPDX.fullmatch(told):
        found["licenses"] = [{"expression": told}]
    elif told:
        found["licenses"] = [{"license": {"name": told}}]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    asked = parser.parse_args()
    asked.file.write_text(json.dumps(bill(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
