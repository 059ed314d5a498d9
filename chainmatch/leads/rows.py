"""What reading a file of leads yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chainmatch.errors import InputError

Kind = Literal[
    "title", "heading", "units", "numbering", "total", "section", "note", "page", "blank"
]


@dataclass(frozen=True, slots=True)
class Row:
    """One lead as its file states it.

    `place` is for people: 'leads.csv row 7'. `values` has canonical names (see columns), other
    columns under their own; what is said but cannot be read safely is text in
    `values["unparsed"]`, by canonical name. Empty cells are left out. `sheet` ("" without
    sheets) and `number` say where it stands, `raw` what stands there, cells between tabs.
    """

    place: str
    values: Mapping[str, object]
    sheet: str = ""
    number: int = 0
    hidden: bool = False
    raw: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read: where it is, why in one sentence, and what stands there."""

    place: str
    reason: str
    raw: str
    sheet: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is no lead and was never meant as one: a title, a heading, a sum, a note."""

    place: str
    kind: Kind
    raw: str
    sheet: str = ""
    number: int = 0


class RowError(InputError):
    """One row cannot be read; the others can."""

    def __init__(self, bad: BadRow) -> None:
        self.bad = bad
        super().__init__(f"{bad.place}: {bad.reason}")
