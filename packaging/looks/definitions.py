"""All looks, in the order of the gallery.

Names, groups and descriptions are literals in the modules so that ``pyside6-lupdate`` finds them.
"""

from __future__ import annotations

from looks.film import FILM
from looks.monochrome import MONOCHROME
from looks.mood import MOOD
from looks.natural import NATURAL
from looks.parameters import Look

LOOKS: tuple[Look, ...] = (*NATURAL, *FILM, *MOOD, *MONOCHROME)
