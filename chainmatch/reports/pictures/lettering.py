"""Letters that a picture can show: the project's font, what it lacks, and where lines break.

The font comes with the project: Chinese is right on a machine without such fonts.
"""

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from chainmatch.paths import data_file
from chainmatch.text.script import plain_script

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_FONT = "fonts/NotoSansSC-subset.otf"
_UNKNOWN = "□"  # for a letter that the font lacks

# What stays together on a line: an English word, or a letter, with the marks that close it.
_PIECE = re.compile(r"(?:[!-~]+|.)[，。；：、）》”]* ?")


def font(size: float) -> "FontProperties":
    """Return the project's font in points of `size`."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(data_file(_FONT)), size=size)


def drawable(text: str) -> str:
    """Return the text in letters that the font has: 臺 as 台, é as e, else □; lines stay lines."""
    letters = _letters()
    if all(letter in letters for letter in text):
        return text
    return "".join(letter if letter in letters else _nearest(letter) for letter in text)


def folded(text: str, wide: int, lines: int = 2) -> str:
    """Return drawable text in lines of at most `wide` columns, a Chinese letter taking two.

    What does not fit in `lines` ends in an ellipsis.
    """
    from rich.cells import chop_cells, set_cell_size

    rows = [""]
    for piece in _PIECE.findall(drawable(" ".join(text.split()))):
        for part in [piece] if columns(piece) <= wide else chop_cells(piece, wide):
            if columns(rows[-1] + part.rstrip()) > wide:
                rows.append("")
            rows[-1] += part
    rows = [row.strip() for row in rows]
    if len(rows) > lines:
        rows[lines - 1] = set_cell_size(rows[lines - 1], wide - 1).rstrip() + "…"
    return "\n".join(rows[:lines])


def columns(text: str) -> int:
    """Return how many columns a line takes, a Chinese letter two."""
    from rich.cells import cell_len

    return cell_len(text)


@functools.cache
def _letters() -> frozenset[str]:
    from matplotlib.ft2font import FT2Font

    return frozenset(map(chr, FT2Font(str(data_file(_FONT))).get_charmap())) | {"\n"}


def _nearest(letter: str) -> str:
    if letter.isspace():
        return " "
    if unicodedata.category(letter).startswith(("C", "M")):
        return ""  # a control, half a character, or an accent that has lost its letter
    for near in (plain_script(letter), unicodedata.normalize("NFKD", letter)):
        kept = "".join(part for part in near if part in _letters())
        if kept:
            return kept
    return _UNKNOWN
