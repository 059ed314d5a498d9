"""Cells of a table as their file holds them, and their words without what nobody sees."""

import re
from dataclasses import dataclass
from typing import Literal

Why = Literal["error", "no_value", "struck", "shared", "ditto"]


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that cannot be believed: what stands there, and why not.

    error: a spreadsheet's error value; no_value: a formula that nobody has computed; struck: part
    of it is struck out; ditto: 同上; shared: a cell merged over several rows, whose `value` is
    right for each of them unless it is an amount.
    """

    raw: str
    why: Why
    value: str | int | float | bool | None = None


Cell = str | int | float | bool | Broken | None

# Zero width, direction, soft hyphen, BOM, controls but tab and line ends; a joiner stays in emoji.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
_SOME = 64  # characters that nearly always say something
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_ODD = re.compile(f"{_UNSEEN.pattern}|{_LINE_END.pattern}|{_SPACE.pattern}")  # most have none


def clean(text: str) -> str:
    """Return a text without what nobody sees: invisible characters, blanks around, odd spaces.

    Every kind of line end becomes a newline; no-break spaces become plain; width, script and case
    stay.
    """
    if not _ODD.search(text):
        return text.strip()
    seen = _SPACE.sub(" ", _LINE_END.sub("\n", _UNSEEN.sub("", text)))
    return seen.strip()


def shown(cell: Cell) -> str:
    """Return a cell as people see it, whole numbers without a decimal point; "" for None."""
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        return cell.raw
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Tell whether nothing stands in a cell; nan counts as nothing."""
    if isinstance(cell, str):
        if "!" <= cell[:1] <= "~" or "\u4e00" <= cell[:1] <= "\u9fff":
            return False
        return not clean(cell[:_SOME]) and not clean(cell)
    return cell is None or (isinstance(cell, float) and cell != cell)  # noqa: PLR0124
