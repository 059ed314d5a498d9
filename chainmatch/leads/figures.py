"""Figures and yes-or-no answers as people write them in cells."""

import math
import re
from collections.abc import Mapping

from chainmatch.text.normalise import normalise

_AROUND = "约|大约|近|超过?|逾|不低于|不少于|不超过|预计|计划|人民币|rmb|cny|[¥~≈><≥≤=]"
_AFTER = "人民币|左右|以上|以内|余|/年|每年|/a"
_FIGURE = re.compile(
    rf"(?:(?:{_AROUND}) ?)*(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)[余多]? ?"
    rf"(?P<unit>(?:[^\d\W]|·)*?\d?)(?:{_AFTER})*"
)

_YES = {"是", "有", "涉及", "涉", "属于", "对", "yes", "y", "true", "t", "1", "√", "✓", "✔"}
_NO = {
    "否",
    "无",
    "没有",
    "不涉及",
    "不涉",
    "不属于",
    "不是",
    "不",
    "no",
    "n",
    "false",
    "f",
    "0",
    "×",
    "x",
    "✗",
}


def figure(value: object, units: Mapping[str, float], unit: str | None) -> float | None:
    """Return a cell as a number in the unit that `units` counts as 1, or None if not safe.

    A unit in the cell wins over `unit`, that of the column. A number without either, a range,
    a negative or an unknown unit is not safe: nobody said what reading it would claim.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    found = _FIGURE.fullmatch(normalise(_written(value)).text)
    named = (found["unit"] or unit) if found else None
    if not found or named is None or named not in units:
        return None
    number = float(found["number"].replace(",", "")) * units[named]
    return round(number, 6) if math.isfinite(number) else None


def flag(value: object) -> bool | None:
    """Return a yes or no as a bool, None for anything else."""
    if isinstance(value, bool):
        return value
    word = normalise(_written(value)).text if isinstance(value, int | float | str) else ""
    return True if word in _YES else False if word in _NO else None


def _written(value: float | str) -> str:
    """Return a number without exponent, and 7.0 as 7."""
    if isinstance(value, float):
        return f"{value:f}".rstrip("0").rstrip(".")
    return str(value)
