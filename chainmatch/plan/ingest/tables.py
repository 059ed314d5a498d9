"""Tables of targets -> indicators; a table may run over pages with its head repeated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chainmatch.plan.ingest.sections import Table
from chainmatch.plan.schema import Document, Indicator

_VALUE = re.compile(r"^(\d+(?:\.\d+)?)(\*?)$")
_YEAR = re.compile(r"(\d{4})年")
_SUFFIX = re.compile(r"(?:主要)?(?:发展)?(?:目标|指标)$")
_HEAD = ("序号", "指标名称", "单位")
_WIDTH = 3  # base, binding, expected


@dataclass(frozen=True, slots=True)
class Frame:
    """What the head and the note of a table say: areas in column order and the base years."""

    areas: tuple[str, ...]
    base_year: int
    marked_year: int


def indicators(tables: Sequence[Table], number: str, faults: list[str]) -> tuple[Indicator, ...]:
    """Return the indicators of all tables; numbers must run 1, 2, 3 … and be the same in each."""
    done = [row for table in tables for row in table_indicators(table, number, faults)]
    expected = max((row.number for row in done), default=0)
    faults += table_faults([table.number for table in tables])
    for table in tables:
        found = {row.number for row in done if row.table == table.number}
        read = {int(cells[0]) for cells in table.rows if cells[0].isdigit()}
        faults.extend(
            f"表{table.number}: indicator {missing} is missing; "
            f"allowed: 1 to {expected} in each table"
            for missing in range(1, expected + 1)
            if missing not in found | read
        )
    return tuple(done)


def table_faults(numbers: Sequence[str]) -> list[str]:
    """Return a fault for each missing or repeated table; they run 1, 1-1, 1-2 and so on."""
    if not numbers:
        return ["tables: none found; allowed: a caption such as 表1 … and rows with tabs"]
    faults = [
        f"表{number}: occurs twice; allowed: once"
        for i, number in enumerate(numbers)
        if number in numbers[:i]
    ]
    for number in numbers:
        main, _, part = number.partition("-")
        before = f"{main}-{int(part) - 1}" if part and part != "1" else main
        if before not in numbers:
            faults.append(f"表{before}: missing; allowed: all tables up to 表{number}")
    return faults


def table_indicators(table: Table, number: str, faults: list[str]) -> list[Indicator]:
    """Return the indicators of one table, one for each row and area."""
    frame = frame_of(table, faults)
    done: list[Indicator] = []
    last = 0
    for cells in table.rows:
        if not cells[0].isdigit():
            continue
        place = f"表{table.number} 第{cells[0]}行"
        if int(cells[0]) <= last:
            faults.append(f"{place}: number {cells[0]} follows {last}; allowed: rising numbers")
        last = int(cells[0])
        done += _row(table, frame, cells, Document(number, place), faults)
    if not last:
        faults.append(
            f"表{table.number}: no indicator found; allowed: rows that start with a number"
        )
    return done


def frame_of(table: Table, faults: list[str]) -> Frame:
    """Return areas and years from the head; a head without areas means the area of the caption."""
    heads = [cells for cells in table.rows if cells[:3] == _HEAD]
    named = [cell for cell in heads[0][3:] if cell and not _YEAR.search(cell)] if heads else []
    years = [int(year) for cells in table.rows[:3] for year in _YEAR.findall("".join(cells[3:]))]
    marked = _YEAR.search(table.note)
    if not years:
        faults.append(
            f"表{table.number}: the head names no year; allowed: a base year such as 2022年"
        )
    base = min(years, default=0)
    areas = tuple(named) or (_SUFFIX.sub("", table.title),)
    return Frame(areas, base, int(marked[1]) if marked else base)


def _row(
    table: Table, frame: Frame, cells: Sequence[str], source: Document, faults: list[str]
) -> list[Indicator]:
    values = list(cells[3:])
    wanted = _WIDTH * len(frame.areas)
    while len(values) > wanted and not values[-1]:
        values.pop()
    if len(values) != wanted:
        faults.append(f"{source.place}: {len(values)} values; allowed: {wanted}")
        return []
    if not cells[1] or not cells[2]:
        faults.append(f"{source.place}: the row has no name or unit; allowed: both")
    read = [_value(text, source.place, faults) for text in values]
    done = []
    for i, area in enumerate(frame.areas):
        three = read[_WIDTH * i : _WIDTH * (i + 1)]
        base, binding, expected = (value for value, _ in three)
        year = frame.marked_year if three[0][1] else frame.base_year
        row = Indicator(
            table.number,
            int(cells[0]),
            cells[1],
            cells[2],
            area,
            base,
            year,
            binding,
            expected,
            source,
        )
        done.append(row)
    return done


def _value(text: str, place: str, faults: list[str]) -> tuple[float, bool]:
    """Return a value and whether an asterisk marks it."""
    found = _VALUE.match(text.replace(" ", ""))
    if not found:
        faults.append(f"{place}: {text!r} is no number; allowed: digits such as 3.59 or 3.59*")
        return 0.0, False
    return float(found[1]), bool(found[2])
