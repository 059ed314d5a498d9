"""Column names of real lead sheets, and cells under them, to the canonical ones."""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmatch.leads.cells import Broken, Cell, clean, is_blank, shown
from chainmatch.leads.plain import plain
from chainmatch.leads.reads import READERS, Under
from chainmatch.leads.spellings import SPELLINGS, Spelling

UNPARSED = "unparsed"
TEXT_FIELDS = ("text", "desc", "scope", "name")
_SAYS_WHAT = frozenset({*TEXT_FIELDS, "project"})
_WANTED = (
    "text, desc, scope or name (企业名称, 项目名称, 经营范围, 主营产品, 建设内容 … are understood)"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, what it is a spelling of if anything, and the unit that it names."""

    header: str
    spelling: Spelling | None = None
    unit: str | None = None

    @property
    def name(self) -> str | None:
        """The canonical field, None for a column that has its own."""
        return self.spelling.name if self.spelling else None

    @property
    def units(self) -> Mapping[str, float]:
        """The units that the field knows; empty for what is no amount."""
        return self.spelling.units if self.spelling else {}

    @property
    def says_what(self) -> bool:
        """Whether the field says what an enterprise is or does."""
        return self.name in _SAYS_WHAT

    def counted_in(self, units: Iterable[str]) -> "Column":
        """Return the column with the one of the units that it knows, where it names none."""
        if self.unit is not None or not self.units:
            return self
        known = [unit for unit in units if unit in self.units]
        return replace(self, unit=known[0]) if len(set(known)) == 1 else self


@functools.lru_cache(maxsize=4096)
def column(header: str) -> Column:
    """Return what a header means: width, case, script, blanks and footnote marks do not matter."""
    words = plain(header).strip(":· ")
    for spelling, pattern in zip(SPELLINGS, _patterns(), strict=True):
        if words == spelling.name:
            return Column(header, spelling, next(iter(spelling.units), None))
        if found := pattern.fullmatch(words):
            unit = found.groupdict().get("unit")
            if unit is None and spelling.bare:
                unit = next(iter(spelling.units))
            return Column(header, spelling, unit)
    return Column(header)


def with_unit(col: Column) -> str:
    """Return a header that names its unit itself, if it can: 用地（亩） for 用地 counted in 亩."""
    if not col.unit or column(col.header).unit == col.unit:
        return col.header
    named = column(f"{col.header}（{col.unit}）")
    return named.header if (named.name, named.unit) == (col.name, col.unit) else col.header


def unit_of(header: str) -> str | None:
    """Return the words in brackets at the end of a header, which may be a unit; None for none."""
    found = re.search(r"[(\[/]([^()\[\]/]+)[)\]]?$", plain(header))
    return found[1] if found else None


def is_heading(headers: Sequence[str]) -> bool:
    """Tell whether one of the headers names a field that says what an enterprise does."""
    return any(column(header).says_what for header in headers)


def missing_text(headers: Sequence[str]) -> str:
    """Return the end of a sentence: which columns there are, and which of them one is needed."""
    shown = ", ".join(repr(header) for header in headers[:12]) + (", …" if headers[12:] else "")
    return f"has the columns {shown or 'none'}; one of them must be {_WANTED}"


def canonical(cells: Mapping[str, object], *, from_1904: bool = False) -> dict[str, object]:
    """Return the cells under canonical names; see `values`."""
    pairs = ((column(header), cell) for header, cell in cells.items())
    return values(pairs, from_1904=from_1904)


def values(cells: Iterable[tuple[Column, object]], *, from_1904: bool = False) -> dict[str, object]:
    """Return cells under canonical names, amounts in their units, empty cells left out.

    What is said and cannot be read safely is text under `unparsed`, by canonical name. Several
    columns of free text are joined. A project's name is the name of a row that has no other. Two
    different answers to one question are not read. Raises TypeError for a text that is a list or
    object.
    """
    filing = _Filing(from_1904=from_1904)
    for col, cell in cells:
        if isinstance(cell, list | dict):
            filing.put_whole(col, cell)
        elif not is_blank(_cell(cell)):
            filing.put(col, _cell(cell))
    return filing.done()


def _cell(cell: object) -> Cell:
    return cell if cell is None or isinstance(cell, str | int | float | Broken) else str(cell)


class _Filing:
    """Puts the cells of one row under their names; the first of two equal answers stays."""

    def __init__(self, *, from_1904: bool) -> None:
        self._from_1904 = from_1904
        self._values: dict[str, object] = {}
        self._unparsed: dict[str, str] = {}
        self._source: dict[str, Column] = {}

    def put(self, col: Column, cell: Cell) -> None:
        """File one cell that is not empty."""
        if isinstance(cell, Broken) and cell.value is not None and not col.units:
            cell = cell.value
        if isinstance(cell, Broken):
            self._refuse(col.name or col.header, cell.raw)
        elif col.spelling is None:
            self._own(col.header, clean(cell) if isinstance(cell, str) else cell)
        elif (read := self._read(col, col.spelling, cell)) is None:
            self._refuse(col.spelling.name, shown(cell))
        elif read != "":
            self._file(col, col.spelling, read, shown(cell))

    def put_whole(self, col: Column, cell: object) -> None:
        """Keep a list or an object under a name of its own; no field of ours is one."""
        if col.spelling is not None:
            raise TypeError("a list or an object stands where a text is needed")
        self._own(col.header, cell)

    def _read(self, col: Column, spelling: Spelling, cell: Cell) -> object:
        under = Under(spelling.units, col.unit, self._from_1904, spelling.choices)
        return READERS[spelling.how](cell, under)

    def _file(self, col: Column, spelling: Spelling, read: object, raw: str) -> None:
        name = spelling.name
        before = self._values.get(name)
        if name in self._unparsed:
            self._refuse(name, raw)
        elif before is None:
            self._values[name], self._source[name] = read, col
        elif before == read:
            return
        elif spelling.how == "words":
            self._values[name] = f"{before}；{read}"
        elif spelling.how == "amount" or plain(self._source[name].header) == plain(col.header):
            self._refuse(name, f"{shown(self._values.pop(name))}；{raw}")  # type: ignore[arg-type]
        else:
            self._own(col.header, read)

    def _refuse(self, name: str, raw: str) -> None:
        before = self._unparsed.get(name)
        self._unparsed[name] = f"{before}；{raw}" if before else raw

    def _own(self, header: str, value: object) -> None:
        name, number = header, 2
        while name in self._values:
            name, number = f"{header} {number}", number + 1
        self._values[name] = value

    def done(self) -> dict[str, object]:
        """Return everything that was filed."""
        project = self._values.get("project")
        if project is not None and not {"name"} & {*self._values, *self._unparsed}:
            self._values = {"name": project, **self._values}
        return self._values | ({UNPARSED: self._unparsed} if self._unparsed else {})


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_header_pattern(spelling) for spelling in SPELLINGS)


def _header_pattern(spelling: Spelling) -> re.Pattern[str]:
    remark = r" ?[(\[][^)\]]*[)\]]?"
    if not spelling.units:
        return re.compile(rf"(?:{spelling.pattern})(?:{remark})?")
    units = "|".join(sorted(map(re.escape, filter(None, spelling.units)), key=len, reverse=True))
    named = rf"[(\[_/:,\- ]*(?:单位:?)?(?P<unit>{units or '(?!)'})(?:/年|/a)?[)\]]?"
    return re.compile(rf"(?:{spelling.pattern})(?:{named}|{remark})?")
