"""The user's own leads, read and matched; rows that cannot be used are told, not lost."""

import sys
from dataclasses import dataclass
from pathlib import Path

from chainmatch.errors import InputError
from chainmatch.leads.reading import BadRow, Passed, read_everything
from chainmatch.matching.company import Company
from chainmatch.matching.result import Match
from chainmatch.reports.console import printable
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class OwnLead:
    """One lead of the user's file: where it stands, what it says, how it matches."""

    place: str
    company: Company
    match: Match


def own_leads(workbench: Workbench, path: Path) -> list[OwnLead]:
    """Return the matched leads of a file; rows and sheets left out are named on standard error.

    A lead without an id gets its place as one. Raises InputError where no row can be used.
    """
    found: list[OwnLead] = []
    for row in read_everything(path):
        if isinstance(row, Passed):
            tell_skipped(row)
            continue
        if isinstance(row, BadRow):
            _tell(f"{row.place}: {row.reason}")
            continue
        try:
            company = Company.from_row({**row.values, "id": row.values.get("id") or row.place})
        except InputError as error:
            _tell(f"{row.place}: {error}")
            continue
        found.append(OwnLead(row.place, company, workbench.match(company)))
    if not found:
        raise InputError(f"{path} has no row that can be read as a lead; see the lines above")
    return found


def tell_skipped(passed: Passed) -> None:
    """Name a whole sheet that no line heads; titles, sums and notes are not told of."""
    if passed.kind == "sheet":
        _tell(f"{passed.at.place} has no heading that is understood")


def _tell(line: str) -> None:
    sys.stderr.write(printable(f"left out: {line}") + "\n")
