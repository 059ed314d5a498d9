"""What speaks for two names meaning one firm, item by item, or that nothing does."""

import re
from collections.abc import Iterator, Sequence

from chainmatch.leads.evidence import Evidence, Found, item, weight
from chainmatch.leads.firm_names import FirmName, all_names
from chainmatch.leads.name_words import GENERIC, NUMBERS, STEMS, trade_words
from chainmatch.leads.places import within
from chainmatch.leads.slips import slips

_LONG_BRAND = 3  # characters from which a brand alone tells a firm (比亚迪)
_LONG_SHORT = 4  # characters of a short form that is all brand (东方雨虹)
_FEWEST_SHORT = 2
_PROJECT_LETTERS = 8  # of a project without a firm that may be told from others
_NUMBER = re.compile(rf"\d+|(?<![a-z])[a-z](?![a-z])|[{''.join(NUMBERS)}十百{''.join(STEMS)}]")
_LATIN = re.compile(r"[a-z]{2,}")


def compare(left: FirmName, right: FirmName) -> Found | None:
    """Return what relates two names, the strongest way if they have former names; None if nothing.

    Mutual: the other way round the same weights come out. A `branch` among the evidence says that
    the seats differ; weights that add up to less than 0 say that the likeness is too weak to rely
    on.
    """
    best: Found | None = None
    for a in all_names(left):
        for b in all_names(right):
            found = _compare_one(a, b)
            if found is None:
                continue
            used = [n.original for n, whole in ((a, left), (b, right)) if n is not whole]
            found = (*found, *(item("former", name) for name in used))
            if best is None or weight(found) > weight(best):
                best = found
    return best


def _compare_one(left: FirmName, right: FirmName) -> Found | None:
    if left.plain and left.plain == right.plain:
        return _same_plain(left, right)
    if not (left.names_somebody and right.names_somebody):
        return None
    if _numbers(left.core) != _numbers(right.core):
        return None
    related = _related(left, right)
    if related is None:
        return None
    return (*related, *_forms(left, right), *_seats(left, right), *_around(left, right))


def _related(left: FirmName, right: FirmName) -> Found | None:
    """Return what relates places and cores of two names, None if nothing does."""
    places = _places(left, right)
    core = _cores(left, right) if places is not None else None
    if places is not None and core is not None:
        return (*core, *places)
    if "".join(left.places) + left.core == "".join(right.places) + right.core:
        return item("same_core"), item("writing", left.original, right.original)
    return _initials(left, right)


def _same_plain(left: FirmName, right: FirmName) -> Found | None:
    """Return the evidence of equal names; a project without a firm is one if it says enough."""
    firm = left.names_somebody
    if not firm and not _is_long_project(left):
        return None
    if left.original.strip() == right.original.strip():
        return (item("same_name", left.original.strip()),)
    return item("same_name", left.plain), item("writing", left.original, right.original)


def _is_long_project(name: FirmName) -> bool:
    return len(name.plain) >= _PROJECT_LETTERS and any(c.isdigit() for c in name.plain)


def _numbers(core: str) -> list[str]:
    return [NUMBERS.get(found, found) for found in _NUMBER.findall(core)]


def _places(left: FirmName, right: FirmName) -> Found | None:
    ours, theirs = set(left.places), set(right.places)
    if ours == theirs:
        moved = left.moved != right.moved
        return (item("moved", "".join(left.places)),) if moved else ()
    short = not (left.is_full and right.is_full)
    if short and left.trade == right.trade and ours ^ theirs == {"中国"}:
        return _left_out(ours ^ theirs)  # 民生银行, 工商银行
    if not (left.brand and right.brand):
        # Without a brand the place is what tells: only a wider one may be missing.
        fine = left.places and right.places and left.places[-1] == right.places[-1]
        return _left_out(ours ^ theirs) if fine else None
    if not ours or not theirs:
        return None if "中国" in ours ^ theirs else _left_out(ours ^ theirs)
    if ours < theirs or theirs < ours:
        return _left_out(ours ^ theirs)
    a, b = left.places[-1], right.places[-1]
    nested = within(a, b) or within(b, a)
    return (item("place_nested", *sorted((a, b))),) if nested else None


def _left_out(places: set[str]) -> Found:
    return (item("place_left_out", *sorted(places)),)


def _cores(left: FirmName, right: FirmName) -> Found | None:
    """Return what relates the cores of two names, None if nothing does."""
    if left.core == right.core:
        return (item("same_core", left.core), *_groups(left, right))
    for relation in (_english, _short_form, _generic, slips):
        if (found := relation(left, right)) is not None:
            return (*found, *_groups(left, right))
    return None


def _groups(left: FirmName, right: FirmName) -> Found:
    if left.group == right.group:
        return ()
    if left.is_full and right.is_full:
        return (item("group"),)
    # 金川集团 is short for a name with 集团 in it, never for one without.
    full = next((name for name in (left, right) if name.is_full), None)
    return (item("group" if full is not None and not full.group else "group_left_out"),)


def _english(left: FirmName, right: FirmName) -> Found | None:
    a, b = (_LATIN.sub("", name.core) for name in (left, right))
    if not a or a != b or (_LATIN.search(left.core) and _LATIN.search(right.core)):
        return None
    latin = _LATIN.search(left.core) or _LATIN.search(right.core)
    return item("same_core", a), item("english", latin[0] if latin else "")


def _generic(left: FirmName, right: FirmName) -> Found | None:
    a, b = specific(left), specific(right)
    if a != b or not a or not (left.is_full and right.is_full):
        return None
    words = set(_words(left)) ^ set(_words(right))
    return item("same_core", a), item("generic", *sorted(words))


def specific(name: FirmName) -> str:
    """Return brand and trade without words that say little (科技, 实业)."""
    return name.brand + "".join(word for word in _words(name) if word not in GENERIC)


def _words(name: FirmName) -> tuple[str, ...]:
    return trade_words(name.trade) or ()


# Short forms


def _short_form(left: FirmName, right: FirmName) -> Found | None:
    """Return how one name is short for the other: 兰石重装, 恩捷股份, 湖南裕能, 酒钢集团."""
    short, full = (left, right) if len(left.core) < len(right.core) else (right, left)
    if short.is_full or len(short.core) < _FEWEST_SHORT or not (full.is_full or full.branch):
        return None
    whole = full.core.replace("集团", "")
    if short.core == whole:
        return item("same_core", whole), item("abbreviation", short.core, full.core)
    if full.brand and short.core.startswith(full.brand.replace("集团", "")):
        return _with_brand(short, full)
    if whole.startswith(short.core) and _is_prefix_of_words(short, full):
        return item("same_core", short.core), item("abbreviation", short.core, full.core)
    return None


def _initials(left: FirmName, right: FirmName) -> Found | None:
    """Return how one name is the first letters of place and trade of the other: 酒钢 (酒泉钢铁)."""
    for short, full in ((left, right), (right, left)):
        open_to_it = not (short.is_full or short.places or full.brand) and short.group == full.group
        if not open_to_it or not full.places or not full.trade:
            continue
        if short.core == full.places[-1][0] + full.trade[0]:
            whole = full.places[-1] + full.core
            return item("same_core", whole), item("initials", short.core, whole)
    return None


def _with_brand(short: FirmName, full: FirmName) -> Found | None:
    brand = full.brand.replace("集团", "")
    rest = short.core[len(brand) :]
    if not rest:
        known = len(brand) >= _LONG_BRAND or bool(short.places)
        share = short.form == "股份" and "股份" in full.form
        enough = known or share or (short.group and full.group)
        return item("same_brand", brand), item("brand_only" if enough else "brand_alone", brand)
    if not abbreviates(rest, _words(full)) and not abbreviates(rest, _small_words(full)):
        return None
    return item("same_core", short.core), item("abbreviation", short.core, full.core)


def _is_prefix_of_words(short: FirmName, full: FirmName) -> bool:
    """Tell whether a core ends where a word of the other ends; a brand of four needs no word."""
    rest = full.core.replace("集团", "")[len(short.core) :]
    long_brand = len(short.brand) >= _LONG_SHORT and not short.trade and "集团" not in full.core
    own = len(short.core) > len(full.brand) or not full.brand
    return long_brand or (own and trade_words(rest) is not None)


def abbreviates(rest: str, words: Sequence[str]) -> bool:
    """Tell whether `rest` is short for words: whole ones, openings or single letters, in order.

    No word may be passed over that says something before the last that is taken: 科技 is no short
    form of 环保科技.
    """
    if not rest:
        return True
    if not words:
        return False
    word, later = words[0], words[1:]
    for taken in _short_words(word):
        if rest.startswith(taken) and abbreviates(rest[len(taken) :], later):
            return True
    return word in GENERIC and abbreviates(rest, later)


def _small_words(name: FirmName) -> tuple[str, ...]:
    """Return the words of a trade with those taken apart that are two (重型装备)."""
    return tuple(part for word in _words(name) for part in _halves(word))


def _halves(word: str) -> tuple[str, ...]:
    for at in range(2, len(word) - 1):
        if trade_words(word[:at]) and trade_words(word[at:]):
            return word[:at], word[at:]
    return (word,)


def _short_words(word: str) -> Iterator[str]:
    for end in range(len(word), 0, -1):
        yield word[:end]
    if len(word) > 1:
        yield word[-1]


# What stands around the core


def _forms(left: FirmName, right: FirmName) -> Iterator[Evidence]:
    a, b = left.form, right.form
    if a == b:
        return
    if not a or not b or "股份" in {a, b}:
        yield item("form_left_out", a or b if not (a and b) else max(a, b, key=len))
    elif (a[-1] == "司") == (b[-1] == "司"):
        yield item("form", a, b)
    else:
        yield item("form_changed", a, b)


def _seats(left: FirmName, right: FirmName) -> Iterator[Evidence]:
    if _seat(left) != _seat(right):
        yield item("branch", left.branch, right.branch)


def _seat(name: FirmName) -> str:
    return re.sub(r"[市县区省](?=.)", "", name.branch)


def _around(left: FirmName, right: FirmName) -> Iterator[Evidence]:
    for what in ("project", "contact", "remark"):
        ours, theirs = (
            {one.text for one in name.stripped if one.what == what} for name in (left, right)
        )
        if ours != theirs:
            yield item(what, *sorted(ours ^ theirs))
