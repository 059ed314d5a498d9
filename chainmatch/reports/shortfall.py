"""How far a number is from its bound, in a sentence: what is lacking, and what would help."""

import math

from chainmatch.matching.fields import FIELDS
from chainmatch.matching.result import Shortfall, Way
from chainmatch.reports.wording import WORDS, Language, word

_MOST_DIGITS = 6
_NOTHING = 1e-9


def shortfall_words(shortfall: Shortfall, language: Language) -> str:
    """Return 投资强度 210 万元/亩，低于 300：还差投资 2,700 万元，或少用地 9 亩, or the like."""
    unit = unit_words(shortfall.unit, language)
    digits = 2
    while _same(shortfall, digits) and digits < _MOST_DIGITS:
        digits += 2
    name = figure_words(shortfall.field, language)
    value = f"{name} {plain_number(shortfall.value, digits)} {unit}".rstrip()
    relation = word(f"short.{shortfall.relation}", language)
    bound = plain_number(shortfall.bound, digits)
    # A bound that must be passed, not met, lacks nothing that a number could name.
    told = [_way(way, language) for way in shortfall.ways if abs(way.by) > _NOTHING]
    ways = word("short.or", language).join(told)
    how = "；".join(word(formula, language) for formula in shortfall.estimates)
    if language == "zh":
        said = f"{value}，{relation} {bound}{f'：{ways}' if ways else ''}"
        return f"{said}（{how}）" if how else said
    said = f"{value} {relation} {bound}{f': {ways}' if ways else ''}"
    return f"{said} ({how})" if how else said


def _same(shortfall: Shortfall, digits: int) -> bool:
    return round(shortfall.value, digits) == round(shortfall.bound, digits)


def _way(way: Way, language: Language) -> str:
    # Rounded away from nothing: a sum that was rounded down would still fall short.
    amount = plain_number(math.ceil(round(abs(way.by) * 100, 6)) / 100)
    unit = unit_words(FIELDS[way.figure].unit, language)
    return word("short.more" if way.by > 0 else "short.less", language).format(
        figure=figure_words(way.figure, language), amount=f"{amount} {unit}" if unit else amount
    )


def figure_words(field: str, language: Language) -> str:
    """Return a field's name as it stands before a number with its unit."""
    key = f"figure.{field}"
    return word(key if key in WORDS else field, language)


def unit_words(unit: str, language: Language) -> str:
    """Return a unit, or two of a ratio, in words; "" for none."""
    named = (word(f"unit.{part}", language) if part else "" for part in unit.split("/"))
    return "/".join(named)


def plain_number(number: float, digits: int = 2) -> str:
    """Return a number with at most `digits` after the point: 2,700 and 9.5."""
    written = f"{number:,.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
