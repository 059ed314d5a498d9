"""Which line heads a table, and what its columns mean; headings may take two lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chainmatch.leads.asides import are_units, is_numbering
from chainmatch.leads.cells import Cell, is_blank, shown
from chainmatch.leads.columns import Column, column, unit_of
from chainmatch.leads.grid import Line, Span
from chainmatch.leads.plain import plain

_LONGEST = 40  # characters of a header; what is longer is a text
_MOST_KNOWN = 0.5  # share of the filled cells that must be known where only one is
_FORM_LINES = 3  # lines below in which a form goes on with its labels


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns of a table, and the numbers of the lines that head it."""

    columns: tuple[Column, ...]
    lines: tuple[int, ...]

    @property
    def known(self) -> int:
        """How many different fields are understood."""
        return len({col.name for col in self.columns if col.name})


Resolve = Callable[[str], Column]
"""What a header means."""


class Headings:
    """Finds the headings of one sheet; `resolve` says what a header means there."""

    def __init__(self, spans: Sequence[Span], resolve: Resolve = column) -> None:
        self._spans, self._resolve = spans, resolve

    def at(self, lines: Sequence[Line], start: int) -> Heading | None:
        """Return the heading that begins with a line, with its further lines, or None.

        A heading names a field that says what an enterprise does, and at least two fields or little
        else. A form, whose labels stand under one another beside their answers, is no heading.
        """
        first = lines[start]
        filled = first.filled
        if any(not isinstance(first.cells[i], str) for i in filled):
            return None
        columns = tuple(self._header(cell) for cell in first.cells)
        below = lines[start + 1] if start + 1 < len(lines) else None
        heading = self._grouped(first, below) or Heading(columns, (first.number,))
        if not any(col.says_what for col in heading.columns):
            return None
        if heading.known == 1 and _MOST_KNOWN * len(filled) > 1:
            return None
        if heading.known < 1 or self._is_form(lines, start):
            return None
        return _with_units(heading, lines[start + len(heading.lines) :])

    def _header(self, cell: Cell) -> Column:
        text = "" if is_blank(cell) else shown(cell)
        return self._resolve(text) if len(text) <= _LONGEST else Column(text)

    def _grouped(self, first: Line, below: Line | None) -> Heading | None:
        """Return the heading of two lines, groups above columns; None where it is one line."""
        if below is None or below.number != first.number + 1 or not below.filled:
            return None
        if not any(self._header(first.cells[i]).spelling for i in first.filled):
            return None  # a title, whose cell is merged over the whole table
        groups = _groups(first, self._spans)
        columns = []
        for i in range(max(len(first.cells), len(below.cells))):
            upper, lower = _text(first, i), _text(below, i)
            if lower and upper and lower != upper and i not in groups:
                return None  # two answers in one column: the line below is a lead
            if lower and (len(lower) > _LONGEST or not isinstance(below.cells[i], str)):
                return None
            columns.append(
                self._combined(groups[i], lower) if lower and i in groups else self._resolve(upper)
            )
        beneath = [col for i, col in enumerate(columns) if i in groups and _text(below, i)]
        if not any(col.name for col in beneath) or any(i not in groups for i in _own(first, below)):
            return None
        return Heading(tuple(columns), (first.number, below.number))

    def _combined(self, group: str, own: str) -> Column:
        """Return what a column under a group means; the group may name its unit, not its field."""
        found = self._resolve(own)
        if found.spelling is None and not own.startswith(("其中", "一期", "二期")):
            found = self._resolve(f"{group}{own}")
        unit = unit_of(group)
        told = Column(own if found.spelling else f"{group}{own}", found.spelling, found.unit)
        return told.counted_in([unit] if unit else [])

    def _is_form(self, lines: Sequence[Line], start: int) -> bool:
        """Tell whether the lines around begin with labels in one column, answers beside them."""
        first = lines[start].filled[0]
        around = [
            *lines[max(start - _FORM_LINES, 0) : start],
            *lines[start + 1 : start + 1 + _FORM_LINES],
        ]
        labels = [_text(line, first) for line in around]
        answers = lines[start].filled[1::2]
        told = [i for i in answers if self._header(lines[start].cells[i]).spelling is None]
        known = [label for label in labels if label and self._resolve(label).spelling is not None]
        return len(known) > 1 and len(told) == len(answers) > 0


def repeats(line: Line, heading: Heading) -> bool:
    """Tell whether a line says the heading again, as printed pages do."""
    filled = line.filled
    return len(filled) > 1 and all(
        i < len(heading.columns) and plain(shown(line.cells[i])) == plain(heading.columns[i].header)
        for i in filled
    )


def _own(first: Line, below: Line) -> list[int]:
    """Return the columns that only the lower line names."""
    return [i for i in below.filled if not _text(first, i) or _text(first, i) != _text(below, i)]


def _groups(first: Line, spans: Sequence[Span]) -> dict[int, str]:
    """Return the columns that stand under a group, by the group's name."""
    found = {}
    merged = [span for span in spans if span.top == first.number and span.right > span.left]
    for span in merged:
        for i in range(span.left, span.right + 1):
            found[i] = _text(first, span.left)
    if merged:
        return found
    name, at = "", -1
    for i in range(len(first.cells)):
        if text := _text(first, i):
            name, at = text, i
        elif name:
            found[at], found[i] = name, name
    return found


def _text(line: Line, place: int) -> str:
    if place >= len(line.cells) or is_blank(line.cells[place]):
        return ""
    return shown(line.cells[place]).strip()


def _with_units(heading: Heading, below: Sequence[Line]) -> Heading:
    """Take in lines that name the units of the columns or count them."""
    columns, numbers = heading.columns, list(heading.lines)
    for line in below:
        if are_units(line, columns):
            columns = tuple(
                col.counted_in([plain(shown(line.cells[i])).strip("()")])
                if i < len(line.cells)
                else col
                for i, col in enumerate(columns)
            )
        elif not is_numbering(line):
            break
        numbers.append(line.number)
    return Heading(columns, tuple(numbers))
