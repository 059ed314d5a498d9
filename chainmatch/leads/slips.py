"""Slips of the pen between two names: sound, look, a character left out, doubled or swapped."""

import functools
import re

from chainmatch.leads.evidence import Evidence, Found, item
from chainmatch.leads.firm_names import FirmName
from chainmatch.leads.name_words import CONTRASTS, looks_like

_SHORTEST_BRAND = 2
_LEAST_SLIP = 4  # characters of a core below which no letter may be missing


def slips(left: FirmName, right: FirmName) -> Found | None:
    """Return what one slip or two would explain, None where the cores differ by more."""
    a, b = left.core, right.core
    if _are_two_trades(left, right) or abs(len(a) - len(b)) > 1:
        return None
    if len(a) == len(b):
        found = _swapped(left, right) or _substituted(a, b)
    else:
        found = _missing(*((left, right) if len(a) < len(b) else (right, left)))
    if found is None:
        return None
    informal = () if left.is_full and right.is_full else (item("informal_slip"),)
    return (item("near_core", a, b), *found, *informal)


def _are_two_trades(left: FirmName, right: FirmName) -> bool:
    """Tell whether the same brand stands before different known trades: 纸业 and 置业."""
    return left.brand == right.brand and bool(left.trade and right.trade)


def _substituted(a: str, b: str) -> Found | None:
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(pairs) > 2 or 2 * len(pairs) > len(a):
        return None
    found: list[Evidence] = []
    for x, y in pairs:
        if any(x in row and y in row for row in CONTRASTS):
            return None
        if sound(x) == sound(y):
            found.append(item("homophone", x, y, sound(x)))
        elif (x, y) in looks_like():
            found.append(item("look_alike", x, y))
        elif near_sound(sound(x)) == near_sound(sound(y)):
            found.append(item("near_sound", x, y))
        else:
            return None
    return tuple(found)


def _swapped(left: FirmName, right: FirmName) -> Found | None:
    """Return two neighbours that changed places, unless both stand in the brand."""
    a, b = left.core, right.core
    at = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if not 2 <= len(at) <= 3 or sorted(a) != sorted(b) or at[-1] - at[0] > 2:
        return None
    brand = min((len(name.brand) for name in (left, right) if name.brand), default=0)
    if at[-1] < max(brand, _SHORTEST_BRAND):
        return None
    return (item("swapped", a[at[0] : at[-1] + 1], b[at[0] : at[-1] + 1]),)


def _missing(short: FirmName, long: FirmName) -> Found | None:
    at = next((i for i, c in enumerate(short.core) if c != long.core[i]), len(short.core))
    if long.core[:at] + long.core[at + 1 :] != short.core or len(short.core) < _LEAST_SLIP:
        return None
    letter = long.core[at]
    if letter in long.core[max(at - 1, 0) : at] + long.core[at + 1 : at + 2]:
        return (item("doubled", letter),)
    both_known = bool(short.trade and long.trade)
    brands = {short.brand, long.brand}
    if (both_known and len(brands) == 2) or at < _SHORTEST_BRAND:
        return (item("brand_longer", letter),)
    return (item("left_out", letter),)


@functools.lru_cache(maxsize=1 << 15)
def sound(character: str) -> str:
    """Return the commonest reading of a character without its tone; of others the character."""
    from pypinyin import lazy_pinyin  # 0.3 s, and only where names are compared

    return str(lazy_pinyin(character)[0])


def near_sound(reading: str) -> str:
    """Return what several dialects make of a reading: no -ng, no zh, ch, sh."""
    return re.sub(r"^([zcs])h", r"\1", re.sub(r"(?<=[aei])ng$", "n", reading))
