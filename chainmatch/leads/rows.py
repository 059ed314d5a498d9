"""What reading a file of leads yields."""

from collections.abc import Mapping
from dataclasses import dataclass

from chainmatch.errors import InputError


@dataclass(frozen=True, slots=True)
class Row:
    """One lead as its file states it.

    `place` is for people: 'leads.csv row 7'. `values` has canonical names (see columns), other
    columns under their own; what is said but cannot be read safely is text in
    `values["unparsed"]`, by canonical name. Empty cells are left out.
    """

    place: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read: where it is, why in one sentence, and what stands there."""

    place: str
    reason: str
    raw: str


class RowError(InputError):
    """One row cannot be read; the others can."""

    def __init__(self, place: str, reason: str, raw: str) -> None:
        self.bad = BadRow(place, reason, raw)
        super().__init__(f"{place}: {reason}")
