"""What reading a file of leads yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chainmatch.errors import InputError
from chainmatch.leads.columns import Column

Kind = Literal["title", "heading", "total", "section", "note", "page", "blank", "sheet"]


@dataclass(frozen=True, slots=True)
class At:
    """Where a row stands: in words for people, its sheet ("" without sheets), its number from 1."""

    place: str
    sheet: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One lead as its file states it.

    `place` is for people: 'leads.csv row 7'. `values` has canonical names (see columns), other
    columns under their own; what is said but cannot be read safely is text in
    `values["unparsed"]`, by canonical name. Empty cells are left out. `cells` are those of the
    file as they stand, by column.
    """

    at: At
    values: Mapping[str, object]
    hidden: bool = False
    cells: tuple[str, ...] = field(default=(), compare=False)

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return self.at.place


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read: where it is, why in one sentence, and what stands there."""

    at: At
    reason: str
    cells: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return self.at.place

    @property
    def raw(self) -> str:
        """What stands there, cells between tabs."""
        return "\t".join(self.cells)


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is no lead and was never meant as one: a title, a heading, a sum, a note.

    A heading has its `columns`. `sheet` is a whole sheet that no line heads: its row is 0.
    """

    at: At
    kind: Kind
    cells: tuple[str, ...]
    columns: tuple[Column, ...] = ()


class RowError(InputError):
    """One row cannot be read; the others can."""

    def __init__(self, bad: BadRow) -> None:
        self.bad = bad
        super().__init__(f"{bad.place}: {bad.reason}")
