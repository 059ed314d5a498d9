"""From the lines of a sheet to leads: finds headings, passes over what is no lead, fills merges."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from chainmatch.leads.asides import aside, units_said
from chainmatch.leads.cells import Broken, Cell, is_blank, shown
from chainmatch.leads.columns import Column, column, missing_text, values
from chainmatch.leads.grid import Grid, Line, Span
from chainmatch.leads.heading import Heading, Headings, Resolve, repeats
from chainmatch.leads.refusal import Refusal
from chainmatch.leads.rows import At, BadRow, Kind, Passed, Row

AHEAD = 60  # lines with content among which a heading is looked for; more above it are a letter
_SURE = 2  # fields that are understood in a heading that is surely one

_HEADING_LINES = 8  # that a heading, its units and the labels of a form may take
MAX_CELL = 1_000_000  # characters; a spreadsheet holds 32,767
_DITTO = re.compile("[同如]上|同前|〃|″|〞|ditto")
_DITTO_LENGTH = 8
_DIGIT = re.compile(r"\d")

Found = Row | BadRow | Passed


class NoHeading(Refusal):
    """A table has no column that says what an enterprise does."""

    def __init__(self, sentence: str) -> None:
        super().__init__("no_heading", sentence)


def leads_of(grid: Grid, name: str, resolve: Resolve = column) -> Iterator[Found]:
    """Yield every line with content as a lead, as one that cannot be read, or as passed over.

    `name` is the file's, `resolve` says what headers mean; NoHeading where no line heads the
    table.
    """
    place = f"{name} sheet {grid.title}" if grid.title else name
    headings = Headings(grid.spans, resolve)
    table = _Table(grid, place, headings)
    lines = _Ahead(line for line in _filled_down(grid) if line.filled)
    if not lines.peek(1):
        return
    start = _first_heading(lines.peek(AHEAD), headings)
    if start is None:
        shown_first = [shown(cell) for cell in lines.peek(1)[0].cells if not is_blank(cell)]
        raise NoHeading(f"{place} {missing_text(shown_first)}")
    for _ in range(start):
        yield table.above(lines.take())
    while lines.peek(1):
        yield from table.next(lines)


def _first_heading(lines: Sequence[Line], headings: Headings) -> int | None:
    """Return the first line that surely heads the table, else the first that may."""
    maybe = None
    for start in range(len(lines)):
        heading = headings.at(lines, start)
        if heading and heading.known >= _SURE:
            return start
        if heading and maybe is None:
            maybe = start
    return maybe


class _Ahead:
    """Lines that can be looked at before they are taken."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self._seen: list[Line] = []

    def peek(self, count: int) -> list[Line]:
        """Return up to `count` lines that come next."""
        self._seen.extend(islice(self._lines, max(count - len(self._seen), 0)))
        return self._seen[:count]

    def take(self) -> Line:
        """Return the next line and go past it; there must be one."""
        self.peek(1)
        return self._seen.pop(0)


@dataclass
class _Table:
    """Where the reading stands: the heading in force and the units said since the last one."""

    grid: Grid
    place: str
    headings: Headings

    def __post_init__(self) -> None:
        self._heading: Heading | None = None
        self._units: list[str] = []
        self._name: Cell = None

    def above(self, line: Line) -> Passed:
        """Pass over a line above the heading."""
        self._units += units_said(line.cells)
        return self._passed(line, "title")

    def next(self, lines: _Ahead) -> Iterator[Found]:
        """Take the next line, or the lines of a heading."""
        line = lines.peek(1)[0]
        if self._heading is not None and repeats(line, self._heading):
            yield self._passed(lines.take(), "heading")
            return
        heading = self._heading_of(lines) if self._heading is None or _may_head(line) else None
        if heading is None:
            yield self._lead(lines.take())
            return
        columns = tuple(col.counted_in(self._units) for col in heading.columns)
        self._heading, self._units = Heading(columns, heading.lines), []
        for _ in heading.lines:
            yield replace(self._passed(lines.take(), "heading"), columns=columns)

    def _heading_of(self, lines: _Ahead) -> Heading | None:
        found = self.headings.at(lines.peek(_HEADING_LINES), 0)
        # Below a heading, another one must be beyond doubt.
        return found if found and (self._heading is None or found.known > _SURE) else None

    def _lead(self, line: Line) -> Found:
        columns = self._heading.columns if self._heading else ()
        kind = aside(line, columns)
        if kind is not None:
            self._units += units_said(line.cells)
            return self._passed(line, kind)
        line = self._undittoed(line)
        return read(self._at(line), line, columns, from_1904=self.grid.from_1904)

    def _undittoed(self, line: Line) -> Line:
        """Say the name again where it says 同上; elsewhere nobody knows how far it reaches."""
        columns = self._heading.columns if self._heading else ()
        cells = list(line.cells)
        for i in line.filled:
            named = i < len(columns) and columns[i].name == "name"
            said = shown(cells[i])
            if len(said) <= _DITTO_LENGTH and _DITTO.fullmatch(said.strip()):
                cells[i] = self._name if named and self._name else Broken(said, "ditto")
            elif named:
                self._name = cells[i]
        return replace(line, cells=tuple(cells))

    def _at(self, line: Line) -> At:
        return At(f"{self.place} row {line.number}", self.grid.title, line.number)

    def _passed(self, line: Line, kind: Kind) -> Passed:
        return Passed(self._at(line), kind, cells_of(line))


def read(at: At, line: Line, columns: Sequence[Column], *, from_1904: bool) -> Row | BadRow:
    """Return a line as a lead, or as one that does not say what the enterprise does."""
    pairs = [
        (columns[i] if i < len(columns) and columns[i].header else Column(f"column {i + 1}"), cell)
        for i, cell in enumerate(line.cells)
    ]
    cells = cells_of(line)
    if any(len(cell) > MAX_CELL for cell in cells):
        reason = f"a cell has more than {MAX_CELL:,} characters"
        return BadRow(at, reason, tuple(cell[:MAX_CELL] for cell in cells))
    try:
        found = values(pairs, from_1904=from_1904)
    except TypeError as error:
        return BadRow(at, str(error), cells)
    if not any(col.says_what and not is_blank(cell) for col, cell in pairs):
        reason = "nothing stands under the columns that say what the enterprise does"
        return BadRow(at, reason, cells)
    return Row(at, found, line.hidden, cells)


def cells_of(line: Line) -> tuple[str, ...]:
    """Return the cells of a line as they stand, without empty ones at the end."""
    cells = [shown(cell) for cell in line.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _may_head(line: Line) -> bool:
    filled = line.filled
    return len(filled) > _SURE and all(isinstance(line.cells[i], str) for i in filled)


def _filled_down(grid: Grid) -> Iterator[Line]:
    """Yield the lines with merged cells filled down: words again, amounts as shared ones."""
    tall = sorted((s for s in grid.spans if s.bottom > s.top), key=lambda s: s.top)
    begun: list[tuple[Span, Cell]] = []
    waiting = iter([*tall, None])
    coming = next(waiting)
    for line in grid.lines:
        while coming is not None and coming.top <= line.number:
            if coming.top == line.number and coming.left < len(line.cells):
                begun.append((coming, line.cells[coming.left]))
            coming = next(waiting)
        begun = [(span, cell) for span, cell in begun if span.bottom >= line.number]
        yield _with_merged(line, begun) if begun else line


def _with_merged(line: Line, begun: Sequence[tuple[Span, Cell]]) -> Line:
    cells = list(line.cells)
    for span, cell in begun:
        if is_blank(cell) or isinstance(cell, Broken):
            continue
        cells += [None] * (span.left + 1 - len(cells))
        cells[span.left] = _shared(cell)
    return replace(line, cells=tuple(cells))


def _shared(cell: Cell) -> Cell:
    """Return what each line of a merged cell gets: an amount is that of all lines together."""
    amount = isinstance(cell, int | float) or (isinstance(cell, str) and bool(_DIGIT.search(cell)))
    return Broken(shown(cell), "shared", cell) if amount else cell  # type: ignore[arg-type]
