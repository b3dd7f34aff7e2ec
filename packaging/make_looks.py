"""Write the built-in looks: a 16-bit HaldCLUT each, and ``index.json``, which also names the learned styles.

    python packaging/make_looks.py [FOLDER]

FOLDER is ``resources/styles`` unless given. The same parameters give the same bytes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from learn_styles import cards  # noqa: E402
from looks.definitions import LOOKS  # noqa: E402
from looks.parameters import Look  # noqa: E402
from looks.render import render  # noqa: E402

from studio.files import write_atomically  # noqa: E402
from studio.styles.folders import INDEX, INDEX_VERSION  # noqa: E402
from studio.styles.hald import format_hald  # noqa: E402
from studio.styles.lut import Lut, identity_grid  # noqa: E402

LEVEL = 6
AUTHOR = "Portrait Style Studio"
LICENCE = "CC0-1.0"


def make_lut(look: Look, level: int = LEVEL) -> Lut:
    """The look as a cube of level² nodes an axis."""
    cube = render(look.parameters, identity_grid(level**2).astype(np.float64))
    return Lut(look.name, cube.astype(np.float32))


def index_entry(look: Look) -> dict[str, object]:
    """What the index says of a look; the parameters are for people who wonder."""
    return {
        "id": look.id,
        "name": look.name,
        "kind": "lut",
        "file": f"{look.id}.png",
        "group": look.group,
        "author": AUTHOR,
        "licence": LICENCE,
        "description": look.description,
        "parameters": asdict(look.parameters),
    }


def make_looks(folder: Path) -> None:
    """Write every look and the index into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        write_atomically(folder / f"{look.id}.png", format_hald(make_lut(look), LEVEL), replace=True)
    write_index(folder)


def write_index(folder: Path, learned_in: Path = ROOT / "resources" / "styles") -> None:
    """Write the index: all looks, and those learned styles whose files lie in ``learned_in``."""
    learned = [card for card in cards.CARDS if (learned_in / f"{card.id}.pstyle").exists()]
    entries = [index_entry(look) for look in LOOKS] + [cards.index_entry(card) for card in learned]
    index = {"version": INDEX_VERSION, "styles": entries}
    text = json.dumps(index, indent=1, ensure_ascii=False) + "\n"
    write_atomically(folder / INDEX, text.encode("utf-8"), replace=True)


if __name__ == "__main__":
    make_looks(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "styles")
