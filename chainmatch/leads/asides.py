"""Rows among the leads that are no leads: sums, sections, notes, page ends, numbering."""

import re
from collections.abc import Sequence

from chainmatch.leads.cells import Cell, shown
from chainmatch.leads.columns import Column
from chainmatch.leads.grid import Line
from chainmatch.leads.plain import plain
from chainmatch.leads.rows import Kind

_TOTAL = re.compile(r"(?:本页|全市|全区|全县)?(?:合计|小计|总计|累计|共计)(?:\([^)]*\))?:?")
_NOTE = re.compile(
    r"(?:附?注|备注|说明|填表说明|填报说明)\d*:|(?:填表|填报|制表|审核|报送|统计)[人单位日期时间]*:|单位:|\("
    r"?(?:金额)?单位:|提示:"
)
_PAGE = re.compile(r"第\d+页.*|-?\d+-?/\d+页?|续表\d*|\(?续\)?|本页.*|以下空白")
_SECTION = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、.,].*|[(]?[ivx]{1,4}[).、].*")
_FEW = 3  # columns from which a line may count them
_UNITS = re.compile(r"\(?(?:金额|计量)?单位:([^()]+)\)?")
_SPLIT = re.compile("[、,，/;； ]+")


def units_said(cells: Sequence[Cell]) -> list[str]:
    """Return the units that a line names for the table below: 单位：万元、亩."""
    found = (_UNITS.search(plain(shown(cell))) for cell in cells)
    return [unit for one in found if one for unit in _SPLIT.split(one[1].strip(")")) if unit]


def is_numbering(line: Line) -> bool:
    """Tell whether a line below a heading only counts the columns: 甲 乙 1 2 3, or A B C."""
    words = [plain(shown(line.cells[i])).strip("()") for i in line.filled]
    if len(words) < _FEW:
        return False
    letters = "".join(word for word in words if not word.isdigit())
    digits = [int(word) for word in words if word.isdigit()]
    in_order = any(letters in row for row in ("甲乙丙丁戊己庚辛壬癸", "abcdefghijklmnopqrstuvwxyz"))
    return in_order and digits == list(range(digits[0], digits[0] + len(digits)) if digits else ())


def are_units(line: Line, columns: Sequence[Column]) -> bool:
    """Tell whether a line below a heading only names the units of the columns above."""
    filled = line.filled
    if not filled:
        return False
    known = 0
    for i in filled:
        word = plain(shown(line.cells[i])).strip("()")
        if i < len(columns) and word in columns[i].units:
            known += 1
        elif not re.fullmatch(r"是/否|有/无|年/月(?:/日)?|个|人|%|—|-|/", word):
            return False
    return known > 0


def aside(line: Line, columns: Sequence[Column]) -> Kind | None:
    """Return what kind of line this is if it is no lead, else None.

    A line with anything under a column that says what an enterprise does is a lead, unless its
    first words are those of a sum, a note or the end of a page.
    """
    filled = line.filled
    words = plain(shown(line.cells[filled[0]]))
    if _is_total(line, columns):
        return "total"
    if _NOTE.match(words):
        return "note"
    if len(filled) == 1:
        return _alone(filled[0], words, columns)
    return "section" if _is_same(line) and _SECTION.fullmatch(words) else None


def _is_total(line: Line, columns: Sequence[Column]) -> bool:
    """A sum is named in the first filled cell; one in another place must be the only words."""
    for i in line.filled[:2]:
        col = columns[i] if i < len(columns) else None
        if _TOTAL.fullmatch(plain(shown(line.cells[i]))):
            return True
        if col is None or col.name != "id":
            return False
    return False


def _alone(place: int, words: str, columns: Sequence[Column]) -> Kind | None:
    if _PAGE.fullmatch(words):
        return "page"
    if len([col for col in columns if col.header]) == 1:
        return None
    if _SECTION.fullmatch(words) and not _is_firm(words):
        return "section"
    col = columns[place] if place < len(columns) else None
    if col is not None and col.says_what and words[:1] not in "①②③※*":
        return None
    if col is not None and col.name == "id":
        return "blank" if len(words) <= _SHORT else "section"
    return None


_SHORT = 8  # characters of a number that someone filled in before there was a lead


def _is_firm(words: str) -> bool:
    return bool(re.search("公司|集团|厂$|研究院$|研究所$|合作社$|中心$", words))


def _is_same(line: Line) -> bool:
    return len({shown(line.cells[i]) for i in line.filled}) == 1
