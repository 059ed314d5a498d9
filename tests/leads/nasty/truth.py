"""What a file says, written down by hand: the answer by which an importer is judged.

The rules by which the answers were written are in README.md beside this file.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

Value: TypeAlias = str | float | bool | Mapping[str, float | bool]
Reason: TypeAlias = Literal[
    "damaged", "empty", "encoding", "format", "no_heading", "protected", "too_large", "unsafe"
]

FIGURES = (
    *("invest_wanyuan", "land_mu", "energy_tce", "power_kwh", "water_m3"),
    *("output_wanyuan", "tax_wanyuan", "jobs", "floor_m2", "plot_ratio"),
)
WORDS = (
    *("id", "name", "project", "text", "scope", "gbt", "credit_code", "contact", "phone"),
    *("source", "owner", "status", "site", "registered_place", "founded", "note"),
)
FIELDS = (*WORDS, *FIGURES, "hazardous_chemicals")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a row stands: its sheet ('' in a file without sheets) and its number, from 1."""

    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}" if self.sheet else f"row {self.row}"


@dataclass(frozen=True, slots=True)
class Lead:
    """One row that states a lead.

    `values` must be read just so. `reported` must be reported with the raw text given, and not
    read. `may` is right if read, and no loss if not; a field in both must be one of the two.
    `free` is not judged. `kept` are pieces of the row that must be found again in what was read
    or reported, under whatever name.
    """

    place: Place
    values: Mapping[str, Value]
    reported: Mapping[str, str] = field(default_factory=dict)
    may: Mapping[str, Value] = field(default_factory=dict)
    free: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """All that a file says.

    Every row with content is a lead, is unreadable (it must be reported, with the raw text
    given) or is passed over (titles, headings, sums, notes). `refusals` are reasons for which
    the whole file may be refused; a file that says nothing else must be.
    """

    leads: tuple[Lead, ...] = ()
    unreadable: Mapping[Place, str] = field(default_factory=dict)
    passed_over: frozenset[Place] = frozenset()
    refusals: tuple[Reason, ...] = ()

    @property
    def must_be_refused(self) -> bool:
        """Whether nothing in the file may be read."""
        return not self.leads and not self.unreadable

    @property
    def rows(self) -> list[dict[str, object]]:
        """The leads as plain data: place, values, and whether Excel hides the row."""
        return [
            {"place": (lead.place.sheet, lead.place.row), "values": dict(lead.values)}
            | ({"hidden": True} if lead.hidden else {})
            for lead in self.leads
        ]

    @property
    def reported(self) -> list[tuple[str, int, str | None]]:
        """What must be reported, as (sheet, row, field); field is None for a whole row."""
        cells = [(lead.place, name) for lead in self.leads for name in lead.reported]
        whole: list[tuple[Place, None]] = [(place, None) for place in self.unreadable]
        return [(place.sheet, place.row, name) for place, name in [*cells, *whole]]


@dataclass(frozen=True, slots=True)
class Opening:
    """A program that opens a file: a library, or 'text' with an encoding and a separator."""

    reader: Literal["openpyxl", "calamine", "xlrd", "text", "lines", "html", "xml"]
    encoding: str = "utf-8"
    separator: str = ","


EXCEL = (Opening("openpyxl"), Opening("calamine"))


@dataclass(frozen=True, slots=True)
class Case:
    """A file: its name among the cases, its name on disk, its bytes, what it says.

    `opens` are programs that open it; the first of them sees every row that has content.
    """

    name: str
    file: str
    make: Callable[[], bytes]
    expected: Expected
    opens: tuple[Opening, ...] = EXCEL


def lead(row: int, sheet: str = "", /, **values: Value) -> Lead:
    """Return a lead that says nothing but `values`."""
    return Lead(Place(sheet, row), values)


def says(
    sheet: str,
    leads: Iterable[Lead],
    *,
    passed: Iterable[int] = (),
    unreadable: Mapping[int, str] | None = None,
    refusals: tuple[Reason, ...] = (),
) -> Expected:
    """Return what a file of one sheet says; the leads take their sheet from it."""
    return Expected(
        tuple(_moved(one, sheet) for one in leads),
        {Place(sheet, row): raw for row, raw in (unreadable or {}).items()},
        frozenset(Place(sheet, row) for row in passed),
        refusals,
    )


def _moved(one: Lead, sheet: str) -> Lead:
    return replace(one, place=Place(sheet, one.place.row))


def together(*parts: Expected) -> Expected:
    """Return what a file of several sheets says, from what each of them says."""
    return Expected(
        tuple(lead for part in parts for lead in part.leads),
        {place: raw for part in parts for place, raw in part.unreadable.items()},
        frozenset().union(*(part.passed_over for part in parts)),
        tuple(dict.fromkeys(reason for part in parts for reason in part.refusals)),
    )


def refused(*reasons: Reason) -> Expected:
    """Return the answer of a file that must be refused, for one of the reasons."""
    return Expected(refusals=reasons)


def serial(first: int, *leads: Lead) -> list[Lead]:
    """Return leads whose 序号 count from `first`; a 序号 may be read as the id and need not be."""
    return [
        replace(one, may={**one.may, "id": str(number)})
        for number, one in enumerate(leads, start=first)
    ]


def between(low: float, high: float) -> dict[str, float | bool]:
    """Return a range."""
    return {"low": low, "high": high}


def about(value: float) -> dict[str, float | bool]:
    """Return a figure that is said to be rough."""
    return {"value": value, "about": True}


def least(low: float) -> dict[str, float | bool]:
    """Return a lower bound; whether it is itself allowed is not told apart."""
    return {"low": low}


def most(high: float) -> dict[str, float | bool]:
    """Return an upper bound; whether it is itself allowed is not told apart."""
    return {"high": high}
