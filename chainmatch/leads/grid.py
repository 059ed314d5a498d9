"""Tables as they stand in a file, before anyone has looked for a heading."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from chainmatch.leads.cells import Cell, is_blank


@dataclass(frozen=True)
class Line:
    """One row: its number as a spreadsheet counts it, from 1, and its cells from column A."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    @cached_property
    def filled(self) -> list[int]:
        """The columns, from 0, in which something stands."""
        return [i for i, cell in enumerate(self.cells) if not is_blank(cell)]


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: rows as Line counts them, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or a whole file without sheets ("" as title); its lines can be read once."""

    title: str
    lines: Iterable[Line]
    spans: tuple[Span, ...] = ()
    hidden: bool = False
    from_1904: bool = field(default=False, kw_only=True)
